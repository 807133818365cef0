"""Of one's own quotes and invoices, what a day tells."""

from datetime import date, timedelta

import pytest
import time_machine

from tests.browse import Browser
from tests.invoicing.payments.make import NOW, both
from tests.invoicing.quotes import make
from tests.invoicing.quotes.test_answers import Phone
from tests.make import World
from webapp.core import clock
from webapp.domain.invoices.reminders import DAYS_AFTER, Tone, proposals
from webapp.home.queries import dated
from webapp.invoicing.models import BillingEvent, Happening, Invoice

DUE = date(2026, 11, 8)


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


def told(world: World, what: str, today: date) -> list[str]:
    with world.inside(world.lune):
        return [row.employer for row in dated(today, with_bills=True) if row.what == what]


def overdue(world: World) -> Invoice:
    """In each workspace; that of `lune`."""
    return both(world)[0]


def noted(world: World, invoice: Invoice, kind: Happening, on: date, **detail: str) -> None:
    with world.inside(world.lune) as session, time_machine.travel(f"{on}T10:00:00+01:00", tick=False):
        session.add(BillingEvent(invoice_id=invoice.id, kind=kind, at=clock.now(), detail=detail))


@pytest.mark.parametrize("sent", [(), (Tone.CORDIAL,), (Tone.CORDIAL, Tone.FIRM)])
def test_a_reminder_is_told_from_the_day_it_is_proposed(world: World, sent):
    invoice = overdue(world)
    reminded = {tone: DUE + timedelta(days=DAYS_AFTER[tone] + 3) for tone in sent}
    for tone, on in reminded.items():
        noted(world, invoice, Happening.REMINDED, on, tone=tone)
    proposed = proposals(DUE, reminded)[0].on
    assert told(world, "bill", proposed - timedelta(days=1)) == []
    assert told(world, "bill", proposed) == ["Atelier Hauteur"]


def test_put_off_it_comes_back(world: World):
    invoice = overdue(world)
    noted(world, invoice, Happening.SNOOZED, DUE + timedelta(days=10), until=str(DUE + timedelta(days=17)))
    assert told(world, "bill", DUE + timedelta(days=16)) == []
    assert told(world, "bill", DUE + timedelta(days=17)) == ["Atelier Hauteur"]


def test_after_a_mise_en_demeure_nothing_is_left_to_remind(world: World):
    noted(world, overdue(world), Happening.REMINDED, DUE + timedelta(days=30), tone=Tone.FORMAL)
    assert told(world, "bill", DUE + timedelta(days=90)) == []


def test_what_is_paid_is_not_reminded(world: World, browse: Browser):
    invoice = overdue(world)
    assert told(world, "bill", date(2027, 6, 1)) == ["Atelier Hauteur"]
    browse.post("payments.settle", invoice_id=invoice.public_id)
    assert told(world, "bill", date(2027, 6, 1)) == []


def test_the_front_page_tells_what_a_client_answered(world: World, browse: Browser, stranger: Browser):
    world.seller(world.lune)
    quote = make.sent(world, world.lune)
    assert "Devis et factures" not in browse.get("home.today").text
    Phone(stranger, make.path_of(world, world.lune, quote)).accept()
    page = browse.get("home.today").text
    assert "Devis accepté" in page
    assert f'href="{browse.url("quotes.show", quote_id=quote.public_id)}"' in page
    browse.post("quotes.bill", {"kind": "deposit"}, quote_id=quote.public_id)
    assert "Devis accepté" not in browse.get("home.today").text
