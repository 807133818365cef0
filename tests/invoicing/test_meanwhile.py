"""Two people at one document: whoever comes second waits, then finds what the first one left."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from tests.between import real_app
from tests.make import World
from webapp.core.links import Link
from webapp.domain.invoices.checks import Problems
from webapp.domain.invoices.document import Kind, Line, VatRegime
from webapp.domain.refusals import Refused
from webapp.invoicing.issuing import issue
from webapp.invoicing.models import BillingEvent, Client, Happening, Invoice, InvoiceDraft
from webapp.invoicing.payments import actions, sending
from webapp.invoicing.payments.actions import Terms
from webapp.invoicing.queries import standing_or_404
from webapp.invoicing.seller.regimes.actions import add_regime

TODAY = date(2026, 12, 31)
PAID = Terms(date(2026, 11, 5), 100_00)
A_MOMENT = 0.5
Done = Callable[[], Any]


@pytest.fixture
def live(settings: Any, addresses: Any, _engine: Any) -> Iterator[Flask]:
    with real_app(settings, addresses, _engine) as app:
        yield app


@pytest.fixture
def world(live: Flask) -> World:
    world = World(live)
    world.seller(world.lune)
    world.seller(world.soleil)
    return world


@pytest.fixture
def client(world: World) -> Client:
    return world.client(world.lune)


def meanwhile(world: World, first: Done, second: Done) -> str | None:
    """The second begins once the first is done and not kept yet: why it was refused, if it was."""

    def other() -> str | None:
        try:
            with world.inside(world.lune):
                second()
        except (Refused, Problems, NotFound) as refusal:
            return str(refusal)
        return None

    with ThreadPoolExecutor(1) as pool:
        with world.inside(world.lune):
            first()
            waiting = pool.submit(other)
            time.sleep(A_MOMENT)
        return waiting.result(30)


def issuing(draft: InvoiceDraft) -> Done:
    return lambda: issue(draft.public_id, TODAY)


def after(world: World, client: Client, kind: Kind, of: Invoice) -> InvoiceDraft:
    return world.draft(world.lune, client, Line("Rédaction", 100_00), kind=kind, original_id=of.id)


def sold(world: World, client: Client, kind: Kind = Kind.INVOICE) -> Invoice:
    return world.invoice(world.lune, client, Line("Rédaction", 100_00), kind=kind)


def test_what_is_being_replaced_takes_no_payment_and_what_is_being_paid_is_not_replaced(
    world: World, client: Client
):
    for pays_first in (False, True):
        invoice = sold(world, client)
        acts = [
            issuing(after(world, client, Kind.CORRECTIVE, invoice)),
            lambda invoice=invoice: actions.add_payment(invoice.public_id, PAID),
        ]
        said = meanwhile(world, *(reversed(acts) if pays_first else acts))
        assert "payée, créditée ou remplacée" in said if pays_first else "est remplacée" in said


def test_what_is_being_credited_is_not_replaced(world: World, client: Client):
    invoice = sold(world, client)
    credit, other = (after(world, client, kind, invoice) for kind in (Kind.CREDIT, Kind.CORRECTIVE))
    assert "payée, créditée ou remplacée" in meanwhile(world, issuing(credit), issuing(other))


def test_a_deposit_that_is_being_credited_is_not_deducted(world: World, client: Client):
    deposit = sold(world, client, Kind.DEPOSIT)
    final = world.draft(world.lune, client, deducts=(deposit.public_id,))
    credit = after(world, client, Kind.CREDIT, deposit)
    said = meanwhile(world, issuing(credit), issuing(final))
    assert f"{deposit.number} ne peut plus être déduit" in said


def test_a_payment_removed_twice_is_taken_back_once(world: World, client: Client):
    invoice = sold(world, client)
    with world.inside(world.lune):
        paid = actions.add_payment(invoice.public_id, PAID).public_id

    def remove() -> None:
        actions.remove_payment(invoice.public_id, paid)

    assert "404" in meanwhile(world, remove, remove)
    with world.inside(world.lune) as session:
        kinds = session.scalars(select(BillingEvent.kind).order_by(BillingEvent.at)).all()
    assert kinds == [Happening.ISSUED, Happening.PAID, Happening.UNPAID]


def test_of_two_shared_at_once_there_is_one_link_and_closing_it_closes_all(world: World, client: Client):
    invoice = sold(world, client)
    addresses = []

    def share() -> None:
        addresses.append(sending.open_link_of(standing_or_404(invoice.public_id)))

    assert meanwhile(world, share, share) is None
    assert len(set(addresses)) == 1
    with world.inside(world.lune) as session:
        sending.close_link(standing_or_404(invoice.public_id))
        opens = session.scalars(
            select(Link.id).where(Link.purpose == sending.PURPOSE, Link.revoked_at.is_(None))
        )
        assert opens.all() == []


def test_a_regime_being_changed_is_the_one_issued_under(world: World, client: Client):
    line = Line("Rédaction", 100_00, vat_bp=2000)
    worked = {"starts_on": date(2026, 11, 12), "ends_on": date(2026, 11, 12)}
    draft = world.draft(world.lune, client, line, on=date(2026, 11, 20), **worked)
    assert (
        meanwhile(world, lambda: add_regime(date(2026, 11, 10), VatRegime.RECEIPTS), issuing(draft)) is None
    )
    with world.inside(world.lune) as session:
        assert session.scalars(select(Invoice)).one().document.regime is VatRegime.RECEIPTS


def test_what_is_being_issued_fixes_its_regime(world: World, client: Client):
    draft = world.draft(world.lune, client, on=date(2026, 11, 20))
    kept = []
    said = meanwhile(
        world, issuing(draft), lambda: kept.append(add_regime(date(2026, 11, 10), VatRegime.RECEIPTS))
    )
    assert (said, kept) == (None, [1])
