"""The list of a crew: its lines, what is missing of each, and the filters with their counts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from webapp.contacts.models import Contact
from webapp.core.fold import fold
from webapp.domain.crew.missing import Facts, Lack, ends_soon, lacking, works_unsigned
from webapp.productions.crew.models import ContractStatus, Department, Member

PAGE = 60


class Show(StrEnum):
    """What part of the crew is looked at."""

    ALL = "all"
    LACKING = "lacking"
    CONTRACT = "contract"  # to make or to have signed
    CAST = "cast"


@dataclass(frozen=True)
class Line:
    member: Member
    contact: Contact
    agent: str | None
    agent_phone: str | None
    lacks: list[Lack]
    has_sheet: bool
    has_proposal: bool
    ends_soon: bool

    @property
    def is_signed(self) -> bool:
        return self.member.contract_status == ContractStatus.SIGNED

    @property
    def awaits_contract(self) -> bool:
        return self.member.contract_status in (ContractStatus.TO_MAKE, ContractStatus.SENT)

    @cached_property
    def words(self) -> str:
        m = self.member
        return fold(self.contact.folded, m.contract_job, m.credit_job, m.role_name, self.agent)


@dataclass(frozen=True)
class Asked:
    """How the list is looked at."""

    words: str = ""
    show: Show = Show.ALL
    department: Department | None = None
    on: date | None = None
    page: int = 1

    def keeps(self, line: Line) -> bool:
        return (
            all(word in line.words for word in fold(self.words).split())
            and (self.department is None or line.member.department == self.department)
            and (self.on is None or line.member.is_in(self.on))
        )


@dataclass(frozen=True)
class Listing:
    every: list[Line]
    found: list[Line]  # by words, department and day
    asked: Asked
    today: date

    @cached_property
    def lines(self) -> list[Line]:
        return [line for line in self.found if _is_shown(line, self.asked.show)]

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.lines) // PAGE))

    @property
    def page(self) -> int:
        return min(self.asked.page, self.pages)

    @property
    def groups(self) -> Iterator[tuple[Department, list[Line]]]:
        """Those of this page."""
        shown = self.lines[(self.page - 1) * PAGE : self.page * PAGE]
        for department, lines in groupby(shown, key=lambda line: line.member.department):
            yield Department(department), list(lines)

    def size_of(self, department: Department) -> int:
        return sum(line.member.department == department for line in self.lines)

    def count(self, show: Show) -> int:
        return sum(_is_shown(line, show) for line in self.found)

    @property
    def people(self) -> int:
        """Somebody in two jobs is one person."""
        return len({line.contact.id for line in self.every})

    @property
    def extras(self) -> int:
        return sum(line.member.department == Department.EXTRAS for line in self.every)

    @property
    def signed(self) -> int:
        return sum(line.is_signed for line in self.every)

    @property
    def contracts(self) -> int:
        return sum(line.member.contract_status != ContractStatus.NONE for line in self.every)

    @property
    def sheets(self) -> int:
        return sum(line.has_sheet for line in self.every)

    @property
    def ending(self) -> list[Line]:
        return sorted(
            (line for line in self.every if line.ends_soon), key=lambda line: line.member.end_on or self.today
        )

    @property
    def unsigned(self) -> list[Line]:
        """At work today without a signed contract."""
        return [
            line for line in self.every if works_unsigned(facts_of(line.member, line.contact), self.today)
        ]

    @property
    def to_ask(self) -> list[Line]:
        """Employed, with a mail, and whose fiche has not come."""
        return [
            line
            for line in self.every
            if not line.has_sheet
            and line.contact.email
            and line.member.contract_status != ContractStatus.NONE
            and (line.member.end_on is None or line.member.end_on >= self.today)
        ]

    @property
    def departments(self) -> list[Department]:
        there = {line.member.department for line in self.every}
        return [department for department in Department if department in there]


def listing(rows: Iterable[Row[*tuple[Any, ...]]], asked: Asked, today: date) -> Listing:
    every = [_line(row, today) for row in rows]
    return Listing(every, [line for line in every if asked.keeps(line)], asked, today)


def facts_of(member: Member, contact: Contact, filled: Sequence[str] | None = None) -> Facts:
    return Facts(
        has_phone=bool(contact.phone),
        has_email=bool(contact.email),
        start_on=member.start_on,
        end_on=member.end_on,
        has_contract=member.contract_status != ContractStatus.NONE,
        is_signed=member.contract_status == ContractStatus.SIGNED,
        dpae_on=member.dpae_on,
        is_extra=member.department == Department.EXTRAS,
        sheet=filled,
    )


def _line(row: Row[*tuple[Any, ...]], today: date) -> Line:
    member, contact, agent, agent_phone, filled, answer = row
    return Line(
        member,
        contact,
        agent,
        agent_phone,
        lacking(facts_of(member, contact, filled), today),
        has_sheet=filled is not None,
        has_proposal=answer == "waiting",
        ends_soon=ends_soon(member.end_on, today),
    )


def _is_shown(line: Line, show: Show) -> bool:
    match show:
        case Show.LACKING:
            return bool(line.lacks)
        case Show.CONTRACT:
            return line.awaits_contract
        case Show.CAST:
            return line.member.department == Department.CAST
        case _:
            return True
