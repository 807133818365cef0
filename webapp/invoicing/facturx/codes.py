"""Codes of the lists that EN 16931 and the French rules name: kinds of document, frames, addresses, treatments."""

from webapp.domain.invoices.document import ClientKind, Document, Kind, Operation, VatRegime

TYPES = {  # BT-3, UNTDID 1001
    Kind.INVOICE: "380",
    Kind.DEPOSIT: "386",
    Kind.CREDIT: "381",
    Kind.CORRECTIVE: "384",
}
ON_INVOICE, ON_DELIVERY, ON_RECEIPT = "5", "29", "72"  # BT-8, UNTDID 2005
AUDIENCES = {  # note BAR: who the document is for, and so which way it will go
    ClientKind.BUSINESS: "B2B",
    ClientKind.PUBLIC: "B2B",
    ClientKind.CONSUMER: "B2C",
    ClientKind.EU_BUSINESS: "B2BINT",
    ClientKind.ABROAD: "B2BINT",
}
SIREN, SIRET, FRENCH_ADDRESS, MAIL = "0002", "0009", "0225", "EM"
TRANSFER, SEPA_TRANSFER = "30", "58"  # BT-81, UNTDID 4461
DISCOUNT = "95"  # BT-140, UNTDID 5189
SEPA_COUNTRIES = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
    " AD CH GB IS LI MC NO SM VA".split()
)


def due_when(document: Document) -> str:
    """BT-8, of French VAT; goods alone owe it once delivered, but their deposits once paid (CGI art. 269, 2)."""
    if document.regime is VatRegime.DEBITS:
        return ON_INVOICE
    is_delivered = document.operation is Operation.GOODS and document.kind is not Kind.DEPOSIT
    return ON_DELIVERY if is_delivered else ON_RECEIPT


def frame_of(document: Document) -> str:
    """BT-23: S1, B1 or M1, the last of these being 4 once deposits are deducted (BR-FR-08, BR-FR-CO-08)."""
    return f"{document.operation}{4 if document.deposits else 1}"
