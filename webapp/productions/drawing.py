"""Productions drawn on a line of time: what `ui/chart.html` needs, in the reader's words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask_babel import format_date
from flask_babel import gettext as _

from webapp.core.formats import day_range
from webapp.productions.labels import phase_name
from webapp.productions.models import Phase, Production
from webapp.productions.timeline import MARKS, Window, meetings, whole, window

MOST_ROWS = 10
MOST_MONTHS = 6
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Drawing:
    rows: list[tuple[str, int, list[tuple[str, date, date, str]]]]
    window: Window
    label: str
    clashes: list[tuple[date, date, int, int]] = field(default_factory=list)
    clash_said: str = ""
    clash_on: date | None = None
    has_names: bool = True

    @property
    def months(self) -> list[tuple[date, str]]:
        """One in two or more when they would write over each other."""
        firsts = self.window.months
        step = -(-len(firsts) // MOST_MONTHS)
        return [(first, format_date(first, "MMM")) for first in firsts[::step]]


def overview(productions: Sequence[Any], phases: dict[UUID, list[Phase]], today: date) -> Drawing | None:
    """The first productions in sight, and the days to come when two of them shoot or play."""
    seen_in = window([phase for listed in phases.values() for phase in listed], today)
    seen = [p for p in productions if any(seen_in.shows(phase) for phase in phases[p.id])][:MOST_ROWS]
    if not seen:
        return None
    rows = [(p.title, p.hue, _bars(phases[p.id], p.kind)) for p in seen]
    found = meetings([phases[p.id] for p in seen], today)
    said = ""
    if found:
        first = found[0]
        said = _(
            "%(days)s\u00a0: %(one)s et %(other)s tombent les mêmes jours.",
            days=day_range(first.start_on, first.end_on),
            one=seen[first.first].title,
            other=seen[first.second].title,
        )
    return Drawing(
        rows,
        seen_in,
        _label(rows),
        [(m.start_on, m.end_on + A_DAY, m.first, m.second) for m in found],
        said,
        found[0].start_on if found else None,
    )


def alone(production: Production, phases: list[Phase], today: date) -> Drawing | None:
    if not phases:
        return None
    rows = [(production.title, production.hue, _bars(phases, production.kind))]
    return Drawing(rows, whole(phases, today), _label(rows), has_names=False)


def _bars(phases: Sequence[Phase], show: str) -> list[tuple[str, date, date, str]]:
    """The drawing leaves out the day it is given as the end."""
    return [
        (
            MARKS[phase.kind],
            phase.start_on,
            phase.end_on + A_DAY,
            f"{phase_name(phase, show)}, {day_range(phase.start_on, phase.end_on)}",
        )
        for phase in phases
    ]


def _label(rows: list[tuple[str, int, list[tuple[str, date, date, str]]]]) -> str:
    parts = [f"{title}, {', '.join(said for *_rest, said in bars)}" for title, _hue, bars in rows]
    return str(_("Ligne de temps. %(productions)s.", productions=". ".join(parts)))
