"""A file of any make, as a header and rows of text; what cannot be read is refused with a sentence.

The content decides, never the name. Nothing here knows the database.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from webapp.core.files import shown_name
from webapp.domain.refusals import Refused
from webapp.domain.typed import DAY_FIRST, YEAR_FIRST, quoted, tidy
from webapp.domain.words import Sentence, sentence
from webapp.engagements.imports import delimited, layouts, workbooks

MOST_BYTES = 15 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 60
# Notes are the longest text kept; one more shows that a cell is too long.
LONGEST_CELL = 5_001
MOST_TEXT = 8_000_000
# A title and a few blank lines may stand above the header.
HEADER_WITHIN = 10

NO_HEADER = sentence(
    "Le fichier n’a pas de titres de colonnes. La première ligne doit les porter\u00a0: Début, Fin, Employeur, "
    "Emploi, Heures, Brut."
)


class TooHeavy(Refused):
    """More bytes than a file may have."""


@dataclass(frozen=True)
class Sheet:
    name: str
    kind: str
    delimiter: str
    headers: list[str]
    rows: list[list[int | str]]  # the line's number in the file, then its cells


def read(stream: IO[bytes], filename: str) -> Sheet:
    name = shown_name(filename)
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TooHeavy(
            sentence("Le fichier est trop lourd. La limite est de %(limit)s Mo.", limit=MOST_BYTES >> 20)
        )
    if not content.strip():
        raise Refused(sentence("Le fichier est vide."))
    if content.startswith(workbooks.ZIP):
        return _sheet(name, "xlsx", "", workbooks.rows(content, MOST_COLUMNS + 1))
    delimiter, rows = delimited.rows(content)
    return _sheet(name, "csv", delimiter, rows)


def _sheet(name: str, kind: str, delimiter: str, rows: Iterable[Sequence[str]]) -> Sheet:
    counted = _filled(rows)
    above = _first(counted, HEADER_WITHIN)
    if not above:
        raise Refused(sentence("Le fichier est vide."))
    found = _header(above)
    headers = [quoted(tidy(cell)) for cell in above[found][1]]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > MOST_COLUMNS:
        raise Refused(sentence("Le fichier a plus de %(most)s colonnes.", most=MOST_COLUMNS))
    if twice := layouts.named_twice(headers):
        raise Refused(
            sentence("La colonne «\u00a0%(name)s\u00a0» est là deux fois. Gardez-en une seule.", name=twice)
        )
    kept: list[list[int | str]] = [
        [number, *cells] for number, cells in _bounded([*above[found + 1 :], *counted], len(headers))
    ]
    if not kept:
        raise Refused(sentence("Le fichier n’a que des titres de colonnes, et aucune ligne."))
    return Sheet(name, kind, delimiter, headers, kept)


def _filled(rows: Iterable[Sequence[str]]) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, numbered as a spreadsheet numbers them; refused past the limits.

    Counted as they come: a workbook of a few kilobytes may say the same long text a million times.
    """
    filled = text = 0
    for number, row in enumerate(rows, 1):
        cells = [cleaned(cell) for cell in row[: MOST_COLUMNS + 1]]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        filled += 1
        if filled > MOST_ROWS + HEADER_WITHIN:
            raise Refused(_too_many_rows())
        text += sum(map(len, cells))
        if text > MOST_TEXT:
            raise Refused(sentence("Le fichier contient trop de texte. Retirez les colonnes inutiles."))
        yield number, cells


def _first(rows: Iterator[tuple[int, list[str]]], most: int) -> list[tuple[int, list[str]]]:
    return [row for _n, row in zip(range(most), rows, strict=False)]


def _header(rows: Sequence[tuple[int, list[str]]]) -> int:
    """The row that names most columns; else the first one, when it may hold names."""
    scores = [_known(cells) for _number, cells in rows]
    best = max(scores)
    if best >= 2:
        return scores.index(best)
    first = rows[0][1]
    if any(cell[:1].isdigit() for cell in first) or len(first) < 2:
        raise Refused(NO_HEADER)
    return 0


def _known(cells: Sequence[str]) -> int:
    """How many columns a row names; none when it holds a date, for data may say « heure » or « spectacle »."""
    if any(DAY_FIRST.fullmatch(cell) or YEAR_FIRST.fullmatch(cell) for cell in cells):
        return 0
    return len(set(layouts.recognised(cells)) - {""})


def _bounded(rows: Sequence[tuple[int, list[str]]], width: int) -> Iterator[tuple[int, list[str]]]:
    if len(rows) > MOST_ROWS:
        raise Refused(_too_many_rows())
    for number, cells in rows:
        yield number, cells + [""] * (width - len(cells))


def _too_many_rows() -> Sentence:
    return sentence("Le fichier a plus de 10\u202f000 lignes. Coupez-le en plusieurs fichiers.")


def cleaned(cell: str) -> str:
    """Without control and direction characters, nor blanks around; a cell longer than any we keep is cut."""
    if not cell.isprintable():
        cell = "".join(c for c in cell if c.isprintable() or c.isspace())
    return cell.strip()[:LONGEST_CELL]
