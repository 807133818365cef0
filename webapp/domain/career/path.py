"""From one function to the next: those of the jobs, and those of the titles remembered by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.domain.career.filmography import Title
from webapp.domain.career.rates import Function


@dataclass(frozen=True)
class Step:
    """A function from its first year to its last; the days are said when a job tells them."""

    key: str
    name: str
    first_year: int
    last_year: int
    first_on: date | None = None
    last_on: date | None = None
    days: int | None = None

    @property
    def is_of_one_month(self) -> bool:
        return bool(self.first_on and self.last_on) and (f"{self.first_on:%Y%m}" == f"{self.last_on:%Y%m}")

    @property
    def is_of_one_year(self) -> bool:
        """Known by that year alone."""
        return self.first_year == self.last_year and not (self.first_on and self.last_on)


def path(functions: Iterable[Function], titles: Iterable[Title]) -> list[Step]:
    """The function begun last comes first."""
    remembered: dict[str, list[tuple[str, Title]]] = {}
    for title in titles:
        if title.is_own:
            for key, name in title.functions:
                remembered.setdefault(key, []).append((name, title))
    steps = [_of_jobs(one, remembered.pop(one.key, [])) for one in functions]
    steps += [_of_memory(key, own) for key, own in remembered.items()]
    return sorted(steps, key=_begun, reverse=True)


def _begun(step: Step) -> tuple[date, str]:
    return step.first_on or date(step.first_year, 1, 1), step.name


def _of_jobs(one: Function, own: Sequence[tuple[str, Title]]) -> Step:
    first = min([one.first_on.year, *(title.first_year for _name, title in own)])
    last = max([one.last_on.year, *(title.last_year for _name, title in own)])
    return Step(
        key=one.key,
        name=one.name,
        first_year=first,
        last_year=last,
        first_on=one.first_on if first == one.first_on.year else None,
        last_on=one.last_on if last == one.last_on.year else None,
        days=one.days,
    )


def _of_memory(key: str, own: Sequence[tuple[str, Title]]) -> Step:
    name, _latest = max(own, key=lambda one: one[1].last_year)
    first, last = min(one.first_year for _name, one in own), max(one.last_year for _name, one in own)
    return Step(key, name, first, last)
