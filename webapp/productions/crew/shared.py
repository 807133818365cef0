"""Who works on a production, as a link shows them: jobs, then names, dates and contracts when granted; never how to
reach anybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, select

from webapp.contacts.models import Contact
from webapp.core.formats import day, day_range, joined
from webapp.core.pdf import Column
from webapp.productions.crew import labels
from webapp.productions.crew.models import ContractStatus, Department, Member
from webapp.productions.crew.queries import IN_ORDER
from webapp.productions.shared import Field, Rows, Scope, Section, table

# In so few, every department is open at once.
FEW = 12


@dataclass(frozen=True)
class PersonShown:
    """What was not granted is None."""

    key: str
    department: Department
    contract_job: str
    role_number: str | None
    role_name: str | None
    unit: int | None
    name: str | None
    start_on: date | None
    end_on: date | None
    contract: ContractStatus | None

    @property
    def job(self) -> str:
        return labels.said_of(self)

    @property
    def dates(self) -> str:
        if self.start_on and self.end_on:
            return day_range(self.start_on, self.end_on)
        if self.start_on:
            return str(_("dès le %(day)s", day=day(self.start_on)))
        return str(_("jusqu’au %(day)s", day=day(self.end_on))) if self.end_on else ""

    @property
    def crew(self) -> str:
        return str(_("équipe %(number)s", number=self.unit)) if self.unit else ""

    @property
    def title(self) -> str:
        return self.name or self.job

    @property
    def sub(self) -> str:
        return joined(self.job if self.name else "", self.crew, self.dates, between=", ")

    @property
    def contract_name(self) -> str:
        return str(labels.CONTRACTS[self.contract]) if self.contract else ""


@dataclass(frozen=True)
class TeamShown:
    department: Department
    people: tuple[PersonShown, ...]

    @property
    def name(self) -> str:
        return str(labels.DEPARTMENTS[self.department])


@dataclass(frozen=True)
class CrewShown:
    teams: tuple[TeamShown, ...]  # in the order of a liste technique
    on: date
    signed: int | None  # of `contracts`, those that are to be made at all; None: not granted
    contracts: int | None

    @property
    def count(self) -> int:
        return sum(len(team.people) for team in self.teams)

    @property
    def is_short(self) -> bool:
        return self.count <= FEW


def rows(scope: Scope) -> Select[Any]:
    asked: list[Any] = [
        Member.production_id,
        Member.public_id.label("key"),
        Member.department,
        Member.contract_job,
        Member.role_number,
        Member.role_name,
        Member.unit,
    ]
    order: list[Any] = [IN_ORDER, Member.position, func.length(Member.role_number), Member.role_number]
    if scope.has("crew.dates"):
        asked += [Member.start_on, Member.end_on]
    if scope.has("crew.contracts"):
        asked.append(Member.contract_status.label("contract"))
    if scope.has("crew.names"):
        asked.append(Contact.name)
        order.append(Contact.name)
    found = select(*asked).where(Member.production_id.in_(scope.productions), Member.deleted_at.is_(None))
    if scope.has("crew.names"):
        found = found.outerjoin(Contact, Contact.id == Member.contact_id)
    return found.order_by(*order, Member.contract_job, Member.public_id)


def values(rows: Rows, scope: Scope) -> CrewShown | None:
    if not rows:
        return None
    teams = tuple(
        TeamShown(Department(department), tuple(map(_person, people)))
        for department, people in groupby(rows, key=lambda row: row["department"])
    )
    signed, contracts = _count(rows) if scope.has("crew.contracts") else (None, None)
    return CrewShown(teams, scope.today, signed, contracts)


def _person(row: Mapping[str, Any]) -> PersonShown:
    start, end, contract = row.get("start_on"), row.get("end_on"), row.get("contract")
    return PersonShown(
        key=row["key"],
        department=Department(row["department"]),
        contract_job=row["contract_job"],
        role_number=row["role_number"],
        role_name=row["role_name"],
        unit=row["unit"],
        name=row.get("name"),
        start_on=date.fromisoformat(start) if start else None,
        end_on=date.fromisoformat(end) if end else None,
        contract=ContractStatus(contract) if contract else None,
    )


def _count(rows: Rows) -> tuple[int, int]:
    """Who invoices and who volunteers sign none: they are not counted."""
    asked = [row["contract"] for row in rows if row["contract"] != ContractStatus.NONE]
    return asked.count(ContractStatus.SIGNED), len(asked)


def paper(value: CrewShown) -> Sequence[Mapping[str, Any]]:
    listed = [(team, person) for team in value.teams for person in team.people]
    columns = (
        (Column(_("Département"), 2), [team.name for team, _person in listed]),
        (Column(_("Nom"), 3), [person.name or "" for _team, person in listed]),
        (Column(_("Poste"), 3), [joined(one.job, one.crew, between=", ") for _team, one in listed]),
        (Column(_("Dates"), 2), [person.dates for _team, person in listed]),
        (Column(_("Contrat"), 2), [person.contract_name for _team, person in listed]),
    )
    return [table(title(value), columns)]


def title(value: CrewShown) -> str:
    if not value.contracts:
        return str(_("Équipe"))
    counted = _("contrats signés\u00a0: %(signed)s sur %(all)s", signed=value.signed, all=value.contracts)
    return joined(_("Équipe"), counted, _("au %(day)s", day=day(value.on)), between=", ")


SECTION = Section(
    key="crew",
    label=_l("Équipe"),
    hint=_l("Les postes, et les rôles des comédiens"),
    fields=(
        Field("names", _l("Noms")),
        Field("dates", _l("Dates des contrats")),
        Field("contracts", _l("État des contrats"), _l("À faire, envoyé, signé, et combien le sont")),
    ),
    rows=rows,
    values=values,
    template="productions/crew/_shared.html",
    paper=paper,
)
