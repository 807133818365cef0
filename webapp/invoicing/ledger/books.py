"""A year of the books: its receipts by month, what each period declares, its VAT."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from webapp.domain.invoices.document import VatRegime
from webapp.domain.invoices.receipts import Account, Bill, Receipt, VatFigures, received, vat_figures
from webapp.domain.invoices.returns import (
    is_first_return,
    months_of_year,
    quarters_of_year,
    turnover_due_on,
)
from webapp.domain.periods import DateRange, Month
from webapp.invoicing.ledger.queries import bills_between
from webapp.invoicing.models import Rhythm


@dataclass(frozen=True)
class MonthOfReceipts:
    month: Month
    receipts: Sequence[Receipt]

    @property
    def cents(self) -> int:
        return sum(one.cents for one in self.receipts)

    @property
    def disbursed_cents(self) -> int:
        return sum(one.disbursed_cents for one in self.receipts)


@dataclass(frozen=True)
class TurnoverReturn:
    """What URSSAF asks for of a period: what was received, by activity, without VAT and débours."""

    period: DateRange
    services_cents: int
    goods_cents: int
    due_on: date
    is_first: bool

    @property
    def cents(self) -> int:
        return self.services_cents + self.goods_cents


@dataclass(frozen=True)
class VatReturn:
    period: DateRange
    figures: VatFigures


@dataclass(frozen=True)
class Books:
    year: int
    bills: Sequence[Bill]

    @property
    def days(self) -> DateRange:
        return DateRange(date(self.year, 1, 1), date(self.year, 12, 31))

    @cached_property
    def every_receipt(self) -> list[Receipt]:
        """Of these documents, whatever the year: a payment is cut after those before it."""
        return received(self.bills)

    @cached_property
    def receipts(self) -> list[Receipt]:
        return [one for one in self.every_receipt if one.on in self.days]

    @cached_property
    def months(self) -> list[MonthOfReceipts]:
        """The last first, those without receipts left out."""
        found: dict[Month, list[Receipt]] = {}
        for one in self.receipts:
            found.setdefault(Month.of(one.on), []).append(one)
        return [MonthOfReceipts(month, own) for month, own in sorted(found.items(), reverse=True)]

    @property
    def cents(self) -> int:
        return sum(one.cents for one in self.receipts)

    @property
    def turnover_cents(self) -> int:
        return sum(one.turnover_cents for one in self.receipts)

    @property
    def vat_cents(self) -> int:
        return sum(one.vat_cents for one in self.receipts)

    @property
    def disbursed_cents(self) -> int:
        return sum(one.disbursed_cents for one in self.receipts)

    @property
    def overpaid_cents(self) -> int:
        return sum(one.overpaid_cents for one in self.receipts)

    @cached_property
    def issued(self) -> list[Bill]:
        return [bill for bill in self.bills if bill.issued_on in self.days]

    @property
    def has_vat(self) -> bool:
        return any(bill.regime is not VatRegime.FRANCHISE for bill in self.bills)

    def turnover_returns(self, rhythm: Rhythm, started_on: date | None) -> list[TurnoverReturn]:
        return [
            TurnoverReturn(
                period,
                self._turnover(period, Account.SERVICES),
                self._turnover(period, Account.GOODS),
                turnover_due_on(period),
                is_first_return(period, started_on),
            )
            for period in periods_of(self.year, rhythm)
        ]

    def vat_returns(self, rhythm: Rhythm) -> list[VatReturn]:
        return [
            VatReturn(period, vat_figures(self.bills, self.every_receipt, period.start_on, period.end_on))
            for period in periods_of(self.year, rhythm)
        ]

    def _turnover(self, period: DateRange, account: Account) -> int:
        return sum(one.turnover(account) for one in self.receipts if one.on in period)


def books_of(year: int, *, since: int | None = None) -> Books:
    """`since`: an earlier year whose receipts are wanted too."""
    return Books(year, bills_between(date(since or year, 1, 1), date(year, 12, 31)))


def periods_of(year: int, rhythm: Rhythm) -> list[DateRange]:
    return months_of_year(year) if rhythm is Rhythm.MONTHLY else quarters_of_year(year)
