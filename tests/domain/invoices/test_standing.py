from datetime import date

import pytest

from webapp.domain.invoices.document import Kind
from webapp.domain.invoices.standing import Standing, State

DUE, BEFORE, AFTER = date(2026, 11, 8), date(2026, 11, 8), date(2026, 11, 9)


def standing(due: int = 100_00, kind: Kind = Kind.INVOICE, **values) -> Standing:
    return Standing(kind, DUE, due, **values)


@pytest.mark.parametrize(("of", "on", "state", "balance", "days_late"), [
    (standing(), BEFORE, State.WAITING, 100_00, 0),
    (standing(), AFTER, State.LATE, 100_00, 1),
    (standing(paid_cents=1), BEFORE, State.PARTLY_PAID, 99_99, 0),
    (standing(paid_cents=1), AFTER, State.LATE, 99_99, 1),
    (standing(paid_cents=100_00), AFTER, State.PAID, 0, 0),
    (standing(paid_cents=100_01), AFTER, State.PAID, 0, 0),
    (standing(credited_cents=100_00), AFTER, State.CREDITED, 0, 0),
    (standing(credited_cents=40_00, paid_cents=60_00), AFTER, State.PAID, 0, 0),
    (standing(credited_cents=40_00), AFTER, State.LATE, 60_00, 1),
    (standing(is_replaced=True), AFTER, State.REPLACED, 0, 0),
    (standing(kind=Kind.CREDIT), AFTER, State.WAITING, 100_00, 0),
    (standing(1, credited_cents=1), AFTER, State.CREDITED, 0, 0),
    (standing(0), AFTER, State.PAID, 0, 0),  # its deposits paid all of it
])  # fmt: skip
def test_where_an_invoice_stands(of: Standing, on: date, state: State, balance: int, days_late: int):
    assert (of.state(on), of.balance_cents, of.days_late(on)) == (state, balance, days_late)


def test_what_was_paid_over():
    assert standing(paid_cents=100_01).overpaid_cents == 1
    assert standing(paid_cents=60_01, credited_cents=40_00).overpaid_cents == 1
    assert standing(paid_cents=10_00).overpaid_cents == 0
    assert standing(paid_cents=10_00, is_replaced=True).overpaid_cents == 0
