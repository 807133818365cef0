"""The part of a contract's hours and cachets that each of its pay periods takes."""

from collections.abc import Sequence
from typing import NamedTuple

from webapp.domain.periods import DateRange

CACHET = 100  # hundredths


class Stretch(NamedTuple):
    """A pay period: its days, and its own figures when it has some."""

    days: DateRange
    minutes: int | None = None
    cachets: int | None = None
    gross_cents: int | None = None

    @property
    def has_figures(self) -> bool:
        return self.minutes is not None or self.cachets is not None


def shares(minutes: int, cachets: int, stretches: Sequence[Stretch]) -> list[tuple[int, int]]:
    """(minutes, hundredths of cachets) of each stretch.

    Those without figures of their own share what the others leave, by their number of days, so that
    the whole is the contract's. Never less than nothing. A cachet is not cut: it falls in one of them.
    """
    if len(stretches) == 1 and not stretches[0].has_figures:
        return [(minutes, cachets)]  # most contracts have one period
    left_minutes = max(0, minutes - sum(s.minutes or 0 for s in stretches if s.has_figures))
    left_cachets = max(0, cachets - sum(s.cachets or 0 for s in stretches if s.has_figures))
    weights = [0 if s.has_figures else s.days.days for s in stretches]
    by_minutes, by_cachets = portions(left_minutes, weights), _whole(left_cachets, weights)
    return [
        (s.minutes or 0, s.cachets or 0) if s.has_figures else (by_minutes[n], by_cachets[n])
        for n, s in enumerate(stretches)
    ]


def gross_shares(gross_cents: int, stretches: Sequence[Stretch]) -> list[int]:
    """The gross of each stretch: its own, or by its days a share of what the others leave."""
    if len(stretches) == 1 and stretches[0].gross_cents is None:
        return [gross_cents]
    left = max(0, gross_cents - sum(s.gross_cents or 0 for s in stretches))
    parts = portions(left, [0 if s.gross_cents is not None else s.days.days for s in stretches])
    return [
        part if s.gross_cents is None else s.gross_cents for s, part in zip(stretches, parts, strict=True)
    ]


def _whole(hundredths: int, weights: Sequence[int]) -> list[int]:
    """Cachets one by one, to whom lacks the most of its share; a part of one goes where the most days are."""
    days = sum(weights)
    if not days:
        return [0] * len(weights)
    count, rest = divmod(hundredths, CACHET)
    parts = [count * weight // days for weight in weights]
    lacking = sorted(range(len(weights)), key=lambda n: (-(count * weights[n] % days), n))
    for n in lacking[: count - sum(parts)]:
        parts[n] += 1
    whole = [CACHET * part for part in parts]
    whole[weights.index(max(weights))] += rest
    return whole


def portions(total: int, weights: Sequence[int]) -> list[int]:
    """Whole parts of `total`, as `spread` lays them: the units left go to the first days."""
    days = sum(weights)
    if not days:
        return [0] * len(weights)
    each, left = divmod(total, days)
    parts = []
    for weight in weights:
        extra = min(left, weight)
        parts.append(each * weight + extra)
        left -= extra
    return parts
