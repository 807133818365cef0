"""Documents of every client, regime, kind, nature and rate, drawn from a seed: all that could be issued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any

from tests.invoicing.samples import AMERICAN, BELGIAN, BUSINESS, CONSUMER, PUBLIC, SELLER
from webapp.domain.invoices.checks import problems_of
from webapp.domain.invoices.document import (
    Client,
    Deducted,
    Document,
    Kind,
    Line,
    Nature,
    Party,
    Reference,
    Treatment,
    Unit,
    VatRegime,
)
from webapp.domain.invoices.mentions import with_mentions
from webapp.domain.invoices.totals import totals
from webapp.domain.invoices.treatment import treated, treatment_of

DAY = timedelta(days=1)
CLIENTS: tuple[Client, ...] = (
    BUSINESS,
    replace(BUSINESS, siret="", vat_number="", attention=""),
    replace(BUSINESS, country="GF", postal_code="97300", city="Cayenne"),
    replace(BUSINESS, country="MC", postal_code="98000", city="Monaco", vat_number="", siret=""),
    PUBLIC,
    CONSUMER,
    replace(CONSUMER, address="", postal_code="", city=""),
    replace(CONSUMER, country="BE", postal_code="4000", city="Liège"),
    BELGIAN,
    replace(BELGIAN, country="GR", vat_number="EL094259216", name="Ελληνική Παραγωγή & Υιοί <ΑΕ>"),
    AMERICAN,
    replace(AMERICAN, vat_number="36-4123456"),
    replace(AMERICAN, country="GB", vat_number="GB365462436"),
    replace(AMERICAN, country="CH", vat_number="CHE-116.281.710 TVA"),
    replace(AMERICAN, country="NC"),
)
NATURES = (*Nature, Nature.SERVICE, Nature.SERVICE)
DELIVERIES = (
    None,
    None,
    Party(name="", address="2 quai Nord\nHangar B\nPorte 3\nSonner", postal_code="29200", city="Brest"),
    Party(name="Dépôt", country="BE", city="Mons"),
)


def anything(seed: int, count: int) -> list[Document]:
    """So many that could be issued; what the checks refuse is drawn again."""
    return list(islice((one for one in _drawn(Random(seed)) if not problems_of(one)), count))


def _drawn(draw: Random) -> Iterator[Document]:
    while True:
        yield _deducting(draw, _document(draw))


def _document(draw: Random) -> Document:
    client = replace(draw.choice(CLIENTS), language=draw.choice(("fr", "en")))
    regime, on = draw.choice(list(VatRegime)), date(2026, 1, 1) + draw.randrange(900) * DAY
    treatment, reason = treatment_of(regime, client.kind), ""
    if draw.random() < 0.1:
        at_home = Treatment.FRANCHISE if regime is VatRegime.FRANCHISE else Treatment.FRENCH_VAT
        treatment, reason = draw.choice((at_home, Treatment.OUTSIDE_EU)), "Travail sur un immeuble."
    kind = draw.choice((Kind.INVOICE, Kind.INVOICE, Kind.DEPOSIT, Kind.CREDIT, Kind.CORRECTIVE))
    corrects = kind in (Kind.CREDIT, Kind.CORRECTIVE)
    iban = draw.choice((SELLER.iban, SELLER.iban, ""))
    return Document(
        kind=kind,
        number=draw.choice(("2026-031", "F+1_A/2-33", "1")),
        issued_on=on,
        seller=replace(SELLER, iban=iban, bic=draw.choice(("", SELLER.bic)), trade_name=draw.choice(("", "Le Large"))),
        client=client,
        lines=tuple(treated(_line(draw), treatment) for _rank in range(draw.choice((1, 1, 2, 3, 7, 20)))),
        due_on=None if kind is Kind.CREDIT else on + draw.choice((0, 30, 60)) * DAY,
        regime=regime,
        treatment=treatment,
        treatment_reason=reason,
        starts_on=on - draw.randrange(40) * DAY,
        ends_on=on if draw.random() < 0.7 else None,
        delivery=draw.choice(DELIVERIES),
        originals=(Reference("2026-001", on - 9 * DAY),) if corrects else (),
        penalty_bp=draw.choice((None, 1500)),
        shows_qr=bool(iban),
        cites_cibs=draw.random() < 0.5,
        **_words(draw),
    )  # fmt: skip


def _words(draw: Random) -> dict[str, Any]:
    said = {
        "title": "Tournage d’été",
        "order_number": "BC/1 2",
        "buyer_reference": "SERVICE-1",
        "contract_number": "M1",
        "note": "Merci\n\nÀ bientôt",
        "terms": "Sous 30 jours",
        "quote_number": "D-1",
    }
    return {name: text for name, text in said.items() if draw.random() < 0.5}


def _line(draw: Random) -> Line:
    return Line(
        draw.choice(("Journée", "Ça & « là » <b>", "x" * 180)),
        draw.choice((1, 3, 99, 333_33, 9_999_999_99, *(draw.randint(1, 5_000_00) for _few in range(10)))),
        quantity=draw.choice((100, 1, 33, 150, draw.randint(1, 5000))),
        unit=draw.choice(list(Unit)),
        detail=draw.choice(("", "Sur deux\nlignes", "é" * 300)),
        discount_bp=draw.choice((0, 0, 0, 1, 333, 1250, 5000, 10_000)),
        vat_bp=draw.choice((2000, 2000, 1000, 550, 210, 850)),
        nature=draw.choice(NATURES),
    )


def _deducting(draw: Random, document: Document) -> Document:
    """Of an invoice, now and then, deposits of a part of it or of the whole."""
    gross = totals(document).gross_cents // draw.choice((1, 2, 3))
    if document.kind not in (Kind.INVOICE, Kind.CORRECTIVE) or gross < 2 or draw.random() < 0.6:
        return with_mentions(document)
    first, on = gross // 2, document.issued_on
    deposits = (
        Deducted("2026-002", on - 3 * DAY, first, first // 6),
        Deducted("2026-003", on - 2 * DAY, gross - first, 0),
    )
    return with_mentions(replace(document, deposits=deposits))
