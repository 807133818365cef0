"""Who sells, who buys and where it goes, as the blocks BG-4, BG-7 and BG-13."""

from __future__ import annotations

import unicodedata
from typing import Any

from webapp.domain.invoices.document import Client, ClientKind, Document, Party, Seller, Treatment
from webapp.invoicing.facturx.codes import FRENCH_ADDRESS, MAIL, SIREN, SIRET

FRENCH = (ClientKind.BUSINESS, ClientKind.PUBLIC)
LEGAL_FORM = "Entrepreneur individuel (EI)"
ADDRESS_LINES = 3


def seller_block(document: Document) -> dict[str, Any]:
    """BG-4. Who is exempt gives the SIREN as BT-32: a seller of EN 16931 has one number of taxes at least."""
    seller = document.seller
    shows_vat = bool(seller.vat_number) and document.treatment is not Treatment.FRANCHISE
    return {
        **_who(seller),
        "name": clean(named(seller)),
        "biz_name": clean(seller.trade_name),
        "legal_info": LEGAL_FORM,
        "vat_identifier": clean(seller.vat_number) if shows_vat else "",
        "tax_identifier": "" if shows_vat else clean(seller.siren),
        "einvoicing_addr": clean(seller.siren),
        "einvoicing_addr_schemeid": FRENCH_ADDRESS,
        "contacts": _contacts("", seller.phone, seller.email),
    }


def buyer_block(document: Document) -> dict[str, Any]:
    """BG-7; what is known of the people there stays here, but whom it is for."""
    client = document.client
    scheme, address = _electronic_address(client)
    return {
        **_who(client),
        **_foreign_number(client),
        "einvoicing_addr": address,
        "einvoicing_addr_schemeid": scheme,
        "contacts": _contacts(client.attention),
    }


def delivery_block(place: Party) -> dict[str, Any]:
    """BG-13."""
    return {"name": clean(place.name) or clean(place.city), **_address(place)}


def named(seller: Seller) -> str:
    """« Camille Roussel EI » (C. com. R.526-27)."""
    words = seller.name.split()
    return (
        seller.name
        if "EI" in words or "entrepreneur individuel" in seller.name.lower()
        else f"{seller.name} EI"
    )


def has_number(client: Client) -> bool:
    """What BR-AE-02 asks of a buyer who owes the tax."""
    return bool(client.siren or client.vat_number)


def clean(text: str) -> str:
    """What XML can hold, without spaces around it."""
    whole = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(
        c for c in whole if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Cn")
    ).strip()


def _who(party: Party) -> dict[str, Any]:
    return {
        "name": clean(party.name),
        "identifiers": {SIRET: clean(party.siret)} if party.siret else {},
        "legal_identifier": clean(party.siren),
        "legal_identifier_schemeid": SIREN if party.siren else "",
        **_address(party),
    }


def _foreign_number(client: Client) -> dict[str, str]:
    """A number of taxes starts with its country (BR-CO-09); any other is that of a register."""
    number = clean(client.vat_number).replace(" ", "").upper()
    if not number:
        return {}
    starts = (client.country, "EL" if client.country == "GR" else client.country)
    if client.kind is ClientKind.ABROAD and not number.startswith(starts):
        return {"legal_identifier": number}
    return {"vat_identifier": number}


def _electronic_address(client: Client) -> tuple[str, str]:
    """Of a French business its line in the directory, under its SIREN (BR-FR-21); of others a mail, if known."""
    if client.kind in FRENCH and client.siren:
        return FRENCH_ADDRESS, clean(client.siren)
    return (MAIL, clean(client.email)) if client.email else ("", "")


def _address(party: Party) -> dict[str, str]:
    lines = [line.strip() for line in clean(party.address).split("\n") if line.strip()]
    kept = [*lines[: ADDRESS_LINES - 1], ", ".join(lines[ADDRESS_LINES - 1 :])]
    return {
        **{f"addr_l{rank}": line for rank, line in enumerate(kept, 1) if line},
        "postcode": clean(party.postal_code),
        "city": clean(party.city),
        "country_code": party.country,
    }


def _contacts(name: str, phone: str = "", email: str = "") -> list[dict[str, str]]:
    known = {"name": clean(name), "phone": clean(phone), "email": clean(email)}
    return [known] if any(known.values()) else []
