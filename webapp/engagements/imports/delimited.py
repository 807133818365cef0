"""A text file of cells apart by a mark, from any spreadsheet: the encoding and the mark are found, not asked."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence, sentence
from webapp.engagements.imports import layouts

UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
DELIMITERS = (";", "\t", ",", "|")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# What the mark is found in.
SAMPLE = 64 * 1024
SAMPLE_ROWS = 20
SAMPLE_COLUMNS = 200
# Sixty cells as long as any that is kept.
LONGEST_LINE = 300_000

NOT_A_SHEET = sentence("Ce fichier n’est ni un CSV ni un classeur Excel (.xlsx).")
UNREADABLE = sentence(
    "Les caractères du fichier ne se lisent pas. Enregistrez-le en «\u00a0CSV UTF-8\u00a0» ou en .xlsx."
)


def rows(content: bytes) -> tuple[str, Iterator[Sequence[str]]]:
    """The mark between cells, and the rows."""
    if content.startswith(OLD_EXCEL):
        raise Refused(
            sentence(
                "Ce fichier est un classeur Excel d’avant 2007, ou protégé par un mot de passe. Enregistrez-le en "
                ".xlsx sans mot de passe, ou en CSV."
            )
        )
    text = decoded(content)
    if not text.strip():
        raise Refused(sentence("Le fichier est vide."))
    first, _newline, rest = text.partition("\n")
    told = first.strip().lower()
    if told.startswith("sep=") and len(told) == 5:  # Excel's own way to tell it
        return told[4], _rows("\n" + rest, told[4])
    delimiter = _delimiter(text)
    return delimiter, _rows(text, delimiter)


def decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, else the Windows code page of French spreadsheets."""
    if content.startswith(UTF16_MARKS):
        text = _decoded(content, "utf-16")
    elif content.startswith(UTF8_MARK):
        text = _decoded(content, "utf-8-sig")
    else:
        if b"\0" in content:
            raise Refused(NOT_A_SHEET)
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            text = _decoded(content, "cp1252")
    if any(ord(c) < 32 and c not in "\t\n\v\f\r\x1a" for c in set(text)):
        raise Refused(NOT_A_SHEET)
    return text


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(UNREADABLE if encoding != "cp1252" else NOT_A_SHEET) from None


def _delimiter(text: str) -> str:
    """The mark that makes the most known columns, then the most columns."""
    start = text[:SAMPLE]

    def score(mark: str) -> tuple[int, int]:
        read = islice(csv.reader(io.StringIO(start, newline=""), delimiter=mark), SAMPLE_ROWS)
        sample = [row[:SAMPLE_COLUMNS] for row in read]
        return (
            max(len(set(layouts.recognised(row)) - {""}) for row in sample),
            max(len(row) for row in sample),
        )

    try:
        return max(DELIMITERS, key=score)
    except csv.Error:
        return DELIMITERS[0]  # reading it whole says what is wrong


def _rows(text: str, delimiter: str) -> Iterator[Sequence[str]]:
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            row = next(reader, None)
        except _LineTooLong:
            raise Refused(
                sentence(
                    "La ligne %(number)s est beaucoup trop longue. Enregistrez de nouveau la feuille en CSV ou en .xlsx.",
                    number=number,
                )
            ) from None
        except csv.Error as error:
            raise Refused(_broken(str(error), number)) from None
        if row is None:
            return
        yield row


def _lines(text: str) -> Iterator[str]:
    for line in io.StringIO(text, newline=""):
        if len(line) > LONGEST_LINE:
            raise _LineTooLong
        yield line


class _LineTooLong(Exception):
    """Read whole, a line of separators alone would make a cell of each of its bytes."""


def _broken(error: str, number: int) -> Sentence:
    if "limit" in error:
        return sentence("Ligne %(number)s\u00a0: une cellule est beaucoup trop longue.", number=number)
    return sentence(
        'Ligne %(number)s\u00a0: un guillemet droit (") est mal placé ou n’est pas refermé.',
        number=number,
    )
