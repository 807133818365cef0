"""What a good link shows, as plain values: what is not copied here cannot leak."""

from dataclasses import dataclass
from uuid import UUID

from webapp.core.links import LinkClosed, enter_by_link
from webapp.domain.callsheets.changes import Change, general_changes, person_changes
from webapp.domain.callsheets.lines import Line, lines_of
from webapp.domain.callsheets.sheet import Sheet
from webapp.productions.callsheets import queries, sending
from webapp.productions.callsheets.models import Receipt, Version
from webapp.productions.crew.labels import DEPARTMENTS
from webapp.productions.crew.models import Department


@dataclass(frozen=True)
class Paper:
    key: str
    name: str
    size: int


@dataclass(frozen=True)
class Received:
    """One's own sheet: the version that counts, one's own line and what changed for it."""

    receipt: Receipt
    sheet: Sheet
    line: Line | None
    changes: tuple[Change, ...]
    general: tuple[Change, ...]
    since: int | None  # the version that `changes` is told from
    sender: str
    paper: Paper


@dataclass(frozen=True)
class Named:
    """Someone of the group: first name, initial and department, nothing else."""

    id: str
    key: str
    name: str
    department: str
    has_answered: bool


@dataclass(frozen=True)
class Shared:
    """The sheet as the group sees it."""

    sheet_id: UUID
    sheet: Sheet
    names: tuple[Named, ...]
    sender: str
    paper: Paper

    @property
    def answered(self) -> int:
        return sum(one.has_answered for one in self.names)


def own_sheet(token: str) -> Received:
    """Raises LinkClosed when it does not open; the rest of the request is of its workspace."""
    opened = enter_by_link(sending.OWN, token)
    rows = queries.opened_by_person(UUID(opened.payload["receipt"]))
    if not rows:
        raise LinkClosed
    receipt, version = rows[0][0], rows[0][1]
    versions = {row[1].number: row[1] for row in rows}
    asked = sorted({row[0].number for row in rows}, reverse=True)
    older = versions.get(asked[1]) if len(asked) > 1 else None
    sheet = version.sheet
    lines = sending.last_lines(*(versions[number] for number in sorted(versions, reverse=True)))
    return Received(
        receipt=receipt,
        sheet=sheet,
        line=lines.get(receipt.member_key),
        changes=person_changes(older.sheet, sheet).get(receipt.member_key, ()) if older else (),
        general=general_changes(older.sheet, sheet) if older else (),
        since=older.number if older else None,
        sender=version.sender or "",
        paper=_paper(version),
    )


def group_sheet(token: str) -> Shared:
    opened = enter_by_link(sending.GROUP, token)
    row = queries.opened_by_group(UUID(opened.payload["sheet"]))
    if row is None:
        raise LinkClosed
    version, sheet = row
    receipts = [
        one for one in queries.latest_of(sheet.id).values() if one.member_key in lines_of(version.sheet)
    ]
    return Shared(
        sheet_id=sheet.id,
        sheet=version.sheet,
        names=tuple(_named(receipts)),
        sender=version.sender or "",
        paper=_paper(version),
    )


def short_name(name: str, letters: int = 1) -> str:
    """`Paul E.` for `Paul Esteban`."""
    words = name.split()
    return f"{words[0]} {words[-1][:letters]}." if len(words) > 1 else name


def _named(receipts: list[Receipt]) -> list[Named]:
    """As few letters as tell two people apart."""
    found = []
    for receipt in receipts:
        alike = [one for one in receipts if one.id != receipt.id and one.department == receipt.department]
        taken = [one.name for one in alike]
        letters = next(
            (
                n
                for n in (1, 2, 3)
                if short_name(receipt.name, n) not in {short_name(name, n) for name in taken}
            ),
            3,
        )
        department = receipt.department or str(DEPARTMENTS[Department.CAST])
        found.append(
            Named(
                receipt.public_id,
                receipt.member_key,
                short_name(receipt.name, letters),
                department,
                receipt.confirmed_at is not None,
            )
        )
    return sorted(found, key=lambda one: (one.name, one.department))


def _paper(version: Version) -> Paper:
    assert version.file_key
    return Paper(version.file_key, version.file_name or "feuille-de-service.pdf", version.file_size or 0)
