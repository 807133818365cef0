"""The page of a link, as plain values: what is not copied here cannot leak."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from webapp.domain.situations import Count
from webapp.productions.models import PhaseKind, ShowKind
from webapp.productions.shared import Section
from webapp.sharing.models import Part
from webapp.sharing.situations import labels


@dataclass(frozen=True)
class Header:
    """Who shares, with whom, until when."""

    share: UUID
    from_name: str
    from_job: str | None
    from_phone: str | None
    from_email: str | None
    contract_ends_on: date | None
    name: str
    part: Part
    language: str
    message: str | None
    ends_on: date
    code_digest: str | None  # None: opens without a code


@dataclass(frozen=True)
class PhaseShown:
    kind: PhaseKind
    name: str | None
    start_on: date
    end_on: date


@dataclass(frozen=True)
class Figure:
    """A number with where it comes from and the day it was true, told in the language of the page."""

    count: Count

    @property
    def label(self) -> str:
        return str(labels.COUNTS[self.count.kind])

    @property
    def value(self) -> str:
        return labels.value_of(self.count)

    @property
    def source(self) -> str:
        return labels.source_of(self.count.source)

    @property
    def on(self) -> date:
        return self.count.on


@dataclass(frozen=True)
class SituationShown:
    on: date
    text: str
    figures: tuple[Figure, ...]
    by_name: str
    by_job: str | None
    at: datetime
    validated_by: str | None
    validated_job: str | None
    validated_at: datetime | None


@dataclass(frozen=True)
class Shown:
    """One section, and what it shows of one production."""

    section: Section
    value: Any


@dataclass(frozen=True)
class ProductionShown:
    key: str
    title: str
    kind: ShowKind
    director: str | None
    company: str | None
    label: str
    hue: int
    phases: tuple[PhaseShown, ...]
    situation: SituationShown | None
    sections: tuple[Shown, ...]

    @property
    def told(self) -> tuple[Any, ...]:
        frame = (self.key, self.title, self.director, self.company, self.phases, self.situation)
        return (*frame, *((one.section.key, one.value) for one in self.sections))

    def section(self, key: str) -> Any:
        return next((one.value for one in self.sections if one.section.key == key), None)


@dataclass(frozen=True)
class Page:
    header: Header
    productions: tuple[ProductionShown, ...]
    parts: frozenset[str]  # what was granted, amounts that wait aside
    withheld: frozenset[str]  # amounts granted that no validated situation opens yet
    today: date

    @property
    def version(self) -> str:
        """Changes whenever anything shown does."""
        told = (self.header, [one.told for one in self.productions], sorted(self.parts), self.today)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:24]


def situation_of(row: Mapping[str, Any] | None) -> SituationShown | None:
    if row is None:
        return None
    return SituationShown(
        on=date.fromisoformat(row["on"]),
        text=row["text"],
        figures=tuple(Figure(Count.from_values(one)) for one in row["figures"]),
        by_name=row["by_name"],
        by_job=row["by_job"],
        at=datetime.fromisoformat(row["at"]),
        validated_by=row["validated_by"],
        validated_job=row["validated_job"],
        validated_at=datetime.fromisoformat(row["validated_at"]) if row["validated_at"] else None,
    )


def phases_of(rows: Sequence[Mapping[str, Any]]) -> tuple[PhaseShown, ...]:
    return tuple(
        PhaseShown(
            PhaseKind(row["kind"]),
            row["name"],
            date.fromisoformat(row["start"]),
            date.fromisoformat(row["end"]),
        )
        for row in rows
    )
