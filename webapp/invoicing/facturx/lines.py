"""The lines of a paper in their sections, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask_babel import gettext as _

from webapp.core.formats import money
from webapp.domain.invoices.document import Document, Kind, Line, Nature, Treatment
from webapp.domain.invoices.totals import Totals, net_of_line, taken, totals, totals_of
from webapp.invoicing.facturx.told import amount_of, full_day, rate

MINUS = "–"


def lines_table(document: Document) -> dict[str, Any]:
    """`totals` are its last rows, never parted from the last line."""
    lines = taken(document.lines)
    return {
        **_columns(document, lines),
        "sections": list(_sections(document, lines)),
        "totals": list(_totals(document, totals(document))),
    }


def options_table(document: Document) -> dict[str, Any] | None:
    """What a quote offers besides, each with what it would add."""
    options = [line for line in document.lines if line.is_option]
    if not options:
        return None
    added = totals_of(options)
    return {
        **_columns(document, options),
        "title": _("En option, non compris dans le total"),
        "sections": [{"title": "", "sum": "", "rows": [_row(document, line) for line in options]}],
        "totals": [_total(_("Toutes les options"), added.gross_cents, "sum")],
    }


def has_vat(document: Document) -> bool:
    return document.treatment is Treatment.FRENCH_VAT


def _columns(document: Document, lines: Sequence[Line]) -> dict[str, Any]:
    return {
        "words": {
            "line": _("Désignation"),
            "quantity": _("Quantité"),
            "price": _("Prix unitaire HT") if has_vat(document) else _("Prix unitaire"),
            "discount": _("Remise"),
            "vat": _("TVA"),
            "total": _("Total HT") if has_vat(document) else _("Total"),
        },
        "has_discount": any(line.discount_bp for line in lines),
        "has_vat": has_vat(document),
    }


def _sections(document: Document, lines: Sequence[Line]) -> Iterator[dict[str, Any]]:
    """What is sold, then what is rebilled, then what was spent in the client’s name: each under its words."""
    titles = {
        "sold": _("Prestations"),
        "rebilled": _("Frais refacturés"),
        "spent": _("Débours, avancés au nom et pour le compte du client"),
    }
    found = {name: [line for line in lines if _section_of(line) == name] for name in titles}
    known = {name: held for name, held in found.items() if held}
    for name, held in known.items():
        is_alone = name == "sold" and len(known) == 1
        yield {
            "title": "" if is_alone else titles[name],
            "sum": "" if is_alone else money(sum(map(net_of_line, held))),
            "rows": [_row(document, line) for line in held],
        }


def _section_of(line: Line) -> str:
    return {Nature.EXPENSE: "rebilled", Nature.DISBURSEMENT: "spent"}.get(line.nature, "sold")


def _row(document: Document, line: Line) -> dict[str, str]:
    return {
        "words": line.words,
        "detail": line.detail,
        "quantity": amount_of(line),
        "price": money(line.price_cents),
        "discount": f"{MINUS}{rate(line.discount_bp)}" if line.discount_bp else "",
        "vat": rate(line.vat_bp) if line.vat_bp else "–",
        "total": money(net_of_line(line)),
    }


def _totals(document: Document, sums: Totals) -> Iterator[dict[str, str]]:
    if has_vat(document):
        yield from _with_vat(sums)
        if document.kind is not Kind.QUOTE:
            yield _total(_("Total TTC"), sums.gross_cents, "sum")
    elif sums.deducted_cents:
        yield _total(_("Total"), sums.gross_cents, "sum")
    for deposit in document.deposits:
        label = _("Acompte %(number)s du %(day)s", number=deposit.number, day=full_day(deposit.on))
        yield {**_total(label, deposit.gross_cents), "amount": f"{MINUS}{money(deposit.gross_cents)}"}
    yield _total(_due(document), sums.due_cents, "due")


def _with_vat(sums: Totals) -> Iterable[dict[str, str]]:
    yield _total(_("Total HT"), sums.net_cents, "sum")
    for group in sums.groups:
        label = _("TVA %(rate)s", rate=rate(group.vat_bp)) if group.vat_bp else _("Sans TVA")
        yield {**_total(label, group.vat_cents), "base": _("sur %(base)s", base=money(group.base_cents))}
    if len(sums.groups) > 1:
        yield _total(_("Total de la TVA"), sums.vat_cents)


def _due(document: Document) -> str:
    if document.kind is Kind.CREDIT:
        return str(_("Montant de l’avoir"))
    if document.kind is Kind.QUOTE:
        return str(_("Total TTC")) if has_vat(document) else str(_("Total du devis"))
    return str(_("Net à payer"))


def _total(label: Any, cents: int, weight: str = "") -> dict[str, str]:
    return {"label": str(label), "base": "", "amount": money(cents), "weight": weight}
