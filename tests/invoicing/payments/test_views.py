from datetime import date

import pytest
import time_machine
from sqlalchemy import select

from tests.browse import Browser
from tests.invoicing.payments.make import NOW, TODAY, billed, both
from tests.make import World
from tests.money.test_views import seen
from webapp.domain.invoices.document import Kind, Line
from webapp.invoicing.models import BillingEvent, Happening, Means, Payment


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


def payments(world: World, place) -> list[tuple]:
    with world.inside(place) as session:
        return [
            (one.paid_on, one.cents, one.means)
            for one in session.scalars(select(Payment).order_by(Payment.id))
        ]


def log(world: World, place, *kinds: Happening) -> list[dict]:
    with world.inside(place) as session:
        found = (
            select(BillingEvent)
            .where(BillingEvent.kind.in_(kinds))
            .order_by(BillingEvent.at, BillingEvent.id)
        )
        return [one.detail for one in session.scalars(found)]


def test_one_tap_pays_the_balance_today_and_undo_takes_it_back(browse: Browser, world: World):
    invoice, _theirs = both(world)
    page = browse.follow(browse.post("payments.settle", invoice_id=invoice.public_id))
    assert "Facture payée." in page.text
    assert payments(world, world.lune) == [(TODAY, 1150_00, Means.TRANSFER)]
    assert payments(world, world.soleil) == []
    with world.inside(world.lune) as session:
        key = session.scalars(select(Payment.public_id)).one()
    undo = {"invoice_id": invoice.public_id, "payment_id": key}
    assert browse.url("payments.take_back", **undo) in page.text

    browse.post("payments.take_back", **undo)

    assert payments(world, world.lune) == []
    assert [one["cents"] for one in log(world, world.lune, Happening.PAID, Happening.UNPAID)] == [1150_00] * 2


def test_a_second_tap_pays_nothing_more(browse: Browser, world: World):
    invoice, _theirs = both(world)
    browse.post("payments.settle", invoice_id=invoice.public_id)
    page = browse.follow(browse.post("payments.settle", invoice_id=invoice.public_id))
    assert "Rien ne reste dû" in page.text
    assert len(payments(world, world.lune)) == 1


def test_part_then_the_rest_and_too_much_is_told(browse: Browser, world: World):
    invoice, _theirs = both(world)
    at = {"invoice_id": invoice.public_id}
    sent = {"cents": "500", "paid_on": "20/11/2026", "means": "cheque", "note": "n° 12"}
    text = seen(browse.follow(browse.post("payments.create", sent, **at)))
    assert "Paiement noté. Reste 650,00 €." in text
    text = seen(browse.get("payments.index", **at))
    assert "En retard" in text
    assert "500,00 € Chèque, 20 nov. 2026. n° 12" in text
    assert 'value="650,00"' in browse.get("payments.index", **at).text

    text = seen(browse.follow(browse.post("payments.create", {**sent, "cents": "700"}, **at)))

    assert "Trop-perçu de 50,00 €" in text
    assert "Payée" in seen(browse.get("payments.index", **at))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"cents": ""}, "Indiquez le montant."),
        ({"cents": "0"}, "au-dessus de zéro"),
        ({"cents": "-5"}, "négatif"),
        ({"cents": "mille"}, "n’est pas un montant"),
        ({"paid_on": ""}, "Indiquez le jour."),
        ({"paid_on": "24/11/2026"}, "n’est pas encore arrivée"),
        ({"paid_on": "20/11/2016"}, "vérifiez la date"),
        ({"means": "shells"}, "Choisissez dans la liste."),
    ],
)
def test_a_wrong_payment_says_why_and_loses_nothing(browse: Browser, world: World, typed, reason):
    invoice, _theirs = both(world)
    sent = {"cents": "12,34", "paid_on": "20/11/2026", "means": "transfer", "note": "Virement reçu", **typed}
    page = browse.post("payments.create", sent, status=422, invoice_id=invoice.public_id)
    assert reason in page.text
    assert "Virement reçu" in page.text
    assert payments(world, world.lune) == []


def test_a_payment_is_corrected_and_the_log_keeps_what_was_noted(browse: Browser, world: World):
    invoice, _theirs = both(world)
    browse.post("payments.settle", invoice_id=invoice.public_id)
    with world.inside(world.lune) as session:
        key = session.scalars(select(Payment.public_id)).one()
    at = {"invoice_id": invoice.public_id, "payment_id": key}
    assert 'value="1150,00"' in browse.get("payments.edit", **at).text

    sent = {"cents": "1100", "paid_on": "19/11/2026", "means": "card", "note": ""}
    text = seen(browse.follow(browse.post("payments.update", sent, **at)))

    assert payments(world, world.lune) == [(date(2026, 11, 19), 1100_00, Means.CARD)]
    assert "1 150,00 € retirés" in text
    assert "1 100,00 €, carte" in text
    told = [one["cents"] for one in log(world, world.lune, Happening.PAID, Happening.UNPAID)]
    assert told == [1150_00, 1150_00, 1100_00]


