"""The paper of a document: PDF/A-3b and PDF/UA-1, with the XML inside when it has one.

The same document gives the same bytes, whenever it is made: its day is its time, its id follows from its content.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO

import pikepdf
from flask_babel import force_locale
from lxml import etree

from webapp.core import clock, pdf
from webapp.domain.invoices.document import Document
from webapp.invoicing.facturx.page import page_of
from webapp.invoicing.facturx.told import title_of
from webapp.invoicing.facturx.transfer import drawn, transfer_code

TEMPLATE = "invoicing/paper.typ"
NOON = time(12)
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
FX = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
SAID = {
    "DocumentType": "INVOICE",
    "DocumentFileName": "factur-x.xml",
    "Version": "1.0",
    "ConformanceLevel": "EN 16931",
}
EXTENSION = f"""
<rdf:Description xmlns:rdf="{RDF}" rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>{FX}</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>fx</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq/></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
PROPERTY = """
<rdf:li xmlns:rdf="{rdf}" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:parseType="Resource">
  <pdfaProperty:name>{name}</pdfaProperty:name>
  <pdfaProperty:valueType>Text</pdfaProperty:valueType>
  <pdfaProperty:category>external</pdfaProperty:category>
  <pdfaProperty:description>{name} of the embedded XML invoice</pdfaProperty:description>
</rdf:li>"""


def pdf_of(document: Document, xml: bytes | None = None, logo: bytes | None = None) -> bytes:
    """In the language of the client; `xml` is joined as Factur-X asks."""
    with force_locale(document.client.language):
        made = _typeset(document, xml, logo)
    return _declared(made) if xml else made


def _typeset(document: Document, xml: bytes | None, logo: bytes | None) -> bytes:
    code = transfer_code(document)
    return pdf.typeset(
        TEMPLATE,
        title_of(document),
        page_of(document),
        standards=("a-3b", "ua-1"),
        made_at=datetime.combine(document.issued_on, NOON, clock.PARIS).astimezone(UTC),
        files={
            "xml": xml or b"",
            "logo": logo or b"",
            "code": drawn(code).encode() if code else b"",
        },
    )


def _declared(made: bytes) -> bytes:
    """The description of the XML, which typst has no word for."""
    with pikepdf.open(BytesIO(made)) as paper:
        paper.Root.Metadata = _metadata(paper)
        out = BytesIO()
        paper.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return out.getvalue()


def _metadata(paper: pikepdf.Pdf) -> pikepdf.Stream:
    said = paper.Root.Metadata.read_bytes()
    start, end = said.index(b"<x:xmpmeta"), said.index(b"</x:xmpmeta>") + len(b"</x:xmpmeta>")
    tree = etree.fromstring(said[start:end])
    rdf = tree.find(f"{{{RDF}}}RDF")
    facts = etree.SubElement(rdf, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""}, nsmap={"fx": FX})
    extension = etree.fromstring(EXTENSION)
    names = next(extension.iter(f"{{{RDF}}}Seq"))
    for name, value in SAID.items():
        etree.SubElement(facts, f"{{{FX}}}{name}").text = value
        names.append(etree.fromstring(PROPERTY.format(rdf=RDF, name=name)))
    _into(rdf, extension)
    whole = said[:start] + etree.tostring(tree, encoding="utf-8") + said[end:]
    return pikepdf.Stream(paper, whole, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)


def _into(rdf: etree._Element, extension: etree._Element) -> None:
    """A file has one list of extensions: ours joins the one that is there."""
    bag_path = f".//{{http://www.aiim.org/pdfa/ns/extension/}}schemas/{{{RDF}}}Bag"
    there = rdf.find(bag_path)
    if there is None:
        rdf.append(extension)
        return
    ours = extension.find(bag_path)
    assert ours is not None
    there.extend(list(ours))
