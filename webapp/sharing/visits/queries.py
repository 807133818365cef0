from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ScalarSelect, cast, func, select

from webapp.core import clock
from webapp.core.db import db
from webapp.core.tenancy import workspace_of
from webapp.sharing.models import Device, Share, Visit, Visited
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


def tallied() -> ScalarSelect[Any]:
    """Beside a link, each day and kind of device its page was opened: how often, the last time; for `counted_of`."""
    on = cast(func.timezone(clock.PARIS.key, Visit.at), Date)
    each = (
        select(on.label("on"), Visit.device, func.count().label("times"), func.max(Visit.at).label("last_at"))
        .where(Visit.share_id == Share.id, Visit.what == Visited.PAGE, Visit.at > clock.now() - KEPT)
        .group_by(on, Visit.device)
        .correlate(Share)
        .subquery()
    )
    said = func.jsonb_build_array(each.c.on, each.c.device, each.c.times, each.c.last_at)
    return select(func.jsonb_agg(said)).select_from(each).scalar_subquery()


def counted_of(tally: list[Any] | None) -> Counted:
    rows = [
        (date.fromisoformat(on), Device(device), times, datetime.fromisoformat(at))
        for on, device, times, at in tally or ()
    ]
    _on, device, _times, at = max(rows, key=lambda row: row[3], default=(None, None, 0, None))
    return counted(((on, times) for on, _device, times, _at in rows), at, device, clock.today())


def was_just_seen(share_id: UUID, at: datetime, device: Device, what: Visited) -> bool:
    """A reload is no new visit."""
    near = (Visit.at > at - ONE_VISIT, Visit.at < at + ONE_VISIT)
    wanted = select(Visit.id).where(Visit.share_id == share_id, Visit.device == device, Visit.what == what)
    return db().scalar(wanted.where(*near).limit(1)) is not None


def is_member(account_id: UUID) -> bool:
    """Somebody of the workspace looks at what they share."""
    mine = (Membership.workspace_id == workspace_of(db()), Membership.account_id == account_id)
    return db().scalar(select(Membership.account_id).where(*mine)) is not None
