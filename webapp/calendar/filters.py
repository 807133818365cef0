"""What part of the calendar is asked, kept in the address from one view to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from webapp.calendar.things import Kind, Thing

KINDS: dict[str, tuple[Any, frozenset[Kind]]] = {
    "jobs": (_l("Engagements"), frozenset({Kind.WORK})),
    "days": (_l("Jours"), frozenset({Kind.DAY})),
    "deadlines": (_l("Échéances"), frozenset({Kind.ANSWER, Kind.CALL})),
    "tasks": (_l("Tâches"), frozenset({Kind.TASK})),
    "events": (_l("Importés"), frozenset({Kind.EVENT})),
}


@dataclass(frozen=True)
class Filters:
    production: str = ""
    kind: str = ""

    @classmethod
    def asked(cls, args: Mapping[str, str]) -> Filters:
        kind = args.get("kind", "")
        return cls(args.get("production", "")[:12], kind if kind in KINDS else "")

    @property
    def are_set(self) -> bool:
        return bool(self.production or self.kind)

    @property
    def values(self) -> dict[str, Any]:
        """As an address carries them."""
        return {name: value for name, value in vars(self).items() if value}

    def having(self, **changed: str) -> dict[str, Any]:
        return {name: value for name, value in {**vars(self), **changed}.items() if value}

    def rows(self, rows: Iterable[Any]) -> list[Any]:
        """Of one production; and of one kind, so that a job asked alone is not hidden by its days."""
        sources = _SOURCES.get(self.kind)
        return [
            row
            for row in rows
            if (not self.production or row.production_id == self.production)
            and (sources is None or row.source in sources)
        ]

    def things(self, things: Iterable[Thing]) -> list[Thing]:
        kinds = KINDS[self.kind][1] if self.kind else frozenset(Kind)
        return [thing for thing in things if thing.kind in kinds]


_SOURCES = {"jobs": {"job"}, "deadlines": {"job"}, "days": {"day"}, "tasks": {"task"}, "events": {"event"}}


@dataclass(frozen=True)
class Named:
    """A production that may be asked for."""

    public_id: str
    title: str
    label: str
    hue: int


def productions_in(rows: Iterable[Any]) -> Sequence[Named]:
    found = {
        row.production_id: Named(row.production_id, row.production, row.label, row.hue)
        for row in rows
        if row.production_id
    }
    return sorted(found.values(), key=lambda one: one.title)
