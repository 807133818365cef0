"""What a PDF we make says to those who listen to it, and its pages as pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pypdfium2
from PIL.Image import Image
from pypdf import PdfReader


@dataclass(frozen=True)
class Paper:
    """The structure of a file: `tags` in the order they are read, `headings` as (level, words)."""

    language: str
    title: str
    shows_title: bool
    is_tagged: bool
    is_ua: bool
    tags: tuple[str, ...]
    headings: tuple[tuple[int, str], ...]
    pages: int

    def count(self, tag: str) -> int:
        return self.tags.count(tag)


def read(content: bytes) -> Paper:
    with pikepdf.open(BytesIO(content)) as pdf:
        root = pdf.Root
        elements = list(_elements(root.StructTreeRoot.K)) if "/StructTreeRoot" in root else []
        with pdf.open_metadata() as said:
            is_ua = said.get("pdfuaid:part") == "1"
        return Paper(
            language=str(root.get("/Lang", "")),
            title=str(pdf.docinfo.get("/Title", "")),
            shows_title=bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
            is_tagged=bool(root.get("/MarkInfo", {}).get("/Marked", False)) and bool(elements),
            is_ua=is_ua,
            tags=tuple(tag for tag, _title in elements),
            headings=tuple(
                (int(tag[1:]), title) for tag, title in elements if tag[:1] == "H" and tag[1:].isdigit()
            ),
            pages=len(pdf.pages),
        )


def check(content: bytes, *, language: str = "fr") -> Paper:
    """It is PDF/UA-1, in that language, titled, under one first heading; each table has its header cells."""
    paper = read(content)
    assert paper.is_ua and paper.is_tagged
    assert paper.language == language
    assert paper.title and paper.shows_title
    assert [level for level, _words in paper.headings].count(1) == 1 and paper.headings[0][0] == 1
    assert paper.count("THead") == paper.count("Table")
    assert paper.count("TH") >= paper.count("Table")
    return paper


def check_archive(content: bytes) -> None:
    """It is PDF/A-3b: its fonts within it, its XML said to be the same invoice."""
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        with pdf.open_metadata() as facts:
            assert (facts["pdfaid:part"], facts["pdfaid:conformance"]) == ("3", "B")
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert [str(one.AFRelationship) for one in pdf.Root.AF] == ["/Alternative"]
        assert str(pdf.Root.AF[0].UF) == "factur-x.xml"
        assert str(pdf.Root.AF[0].EF.F.Subtype) == "/text/xml"
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                (below,) = font.DescendantFonts
                assert {"/FontFile2", "/FontFile3"} & set(below.FontDescriptor.keys())


def text_of(content: bytes) -> str:
    """Its words, page after page, without regard for where lines break."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def pictures(content: bytes, scale: float = 1.5) -> list[Image]:
    with pypdfium2.PdfDocument(content) as pdf:
        return [page.render(scale=scale).to_pil() for page in pdf]


def _elements(node: pikepdf.Object) -> Iterator[tuple[str, str]]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S)[1:], str(node.get("/T", ""))
        if "/K" in node:
            yield from _elements(node.K)
