"""The sentences a document must bear, from its day, its seller and its client.

The reasons why a category bears no VAT are in `exemptions`, everything else in `mentions`: no sentence is in both.
The three notes PMT, PMD and AAB are asked of every XML by BR-FR-05, whoever the client is and on credit notes too:
where the law wants none of them on the page, they say so for the XML alone (`is_printed`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from webapp.domain.invoices import law
from webapp.domain.invoices.document import (
    Category,
    ClientKind,
    Document,
    Exemption,
    Kind,
    Mention,
    Nature,
    Operation,
    Treatment,
    VatRegime,
)
from webapp.domain.invoices.totals import totals
from webapp.domain.words import Cents, Hundredths, plain

RECOVERY, PENALTIES, DISCOUNT, REGULATORY = "PMT", "PMD", "AAB", "REG"
FRANCHISE_CODE, REVERSE_CHARGE_CODE, DISBURSEMENT_CODE = "VATEX-FR-FRANCHISE", "VATEX-EU-AE", "VATEX-EU-79-C"
OPERATIONS = {Operation.SERVICES: "services", Operation.GOODS: "goods", Operation.BOTH: "both"}


def with_mentions(document: Document) -> Document:
    """The document with its mentions and the reasons of each category without VAT, as they read on its day.

    Raises Refused for a day whose wordings are not known.
    """
    return replace(document, mentions=tuple(_mentions(document)), exemptions=tuple(_exemptions(document)))


def is_of_professional(document: Document) -> bool:
    return document.client.kind is not ClientKind.CONSUMER


def _mentions(document: Document) -> Iterator[Mention]:
    yield _mention(document, "ei", "ei", REGULATORY)
    yield _mention(document, "operation", OPERATIONS[document.operation])
    if document.treatment is Treatment.FRENCH_VAT and document.regime is VatRegime.DEBITS:
        yield _mention(document, "debits", "debits")
    if document.kind is Kind.QUOTE:
        yield from _of_quote(document)
    else:
        yield from _of_invoice(document)


def _of_invoice(document: Document) -> Iterator[Mention]:
    if document.kind is Kind.CORRECTIVE and document.originals:
        original = document.originals[0]
        yield _mention(document, "replaces", "replaces", number=original.number, day=plain(original.on))
    yield from _of_late_payment(document)
    if not is_of_professional(document):
        yield from _of_consumer(document)


def _of_late_payment(document: Document) -> Iterator[Mention]:
    is_printed = is_of_professional(document) and document.kind is not Kind.CREDIT
    discount, penalties, recovery = (
        _mention(document, "discount", "no_discount", DISCOUNT),
        _penalties(document),
        _recovery(document),
    )
    for mention in (discount, penalties, recovery):
        yield replace(mention, is_printed=is_printed)


def _penalties(document: Document) -> Mention:
    """A public body owes the rate of its code, whatever was agreed."""
    match document.client.kind:
        case ClientKind.CONSUMER:
            return _mention(document, "penalties", "penalties_consumer", PENALTIES)
        case ClientKind.PUBLIC:
            return _mention(document, "penalties", "penalties_public", PENALTIES)
    if document.penalty_bp is None:
        return _mention(document, "penalties", "penalties_legal", PENALTIES)
    return _mention(
        document, "penalties", "penalties_agreed", PENALTIES, rate=str(Hundredths(document.penalty_bp))
    )


def _recovery(document: Document) -> Mention:
    if not is_of_professional(document):
        return _mention(document, "recovery", "indemnity_consumer", RECOVERY)
    cents = law.value(law.RECOVERY, document.issued_on)
    return _mention(document, "recovery", "indemnity", RECOVERY, amount=_short(cents))


def _of_consumer(document: Document) -> Iterator[Mention]:
    if document.kind is not Kind.CREDIT and totals(document).gross_cents >= law.value(
        law.NOTE, document.issued_on
    ):
        yield _mention(document, "note", "note")
    yield from _of_mediator(document)


def _of_mediator(document: Document) -> Iterator[Mention]:
    if document.seller.mediator:
        yield _mention(document, "mediator", "mediator", mediator=document.seller.mediator)


def _of_quote(document: Document) -> Iterator[Mention]:
    if document.valid_until:
        yield _mention(document, "validity", "validity", day=plain(document.valid_until))
    if is_of_professional(document):
        yield _penalties(document)
        yield _recovery(document)
        return
    if document.schedule:
        yield _mention(document, "advance", "advance")
    yield _mention(
        document, "withdrawal", "withdrawal", days=str(law.value(law.WITHDRAWAL, document.issued_on))
    )
    yield from _of_mediator(document)


def _exemptions(document: Document) -> Iterator[Exemption]:
    """One a category: EN 16931 has a single group of exempt lines (BR-E-01), débours and franchise share it."""
    exempt = [line for line in document.lines if line.category is Category.EXEMPT]
    reasons = [
        ("franchise", FRANCHISE_CODE, any(line.nature is not Nature.DISBURSEMENT for line in exempt)),
        ("disbursement", DISBURSEMENT_CODE, any(line.nature is Nature.DISBURSEMENT for line in exempt)),
    ]
    found = [(_worded(document, key), code) for key, code, is_there in reasons if is_there]
    if found:
        yield Exemption(Category.EXEMPT, "\u00a0; ".join(text for text, _code in found), found[0][1])
    if any(line.category is Category.REVERSE_CHARGE for line in document.lines):
        key = "outside_eu" if document.treatment is Treatment.OUTSIDE_EU else "reverse_charge"
        yield Exemption(Category.REVERSE_CHARGE, _worded(document, key), REVERSE_CHARGE_CODE)


def _mention(document: Document, key: str, wording: str, code: str = "", **values: str) -> Mention:
    return Mention(key, _worded(document, wording, **values), code)


def _worded(document: Document, key: str, **values: str) -> str:
    text = law.wording(key, document.issued_on, cibs=document.cites_cibs).text
    return text % values if values else text


def _short(cents: int) -> str:
    """« 40 € »."""
    return str(Cents(cents)).replace(",00", "")
