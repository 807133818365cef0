"""The people of a production, as a handover gives them: what is public of them, and their addresses."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, ScalarSelect, exists, func, or_, select
from sqlalchemy.orm import aliased

from webapp.contacts.models import Contact, Kind
from webapp.core.archives import Entry
from webapp.core.db import db
from webapp.core.sheets import as_csv
from webapp.productions.crew.labels import CONTRACTS, DEPARTMENTS
from webapp.productions.crew.models import ContractStatus, Department, Member
from webapp.productions.crew.queries import crew_of

Elsewhere = aliased(Member)
LIVES = or_(Contact.address.is_not(None), Contact.postal_code.is_not(None), Contact.city.is_not(None))
IS_REACHED = or_(Contact.phone.is_not(None), Contact.email.is_not(None))


def number_of_members(production_id: UUID) -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(Member)
        .where(Member.production_id == production_id, Member.deleted_at.is_(None))
        .scalar_subquery()
    )


def number_unsigned(production_id: UUID) -> ScalarSelect[int]:
    open_states = (ContractStatus.TO_MAKE, ContractStatus.SENT)
    return (
        select(func.count())
        .select_from(Member)
        .where(
            Member.production_id == production_id,
            Member.deleted_at.is_(None),
            Member.contract_status.in_(open_states),
        )
        .scalar_subquery()
    )


def number_of_addresses(production_id: UUID) -> ScalarSelect[int]:
    return _count(_only_here(production_id, LIVES))


def number_of_reaches(production_id: UUID) -> ScalarSelect[int]:
    return _count(_only_here(production_id, IS_REACHED))


def said_ended(number: int) -> str:
    return str(ngettext("%(num)d document périmé", "%(num)d documents périmés", number))


def said_unsigned(number: int) -> str:
    return str(ngettext("%(num)d contrat non signé", "%(num)d contrats non signés", number))


def crew_list(production_id: UUID) -> Iterator[Entry]:
    rows: list[list[str]] = [
        [
            _("Département"),
            _("Nom"),
            _("Emploi au contrat"),
            _("Au générique"),
            _("Rôle"),
            _("Du"),
            _("Au"),
            _("Contrat"),
        ]
    ]
    for member, contact in crew_of(production_id):
        rows.append(
            [
                str(DEPARTMENTS[Department(member.department)]),
                contact.name,
                member.contract_job,
                member.credit_job or "",
                member.role_name or "",
                _day(member.start_on),
                _day(member.end_on),
                str(CONTRACTS[ContractStatus(member.contract_status)]),
            ]
        )
    if len(rows) > 1:
        yield Entry((_("Liste technique") + ".csv",), [as_csv(rows).encode()])


def reach_list(production_id: UUID) -> Iterator[Entry]:
    rows: list[list[str]] = [[_("Nom"), _("Emploi au contrat"), _("Téléphone"), _("Mail")]]
    rows += [
        [c.name, member.contract_job, c.phone or "" if member.shares_phone else "", c.email or ""]
        for member, c in crew_of(production_id)
    ]
    if len(rows) > 1:
        yield Entry((_("Coordonnées de l’équipe") + ".csv",), [as_csv(rows).encode()])


def erase_addresses(production_id: UUID) -> int:
    """Where people live, for those met on this production alone; they stay in the address book."""
    found = db().scalars(select(Contact).where(*_only_here(production_id, LIVES))).all()
    for contact in found:
        contact.address = contact.postal_code = contact.city = None
        contact.refold()
    db().flush()
    return len(found)


def erase_reaches(production_id: UUID) -> int:
    """The phones and mails of those met on this production alone; their names stay in the address book."""
    found = db().scalars(select(Contact).where(*_only_here(production_id, IS_REACHED))).all()
    for contact in found:
        contact.phone = contact.email = None
        contact.refold()
    db().flush()
    return len(found)


def _count(conditions: tuple[ColumnElement[bool], ...]) -> ScalarSelect[int]:
    return select(func.count()).select_from(Contact).where(*conditions).scalar_subquery()


def _only_here(production_id: UUID, holds: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    here = exists(
        select(Member.id).where(Member.contact_id == Contact.id, Member.production_id == production_id)
    )
    elsewhere = exists(
        select(Elsewhere.id).where(
            Elsewhere.contact_id == Contact.id, Elsewhere.production_id != production_id
        )
    )
    return (Contact.kind == Kind.PERSON, here, ~elsewhere, holds)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
