"""Asking for a fiche, receiving it, and what becomes of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from webapp.contacts.models import Contact
from webapp.core import clock, throttle
from webapp.core.addresses import absolute
from webapp.core.db import db
from webapp.core.links import LinkClosed, make_link
from webapp.core.links import Opened as OpenedLink
from webapp.core.mail import send_mail
from webapp.core.tenancy import workspace_of
from webapp.productions.crew.actions import reach_out, revoke_fiches
from webapp.productions.crew.entries import Reach
from webapp.productions.crew.fiche.queries import someone_by_id
from webapp.productions.crew.fiche.sheet import Answers, Opened, opened, write
from webapp.productions.crew.models import Answer, Member, PrivateSheet
from webapp.productions.crew.queries import FICHE, sheet_of
from webapp.productions.models import Production

LASTS = timedelta(days=21)
SENT = throttle.Limit("fiches", 300, per_minutes=60)
RECEIVED = throttle.Limit("fiches received", 5, per_minutes=60)


@dataclass(frozen=True)
class Offer:
    """What the page of a link tells: who asks, for which job, until when. Nothing already known of the person."""

    member_id: UUID
    name: str
    production: str
    company: str
    job: str
    start_on: date | None
    end_on: date | None
    by: str
    until: date
    received_on: date | None
    has_health: bool

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name


def ask(member: Member, *, by: str) -> str:
    """The address of a new link; the former ones no longer open."""
    revoke_fiches([member.id])
    until = clock.today() + LASTS
    token, _link = make_link(
        FICHE,
        lasts=LASTS,
        workspace_id=workspace_of(db()),
        payload={"member": str(member.id), "by": by, "until": until.isoformat()},
    )
    return absolute("crew.fiche", token=token)


def ask_by_mail(member: Member, contact: Contact, production: Production, *, by: str) -> None:
    """Sent by Raccord in the name of who asks; the contact has a mail."""
    workspace_id = workspace_of(db())
    throttle.spend(SENT, str(workspace_id))
    throttle.spend(RECEIVED, str(contact.email))
    send_mail(
        str(contact.email),
        "productions/crew/mail/fiche.txt",
        workspace_id=workspace_id,
        url=ask(member, by=by),
        production=production.title,
        job=member.contract_job,
        by=by,
        until=clock.today() + LASTS,
    )


def ask_all(people: Iterable[tuple[Member, Contact]], production: Production, *, by: str) -> int:
    asked = [(member, contact) for member, contact in people if contact.email]
    for member, contact in asked:
        ask_by_mail(member, contact, production, by=by)
    return len(asked)


def offered(link: OpenedLink) -> tuple[Offer, Member, Contact]:
    """A good link, whose workspace was entered, closes with the person's place in the crew."""
    row = someone_by_id(UUID(link.payload["member"]))
    if row is None:
        raise LinkClosed
    member, contact, title, house, sheet = row
    offer = Offer(
        member.id,
        contact.name,
        title,
        house or "",
        member.contract_job,
        member.start_on,
        member.end_on,
        by=link.payload["by"],
        until=date.fromisoformat(link.payload["until"]),
        received_on=sheet.received_at.astimezone(clock.PARIS).date() if sheet else None,
        has_health=bool(sheet and sheet.health),
    )
    return offer, member, contact


def receive(member: Member, contact: Contact, answers: Answers) -> PrivateSheet:
    """Kept sealed. The name, the phone and the mail wait for the assistant to accept them."""
    sheet, before = _sheet_and_before(member.id)
    reach = _changed(contact, answers.reach)
    health = {**before.health, **answers.health}
    values = {**before.values, **answers.private}
    for name in ("name", "phone", "email"):
        values.pop(name, None)
    write(sheet, {**values, **reach}, health)
    sheet.answer = Answer.WAITING if reach else None
    sheet.received_at = sheet.consented_at = clock.now()
    if answers.health:
        sheet.health_consented_at = clock.now()
    member.shares_phone = answers.shares_phone
    db().add(sheet)
    db().flush()
    return sheet


def answer_proposal(sheet: PrivateSheet, contact: Contact, *, accepts: bool) -> None:
    """What was sent of name, phone and mail goes into the contact, or goes nowhere."""
    said = opened(sheet).reach
    if accepts and sheet.answer == Answer.WAITING:
        reach_out(
            contact,
            Reach(said.name or contact.name, said.phone or contact.phone, said.email or contact.email),
        )
    sheet.answer = Answer.ACCEPTED if accepts else Answer.DECLINED
    db().flush()


def erase_sheet(sheet: PrivateSheet) -> None:
    revoke_fiches([sheet.member_id])
    db().delete(sheet)
    db().flush()


def withdraw(member_id: UUID) -> None:
    """The person takes everything back; their link stays, so that they may send it again."""
    sheet = sheet_of(member_id)
    if sheet is not None:
        db().delete(sheet)
        db().flush()


def withdraw_health(member_id: UUID) -> None:
    sheet = sheet_of(member_id)
    if sheet is not None:
        forget_health(sheet)


def forget_health(sheet: PrivateSheet) -> None:
    """The rest of the sheet stays as it was sealed."""
    sheet.health = sheet.health_consented_at = None
    sheet.filled = [name for name in sheet.filled if name not in ("diet", "allergies")]
    db().flush()


def _sheet_and_before(member_id: UUID) -> tuple[PrivateSheet, Opened]:
    sheet = sheet_of(member_id)
    if sheet is None:
        return PrivateSheet(member_id=member_id), Opened()
    return sheet, opened(sheet)


def _changed(contact: Contact, reach: Reach) -> dict[str, str]:
    """What differs from the contact, and only that."""
    said = {"name": reach.name, "phone": reach.phone, "email": reach.email}
    return {name: value for name, value in said.items() if value and value != getattr(contact, name)}
