"""The page of a link, as plain values: what is not copied here cannot leak."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from flask_babel import force_locale
from flask_babel import gettext as _

from webapp.core.formats import joined, long_day, moment
from webapp.domain.situations import Count
from webapp.productions.labels import phase_name, said_of
from webapp.productions.models import PhaseKind, ShowKind
from webapp.productions.shared import Section
from webapp.sharing.labels import part_said
from webapp.sharing.models import Part
from webapp.sharing.opened.confirmed import Confirmation, Subject, digest_of, subject_of
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

    @property
    def to(self) -> str:
        """`Pour Marc Delcourt, production`."""
        return str(_("Pour %(name)s", name=joined(self.name, part_said(self.part), between=", ")))


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

    @property
    def day(self) -> str:
        """`lundi 23 novembre 2026`."""
        return f"{long_day(self.on)} {self.on.year}"

    @property
    def written(self) -> str:
        """`Camille Roussel, chargée de production, 22 nov. à 20 h 10`."""
        return joined(self.by_name, self.by_job, moment(self.at), between=", ")

    @property
    def validated(self) -> str:
        """Nothing until somebody did."""
        if self.validated_at is None:
            return ""
        return joined(self.validated_by, self.validated_job, moment(self.validated_at), between=", ")


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
    confirmations: tuple[Confirmation, ...] = ()

    @property
    def told(self) -> tuple[Any, ...]:
        frame = (
            self.key, self.title, self.kind, self.director, self.company, self.label, self.hue, self.phases,
            self.situation,
        )  # fmt: skip
        return (*frame, *((one.section.key, one.value) for one in self.sections))

    @property
    def about(self) -> str:
        """`Long métrage d’Hélène Vasseur, Films du Ponant`."""
        return joined(said_of(self), self.company, between=", ")

    @property
    def dates(self) -> tuple[tuple[str, PhaseShown], ...]:
        """Each phase after its name."""
        return tuple((phase_name(one, self.kind), one) for one in self.phases)

    @property
    def is_empty(self) -> bool:
        return not (self.phases or self.situation or self.sections)

    def section(self, key: str) -> Any:
        return next((one.value for one in self.sections if one.section.key == key), None)

    def subject(self, section: str, key: str) -> Subject | None:
        """What may be confirmed or asked about there; None for anything else."""
        label = self._labels.get((section, key))
        if label is None:
            return None
        said = [one for one in self.confirmations if (one.section, one.subject) == (section, key)]
        return subject_of(label, digest_of(self._names[section, key]), said)

    @cached_property
    def _labels(self) -> dict[tuple[str, str], str]:
        return self._labelled()

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        """The labels in one language: the same thing read in another has not changed."""
        with force_locale("fr"):
            return self._labelled()

    def _labelled(self) -> dict[tuple[str, str], str]:
        return {
            (one.section.key, key): label
            for one in self.sections
            for key, label in one.section.subjects(one.value).items()
        }


@dataclass(frozen=True)
class Page:
    header: Header
    productions: tuple[ProductionShown, ...]
    parts: frozenset[str]  # what was granted, amounts that wait aside
    withheld: frozenset[str]  # amounts granted that no validated situation opens yet
    today: date

    @property
    def title(self) -> str:
        return joined(*(one.title for one in self.productions), between=", ")

    @property
    def companies(self) -> str:
        """Each once: a link often shows several productions of one."""
        return joined(*dict.fromkeys(one.company for one in self.productions), between=", ")

    @property
    def subtitle(self) -> str:
        about = self.productions[0].about if len(self.productions) == 1 else self.companies
        return joined(about, self.header.to, between=". ")

    @property
    def is_empty(self) -> bool:
        return all(one.is_empty for one in self.productions)

    @property
    def version(self) -> str:
        """Changes whenever anything shown does."""
        productions = [(one.told, one.confirmations) for one in self.productions]
        told = (self.header, productions, sorted(self.parts), sorted(self.withheld), self.today)
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
