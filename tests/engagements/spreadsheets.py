"""Spreadsheets made for a test: CSV lines, and workbooks with what a person, or an attacker, puts in them."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

SAMPLE = (Path(__file__).parents[1] / "data" / "engagements-2026.csv").read_bytes()
HEADER = "Début;Fin;Employeur;Production;Emploi;Unité;Quantité;Heures;Brut;Annexe;Régime;AEM;SIRET"
GOOD = {
    "Début": "02/11/2026",
    "Fin": "06/11/2026",
    "Employeur": "Films du Ponant",
    "Production": "Les Marées",
    "Emploi": "Assistante de production",
    "Unité": "heure",
    "Quantité": "40",
    "Heures": "40,00",
    "Brut": "860,00",
    "Annexe": "8",
    "Régime": "spectacle",
    "AEM": "reçue",
    "SIRET": "",
}


def line(**changes: str) -> str:
    return ";".join({**GOOD, **changes}.values())


def csv(*lines: str, header: str = HEADER, encoding: str = "utf-8") -> bytes:
    return "\r\n".join([header, *lines]).encode(encoding)


def workbook(rows: Iterable[Sequence[Any]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_HREF = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = b"http://schemas.openxmlformats.org/package/2006"
_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = ("Début", "Fin", "Employeur", "Emploi", "Heures", "Brut")


def handmade(
    rows: bytes, *, strings: bytes = b"", formats: bytes = b"", styles: bytes = b"<xf/>", book: bytes = b""
) -> bytes:
    """A workbook written by hand: a header, then these `<row>`s; `<si>`, `<numFmt>` and `<xf>` may be given."""
    head = b"".join(b'<c t="inlineStr"><is><t>%s</t></is></c>' % title.encode() for title in HEAD)
    parts = {
        "[Content_Types].xml": b'<Types xmlns="%s/content-types">%s</Types>'
        % (
            _PACKAGE,
            b"".join(
                b'<Override PartName="/xl/%s.xml" ContentType="%s.%s+xml"/>' % (part, _TYPE, kind)
                for part, kind in (
                    (b"workbook", b"sheet.main"),
                    (b"worksheets/sheet1", b"worksheet"),
                    (b"styles", b"styles"),
                    (b"sharedStrings", b"sharedStrings"),
                )
            ),
        ),
        "xl/workbook.xml": b'<workbook %s xmlns:r="%s"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets>%s'
        b"</workbook>" % (MAIN, _HREF, book),
        "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="%s/relationships">%s</Relationships>'
        % (
            _PACKAGE,
            b"".join(
                b'<Relationship Id="rId%d" Type="%s/%s" Target="%s.xml"/>' % (n, _HREF, kind, target)
                for n, kind, target in (
                    (1, b"worksheet", b"worksheets/sheet1"),
                    (2, b"styles", b"styles"),
                    (3, b"sharedStrings", b"sharedStrings"),
                )
            ),
        ),
        "xl/worksheets/sheet1.xml": b"<worksheet %s><sheetData><row>%s</row>%s</sheetData></worksheet>"
        % (MAIN, head, rows),
        "xl/styles.xml": b"<styleSheet %s><numFmts>%s</numFmts><cellXfs>%s</cellXfs></styleSheet>"
        % (MAIN, formats, styles),
        "xl/sharedStrings.xml": b"<sst %s>%s</sst>" % (MAIN, strings),
    }
    return zipped(parts)


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(content: bytes, **changes: bytes) -> bytes:
    """A workbook with members replaced; `__` in a name stands for `/` and `_xml` for its suffix."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        named = {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in changes.items()}
        for member in before.namelist():
            after.writestr(member, named.pop(member, None) or before.read(member))
        for name, data in named.items():
            after.writestr(name, data)
    return out.getvalue()


def packed(**members: bytes) -> bytes:
    """A zip of these files, named as in `repacked`."""
    return zipped({name.replace("__", "/").replace("_xml", ".xml"): data for name, data in members.items()})