def test_the_same_payment_saved_again_says_nothing_in_the_log(browse: Browser, world: World):
    invoice, _theirs = both(world)
    browse.post("payments.settle", invoice_id=invoice.public_id)
    with world.inside(world.lune) as session:
        key = session.scalars(select(Payment.public_id)).one()
    sent = {"cents": "1150", "paid_on": "23/11/2026", "means": "transfer", "note": ""}
    browse.post("payments.update", sent, invoice_id=invoice.public_id, payment_id=key)
    assert log(world, world.lune, Happening.UNPAID) == []


def test_a_payment_is_removed_after_asking(browse: Browser, world: World):
    invoice, _theirs = both(world)
    browse.post("payments.settle", invoice_id=invoice.public_id)
    with world.inside(world.lune) as session:
        key = session.scalars(select(Payment.public_id)).one()
    at = {"invoice_id": invoice.public_id, "payment_id": key}
    assert "1 150,00 €" in seen(browse.post("payments.delete", status=422, **at))
    assert len(payments(world, world.lune)) == 1
    browse.post("payments.delete", {"confirmed": "y"}, **at)
    assert payments(world, world.lune) == []


def test_the_payment_of_another_invoice_is_not_found(browse: Browser, world: World):
    invoice, theirs = both(world)
    second = billed(world, world.lune, client=world.client(world.lune, "Brique Rouge"))
    browse.post("payments.settle", invoice_id=invoice.public_id)
    with world.inside(world.lune) as session:
        key = session.scalars(select(Payment.public_id)).one()
    browse.get("payments.edit", status=404, invoice_id=second.public_id, payment_id=key)
    browse.get("payments.index", status=404, invoice_id=theirs.public_id)
    browse.post("payments.settle", status=404, invoice_id=theirs.public_id)


def test_a_credit_note_on_what_is_not_paid_is_not_given_back(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    invoice = billed(world, world.lune, client=client)
    note = billed(
        world, world.lune, Line("Remise", 150_00), client=client, kind=Kind.CREDIT, original_id=invoice.id
    )
    text = seen(browse.get("payments.index", invoice_id=note.public_id))
    assert "diminue ce qui reste dû de la facture 2026-001" in text
    assert "Marquer remboursé" not in text
    assert "1 000,00 €" in seen(browse.get("payments.index", invoice_id=invoice.public_id))


def test_a_credit_note_on_what_was_paid_is_given_back_up_to_it(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    invoice = billed(world, world.lune, client=client)
    browse.post("payments.settle", invoice_id=invoice.public_id)
    note = billed(
        world, world.lune, Line("Remise", 150_00), client=client, kind=Kind.CREDIT, original_id=invoice.id
    )
    at = {"invoice_id": note.public_id}
    assert "Marquer remboursé" in browse.get("payments.index", **at).text
    sent = {"cents": "150,01", "paid_on": "20/11/2026", "means": "transfer"}
    assert "Un remboursement ne dépasse pas" in browse.post("payments.create", sent, status=422, **at).text
    assert "Avoir remboursé." in browse.follow(browse.post("payments.settle", **at)).text


def test_a_replaced_invoice_takes_no_payment(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    invoice = billed(world, world.lune, client=client)
    billed(world, world.lune, client=client, kind=Kind.CORRECTIVE, original_id=invoice.id)
    sent = {"cents": "10", "paid_on": "20/11/2026", "means": "transfer"}
    page = browse.post("payments.create", sent, status=422, invoice_id=invoice.public_id)
    assert "remplacée" in page.text


def test_what_is_due_today_has_its_penalties_and_its_indemnity(browse: Browser, world: World):
    invoice, _theirs = both(world, penalty_bp=1200)
    text = seen(browse.get("payments.index", invoice_id=invoice.public_id))
    # 1 150 € × 12 % × 15 days / 365.
    assert "Pénalités, 15 jours 5,67 €" in text
    assert "Indemnité forfaitaire 40,00 €" in text
    assert "En tout 1 195,67 €" in text
    assert "L. 441-10" in text


def test_a_consumer_owes_no_penalty(browse: Browser, world: World):
    world.seller(world.lune)
    invoice = billed(world, world.lune, client=world.client(world.lune, kind="consumer", siren=None))
    text = seen(browse.get("payments.index", invoice_id=invoice.public_id))
    assert "Indemnité forfaitaire" not in text
    assert "particulier ne doit ni pénalités" in text


def test_the_follow_up_proposes_each_reminder_at_its_date(browse: Browser, world: World):
    invoice, _theirs = both(world)
    text = seen(browse.get("payments.index", invoice_id=invoice.public_id))
    assert "8 nov. Échéance 12 nov. 1re relance, ton cordial Proposée pour le 12 nov. 2026." in text
    assert "26 nov. 2e relance, ton ferme À lire et à envoyer par vous." in text
    assert "8 déc. Mise en demeure" in text


def test_each_page_asks_little_of_the_database(browse: Browser, world: World, statements: list[str]):
    invoice, _theirs = both(world)
    for endpoint in ("payments.index", "payments.compose", "payments.reminder"):
        statements.clear()
        browse.get(endpoint, invoice_id=invoice.public_id)
        assert len(statements) <= 4, statements
