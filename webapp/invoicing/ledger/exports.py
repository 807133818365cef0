"""The books as files for an accountant; in French whatever the language of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from webapp.core.sheets import as_csv, euros
from webapp.domain.invoices.document import Kind, VatRegime
from webapp.domain.invoices.receipts import Account, Bill, Receipt
from webapp.domain.words import Hundredths
from webapp.invoicing.ledger.books import Books
from webapp.invoicing.models import Means
from webapp.invoicing.words import DOCUMENTS, MEANS, in_french

Cell = str | Decimal

RECEIPTS = (
    "Date",
    "Client",
    "Document",
    "Nature",
    "Moyen",
    "Montant",
    "Services HT",
    "Marchandises HT",
    "TVA",
    "Débours",
    "Trop-perçu",
)
REGIMES = {
    VatRegime.FRANCHISE: "Franchise",
    VatRegime.RECEIPTS: "Encaissements",
    VatRegime.DEBITS: "Débits",
}


def receipts_csv(books: Books) -> str:
    means = in_french(MEANS)
    return as_csv([RECEIPTS, *(_receipt(one, means) for one in books.receipts)])


def sales_csv(books: Books) -> str:
    """Every document issued in the year; a credit note is below zero, its columns of VAT are those there are."""
    rates = sorted({part.vat_bp for bill in books.issued for part in bill.whole if part.is_vat}, reverse=True)
    titles = [
        "Date",
        "Document",
        "Numéro",
        "Document d’origine",
        "Client",
        "SIREN",
        "Objet",
        "Régime de TVA",
        "HT",
        *(title for bp in rates for title in (f"HT à {Hundredths(bp)} %", f"TVA à {Hundredths(bp)} %")),
        "TVA",
        "TTC",
        "Dont débours",
        "Acomptes déduits",
        "Net à payer",
    ]
    numbers = {bill.key: bill.number for bill in books.bills}
    kinds = in_french(DOCUMENTS)
    return as_csv([titles, *(list(_sale(bill, rates, numbers, kinds)) for bill in books.issued)])


def _receipt(one: Receipt, means: Mapping[Means, str]) -> list[Cell]:
    return [
        f"{one.on:%d/%m/%Y}",
        one.bill.client,
        one.bill.number,
        nature_of(one),
        means[Means(one.paid.means)],
        euros(one.cents),
        euros(one.turnover(Account.SERVICES)),
        euros(one.turnover(Account.GOODS)),
        euros(one.vat_cents),
        euros(one.disbursed_cents),
        euros(one.overpaid_cents),
    ]


def nature_of(one: Receipt) -> str:
    """« Prestation de services », as the livre des recettes wants it said."""
    if one.cents < 0:
        return "Remboursement"
    names = {
        Account.SERVICES: "Prestation de services",
        Account.GOODS: "Vente de marchandises",
        Account.DISBURSED: "Débours",
    }
    own = {part.account for part, cents in one.parts.items() if cents}
    return ", ".join(name for account, name in names.items() if account in own) or "Trop-perçu"


def _sale(
    bill: Bill, rates: Iterable[int], numbers: Mapping[str, str], kinds: Mapping[Kind, str]
) -> Iterator[Cell]:
    net, vat = _sum(bill, is_vat=False), _sum(bill, is_vat=True)
    owed = bill.sign * sum(bill.owed.values())
    yield f"{bill.issued_on:%d/%m/%Y}"
    yield kinds[bill.kind]
    yield bill.number
    yield numbers.get(bill.original or "", "")
    yield bill.client
    yield bill.siren
    yield bill.title
    yield REGIMES[bill.regime]
    yield euros(net)
    for bp in rates:
        yield euros(_sum(bill, is_vat=False, bp=bp))
        yield euros(_sum(bill, is_vat=True, bp=bp))
    yield euros(vat)
    yield euros(net + vat)
    yield euros(
        bill.sign * sum(cents for part, cents in bill.whole.items() if part.account is Account.DISBURSED)
    )
    yield euros(net + vat - owed)
    yield euros(owed)


def _sum(bill: Bill, *, is_vat: bool, bp: int | None = None) -> int:
    return bill.sign * sum(
        cents
        for part, cents in bill.whole.items()
        if part.is_vat is is_vat and (bp is None or part.vat_bp == bp)
    )
