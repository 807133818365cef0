"""The first sheet of an Excel workbook as rows of text, read as it comes.

No library reads it: those at hand build a tree of a row, of the styles or of the workbook before anything
can be refused, and a file of ten kilobytes then takes gigabytes.
"""

import posixpath
from array import array
from collections.abc import Iterator, Sequence

from openpyxl.utils.datetime import MAC_EPOCH

from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.engagements.imports import markup
from webapp.engagements.imports.cells import LONGEST_FORMAT, Styles
from webapp.engagements.imports.packages import Package
from webapp.engagements.imports.worksheets import Worksheet

ZIP = b"PK"
MB = 1024 * 1024
MOST_OF_SHEET = MOST_OF_STRINGS = 20 * MB
MOST_OF_STYLES = 4 * MB
MOST_OF_OTHERS = MB
MOST_FORMATS = 4_000
WORKBOOK = "xl/workbook.xml"

DAMAGED = sentence("Ce classeur est abîmé et ne s’ouvre pas. Enregistrez-le de nouveau en .xlsx, ou en CSV.")
NOT_EXCEL = sentence("Ce fichier n’est pas un classeur Excel (.xlsx). Enregistrez-le en .xlsx ou en CSV.")


def rows(content: bytes, most_columns: int) -> Iterator[Sequence[str]]:
    try:
        yield from _rows(Package(content), most_columns)
    except Refused:
        raise
    except Exception:  # a hostile or broken part raises anything, from KeyError to BadZipFile
        raise Refused(DAMAGED) from None


def _rows(package: Package, most_columns: int) -> Iterator[Sequence[str]]:
    if WORKBOOK not in package.names:
        raise Refused(NOT_EXCEL)
    book, links, strings = _Book(), _Links(), _Strings()
    markup.read(book, package.chunks(WORKBOOK, MOST_OF_OTHERS))
    markup.read(links, package.chunks("xl/_rels/workbook.xml.rels", MOST_OF_OTHERS))
    sheet = next((links.sheets[one] for one in book.visible if one in links.sheets), None)
    if sheet is None:
        raise Refused(sentence("Ce classeur n’a aucune feuille visible."))
    if links.strings in package.names:
        markup.read(strings, package.chunks(links.strings, MOST_OF_STRINGS))
    if links.styles in package.names:
        markup.read(_Styles(book.styles), package.chunks(links.styles, MOST_OF_STYLES))
    worksheet = Worksheet(strings, book.styles, most_columns)
    for _turn in markup.fed(worksheet, package.chunks(sheet, MOST_OF_SHEET)):
        yield from worksheet.taken()


class _Book(markup.Reader):
    """The sheets that are shown, by the name of their link, and the day dates are counted from."""

    def __init__(self) -> None:
        super().__init__()
        self.visible: list[str] = []
        self.styles = Styles()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet" and self.path[-1:] == ["sheets"]:
            if attributes.get("state", "visible") == "visible":
                self.visible += [value for key, value in attributes.items() if key.endswith(":id")]
        elif name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.styles.epoch = MAC_EPOCH


class _Links(markup.Reader):
    """Where the parts are: the sheets by the name of their link, charts left out."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: dict[str, str] = {}
        self.strings, self.styles = "xl/sharedStrings.xml", "xl/styles.xml"

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship":
            return
        part = posixpath.normpath(posixpath.join("/xl", attributes["Target"]))[1:]
        match attributes["Type"].rpartition("/")[2]:
            case "worksheet":
                self.sheets[attributes["Id"]] = part
            case "sharedStrings":
                self.strings = part
            case "styles":
                self.styles = part


class _Strings(markup.Reader):
    """The texts of the workbook, by their number.

    Kept end to end as bytes: a million short strings weigh five times more as objects.
    """

    def __init__(self) -> None:
        super().__init__()
        self.kept = bytearray()
        self.ends = array("L", [0])

    def __getitem__(self, number: int) -> str:
        if number < 0:
            raise IndexError(number)
        text = self.kept[self.ends[number] : self.ends[number + 1]].decode()
        return text.replace("x005F_", "")  # how a spreadsheet writes an underscore it could take for its own

    def text(self, text: str) -> None:
        # Not the reading of Japanese characters written above them.
        if self.path[-1] == "t" and "rPh" not in self.path:
            self.kept += text.encode()

    def end(self, name: str) -> None:
        if name == "si":
            self.ends.append(len(self.kept))


class _Styles(markup.Reader):
    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self.styles = styles

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt" and self.path[-1:] == ["numFmts"]:
            if len(self.styles.formats) >= MOST_FORMATS:
                raise markup.Hostile("formats")
            self.styles.formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")[
                :LONGEST_FORMAT
            ]
        elif name == "xf" and self.path[-1:] == ["cellXfs"]:
            self.styles.of_styles.append(int(attributes.get("numFmtId", 0)))
