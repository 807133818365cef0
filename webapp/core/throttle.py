"""How often something may be tried: per address, per account; counted in PostgreSQL for all processes.

The count is written in a transaction of its own, so a refused request still counts.
"""

import hashlib
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask, current_app
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage, Storage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import BigInteger, String, case, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.exceptions import TooManyRequests

from webapp.core import clock
from webapp.core.db import Base, Database, Instant, db
from webapp.core.jobs import job, queue


class Count(Base):
    __tablename__ = "throttle_counts"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    hits: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


@dataclass(frozen=True)
class Limit:
    name: str
    times: int
    per_minutes: int

    @property
    def item(self) -> RateLimitItemPerMinute:
        return RateLimitItemPerMinute(self.times, self.per_minutes, namespace=self.name)


class PostgresStorage(Storage):
    """The `limits` library's storage on our own database; fixed windows only."""

    STORAGE_SCHEME = ["raccord"]

    def __init__(self, database: Database):
        super().__init__()
        self.database = database

    @property
    def base_exceptions(self) -> type[Exception]:
        return Exception

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = datetime.now(UTC)
        ends = datetime.fromtimestamp(now.timestamp() + expiry, UTC)
        alive = Count.expires_at > now
        new = insert(Count).values(key=_short(key), hits=amount, expires_at=ends)
        with self.database.transaction() as session:
            return session.execute(
                new.on_conflict_do_update(
                    index_elements=[Count.key],
                    set_={
                        "hits": case((alive, Count.hits + amount), else_=amount),
                        "expires_at": case((alive, Count.expires_at), else_=ends),
                    },
                ).returning(Count.hits)
            ).scalar_one()

    def get(self, key: str) -> int:
        with self.database.transaction(read_only=True) as session:
            found = session.scalar(
                select(Count.hits).where(Count.key == _short(key), Count.expires_at > datetime.now(UTC))
            )
        return found or 0

    def get_expiry(self, key: str) -> float:
        with self.database.transaction(read_only=True) as session:
            ends = session.scalar(select(Count.expires_at).where(Count.key == _short(key)))
        return ends.timestamp() if ends else time.time()

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        with self.database.transaction() as session:
            session.execute(delete(Count))
        return None

    def clear(self, key: str) -> None:
        with self.database.transaction() as session:
            session.execute(delete(Count).where(Count.key == _short(key)))


def init_app(app: Flask, database: Database) -> None:
    """In a test's single connection a count would be rolled back with the request: memory there."""
    storage: Storage = MemoryStorage() if database.bind is not None else PostgresStorage(database)
    app.extensions["throttle"] = FixedWindowRateLimiter(storage)
    app.extensions["throttle here"] = FixedWindowRateLimiter(MemoryStorage())


def spend(limit: Limit, *who: str, times: int = 1) -> None:
    """Count one try, or several at once; raises TooManyRequests past the limit."""
    if not _limiter().hit(limit.item, *who, cost=times):
        raise TooManyRequests


def spend_here(limit: Limit, *who: str) -> None:
    """Counted in this process alone, without a statement: for what is only too much work, and no guess."""
    limiter: FixedWindowRateLimiter = current_app.extensions["throttle here"]
    if not limiter.hit(limit.item, *who):
        raise TooManyRequests


def forgive(limit: Limit, *who: str) -> None:
    _limiter().clear(limit.item, *who)


@job
def forget_ended(timestamp: int) -> None:
    db().execute(delete(Count).where(Count.expires_at < clock.now()))


queue.periodic(cron="32 3 * * *")(forget_ended.task)


def _limiter() -> FixedWindowRateLimiter:
    limiter: FixedWindowRateLimiter = current_app.extensions["throttle"]
    return limiter


def _short(key: str) -> str:
    """No address or mail is kept, only a digest."""
    return hashlib.sha256(key.encode()).hexdigest()
