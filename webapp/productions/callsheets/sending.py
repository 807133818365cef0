"""How a sheet leaves: frozen and held for a minute, then sent to each by a job, each with a link of their own."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from flask_babel import force_locale

from webapp.core import clock, kept_files, throttle
from webapp.core.addresses import absolute
from webapp.core.db import db
from webapp.core.formats import time_of_day
from webapp.core.jobs import job
from webapp.core.links import make_link, revoke_links, token_of
from webapp.core.mail import Attached, refused, send_mail
from webapp.core.tenancy import workspace_of
from webapp.domain.callsheets.changes import Change, person_changes
from webapp.domain.callsheets.lines import Line, lines_of
from webapp.domain.callsheets.sheet import Sheet
from webapp.domain.daytime import PARIS
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.productions.callsheets import people, queries, words
from webapp.productions.callsheets.checks import refuse_what_cannot_leave
from webapp.productions.callsheets.labels import AWAITED, CHANGES
from webapp.productions.callsheets.models import CallSheet, Receipt, Version, Way
from webapp.productions.callsheets.paper import paper_of
from webapp.productions.callsheets.showing import open_to_links
from webapp.productions.crew.queries import crew_of
from webapp.productions.limits import lifted

OUTBOX = timedelta(seconds=60)
OPEN_AFTER = timedelta(days=7)
OWN, GROUP = "callsheet", "callsheet-group"
ABOUT = "call receipt "
# A large crew several times over; more is somebody who writes to the world in our name.
MAILS = throttle.Limit("call sheet mails", 1000, per_minutes=60)
REMINDED = throttle.Limit("call sheet reminders", 6, per_minutes=60)
RESENT = throttle.Limit("call sheet sent again", 6, per_minutes=60)


@dataclass(frozen=True)
class Sender:
    """Who sends: their name, where answers go, and the language of the mails."""

    name: str
    reply_to: str | None = None
    language: str = "fr"


def send(file: queries.File, keys: Sequence[str], *, sender: Sender, tells_others: bool = False) -> None:
    """Freeze the last version; it leaves in a minute unless it is stopped. Raises Refused with what it lacks."""
    version = file.last
    if not version.is_draft:
        raise Refused(sentence("La version %(number)s est déjà en route.", number=version.number))
    refuse_what_cannot_leave(version, clock.today())
    if not keys and not tells_others:
        raise Refused(sentence("Choisissez au moins une personne."))
    throttle.spend(
        MAILS, str(workspace_of(db())), times=len(keys) + tells_others * len(lines_of(version.sheet))
    )
    if version.way == Way.BUILT:
        _freeze(version, file.production.id)
    version.recipients, version.tells_others = list(keys), tells_others
    version.sender, version.reply_to, version.language = sender.name, sender.reply_to, sender.language
    version.leaves_at = clock.now() + OUTBOX
    if file.sheet.group_link_id is None:
        open_group(file.sheet)
    db().flush()
    leave.later(
        workspace_id=workspace_of(db()),
        at=version.leaves_at,
        version_id=str(version.id),
        leaves_at=version.leaves_at.isoformat(),
    )


def stop(version: Version) -> None:
    """Back to a draft, if it has not left meanwhile."""
    found = queries.version_to_send(version.id)
    if found is None or found[0].sent_at is not None:
        raise Refused(sentence("Trop tard\u00a0: la feuille est partie."))
    if version.leaves_at is None:
        return
    version.leaves_at = None
    if version.way == Way.BUILT:
        kept_files.forget(version.file_key)
        version.file_key = version.sha256 = None
    db().flush()


@job
def leave(version_id: str, leaves_at: str) -> None:
    """A sending that was stopped, or begun again since, is another one: nothing happens."""
    found = queries.version_to_send(UUID(version_id))
    if found is None:
        return
    version, sheet, _production = found
    held = version.leaves_at.isoformat() if version.leaves_at else None
    if version.sent_at is None and held == leaves_at:
        # It was asked for in its time: that it left is noted, whatever the plan is now.
        with force_locale(version.language), lifted():
            _leave(version, sheet)


def _freeze(version: Version, production_id: UUID) -> None:
    sheet, older = shown(version), queries.sent_versions(version.sheet_id)
    content = paper_of(people.with_phones(sheet, crew_of(production_id)), older[0].sheet if older else None)
    version.file_key, version.file_name = kept_files.put(content), words.file_name(sheet)
    version.file_size, version.sha256 = len(content), hashlib.sha256(content).hexdigest()


def shown(version: Version) -> Sheet:
    """The sheet as its page says it, with who approved it."""
    return replace(version.sheet, approved_by=words.approval_of(version))


def _leave(version: Version, sheet: CallSheet) -> None:
    older = queries.sent_versions(sheet.id)
    latest, emails = queries.latest_of(sheet.id), people.emails_of(crew_of(sheet.production_id))
    version.sent_at = clock.now()
    open_to_links(version, sheet)
    lines = last_lines(version, *older)
    changes = person_changes(older[0].sheet, version.sheet) if older else {}
    for key in version.recipients:
        if line := lines.get(key):
            receipt = _ask(version, line, latest.get(key), emails.get(key))
            _mail(version, receipt, line, changes.get(key, ()))
    if version.tells_others:
        for key, receipt in latest.items():
            if key not in version.recipients and key in lines:
                _mail(version, receipt, lines[key], ())


def last_lines(*versions: Version) -> dict[str, Line]:
    """From the last version to the first: each person as the last one that names them does."""
    found: dict[str, Line] = {}
    for version in versions:
        found |= {key: line for key, line in lines_of(version.sheet).items() if key not in found}
    return found


def _ask(version: Version, line: Line, former: Receipt | None, email: str | None) -> Receipt:
    """A new receipt; the link of a person stays the same from one version to the next, as long as their address does."""
    link_id = former.link_id if former else None
    if former and link_id and former.email and email and former.email != email:
        revoke_links(OWN, link_id=link_id)  # it went to who knows whom
        link_id = None
    receipt = Receipt(
        sheet_id=version.sheet_id,
        version_id=version.id,
        number=version.number,
        member_key=line.key,
        name=line.name,
        job=line.job,
        department=line.department,
        email=email or (former.email if former else None),
        is_called=line.key in lines_of(version.sheet),
        link_id=link_id,
    )
    db().add(receipt)
    db().flush()
    if receipt.link_id is None:
        _give_link(receipt, version.sheet.day)
    return receipt


def _give_link(receipt: Receipt, day: date) -> None:
    _token, link = make_link(
        OWN,
        lasts=open_for(day),
        workspace_id=workspace_of(db()),
        payload={"receipt": str(receipt.id)},
        is_told_again=True,
    )
    receipt.link_id = link.id
    db().flush()


def open_for(day: date) -> timedelta:
    """Links end a week after the day."""
    last = datetime.combine(day + OPEN_AFTER, time.max, tzinfo=PARIS).astimezone(UTC)
    return max(last - clock.now(), timedelta(hours=1))


def own_address(receipt: Receipt) -> str:
    assert receipt.link_id
    return absolute("callsheets.own", token=token_of(receipt.link_id))


def _mail(version: Version, receipt: Receipt, line: Line, changes: tuple[Change, ...]) -> None:
    """Their own line first; nothing of anybody else. Without an address there is still the group."""
    if not receipt.email or receipt.link_id is None:
        return
    sheet = version.sheet
    is_asked = receipt.confirmed_at is None
    send_mail(
        receipt.email,
        "productions/callsheets/mail/sheet.txt",
        workspace_id=workspace_of(db()),
        attached=[attached(version)],
        reply_to=version.reply_to,
        about=f"{ABOUT}{receipt.id}",
        subject=words.subject_of(sheet, line),
        sheet=sheet,
        line=line,
        is_called=receipt.is_called,
        is_asked=is_asked,
        awaited=str(AWAITED[line.first]),
        time=time_of_day(line.call),
        place=words.place_of(sheet),
        changes=[(str(CHANGES[change.what]), change) for change in changes],
        url=own_address(receipt),
        sender=version.sender,
        title=words.title_of(sheet),
    )


def attached(version: Version) -> Attached:
    assert version.file_key
    return Attached(version.file_key, version.file_name or "feuille-de-service.pdf")


def remind(file: queries.File) -> int:
    """Those who have not answered, once more; how many mails left. Raises TooManyRequests."""
    version = _current(file)
    throttle.spend(REMINDED, str(file.sheet.id))
    lines = last_lines(*file.sent)
    waiting = [
        one
        for one in queries.latest_of(file.sheet.id).values()
        if one.confirmed_at is None and one.email and one.refused_at is None and one.member_key in lines
    ]
    throttle.spend(MAILS, str(workspace_of(db())), times=len(waiting) or 1)
    for receipt in waiting:
        _mail(version, receipt, lines[receipt.member_key], ())
    return len(waiting)


def resend(file: queries.File, receipt: Receipt, email: str) -> None:
    """To one, at an address put right: the link that the wrong one was given closes. Raises TooManyRequests."""
    version = _current(file)
    throttle.spend(MAILS, str(workspace_of(db())))
    throttle.spend(RESENT, email)
    if email != receipt.email and receipt.link_id:
        revoke_links(OWN, link_id=receipt.link_id)
        receipt.link_id = None
    receipt.email, receipt.refused_at, receipt.refusal = email, None, None
    if receipt.link_id is None:
        _give_link(receipt, file.sheet.on)
    db().flush()
    _mail(version, receipt, last_lines(*file.sent)[receipt.member_key], ())


def _current(file: queries.File) -> Version:
    if file.current is None:
        raise Refused(sentence("Cette feuille n’est pas encore partie."))
    return file.current


def group_address(file: queries.File) -> str:
    """The one link of the group, nothing before it is made."""
    link_id = file.sheet.group_link_id
    return absolute("callsheets.group", token=token_of(link_id)) if link_id else ""


def open_group(sheet: CallSheet) -> None:
    """Made once; asked again, the former closes and another opens."""
    if sheet.group_link_id:
        revoke_links(GROUP, link_id=sheet.group_link_id)
    _token, link = make_link(
        GROUP,
        lasts=open_for(sheet.on),
        workspace_id=workspace_of(db()),
        payload={"sheet": str(sheet.id)},
        is_told_again=True,
    )
    sheet.group_link_id = link.id
    db().flush()


@refused.connect
def _note_refusal(about: str, *, reason: str) -> None:
    """The server of mails will never take this address: said on the line of the person."""
    if not about.startswith(ABOUT):
        return
    receipt = queries.receipt_by_id(UUID(about.removeprefix(ABOUT)))
    if receipt is not None:
        receipt.refused_at, receipt.refusal = clock.now(), reason
        db().flush()
