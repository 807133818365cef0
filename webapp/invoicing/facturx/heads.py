"""The head of a paper: who sells, what it is, who buys, for what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _

from webapp.core.formats import grouped, joined
from webapp.core.phones import phone
from webapp.domain.invoices.document import Client, ClientKind, Document, Kind, Operation, Party, Treatment
from webapp.invoicing.facturx.parties import named
from webapp.invoicing.facturx.told import full_day, name_of, period


def head(document: Document) -> dict[str, Any]:
    return {
        "kind": name_of(document),
        "number": document.number,
        "dates": list(_dates(document)),
        "quoted": list(_quoted(document)),
        "seller": _seller(document),
        "client": _client(document),
        "delivery": _delivery(document.delivery),
        "subject": document.title,
        "nature": " ".join(_nature(document)),
    }


def _dates(document: Document) -> Iterator[str]:
    if document.kind is Kind.QUOTE:
        yield str(_("Établi le %(day)s", day=full_day(document.issued_on)))
        if document.version > 1:
            yield str(_("Version %(version)s", version=document.version))
        if document.valid_until:
            yield str(_("Valable jusqu’au %(day)s", day=full_day(document.valid_until)))
        return
    issued = (
        _("Émis le %(day)s", day=full_day(document.issued_on))
        if document.kind is Kind.CREDIT
        else _("Émise le %(day)s", day=full_day(document.issued_on))
    )
    yield str(issued)
    if document.due_on:
        yield str(_("À régler avant le %(day)s", day=full_day(document.due_on)))


def _quoted(document: Document) -> Iterator[str]:
    for one in document.originals:
        values = {"number": one.number, "day": full_day(one.on)}
        if document.kind is Kind.CORRECTIVE:
            yield str(_("Annule et remplace la facture n° %(number)s du %(day)s", **values))
        else:
            yield str(_("Sur la facture n° %(number)s du %(day)s", **values))
    if document.quote_number:
        yield str(_("Devis n° %(number)s", number=document.quote_number))


def _seller(document: Document) -> dict[str, Any]:
    seller = document.seller
    shows_vat = seller.vat_number and document.treatment is not Treatment.FRANCHISE
    siret = _("SIRET %(number)s", number=grouped(seller.siret, 3, 3, 3, 5)) if seller.siret else ""
    naf = _("APE %(number)s", number=seller.naf) if seller.naf else ""
    vat = _("N° de TVA %(number)s", number=seller.vat_number) if shows_vat else ""
    return {
        "name": named(seller),
        "lines": _said(seller.trade_name, seller.activity, *place_of(seller)),
        "small": _said(joined(siret, naf), vat, joined(phone(seller.phone), seller.email)),
    }


def _client(document: Document) -> dict[str, Any]:
    client = document.client
    numbers = (
        _identity(client),
        _("N° de TVA %(number)s", number=client.vat_number) if client.vat_number else "",
    )
    asked = (
        _("Bon de commande %(number)s", number=document.order_number) if document.order_number else "",
        _("Référence %(number)s", number=document.buyer_reference) if document.buyer_reference else "",
        _("Engagement ou marché %(number)s", number=document.contract_number)
        if document.contract_number
        else "",
    )
    return {
        "label": _("Client"),
        "name": client.name,
        "lines": _said(client.attention, *place_of(client)),
        "small": _said(*(numbers if client.kind is not ClientKind.CONSUMER else ()), *asked),
    }


def _identity(client: Client) -> str:
    """Its SIREN; of a public body its SIRET, by which Chorus Pro knows it."""
    if client.kind is ClientKind.PUBLIC and client.siret:
        return str(_("SIRET %(number)s", number=grouped(client.siret, 3, 3, 3, 5)))
    return str(_("SIREN %(number)s", number=grouped(client.siren, 3, 3, 3))) if client.siren else ""


def _delivery(place: Party | None) -> dict[str, Any] | None:
    return (
        {"label": _("Livraison"), "name": place.name, "lines": place_of(place), "small": []}
        if place
        else None
    )


def _nature(document: Document) -> Iterator[str]:
    """A mention of the law, and when the work was done."""
    natures = {
        Operation.SERVICES: _("Prestation de services."),
        Operation.GOODS: _("Livraison de biens."),
        Operation.BOTH: _("Livraison de biens et prestation de services."),
    }
    yield str(natures[document.operation])
    if when := period(document.starts_on, document.ends_on):
        yield f"{when}."


def place_of(party: Party) -> list[str]:
    """An address of France does not name its country."""
    country = "" if party.country == "FR" else get_locale().territories.get(party.country, party.country)
    return _said(*party.address.split("\n"), f"{party.postal_code} {party.city}", country)


def _said(*lines: str) -> list[str]:
    return [str(line).strip() for line in lines if str(line).strip()]
