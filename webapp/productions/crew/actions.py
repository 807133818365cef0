"""What changes a crew."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import delete, func, select, update

from webapp.contacts.actions import add_contact, company_kept
from webapp.contacts.details import Details
from webapp.contacts.models import Contact, Kind
from webapp.contacts.queries import contact_by_id, people_alike
from webapp.core import clock
from webapp.core.db import db, hold
from webapp.core.fold import fold
from webapp.core.links import Link
from webapp.core.tenancy import workspace_of
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.productions.crew.entries import COPIED, WRITTEN, Entry, Reach
from webapp.productions.crew.models import ContractStatus, Member, PrivateSheet
from webapp.productions.crew.queries import FICHE, jobs_of

ALREADY = sentence("Cette personne a déjà ce poste dans l’équipe.")


def add_member(production_id: UUID, entry: Entry, contact: Contact) -> Member:
    """Somebody in one job; a second job makes a second member."""
    hold("crew", production_id)  # of two who add the same person, the second is told
    if any(fold(job.contract_job) == fold(entry.contract_job) for job in jobs_of(production_id, contact.id)):
        raise Refused(ALREADY)
    member = Member(
        production_id=production_id, contact_id=contact.id, position=_next_position(production_id)
    )
    _write(member, entry)
    db().add(member)
    db().flush()
    return member


def person_of(reach: Reach) -> Contact:
    """A new contact; what was already known of them is looked for before, by the person who types."""
    return add_contact(Details(kind=Kind.PERSON, name=reach.name, phone=reach.phone, email=reach.email))


def complete(contact: Contact, reach: Reach) -> None:
    """What the address book did not know yet; what it knows is changed by hand only."""
    contact.phone = contact.phone or reach.phone
    contact.email = contact.email or reach.email
    contact.refold()
    db().flush()


def update_member(member: Member, contact: Contact, entry: Entry, reach: Reach) -> None:
    """The name, the phone and the mail are the contact's: changed here, they are changed everywhere."""
    _write(member, entry)
    reach_out(contact, reach)
    member.changed_at = clock.now()
    db().flush()


def reach_out(contact: Contact, reach: Reach) -> None:
    contact.name, contact.phone, contact.email = reach.name, reach.phone, reach.email
    contact.refold()
    db().flush()


def remove_member(member: Member) -> None:
    """Out of the crew; sheets already sent still name them. The link to their fiche closes."""
    member.deleted_at = clock.now()
    revoke_fiches([member.id])
    db().flush()


def restore_member(member: Member) -> None:
    member.deleted_at = None
    db().flush()


class Step(StrEnum):
    DPAE = "dpae"
    SENT = "sent"
    SIGNED = "signed"


def take_step(member: Member, step: Step, on: date) -> None:
    """One more thing done for the contract; a signed one was sent."""
    match step:
        case Step.DPAE:
            member.dpae_on = member.dpae_on or on
        case Step.SENT:
            member.contract_status = ContractStatus.SENT
            member.contract_sent_on = on
        case Step.SIGNED:
            member.contract_status = ContractStatus.SIGNED
    member.changed_at = clock.now()
    db().flush()


def copy_member(member: Member, to_production_id: UUID) -> Member:
    """The same person in the same job elsewhere: neither dates, nor contract, nor notes."""
    hold("crew", to_production_id)
    if any(
        fold(job.contract_job) == fold(member.contract_job)
        for job in jobs_of(to_production_id, member.contact_id)
    ):
        raise Refused(sentence("Cette personne a déjà ce poste sur cette production."))
    values = {name: getattr(member, name) for name in COPIED}
    copied = Member(production_id=to_production_id, position=_next_position(to_production_id), **values)
    db().add(copied)
    db().flush()
    return copied


@dataclass(frozen=True)
class Erased:
    """How many sheets were erased, how many of them spoke of health, and how many links were closed."""

    sheets: int
    health: int
    links: int


def erase_private(production_id: UUID) -> Erased:
    """Every fiche de renseignements of a production is gone, and what was noted of each; people taken away included."""
    members = list(db().scalars(select(Member.id).where(Member.production_id == production_id)))
    links = revoke_fiches(members)
    db().execute(update(Member).where(Member.id.in_(members)).values(notes=None))
    gone = db().execute(
        delete(PrivateSheet)
        .where(PrivateSheet.member_id.in_(members))
        .returning(PrivateSheet.health.is_not(None))
    )
    had_health = [bool(had) for (had,) in gone]
    return Erased(len(had_health), sum(had_health), links)


def revoke_fiches(member_ids: list[UUID]) -> int:
    """Close the links to the fiches of these members."""
    if not member_ids:
        return 0
    closed = db().execute(
        update(Link)
        .where(
            Link.workspace_id == workspace_of(db()),
            Link.purpose == FICHE,
            Link.payload["member"].astext.in_([str(one) for one in member_ids]),
            Link.used_at.is_(None),
            Link.revoked_at.is_(None),
        )
        .values(revoked_at=clock.now())
        .returning(Link.id)
    )
    return len(closed.all())


def _write(member: Member, entry: Entry) -> None:
    for name in WRITTEN:
        setattr(member, name, getattr(entry, name))
    member.agent_id = _agent_kept(member.agent_id, entry.agent)


def _agent_kept(agent_id: UUID | None, name: str | None) -> UUID | None:
    """The same while the name has not changed; else a person of that name, else the agency."""
    if not name:
        return None
    now = contact_by_id(agent_id)
    if now is not None and fold(now.name) == fold(name):
        return now.id
    people = [one for one in people_alike(name, None, None) if one.kind == Kind.PERSON]
    return people[0].id if people else company_kept(None, name).id


def _next_position(production_id: UUID) -> int:
    last = db().scalar(select(func.max(Member.position)).where(Member.production_id == production_id))
    return min((last or 0) + 1, 30_000)
