from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from webapp.accounts.models import Account
from webapp.billing.models import Subscription
from webapp.core import clock
from webapp.core.db import db
from webapp.domain.permissions import Role
from webapp.domain.plans.seats import WRITERS
from webapp.productions.models import Production
from webapp.sharing.models import Share
from webapp.subscription.models import Asking, PlanMail
from webapp.workspaces.models import Membership


@dataclass(frozen=True)
class Usage:
    """Beside the limits of Libre."""

    productions: int
    passed: int  # of them, with a pass: they stay open
    links: int
    writers: int

    @property
    def seats(self) -> int:
        """Whoever writes besides the first."""
        return max(0, self.writers - 1)


def usage(workspace_id: UUID, passed: Collection[UUID] = ()) -> Usage:
    productions = select(func.count(Production.id)).where(
        Production.deleted_at.is_(None), Production.archived_at.is_(None)
    )
    links = select(func.count(Share.id)).where(Share.revoked_at.is_(None), Share.ends_on >= clock.today())
    asked = select(
        productions.scalar_subquery(),
        productions.where(Production.id.in_(passed)).scalar_subquery(),
        links.scalar_subquery(),
        _writers(workspace_id).scalar_subquery(),
    )
    return Usage(*db().execute(asked).one())


def standing() -> tuple[Subscription | None, Asking | None]:
    """What Stripe last said, what it was last asked."""
    both = select(Subscription, Asking).join_from(
        Subscription, Asking, Asking.workspace_id == Subscription.workspace_id, full=True
    )
    found = db().execute(both).one_or_none()
    return (found[0], found[1]) if found else (None, None)


def asking() -> Asking | None:
    """As it is now, also when the page read it before another request wrote it."""
    return db().scalar(select(Asking).execution_options(populate_existing=True))


def owners(workspace_id: UUID) -> Sequence[Account]:
    """Those whose address is theirs."""
    return db().scalars(
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            Membership.workspace_id == workspace_id,
            Membership.role == Role.OWNER,
            Account.confirmed_at.is_not(None),
        )
        .order_by(Account.id)
    ).all()  # fmt: skip


def keys_told() -> set[str]:
    return set(db().scalars(select(PlanMail.key)))


def titles() -> dict[UUID, str]:
    """Of productions a pass was for."""
    return {row.id: row.title for row in db().execute(select(Production.id, Production.title))}


def _writers(workspace_id: UUID):  # type: ignore[no-untyped-def]
    return select(func.count(Membership.account_id)).where(
        Membership.workspace_id == workspace_id, Membership.role.in_(WRITERS)
    )
