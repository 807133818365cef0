"""The three productions that stay open in Libre: chosen before Pro ends, or after."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from blinker import Signal
from sqlalchemy import func, select

from webapp.billing import actions as billing
from webapp.billing.models import Subscription
from webapp.billing.queries import subscription
from webapp.core import clock
from webapp.core.db import db, hold
from webapp.core.tenancy import workspace_of
from webapp.domain.plans.limits import CHANGE_EVERY, choice_opens_at, takes_a_place
from webapp.domain.plans.standing import LIBRE_PRODUCTIONS, Offer, Plan, open_productions
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.productions import limits
from webapp.productions.models import Phase, Production

# What else Libre closes, asked of the room that makes links: sent with the productions that have a pass.
closing_links = Signal("how many links close in Libre")


@dataclass(frozen=True)
class Choice:
    """What is chosen among, and what holds today."""

    rows: Sequence[Any]  # (id, public_id, title, kind, label, hue, start_on, end_on), the last opened first
    offer: Offer
    ends_on: date | None  # the last day of Pro or of the trial, when it is known
    open_ids: frozenset[UUID]  # those written in Libre
    passes: frozenset[UUID]  # those open by a pass, besides
    opens_at: datetime | None  # from when the choice may take a place; None: now
    links: int  # for producers, that Libre closes

    @property
    def is_needed(self) -> bool:
        return len(self.rows) - len(self.passes) > LIBRE_PRODUCTIONS


def choice() -> Choice:
    plan, now, row, rows = limits.plan(), clock.now(), subscription(), _productions()
    ids = [one.id for one in rows]
    libre = _in_libre(plan)
    kept_at = row.kept_at if row else None
    may_take = kept_at is None or now >= kept_at + CHANGE_EVERY
    passed = frozenset(one for one in ids if plan.has_pass(one, now))
    return Choice(
        rows=rows,
        offer=plan.offer(now),
        ends_on=_end_of(plan, row, now),
        open_ids=open_productions(libre, now, ids),
        passes=passed,
        opens_at=None if may_take or kept_at is None else kept_at + CHANGE_EVERY,
        links=sum(count for _room, count in closing_links.send(passed)),
    )


def keep(chosen: Collection[str]) -> None:
    """Open in Libre, of those active; the places left go to the last opened."""
    hold("productions", workspace_of(db()))
    plan, now, row, rows = limits.plan(), clock.now(), billing.own_row(), _productions()
    active = [one.id for one in rows]
    ids = [one.id for one in rows if one.public_id in chosen and not plan.has_pass(one.id, now)]
    if len(ids) > LIBRE_PRODUCTIONS:
        raise Refused(sentence("Gardez-en trois au plus."))
    if plan.offer(now) is Offer.LIBRE:
        if opens_at := choice_opens_at(plan, now, active, ids, row.kept_at):
            day = opens_at.astimezone(clock.PARIS).date()
            raise Refused(
                sentence("Ce choix se change une fois par mois\u00a0: de nouveau le %(day)s.", day=day)
            )
        if takes_a_place(plan, now, active, ids):
            row.kept_at = now
    row.kept = [str(one) for one in ids]
    db().flush()


def _in_libre(plan: Plan) -> Plan:
    """What would be left of it."""
    return Plan(passes=plan.passes, kept=plan.kept)


def _end_of(plan: Plan, row: Subscription | None, now: datetime) -> date | None:
    match plan.offer(now):
        case Offer.TRIAL:
            ends_at = plan.trial_ends_at
        case Offer.PRO:
            ends_at = row.cancels_at if row else None
        case _:
            ends_at = None
    return ends_at.astimezone(clock.PARIS).date() if ends_at else None


def _productions() -> Sequence[Any]:
    columns = (
        Production.id, Production.public_id, Production.title, Production.kind, Production.label, Production.hue,
        func.min(Phase.start_on).label("start_on"), func.max(Phase.end_on).label("end_on"),
    )  # fmt: skip
    return (
        db()
        .execute(
            select(*columns)
            .outerjoin(Phase, Phase.production_id == Production.id)
            .where(Production.deleted_at.is_(None), Production.archived_at.is_(None))
            .group_by(Production.workspace_id, Production.id)
            .order_by(Production.opened_at.desc(), Production.id.desc())
        )
        .all()
    )
