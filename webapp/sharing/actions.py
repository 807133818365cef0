"""Links made, changed and ended, and what was seen through them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from webapp.core import clock
from webapp.core.clock import PARIS
from webapp.core.db import db, hold
from webapp.core.jobs import job
from webapp.core.links import change_link, make_link, revoke_links, token_of
from webapp.core.tenancy import workspace_of
from webapp.sharing.codes import code_digest
from webapp.sharing.models import Device, Part, Share, ShareProduction, Visit, Visited
from webapp.sharing.queries import PURPOSE, companies_of, share_by_id, shown_by
from webapp.sharing.signals import share_first_opened
from webapp.sharing.visits.queries import is_member, was_just_seen


@dataclass(frozen=True)
class Wanted:
    """A link as somebody asks for it."""

    name: str
    ends_on: date
    grants: tuple[str, ...]
    from_name: str
    part: Part = Part.PRODUCER
    contact_id: UUID | None = None
    email: str | None = None
    language: str = "fr"
    message: str | None = None
    preset: str | None = None
    documents: tuple[UUID, ...] = field(default=())
    from_job: str | None = None
    from_phone: str | None = None
    from_email: str | None = None
    contract_ends_on: date | None = None


def make_share(wanted: Wanted, productions: Sequence[UUID]) -> Share:
    """The link opens at once; its token is told again by `token_of_share`."""
    share = Share(link_id=_new_link(wanted.ends_on))
    _write(share, wanted)
    db().add(share)
    db().flush()
    _show(share, productions)
    return share


def change_share(share: Share, wanted: Wanted, productions: Sequence[UUID]) -> None:
    """The next tap shows what is said now."""
    _write(share, wanted)
    share.changed_at = clock.now()
    for one in shown_by(share.id):
        db().delete(one)
    db().flush()
    _show(share, productions)


def extend_share(share: Share, ends_on: date) -> None:
    share.ends_on, share.changed_at = ends_on, clock.now()
    change_link(PURPOSE, share.link_id, expires_at=end_of(ends_on))


def revoke_share(share: Share) -> None:
    """At once, for pages that are open too; a second time changes nothing."""
    if share.revoked_at is None:
        share.revoked_at = clock.now()
        revoke_links(PURPOSE, link_id=share.link_id)
        db().flush()


def renew_share(share: Share) -> None:
    """Another address for the same page; the one given before opens no more."""
    revoke_links(PURPOSE, link_id=share.link_id)
    share.link_id = _new_link(share.ends_on)
    share.sent_at = share.sent_to = share.refusal = None
    _open(share, [one.production_id for one in sorted(shown_by(share.id), key=lambda one: one.position)])


def code_of(share: Share, code: str) -> str:
    """As the link keeps it."""
    return code_digest(share.id, code)


def documents_of(share: Share) -> tuple[UUID, ...]:
    return tuple(UUID(one) for one in share.documents)


def token_of_share(share: Share) -> str:
    return token_of(share.link_id)


def end_of(day: date) -> datetime:
    """The instant the day ends in Paris, summer or winter."""
    return datetime.combine(day + timedelta(days=1), time(), PARIS)


@job
def note_visit(share: str, seen_at: str, device: str, what: str, by: str | None = None) -> None:
    """An opening by a person, noted after the page was given; `by`: the account signed in there."""
    hold("visit", share)
    found = share_by_id(UUID(share))
    if found is None or (by and is_member(UUID(by))):
        return
    when = datetime.fromisoformat(seen_at)
    if was_just_seen(found.id, when, Device(device), Visited(what)):
        return
    db().add(Visit(share_id=found.id, at=when, device=Device(device), what=Visited(what)))
    if found.first_opened_at is None:
        found.first_opened_at = when
        share_first_opened.send(found)


def _new_link(ends_on: date) -> UUID:
    lasts = end_of(ends_on) - clock.now()
    _token, link = make_link(PURPOSE, lasts=lasts, workspace_id=workspace_of(db()), is_told_again=True)
    return link.id


def _write(share: Share, wanted: Wanted) -> None:
    for name in (
        "name", "ends_on", "from_name", "part", "contact_id", "email", "language", "message", "preset",
        "from_job", "from_phone", "from_email", "contract_ends_on",
    ):  # fmt: skip
        setattr(share, name, getattr(wanted, name))
    share.grants = sorted(wanted.grants)
    share.documents = [str(one) for one in wanted.documents]


def _show(share: Share, productions: Iterable[UUID]) -> None:
    shown = list(dict.fromkeys(productions))
    companies = companies_of(shown)
    db().add_all(
        ShareProduction(share_id=share.id, production_id=one, position=rank, company_id=companies.get(one))
        for rank, one in enumerate(shown)
    )
    db().flush()
    _open(share, shown)


def _open(share: Share, productions: Sequence[UUID]) -> None:
    """What the database itself reads of the link."""
    payload = {
        "share": str(share.id),
        "productions": [str(one) for one in productions],
        "grants": ["page", *share.grants],
        "documents": share.documents,
    }
    change_link(PURPOSE, share.link_id, expires_at=end_of(share.ends_on), payload=payload)
