"""A seller with a client for each company and a long catalogue, as rows of their tables."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID, uuid5

from PIL import Image

from tests.make import SERIES_PREFIXES
from tests.plenty import HOUSES, NAMESPACE, TOWNS
from webapp.core.fold import fold
from webapp.domain.invoices.document import ClientKind, Nature, Unit, VatRegime
from webapp.invoicing.models import (
    CatalogueItem,
    Client,
    Rhythm,
    SellerLogo,
    SellerProfile,
    SellerRegime,
    Series,
)

Row = dict[str, Any]
SOLD = ("Rédaction du dossier d’aide", "Conseil en production", "Formation à la régie", "Relecture de devis")


def logo_of(workspace_id: UUID) -> tuple[str, bytes]:
    """The SHA-256 of a picture, and the picture."""
    out = BytesIO()
    Image.new("RGB", (2, 2), f"#{workspace_id.hex[-6:]}").save(out, "PNG")
    return sha256(out.getvalue()).hexdigest(), out.getvalue()


def rows(workspace_id: UUID, engagements: int, today: date) -> Iterator[tuple[Any, list[Row]]]:
    """(model, rows), parents before children."""
    at = datetime(today.year, today.month, today.day, 8, tzinfo=UTC)

    def of(table: str, number: int) -> UUID:
        return uuid5(NAMESPACE, f"{workspace_id} {table} {number}")

    def row(table: str, number: int, /, **values: Any) -> Row:
        return {"workspace_id": workspace_id, "id": of(table, number), **values}

    digest, content = logo_of(workspace_id)
    yield SellerLogo, [row("logo", 0, sha256=digest, content=content, media_type="image/png")]
    yield (
        SellerProfile,
        [
            row(
                "seller", 0, name="Camille Roussel", siret="73282932000074", vat_number="FR44732829320",
                address="12 rue des Cordeliers", postal_code="35400", city="Saint-Malo", country="FR",
                payment_days=30, ends_month=False, logo_id=of("logo", 0), declares=Rhythm.QUARTERLY,
            )
        ],
    )  # fmt: skip
    yield (
        SellerRegime,
        [
            row("regime", k, from_on=on, regime=regime)
            for k, (on, regime) in enumerate(
                ((date(2020, 1, 1), VatRegime.FRANCHISE), (date(2025, 7, 14), VatRegime.RECEIPTS))
            )
        ],
    )
    yield (
        Series,
        [
            row(
                "series",
                k,
                kind=kind,
                prefix=prefix,
                digits=3,
                is_yearly=True,
                year=today.year,
                last_number=0,
            )
            for k, (kind, prefix) in enumerate(SERIES_PREFIXES.items())
        ],
    )
    yield (
        CatalogueItem,
        [
            row(
                "sold", k, public_id=f"a{k:06d}{workspace_id.hex[-5:]}", words=(words := f"{SOLD[k % len(SOLD)]} {k}"),
                detail="Région, CNC", unit=Unit.DAY, price_cents=280_00 + k, vat_bp=2000, nature=Nature.SERVICE,
                folded=fold(words, "Région, CNC"), created_at=at,
            )
            for k in range(max(6, engagements // 5))
        ],
    )  # fmt: skip
    yield (
        Client,
        [
            row(
                "client", k, contact_id=of("contact", k), kind=ClientKind.BUSINESS if k % 3 else ClientKind.PUBLIC,
                legal_name=f"{HOUSES[k % len(HOUSES)]} {k // len(HOUSES) + 1}", siren="552100554",
                address="18 rue du Port", postal_code="29200", city=TOWNS[k % len(TOWNS)], country="FR",
                language="fr", created_at=at,
            )
            for k in range(max(5, engagements // 5))
        ],
    )  # fmt: skip
