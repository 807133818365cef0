"""What a person says of a client, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain.invoices.document import ClientKind, Treatment


@dataclass(frozen=True)
class Terms:
    kind: ClientKind
    legal_name: str
    siren: str | None = None
    siret: str | None = None
    vat_number: str | None = None
    address: str | None = None
    postal_code: str | None = None
    city: str | None = None
    country: str = "FR"
    email: str | None = None
    attention: str | None = None
    buyer_reference: str | None = None
    payment_days: int | None = None
    treatment: Treatment | None = None
    treatment_reason: str | None = None
    language: str = "fr"
