"""An address book as a CSV, whoever wrote it: its marks, its letters and its columns are found, not asked."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from webapp.contacts.imports import texts
from webapp.contacts.imports.columns import Column, is_table, recognised
from webapp.contacts.imports.drafts import Card, Draft
from webapp.contacts.imports.vcards import MOST_RAW, PHOTO_AWAY, Read
from webapp.domain.words import sentence

MARKS = (",", ";", "\t", "|")
SAMPLE = 64 * 1024
MOST_COLUMNS = 400
WITHIN = 5  # lines that may stand above the header
EMPTY = sentence("Ligne vide\u00a0: ni nom, ni numéro, ni mail.")
TOO_MANY = sentence("La ligne a plus de cellules que de titres.")


def columns_of(content: bytes) -> list[Column] | None:
    """Of the header; None when it is no address book."""
    head = _head(content)
    return head[2] if head else None


def header_of(content: bytes) -> list[str]:
    head = _head(content)
    return head[1] if head else []


def rows(content: bytes) -> Iterator[list[str]]:
    """Below the header, those that hold something."""
    head = _head(content)
    if head is None:
        return
    skipped, _header, _columns, mark = head
    reader = csv.reader(io.StringIO(texts.decoded(content).replace("\0", ""), newline=""), delimiter=mark)
    for number, row in enumerate(_safely(reader)):
        if number > skipped and any(cell.strip() for cell in row):
            yield row


def read(columns: Sequence[Column], row: Sequence[str]) -> Read:
    raw = as_line(row)[:MOST_RAW]
    if len([cell for cell in row[len(columns) :] if cell.strip()]):
        return Read(reason=TOO_MANY, raw=raw)
    card = _card(list(zip(columns, row, strict=False)))
    return Read(reason=EMPTY, raw=raw) if card.is_empty else Read(card)


def as_line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="").writerow(cells)
    return out.getvalue()


def cells_of(line: str) -> list[str]:
    return next(_safely(csv.reader(io.StringIO(line, newline=""), delimiter=";")), [])


def _card(cells: list[tuple[Column, str]]) -> Card:
    draft = Draft()
    card = draft.card
    said: dict[str, str] = {}
    for column, cell in cells:
        if column.key and cell.strip():
            said.setdefault(column.key, cell.strip())
    card.name = said.get("name") or " ".join(said[key] for key in ("first", "middle", "last") if key in said)
    card.job, card.company = texts.line(said.get("job", "")), texts.line(said.get("company", ""))
    draft.nickname = texts.line(said.get("nickname", ""))
    for column, cell in cells:
        _reach(draft, column, cell.strip(), said)
    for place in ("", "business ", "home ", "other "):
        draft.address(*(said.get(f"{place}{part}", "") for part in ("street", "postal", "city", "country")))
    draft.birthday("" if said.get("birthday") in ("0/0/00", "00/00/0000") else said.get("birthday", ""))
    for piece in said.get("tags", "").replace(" ::: ", ";").replace(",", ";").split(";"):
        draft.tag(piece)
    for piece in said.get("language", "").replace(";", ",").split(","):
        draft.language(piece)
    if "department" in said:
        draft.note(f"Service : {said['department']}")
    if "photo" in said:
        draft.remark(PHOTO_AWAY)
    draft.note(said.get("notes", ""))
    return draft.finished()


def _reach(draft: Draft, column: Column, cell: str, said: dict[str, str]) -> None:
    kind, _space, rest = column.key.partition(" ")
    if not cell or rest.endswith("label") or kind not in ("phone", "email", "link", "website"):
        return
    label = column.label or _label(said.get(f"{kind} {rest.partition(' ')[0]} label", ""))
    for piece in cell.split(" ::: "):
        if kind == "phone":
            draft.phone(piece, label, 9 if label == "Fax" else 1 if label == "Mobile" else 2)
        elif kind == "email":
            draft.email(piece, label)
        else:
            draft.link(piece)


def _label(said: str) -> str:
    """Google says `* Mobile` for the first one."""
    known = {
        "mobile": "Mobile",
        "work": "Bureau",
        "home": "Domicile",
        "work fax": "Fax",
        "home fax": "Fax",
        "main": "Standard",
    }
    name = said.lstrip("* ").strip()
    return known.get(name.lower(), "" if name.lower() == "other" else name)[:60]


def _head(content: bytes) -> tuple[int, list[str], list[Column], str] | None:
    """(lines above it, titles, columns, mark): the first line that names enough columns, whatever the mark."""
    sample = texts.decoded(
        content if len(content) <= SAMPLE else content[: content.rfind(b"\n", 0, SAMPLE) + 1]
    )
    for mark in MARKS:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=mark)
        for number, row in enumerate(islice(_safely(reader), WITHIN)):
            columns = recognised(row) if len(row) <= MOST_COLUMNS else []
            if is_table(columns):
                return number, row, columns, mark
    return None


def _safely(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """A line the reader chokes on, a cell of a megabyte, is passed over as one without value."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield []
