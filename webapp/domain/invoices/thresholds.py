"""Where the money received this year stands against the thresholds of the franchise and of the micro-entreprise.

CGI art. 293 B: over the first threshold the franchise ends with the year, over the second on the very day. Art. 50-0
and 102 ter: the micro-entreprise ends after two years in a row over its threshold. In the first year of an activity
what is allowed is in proportion to its days (293 D), except what ends the franchise at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from webapp.domain.invoices import law
from webapp.domain.invoices.document import Activity, VatRegime
from webapp.domain.invoices.law import Figure, Scale
from webapp.domain.money import half_up
from webapp.domain.words import Cents, Sentence, sentence

WHOLE_BP = 10_000
NEAR_BP = 8_000


class Threshold(StrEnum):
    FRANCHISE = "franchise"
    FRANCHISE_MOST = "franchise_most"
    MICRO = "micro"


@dataclass(frozen=True)
class Receipt:
    """Turnover, without VAT nor débours, the day the money came; below zero when some was given back."""

    on: date
    cents: int


@dataclass(frozen=True)
class Gauge:
    """`said` is what comes of it: nothing as long as the threshold is far."""

    threshold: Threshold
    name: Sentence
    received_cents: int
    limit_cents: int
    figure: Figure
    is_prorated: bool
    crossed_on: date | None = None
    said: Sentence | None = None

    @property
    def used_bp(self) -> int:
        return half_up(Fraction(self.received_cents * WHOLE_BP, self.limit_cents))

    @property
    def left_cents(self) -> int:
        return max(0, self.limit_cents - self.received_cents)


def gauges(
    activity: Activity,
    receipts: Iterable[Receipt],
    today: date,
    *,
    regime: VatRegime,
    is_micro: bool = True,
    started_on: date | None = None,
) -> tuple[Gauge, ...]:
    """Of the year of `today`; raises Refused for a year whose thresholds are not known."""
    known = sorted((one for one in receipts if one.on <= today), key=lambda one: one.on)
    found: list[Gauge] = []
    if regime is VatRegime.FRANCHISE:
        found.append(_franchise(activity, known, today, started_on))
        found.append(_franchise_most(activity, known, today))
    if is_micro:
        found.append(_micro(activity, known, today, started_on))
    return tuple(found)


def prorated(limit_cents: int, year: int, started_on: date | None) -> int:
    """What a year allows that the activity did not fill."""
    if started_on is None or started_on.year != year:
        return limit_cents
    length = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return half_up(Fraction(limit_cents * ((date(year, 12, 31) - started_on).days + 1), length))


def received(receipts: Sequence[Receipt], year: int) -> int:
    return sum(one.cents for one in receipts if one.on.year == year)


def crossed_on(receipts: Sequence[Receipt], year: int, limit_cents: int) -> date | None:
    """The first day of the year whose evening finds more than the limit."""
    sums: dict[date, int] = {}
    total = 0
    for one in receipts:
        if one.on.year == year:
            total += one.cents
            sums[one.on] = total
    return next((day for day, so_far in sums.items() if so_far > limit_cents), None)


def _franchise(
    activity: Activity, receipts: Sequence[Receipt], today: date, started_on: date | None
) -> Gauge:
    gauge = _gauge(Threshold.FRANCHISE, law.FRANCHISE[activity], receipts, today, started_on)
    return _told(
        gauge,
        sentence(
            "Plus de %(limit)s reçus en %(year)s\u00a0: vous facturez la TVA à partir du %(day)s.",
            limit=Cents(gauge.limit_cents),
            year=today.year,
            day=date(today.year + 1, 1, 1),
        ),
        sentence(
            "Il reste %(left)s à recevoir en %(year)s avant de perdre la franchise de TVA au %(day)s.",
            left=Cents(gauge.left_cents),
            year=today.year,
            day=date(today.year + 1, 1, 1),
        ),
    )


def _franchise_most(activity: Activity, receipts: Sequence[Receipt], today: date) -> Gauge:
    """The whole sum, even in a first year."""
    gauge = _gauge(Threshold.FRANCHISE_MOST, law.FRANCHISE_MOST[activity], receipts, today, None)
    return _told(
        gauge,
        sentence(
            "Plus de %(limit)s reçus le %(day)s\u00a0: la TVA est due à partir de ce jour. Changez votre régime de"
            " TVA à cette date.",
            limit=Cents(gauge.limit_cents),
            day=gauge.crossed_on or today,
        ),
        sentence(
            "Il reste %(left)s\u00a0: au-delà de %(limit)s reçus dans l’année, la TVA est due dès ce jour-là.",
            left=Cents(gauge.left_cents),
            limit=Cents(gauge.limit_cents),
        ),
    )


def _micro(activity: Activity, receipts: Sequence[Receipt], today: date, started_on: date | None) -> Gauge:
    gauge = _gauge(Threshold.MICRO, law.MICRO[activity], receipts, today, started_on)
    next_year = date(today.year + 1, 1, 1)
    if _was_over(law.MICRO[activity], receipts, today.year - 1, started_on):
        over = sentence(
            "Le seuil de %(limit)s est dépassé deux années de suite\u00a0: la micro-entreprise cesse le %(day)s.",
            limit=Cents(gauge.limit_cents),
            day=next_year,
        )
    else:
        over = sentence(
            "Le seuil de %(limit)s est dépassé en %(year)s\u00a0: s’il l’est aussi en %(next)s, la micro-entreprise"
            " cesse le %(day)s.",
            limit=Cents(gauge.limit_cents),
            year=today.year,
            next=today.year + 1,
            day=date(today.year + 2, 1, 1),
        )
    near = sentence(
        "Il reste %(left)s à recevoir en %(year)s sous le seuil de la micro-entreprise.",
        left=Cents(gauge.left_cents),
        year=today.year,
    )
    return _told(gauge, over, near)


def _gauge(
    threshold: Threshold, scale: Scale, receipts: Sequence[Receipt], today: date, started_on: date | None
) -> Gauge:
    figure = law.on(scale, today)
    limit = prorated(figure.value, today.year, started_on)
    return Gauge(
        threshold,
        scale.name,
        received(receipts, today.year),
        limit,
        figure,
        limit != figure.value,
        crossed_on(receipts, today.year, limit),
    )


def _told(gauge: Gauge, over: Sentence, near: Sentence) -> Gauge:
    if gauge.crossed_on:
        return replace(gauge, said=over)
    return replace(gauge, said=near) if gauge.used_bp >= NEAR_BP else gauge


def _was_over(scale: Scale, receipts: Sequence[Receipt], year: int, started_on: date | None) -> bool:
    figure = law.known(scale, date(year, 12, 31))
    return figure is not None and received(receipts, year) > prorated(figure.value, year, started_on)
