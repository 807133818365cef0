"""The year as a file: a row a month, what was received and what is estimated apart."""

from collections.abc import Iterator
from decimal import Decimal

from webapp.core.sheets import as_csv, workbook
from webapp.domain.rights.year import MonthIncome, YearIncome

AMOUNTS = {
    "gross": "Salaires bruts",
    "wages": "Salaires nets, ordre de grandeur",
    "are": "Allocation nette",
    "micro": "Micro-entreprise",
    "holiday": "Congés Spectacles",
    "total": "Total net",
}
STATES = ("reçu", "estimé")
TITLES = ("Mois", *(f"{name}, {state}" for name in AMOUNTS.values() for state in STATES), "Jours payés")
WIDTH, FORMAT = 18, "#,##0.00"
Value = str | int | Decimal | None


def csv_of(found: YearIncome) -> str:
    return as_csv([TITLES, *([_typed(value) for value in row] for row in _rows(found))])


def xlsx_of(found: YearIncome) -> bytes:
    formats = ["", *([FORMAT] * (len(TITLES) - 2)), "0"]
    return workbook(str(found.year), TITLES, [WIDTH] * len(TITLES), formats, _rows(found))


def _rows(found: YearIncome) -> Iterator[list[Value]]:
    for month in found.months:
        yield [f"{month.month.number:02d}/{month.month.year}", *_amounts(month), month.paid_days]
    yield ["Total", *_amounts(found), None]


def _amounts(of: MonthIncome | YearIncome) -> Iterator[Decimal]:
    for name in AMOUNTS:
        amount = getattr(of, name)
        yield Decimal(amount.received_cents) / 100
        yield Decimal(amount.estimated_cents) / 100


def _typed(value: Value) -> str:
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    return "" if value is None else str(value)
