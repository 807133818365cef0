"""Who is on a sheet: those of the crew whose dates hold the day, in the words of the liste technique."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from webapp.domain.callsheets.sheet import CastCall, CrewCall, Head, Sheet
from webapp.productions.crew.labels import DEPARTMENTS
from webapp.productions.crew.models import Department, Member
from webapp.productions.models import Production

Crew = Iterable[Any]  # rows (Member, Contact)
# Whoever answers for a day, by a word of their job.
HEADS = (
    (Department.DIRECTION, ("1er assist", "1re assist", "premier assist", "première assist")),
    (Department.PRODUCTION, ("direct", "chargé de prod", "chargée de prod")),
    (Department.MANAGEMENT, ("régisseur général", "régisseuse générale")),
    (Department.STAGE, ("régisseur général", "régisseuse générale", "régie générale")),
)


def cast_of(crew: Crew, sheet: Sheet, *, roles: frozenset[str] = frozenset()) -> tuple[CastCall, ...]:
    """The cast of the day: those whose role is played, or all when no sequence says its roles."""
    return tuple(
        CastCall(
            key=member.public_id,
            number=member.role_number or "",
            role=member.role_name or job_of(member),
            name=contact.name,
        )
        for member, contact in crew
        if member.department == Department.CAST
        and is_of(member, sheet)
        and (not roles or member.role_number in roles)
    )


def known_only(cast: Iterable[CastCall], crew: Crew, sheet: Sheet) -> tuple[CastCall, ...]:
    """A key comes back in the form, where anybody may write another: it is of this crew, or was on this sheet."""
    keys = {member.public_id for member, _contact in crew} | {one.key for one in sheet.cast}
    return tuple(one if one.key in keys else replace(one, key="") for one in cast)


def crew_of_day(crew: Crew, sheet: Sheet) -> tuple[CrewCall, ...]:
    return tuple(
        CrewCall(
            key=member.public_id,
            department=str(DEPARTMENTS[Department(member.department)]),
            job=job_of(member),
            name=contact.name,
        )
        for member, contact in crew
        if member.department not in (Department.CAST, Department.EXTRAS) and is_of(member, sheet)
    )


def heads_of(crew: Crew, production: Production, sheet: Sheet) -> tuple[Head, ...]:
    """Réalisation, 1er assistant, production, régie; without their phones, which are chosen one by one."""
    found = [Head("Réalisation", production.director)] if production.director else []
    for department, words in HEADS:
        for member, contact in crew:
            job = job_of(member)
            is_head = member.department == department and any(word in job.lower() for word in words)
            if is_head and is_of(member, sheet):
                found.append(Head(job, contact.name))
    return tuple(found)


def phones_of(crew: Crew) -> dict[str, str]:
    """By key; not of who wants their own left out of what is printed."""
    return {
        member.public_id: contact.phone for member, contact in crew if contact.phone and member.shares_phone
    }


def phones_by_name(crew: Crew) -> dict[str, str]:
    known = phones_of(crew)
    return {contact.name: known[member.public_id] for member, contact in crew if member.public_id in known}


def emails_of(crew: Crew) -> dict[str, str]:
    """By key; nobody whose contact was deleted."""
    return {
        member.public_id: contact.email
        for member, contact in crew
        if contact.email and contact.deleted_at is None
    }


def with_phones(sheet: Sheet, crew: Crew) -> Sheet:
    """The phones of everyone who agrees, where that was ticked; else nobody's."""
    known = phones_of(crew) if sheet.shows_phones else {}
    return replace(
        sheet,
        cast=tuple(replace(one, phone=known.get(one.key)) for one in sheet.cast),
        crew=tuple(replace(one, phone=known.get(one.key)) for one in sheet.crew),
    )


def is_of(member: Member, sheet: Sheet) -> bool:
    return member.is_in(sheet.day) and member.unit in (None, sheet.unit)


def job_of(member: Member) -> str:
    return member.credit_job or member.contract_job
