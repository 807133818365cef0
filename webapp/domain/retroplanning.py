"""Tasks laid back from the first day: what waits for what, what is late, and how much may still slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

LONGEST_TITLE = 40  # in a sentence that names several


@dataclass(frozen=True)
class Step:
    """A task as the rules see it; `after` is the key of the one it waits for."""

    key: UUID
    title: str
    due_on: date | None = None
    is_done: bool = False
    after: UUID | None = None

    def late_days(self, today: date) -> int:
        if self.is_done or self.due_on is None:
            return 0
        return max((today - self.due_on).days, 0)


class Retroplan:
    """The tasks of one production; a task that waits for one no longer there waits for nothing."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self.steps = {step.key: step for step in steps}

    def awaited(self, key: UUID) -> Step | None:
        """The one it waits for, done or not."""
        after = self.steps[key].after
        return self.steps.get(after) if after is not None else None

    def blocker(self, key: UUID) -> Step | None:
        """What must be done first; a task done is blocked by nothing."""
        awaited = self.awaited(key)
        if self.steps[key].is_done or awaited is None or awaited.is_done:
            return None
        return awaited

    def chain(self, key: UUID) -> list[Step]:
        """All that it waits for, the nearest first."""
        return list(self._before(key))

    def waiting(self, key: UUID) -> list[Step]:
        """All that waits for it, directly or not, the soonest first; what is done no longer waits."""
        found = [step for step in self.steps.values() if not step.is_done and self._waits_for(step, key)]
        return sorted(found, key=_by_date)

    def margin_days(self, key: UUID, first_on: date | None, today: date) -> int | None:
        """How many days it may slip before it pushes what waits for it, or the first day; None without a date."""
        own = self.steps[key]
        limits = [step.due_on for step in self.waiting(key) if step.due_on]
        if first_on is not None and own.due_on is not None and own.due_on <= first_on:
            limits.append(first_on)
        if own.is_done or own.due_on is None or not limits:
            return None
        return (min(limits) - max(own.due_on, today)).days

    def refuse_ring(self, key: UUID, after: UUID) -> None:
        """A task that would come to wait for itself is refused, with the tasks it goes round by."""
        if after not in self.steps:
            return
        ring = [self.steps[after], *self._before(after)]
        passed = [step.key for step in ring]
        if key not in passed:
            return
        names = [_short(step.title) for step in ring[: passed.index(key)]]
        own = _short(self.steps[key].title)
        raise Refused(
            sentence(
                "Ces tâches s’attendraient en rond\u00a0: %(chain)s. Choisissez-en une autre.",
                chain=" → ".join([own, *names, own]),
            )
        )

    def worst(self, today: date) -> Step | None:
        """Of the tasks late, the one that holds the most back, then the one most late."""
        late = [step for step in self.steps.values() if step.late_days(today)]
        return max(late, key=lambda s: (len(self.waiting(s.key)), s.late_days(today)), default=None)

    def _waits_for(self, step: Step, key: UUID) -> bool:
        return any(before.key == key for before in self._before(step.key))

    def _before(self, key: UUID) -> Iterator[Step]:
        """Ends even on a ring that was stored."""
        seen = {key}
        step = self.awaited(key)
        while step is not None and step.key not in seen:
            seen.add(step.key)
            yield step
            step = self.awaited(step.key)


def _by_date(step: Step) -> tuple[date, str]:
    return step.due_on or date.max, step.title


def _short(title: str) -> str:
    cut = title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]}…"
    return f"«\u00a0{cut}\u00a0»"
