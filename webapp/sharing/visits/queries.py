from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Date, cast, func, select

from webapp.core import clock
from webapp.core.db import db
from webapp.core.tenancy import workspace_of
from webapp.sharing.models import Device, Visit, Visited
from webapp.sharing.visits.counted import Counted, Seen, Visits, counted, visits
from webapp.workspaces.models import Membership

KEPT = timedelta(days=90)
ONE_VISIT = timedelta(minutes=10)
MOST = 1000  # read for one page


def visits_of(share_id: UUID) -> Visits:
    """What became of one link; one statement."""
    rows = db().execute(
        select(Visit.at, Visit.device, Visit.what)
        .where(Visit.share_id == share_id, Visit.at > clock.now() - KEPT)
        .order_by(Visit.at.desc(), Visit.id.desc())
        .limit(MOST)
    )
    return visits([Seen(row.at, Device(row.device), Visited(row.what)) for row in rows], clock.today())


def counts(share_ids: Collection[UUID]) -> dict[UUID, Counted]:
    """How often each of these links was opened; one statement for all."""
    on = cast(func.timezone(clock.PARIS.key, Visit.at), Date)
    rows = db().execute(
        select(
            Visit.share_id,
            on.label("on"),
            Visit.device,
            func.count().label("times"),
            func.max(Visit.at).label("at"),
        )
        .where(Visit.share_id.in_(share_ids), Visit.what == Visited.PAGE, Visit.at > clock.now() - KEPT)
        .group_by(Visit.share_id, on, Visit.device)
    )
    found: dict[UUID, list[Any]] = {share_id: [] for share_id in share_ids}
    for row in rows:
        found[row.share_id].append(row)
    return {share_id: _counted(those) for share_id, those in found.items()}


def was_just_seen(share_id: UUID, at: datetime, device: Device, what: Visited) -> bool:
    """A reload is no new visit."""
    near = (Visit.at > at - ONE_VISIT, Visit.at < at + ONE_VISIT)
    wanted = select(Visit.id).where(Visit.share_id == share_id, Visit.device == device, Visit.what == what)
    return db().scalar(wanted.where(*near).limit(1)) is not None


def is_member(account_id: UUID) -> bool:
    """Somebody of the workspace looks at what they share."""
    mine = (Membership.workspace_id == workspace_of(db()), Membership.account_id == account_id)
    return db().scalar(select(Membership.account_id).where(*mine)) is not None


def _counted(rows: list[Any]) -> Counted:
    last = max(rows, key=lambda row: row.at, default=None)
    return counted(
        ((row.on, row.times) for row in rows),
        last.at if last else None,
        Device(last.device) if last else None,
        clock.today(),
    )
