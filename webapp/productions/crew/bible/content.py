"""A bible as plain values: what was not chosen is not copied here, so that it cannot leak further on."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import Row

from webapp.contacts.models import Contact
from webapp.core.formats import day as shown_day
from webapp.core.formats import day_range
from webapp.core.phones import phone
from webapp.domain.crew.credits import Credited, CreditGroup, credits
from webapp.productions.crew import labels
from webapp.productions.crew.bible.fields import SEALED, Field
from webapp.productions.crew.fiche.sheet import Opened, opened
from webapp.productions.crew.models import ContractStatus, Department, Member, PrivateSheet, Supplier


@dataclass(frozen=True)
class Person:
    key: str  # of the contact: somebody in two jobs is one card
    name: str
    job: str
    department: Department
    role_number: str = ""
    start_on: date | None = None
    end_on: date | None = None
    phone: str = ""
    email: str = ""
    agent: str = ""
    contract: str = ""
    licence: str = ""
    emergency: str = ""

    @property
    def dates(self) -> str:
        return said_dates(self.start_on, self.end_on)


@dataclass(frozen=True)
class Called:
    """A supplier."""

    kind: str
    name: str
    purpose: str
    phone: str
    email: str


@dataclass(frozen=True)
class Bible:
    title: str
    fields: frozenset[Field]
    people: list[Person]
    suppliers: list[Called]
    diets: list[tuple[str, int]]

    @property
    def groups(self) -> list[tuple[Department, list[Person]]]:
        found = groupby(self.people, key=lambda person: person.department)
        return [(department, list(people)) for department, people in found]


def bible(
    title: str,
    rows: Iterable[Row[Member, Contact, Contact | None, PrivateSheet | None]],
    suppliers: Sequence[Row[Supplier, Contact]],
    fields: Collection[Field],
) -> Bible:
    """Rows of `queries.with_sheets`; a sheet is opened only for a field that needs it."""
    wanted = frozenset(fields)
    opens = bool(wanted & SEALED)
    people, diets = [], Counter[str]()
    for member, contact, agent, sheet in rows:
        said = opened(sheet) if opens and sheet is not None else Opened()
        people.append(_person(member, contact, agent, said, wanted))
        if Field.DIETS in wanted and said.health.get("diet"):
            diets[said.health["diet"]] += 1
    called = [_called(row, company) for row, company in suppliers] if Field.SUPPLIERS in wanted else []
    named = [(str(labels.DIETS[kind]), diets[kind]) for kind in labels.DIETS if diets[kind]]
    return Bible(title, wanted, people, called, named)


def credit_groups(rows: Iterable[Row[Member, Contact]]) -> list[CreditGroup]:
    return credits(
        Credited(
            name=contact.name,
            department=str(member.department),
            job=member.credited_as,
            contract_job=member.contract_job,
            role_number=member.role_number or "",
            role_name=member.role_name or "",
        )
        for member, contact in rows
    )


def said_dates(start_on: date | None, end_on: date | None) -> str:
    if start_on and end_on:
        return day_range(start_on, end_on)
    return shown_day(start_on or end_on) if start_on or end_on else ""


def _person(
    member: Member, contact: Contact, agent: Contact | None, said: Opened, fields: frozenset[Field]
) -> Person:
    has = fields.__contains__
    status = ContractStatus(member.contract_status)
    values = said.values
    licence = values.get("licence", "")
    emergency = " ".join(filter(None, (values.get("emergency_name"), phone(values.get("emergency_phone")))))
    return Person(
        key=contact.public_id,
        name=contact.name,
        job=labels.said_of(member),
        department=Department(member.department),
        role_number=member.role_number or "",
        start_on=member.start_on if has(Field.DATES) else None,
        end_on=member.end_on if has(Field.DATES) else None,
        phone=contact.phone or "" if has(Field.PHONES) and member.shares_phone else "",
        email=contact.email or "" if has(Field.EMAILS) else "",
        agent=_reached(agent, fields) if agent is not None and has(Field.AGENTS) else "",
        contract=str(labels.CONTRACT_STEPS[status]) if has(Field.CONTRACTS) else "",
        licence=str(labels.LICENCES[licence]) if licence and has(Field.LICENCES) else "",
        emergency=emergency if has(Field.EMERGENCY) else "",
    )


def _reached(agent: Contact, fields: frozenset[Field]) -> str:
    """An agent's number is a professional one, and still goes out with the numbers alone."""
    number = phone(agent.phone) if agent.phone and Field.PHONES in fields else ""
    return " ".join(part for part in (agent.name, number) if part)


def _called(supplier: Supplier, company: Contact) -> Called:
    return Called(
        kind=str(labels.SUPPLIERS[supplier.kind]),
        name=company.name,
        purpose=supplier.purpose or "",
        phone=company.phone or "",
        email=company.email or "",
    )
