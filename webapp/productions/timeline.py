"""Phases laid on a line of time: the window shown, where productions meet, and what is next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.productions.models import Phase, PhaseKind

# Six weeks back and eleven ahead: what one still remembers and what one already plans.
BACK = timedelta(days=42)
AHEAD = timedelta(days=77)
SHORTEST = timedelta(days=56)
MARGIN = timedelta(days=4)

MARKS = {
    PhaseKind.PREPARATION: "prep",
    PhaseKind.SHOOT: "shoot",
    PhaseKind.POST: "post",
    PhaseKind.OTHER: "post",
}


@dataclass(frozen=True)
class Window:
    start_on: date
    end_on: date

    @property
    def months(self) -> list[date]:
        """First days of the months in sight, the month of the first day included."""
        firsts = []
        month = self.start_on.replace(day=1)
        while month <= self.end_on:
            firsts.append(month)
            month = (month + timedelta(days=32)).replace(day=1)
        # A month whose end alone is in sight would write over the next one.
        return firsts if self.start_on.day < 16 else firsts[1:]

    def shows(self, phase: Phase) -> bool:
        return phase.start_on <= self.end_on and phase.end_on >= self.start_on


@dataclass(frozen=True)
class Meeting:
    """Two shoots, or a shoot and a run of performances, on the same days."""

    first: int
    second: int
    start_on: date
    end_on: date


@dataclass(frozen=True)
class Standing:
    """Where a production is today: the phase going on, and the next change."""

    now: Phase | None
    next: Phase | None
    is_over: bool


def window(phases: Iterable[Phase], today: date) -> Window:
    """Around today, no wider than the phases need, and reaching at least one of them."""
    listed = list(phases)
    starts, ends = [p.start_on for p in listed], [p.end_on for p in listed]
    start = max(min([*starts, today]) - MARGIN, today - BACK)
    end = min(max([*ends, today]) + MARGIN, today + AHEAD)
    ahead = [day for day in starts if day > end]
    if ahead and not any(p.start_on <= end and p.end_on >= start for p in listed):
        end = min(ahead) + SHORTEST
    return Window(start, max(end, start + SHORTEST))


def whole(phases: Sequence[Phase], today: date) -> Window:
    """One production from its first day to its last."""
    first, last = min(p.start_on for p in phases), max(p.end_on for p in phases)
    margin = max((last - first) // 16, MARGIN)
    return Window(first - margin, max(last + margin, first + SHORTEST))


def meetings(rows: Sequence[Sequence[Phase]], today: date) -> list[Meeting]:
    """Days to come when two productions shoot or play at once, soonest first; rows by their rank."""
    found = []
    for first, phases in enumerate(rows):
        for second in range(first + 1, len(rows)):
            for start, end in _shared(phases, rows[second]):
                if end >= today:
                    found.append(Meeting(first, second, start, end))
    return sorted(found, key=lambda meeting: (meeting.start_on, meeting.first, meeting.second))


def standing(phases: Sequence[Phase], today: date) -> Standing:
    """A shoot outranks what goes on beside it."""
    going = [p for p in phases if p.start_on <= today <= p.end_on]
    coming = [p for p in phases if p.start_on > today]
    now = next((p for p in going if p.kind == PhaseKind.SHOOT), going[-1] if going else None)
    return Standing(
        now=now,
        next=min(coming, key=lambda p: p.start_on) if coming else None,
        is_over=bool(phases) and not going and not coming,
    )


def _shared(ours: Sequence[Phase], theirs: Sequence[Phase]) -> list[tuple[date, date]]:
    both = [
        (max(a.start_on, b.start_on), min(a.end_on, b.end_on))
        for a in ours
        for b in theirs
        if a.kind == b.kind == PhaseKind.SHOOT
    ]
    return [(start, end) for start, end in both if start <= end]
