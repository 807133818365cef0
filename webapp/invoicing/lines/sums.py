"""What the lines on the screen come to, while they are being typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.domain.invoices.document import Deducted, Line, Treatment
from webapp.domain.invoices.totals import Totals, net_of_line, taken, totals_of
from webapp.domain.invoices.treatment import treated


@dataclass(frozen=True)
class Sums:
    nets: tuple[int | None, ...]  # of each line shown; none where it cannot be read, or is blank
    totals: Totals
    deposits: tuple[Deducted, ...]
    options_cents: int  # VAT included, of the options of a quote: not in the totals


def sums_of(shown: Sequence[Line | None], treatment: Treatment, deposits: Sequence[Deducted] = ()) -> Sums:
    lines = [treated(line, treatment) for line in shown if line]
    options = [line for line in lines if line.is_option]
    return Sums(
        nets=tuple(net_of_line(line) if line else None for line in shown),
        totals=totals_of(taken(lines), deposits),
        deposits=tuple(deposits),
        options_cents=totals_of(options).gross_cents,
    )
