"""What may be confirmed or asked about, and who confirmed it through this link."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from webapp.core.clock import PARIS


@dataclass(frozen=True)
class Confirmation:
    section: str
    subject: str
    digest: str  # of what the page named then
    name: str
    at: datetime


@dataclass(frozen=True)
class Signed:
    name: str
    at: datetime
    is_changed: bool  # the page names it otherwise since

    @property
    def on(self) -> date:
        return self.at.astimezone(PARIS).date()


@dataclass(frozen=True)
class Subject:
    """A date or a document, as the page names it."""

    label: str
    digest: str
    signed: tuple[Signed, ...]

    @property
    def is_confirmed(self) -> bool:
        return any(not one.is_changed for one in self.signed)

    def signed_too(self, signed: Signed) -> "Subject":
        others = tuple(one for one in self.signed if one.name != signed.name)
        return replace(self, signed=(*others, signed))


def digest_of(label: str) -> str:
    return hashlib.sha256(label.encode()).hexdigest()


def confirmations_of(rows: Sequence[Mapping[str, Any]], share: UUID) -> tuple[Confirmation, ...]:
    return tuple(
        Confirmation(
            row["section"], row["subject"], row["digest"], row["name"], datetime.fromisoformat(row["at"])
        )
        for row in rows
        if row["share_id"] == str(share)
    )


def subject_of(label: str, digest: str, confirmations: Iterable[Confirmation]) -> Subject:
    """The last word of each who signed."""
    last = {one.name: Signed(one.name, one.at, one.digest != digest) for one in confirmations}
    return Subject(label, digest, tuple(last.values()))
