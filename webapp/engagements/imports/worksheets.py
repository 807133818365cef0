"""The rows of one sheet of a workbook, while it is read."""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Protocol

from openpyxl.utils import column_index_from_string

from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.engagements.imports import markup
from webapp.engagements.imports.cells import Styles, typed

# Blank rows too: a sheet may claim a million of them.
MOST_ROWS = 50_000
MOST_CELLS_OF_A_ROW = 16_384  # as wide as a spreadsheet goes
MOST_CELLS = 1_000_000
LONGEST_TEXT = 65_536  # of a cell: its formula, and what was saved of it

TOO_LONG = sentence("Le fichier a plus de 10\u202f000 lignes. Coupez-le en plusieurs fichiers.")
TOO_WIDE = sentence(
    "Une ligne de ce classeur a plus de 16\u202f384 cellules. Copiez vos lignes dans un classeur neuf, ou "
    "enregistrez-les en CSV."
)
TOO_FULL = sentence(
    "Ce classeur a plus d’un million de cellules. Copiez vos lignes dans un classeur neuf, ou enregistrez-les en CSV."
)


class Strings(Protocol):
    def __getitem__(self, number: int) -> str: ...


class _Cell:
    __slots__ = ("column", "formula", "inline", "kind", "left", "saved", "style")

    def __init__(self, column: int, attributes: dict[str, str]) -> None:
        self.column = column
        self.kind = attributes.get("t", "n")
        self.style = int(attributes.get("s", 0))
        self.saved: list[str] = []
        self.inline: list[str] = []
        self.formula: list[str] = []
        self.left = LONGEST_TEXT


class Worksheet(markup.Reader):
    def __init__(self, strings: Strings, styles: Styles, most_columns: int) -> None:
        super().__init__()
        self.strings, self.most_columns = strings, most_columns
        # A spreadsheet says the same dates and hours again and again.
        self.typed = lru_cache(4_000)(partial(typed, styles))
        self.done: list[Sequence[str]] = []
        self.number = self.cells = self.cells_of_row = 0
        self.row: list[str] = []
        self.column = 0  # of the last cell, from one
        self.cell: _Cell | None = None

    def taken(self) -> list[Sequence[str]]:
        """The rows read since it was last asked."""
        done, self.done = self.done, []
        return done

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._open_cell(attributes)
        elif name == "row":
            self._open_row(attributes)
        elif name == "f" and self.cell:
            self.cell.formula.append("=")

    def text(self, text: str) -> None:
        cell = self.cell
        if cell is None or cell.left < 0:
            return
        cell.left -= len(text)
        match self.path[-1]:
            case "v":
                cell.saved.append(text)
            case "f":
                cell.formula.append(text)
            case "t" if "rPh" not in self.path:
                cell.inline.append(text)

    def end(self, name: str) -> None:
        if name == "c" and self.cell:
            self._write(self.cell.column, self._text_of(self.cell))
            self.cell = None
        elif name == "row":
            self.done.append(self.row)
        elif name == "sheetData":
            self.finished = True

    def _open_row(self, attributes: dict[str, str]) -> None:
        """Rows left out of the file are blank ones, so that the numbers are those of the screen."""
        number = max(int(float(attributes.get("r", 0))), self.number + 1)
        if number > MOST_ROWS:
            raise Refused(TOO_LONG)
        self.done += [[]] * (number - self.number - 1)
        self.number, self.row, self.column, self.cells_of_row = number, [], 0, 0

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self.cells += 1
        self.cells_of_row += 1
        if self.cells_of_row > MOST_CELLS_OF_A_ROW:
            raise Refused(TOO_WIDE)
        if self.cells > MOST_CELLS:
            raise Refused(TOO_FULL)
        letters = attributes.get("r", "").rstrip("0123456789")
        self.column = _column(letters) if letters else self.column + 1
        self.cell = _Cell(self.column, attributes) if self.column <= self.most_columns else None

    def _text_of(self, cell: _Cell) -> str:
        """The cell as it would be typed; a formula whose result was not saved stays a formula, to be told."""
        if cell.kind == "inlineStr":
            return "".join(cell.inline)
        saved = "".join(cell.saved)
        if not saved and cell.kind != "str":
            return "".join(cell.formula)
        return self.strings[int(saved)] if cell.kind == "s" else self.typed(cell.kind, saved, cell.style)

    def _write(self, column: int, text: str) -> None:
        if text:
            self.row += [""] * (column - len(self.row))
            self.row[column - 1] = text


_column = lru_cache(1_000)(column_index_from_string)
