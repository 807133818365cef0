"""Where this year's receipts stand against the thresholds, and what is declared next: for any page that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webapp.domain.invoices.document import Activity
from webapp.domain.invoices.thresholds import Gauge, Receipt, gauges
from webapp.domain.invoices.treatment import regime_on
from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence
from webapp.invoicing.ledger.books import Books, TurnoverReturn, books_of
from webapp.invoicing.models import Rhythm
from webapp.invoicing.queries import SellerFacts


@dataclass(frozen=True)
class Thresholds:
    """`unknown` says why there is no gauge."""

    year: int
    gauges: Sequence[Gauge] = ()
    unknown: Sentence | None = None
    now: TurnoverReturn | None = None  # the return that runs, of a micro-entreprise


def thresholds_of(facts: SellerFacts, today: date) -> Thresholds:
    """For a page that has not read the books: one statement."""
    return thresholds_in(books_of(today.year, since=today.year - 1), facts, today)


def thresholds_in(books: Books, facts: SellerFacts, today: date) -> Thresholds:
    """`books` are those of the year of `today`, read since the year before."""
    profile = facts.profile
    received = [Receipt(one.on, one.turnover_cents) for one in books.every_receipt]
    try:
        found = gauges(
            Activity(profile.micro or Activity.LIBERAL),
            received,
            today,
            regime=regime_on(facts.regimes, today),
            is_micro=profile.micro is not None,
            started_on=profile.started_on,
        )
    except Refused as refusal:
        return Thresholds(today.year, unknown=refusal.sentence)
    returns = books.turnover_returns(Rhythm(profile.declares), profile.started_on) if profile.micro else []
    return Thresholds(today.year, found, now=next((one for one in returns if today in one.period), None))
