"""The tasks of a production as its page tells them: by phase, with what is late and what is locked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from webapp.core.fold import fold
from webapp.domain.retroplanning import Retroplan, Step
from webapp.productions.labels import FILM_PHASES, LIVE, LIVE_PHASES
from webapp.productions.models import PhaseKind, ShowKind
from webapp.productions.tasks.models import Task
from webapp.productions.tasks.queries import plan_of


class Show(StrEnum):
    """Which tasks to show."""

    ALL = "all"
    MINE = "mine"
    LATE = "late"
    DONE = "done"


@dataclass(frozen=True)
class Line:
    task: Task
    owner: str | None
    awaited: Step | None
    blocker: Step | None
    late_days: int

    @property
    def is_done(self) -> bool:
        return self.task.done_at is not None


@dataclass(frozen=True)
class Group:
    phase: PhaseKind
    lines: list[Line]
    done: int  # of the whole phase, shown or not
    count: int


@dataclass(frozen=True)
class Board:
    plan: Retroplan
    groups: list[Group]
    counts: dict[Show, int]
    worst: Line | None  # of those late
    worst_holds: list[Step]

    @property
    def is_empty(self) -> bool:
        return not self.counts[Show.ALL]


def board_of(rows: Sequence[Any], show: Show, words: str, me: str, today: date) -> Board:
    plan = plan_of(rows)
    lines = [
        Line(
            row.Task,
            row.owner,
            plan.awaited(row.Task.id),
            plan.blocker(row.Task.id),
            plan.steps[row.Task.id].late_days(today),
        )
        for row in rows
    ]
    kept = [line for line in lines if _is_shown(line, show, me) and _is_found(line, words)]
    worst = plan.worst(today)
    return Board(
        plan,
        [group for phase in PhaseKind if (group := _group(phase, lines, kept)).lines],
        {each: sum(_is_shown(line, each, me) for line in lines) for each in Show},
        next((line for line in lines if worst and line.task.id == worst.key), None),
        plan.waiting(worst.key)[:2] if worst else [],
    )


def phase_words(kind: str) -> dict[PhaseKind, Any]:
    """The words of the trade; of a live show, contracts and trains are prepared before it is rehearsed."""
    first = {PhaseKind.PREPARATION: FILM_PHASES[PhaseKind.PREPARATION]}
    return {**LIVE_PHASES, **first} if ShowKind(kind) in LIVE else FILM_PHASES


def _group(phase: PhaseKind, lines: list[Line], kept: list[Line]) -> Group:
    whole = [line for line in lines if line.task.phase == phase]
    shown = [line for line in kept if line.task.phase == phase]
    return Group(phase, shown, sum(line.is_done for line in whole), len(whole))


def _is_shown(line: Line, show: Show, me: str) -> bool:
    match show:
        case Show.MINE:
            return not line.is_done and fold(line.owner) == fold(me)
        case Show.LATE:
            return line.late_days > 0
        case Show.DONE:
            return line.is_done
        case Show.ALL:
            return True


def _is_found(line: Line, words: str) -> bool:
    told = fold(line.task.title, line.owner, line.task.notes)
    return all(word in told for word in fold(words).split())
