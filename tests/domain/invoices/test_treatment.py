from dataclasses import replace
from datetime import date

import pytest

from tests.domain.invoices.make import DAYS, STAMPS
from webapp.domain.invoices.document import Category, ClientKind, Treatment, VatRegime
from webapp.domain.invoices.treatment import regime_billed, regime_on, treated, treatment_of
from webapp.domain.refusals import Refused

FREE, REAL, DEBITS = VatRegime


@pytest.mark.parametrize("regime", VatRegime)
@pytest.mark.parametrize(("client", "abroad"), [
    (ClientKind.EU_BUSINESS, Treatment.REVERSE_CHARGE), (ClientKind.ABROAD, Treatment.OUTSIDE_EU),
    (ClientKind.BUSINESS, None), (ClientKind.PUBLIC, None), (ClientKind.CONSUMER, None),
])  # fmt: skip
def test_vat_follows_from_regime_and_client(regime: VatRegime, client: ClientKind, abroad: Treatment | None):
    at_home = Treatment.FRANCHISE if regime is FREE else Treatment.FRENCH_VAT
    assert treatment_of(regime, client) is (abroad or at_home)


@pytest.mark.parametrize(("treatment", "category", "vat_bp"), [
    (Treatment.FRENCH_VAT, Category.STANDARD, 2000),
    (Treatment.FRANCHISE, Category.EXEMPT, 0),
    (Treatment.REVERSE_CHARGE, Category.REVERSE_CHARGE, 0),
    (Treatment.OUTSIDE_EU, Category.REVERSE_CHARGE, 0),
])  # fmt: skip
def test_a_line_takes_the_category_of_the_document(treatment: Treatment, category: Category, vat_bp: int):
    assert treated(DAYS, treatment) == replace(DAYS, category=category, vat_bp=vat_bp)
    assert treated(treated(DAYS, treatment), treatment) == treated(DAYS, treatment)
    spent = treated(replace(STAMPS, vat_bp=2000), treatment)
    assert (spent.category, spent.vat_bp) == (Category.EXEMPT, 0)


def test_the_regime_is_that_of_the_day():
    regimes = [(date(2026, 10, 5), REAL), (date(2024, 3, 1), FREE), (date(2027, 1, 1), DEBITS)]
    for day, regime in [
        ("2024-03-01", FREE),
        ("2026-10-04", FREE),
        ("2026-10-05", REAL),
        ("2027-06-01", DEBITS),
    ]:
        assert regime_on(regimes, date.fromisoformat(day)) is regime
    with pytest.raises(Refused) as refused:
        regime_on(regimes, date(2024, 2, 29))
    assert str(refused.value) == "Votre régime de TVA n’est pas connu au 29/02/2024\u00a0: ajoutez-le."


@pytest.mark.parametrize(("issued", "done", "billed"), [
    ("2026-10-08", "2026-10-04", FREE),  # the last work of the franchise, billed after it
    ("2026-10-08", "2026-10-05", REAL),
    ("2026-10-08", "2026-10-31", REAL),  # billed before it is over
    ("2026-10-08", None, REAL),
    ("2026-10-08", "2024-01-15", REAL),  # before any regime is known
    ("2027-01-15", "2026-12-20", DEBITS),  # between two ways of owing VAT, the day of the invoice
    ("2028-01-15", "2027-12-20", DEBITS),  # back in franchise: VAT was due by then
    ("2028-01-15", "2028-01-10", FREE),
])  # fmt: skip
def test_work_done_in_franchise_is_billed_so_and_no_other(issued: str, done: str | None, billed: VatRegime):
    regimes = [
        (date(2024, 3, 1), FREE),
        (date(2026, 10, 5), REAL),
        (date(2027, 1, 1), DEBITS),
        (date(2028, 1, 1), FREE),
    ]
    done_on = date.fromisoformat(done) if done else None
    assert regime_billed(regimes, date.fromisoformat(issued), done_on) is billed
    with pytest.raises(Refused):
        regime_billed(regimes[1:], date(2026, 10, 4), date(2026, 10, 3))
