"""VAT regimes as stretches of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.domain.invoices.document import VatRegime


@dataclass(frozen=True)
class Span:
    from_on: date
    until_on: date | None  # its last day; none while no other is to follow
    regime: VatRegime
    is_now: bool
    is_coming: bool


def spans(regimes: Sequence[tuple[date, VatRegime]], today: date) -> list[Span]:
    """The last one first."""
    ordered = sorted(regimes)
    nexts = [start for start, _regime in ordered[1:]] + [None]
    return [
        Span(
            start,
            until - timedelta(days=1) if until else None,
            regime,
            is_now=start <= today and (until is None or today < until),
            is_coming=start > today,
        )
        for (start, regime), until in reversed(list(zip(ordered, nexts, strict=True)))
    ]
