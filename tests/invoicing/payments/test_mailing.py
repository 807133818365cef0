import re
from hashlib import sha256

import pytest
import time_machine
from sqlalchemy import select

from tests.accounts.post import queued
from tests.browse import Browser
from tests.invoicing.payments.make import NOW, billed, both
from tests.invoicing.payments.test_views import log
from tests.make import World
from tests.money.test_views import seen
from webapp.core import files, throttle
from webapp.core.mail import refused
from webapp.invoicing.models import Happening, Invoice
from webapp.invoicing.payments import sending

LETTER = {"to": "compta@hauteur.exemple", "subject": "Votre facture", "text": "Bonjour,\nla voici."}


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


def jobs(peek) -> list[dict]:
    return [
        args for (args,) in peek("SELECT args FROM procrastinate_jobs WHERE task_name = 'core.mail.deliver'")
    ]


def test_the_mail_is_proposed_to_the_billing_address_and_says_what_is_sent(browse: Browser, world: World):
    invoice, _theirs = both(world)
    page = browse.get("payments.compose", invoice_id=invoice.public_id)
    assert 'value="compta@hauteur.exemple"' in page.text
    assert 'value="Facture 2026-001, Camille Roussel"' in page.text
    assert "1 150,00 €" in seen(page)
    assert "pas encore la facture électronique de la réforme" in page.text


def test_what_leaves_is_the_paper_that_was_issued_to_the_byte(app, browse: Browser, world: World, peek):
    invoice, _theirs = both(world)
    browse.post("payments.send", LETTER, invoice_id=invoice.public_id)
    (job,) = jobs(peek)
    assert (job["to"], job["subject"], job["reply_to"]) == (
        LETTER["to"],
        "Votre facture",
        "camille@exemple.fr",
    )
    assert "la voici." in job["body"]
    assert "/i/" not in job["body"]
    (attached,) = job["attached"]
    assert attached["name"] == "facture-2026-001.pdf"
    with world.inside(world.lune) as session:
        kept = session.scalars(select(Invoice.pdf)).one()
    with app.app_context():
        assert files.read(attached["key"]) == kept
    assert log(world, world.lune, Happening.SENT) == [
        {"to": LETTER["to"], "reference": sha256(kept).hexdigest(), "status": "handed_over"}
    ]
    assert log(world, world.soleil, Happening.SENT) == []


def test_the_link_goes_along_when_asked_and_stays_the_same(browse: Browser, world: World, peek):
    invoice, _theirs = both(world)
    for _time in range(2):
        browse.post("payments.send", {**LETTER, "with_link": "y"}, invoice_id=invoice.public_id)
    links = {re.search(r"/i/\S+", job["body"])[0] for job in jobs(peek)}
    assert len(links) == 1
    assert len(log(world, world.lune, Happening.SHARED)) == 1


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"to": ""}, "Indiquez l’adresse."),
        ({"to": "compta"}, "adresse mail"),
        ({"subject": ""}, "Indiquez l’objet."),
        ({"text": ""}, "Écrivez le texte."),
    ],
)
@pytest.mark.parametrize("endpoint", ["payments.send", "payments.remind"])
def test_a_wrong_letter_says_why_and_nothing_leaves(
    browse: Browser, world: World, peek, endpoint, typed, reason
):
    invoice, _theirs = both(world)
    sent = {**LETTER, "tone": "cordial", **typed}
    page = browse.post(endpoint, sent, status=422, invoice_id=invoice.public_id)
    assert reason in page.text
    kept = "la voici." if "text" not in typed else "Votre facture"
    assert kept in page.text
    assert jobs(peek) == []


def test_an_address_the_server_refuses_is_told_in_the_log(browse: Browser, world: World):
    invoice, _theirs = both(world)
    with world.inside(world.lune):
        refused.send(f"invoice {invoice.id}", reason="550 Unknown here")
    assert "550 Unknown here" in browse.get("payments.index", invoice_id=invoice.public_id).text


def test_a_reminder_is_a_letter_in_three_tones(browse: Browser, world: World):
    invoice, _theirs = both(world, penalty_bp=1200)
    at = {"invoice_id": invoice.public_id}
    assert "Sauf erreur de ma part" in browse.get("payments.reminder", **at).text
    firm = seen(browse.get("payments.reminder", tone="firm", **at))
    assert "Merci de la régler sous huit jours" in firm
    assert "indemnité de recouvrement de 40,00 €" in firm
    formal = seen(browse.get("payments.reminder", tone="formal", **at))
    assert "je vous mets en demeure de me payer, avant le 1er déc. 2026" in formal
    assert "pénalités de retard, 15 jours : 5,67 €" in formal
    assert "soit 1 195,67 € en tout" in formal
    assert "recommandé avec avis de réception" in formal


def test_the_letter_is_in_the_language_of_the_client(browse: Browser, world: World):
    world.seller(world.lune)
    invoice = billed(world, world.lune, client=world.client(world.lune, language="en"))
    page = browse.get("payments.reminder", invoice_id=invoice.public_id)
    assert "Relancer Atelier Hauteur" in page.text
    assert "€1,150.00" in page.text
    assert "8 Nov 2026" in page.text


def test_a_reminder_sent_from_here_is_noted_and_the_next_is_proposed(browse: Browser, world: World, peek):
    invoice, _theirs = both(world)
    at = {"invoice_id": invoice.public_id}
    browse.post("payments.remind", {**LETTER, "tone": "cordial"}, **at)
    (job,) = jobs(peek)
    assert job["attached"][0]["name"] == "facture-2026-001.pdf"
    assert log(world, world.lune, Happening.REMINDED) == [{"to": LETTER["to"], "tone": "cordial"}]
    text = seen(browse.get("payments.index", **at))
    assert "1re relance, ton cordial Envoyée à compta@hauteur.exemple" in text
    assert "2e relance, ton ferme Proposée pour le 30 nov. 2026." in text

    again = browse.get("payments.reminder", tone="cordial", **at)
    assert "Relance déjà envoyée" in again.text
    browse.post("payments.remind", {**LETTER, "tone": "cordial", "subject": "Encore"}, status=200, **at)
    assert len(jobs(peek)) == 1


def test_a_reminder_sent_elsewhere_is_noted(browse: Browser, world: World, peek):
    invoice, _theirs = both(world)
    at = {"invoice_id": invoice.public_id}
    assert "mailto:compta%40hauteur.exemple?subject=Facture" in browse.get("payments.reminder", **at).text
    browse.post("payments.note_reminder", {"tone": "cordial"}, **at)
    browse.post("payments.note_reminder", {"tone": "cordial"}, **at)
    assert log(world, world.lune, Happening.REMINDED) == [{"tone": "cordial"}]
    assert jobs(peek) == []


def test_words_changed_without_script_reach_the_mail(browse: Browser, world: World):
    invoice, _theirs = both(world)
    sent = {**LETTER, "tone": "cordial", "subject": "À ma façon", "redraw": "y"}
    page = browse.post("payments.remind", sent, status=200, invoice_id=invoice.public_id)
    assert "subject=%C3%80%20ma%20fa%C3%A7on" in page.text
    assert log(world, world.lune, Happening.REMINDED) == []


def test_later_puts_the_proposal_off_a_week(browse: Browser, world: World):
    invoice, _theirs = both(world)
    at = {"invoice_id": invoice.public_id}
    browse.post("payments.snooze", **at)
    text = seen(browse.get("payments.index", **at))
    assert "1re relance, ton cordial Proposée pour le 30 nov. 2026." in text
    browse.post("payments.snooze", **at)
    assert "Proposée pour le 7 déc. 2026." in seen(browse.get("payments.index", **at))


def test_nothing_is_asked_of_whoever_has_paid(browse: Browser, world: World, peek):
    invoice, _theirs = both(world)
    at = {"invoice_id": invoice.public_id}
    browse.post("payments.settle", **at)
    assert "Rien à relancer" in browse.get("payments.reminder", **at).text
    browse.post("payments.remind", {**LETTER, "tone": "cordial"}, status=200, **at)
    assert jobs(peek) == []


def test_mail_is_the_same_queue_as_every_other(browse: Browser, world: World, peek):
    invoice, _theirs = both(world)
    browse.post("payments.send", LETTER, invoice_id=invoice.public_id)
    assert queued(peek)[-1].to == LETTER["to"]


def test_one_address_is_not_flooded_however_it_is_written(
    browse: Browser, other: Browser, world: World, monkeypatch, peek
):
    """Whatever the workspace it comes from."""
    mine, theirs = both(world)
    monkeypatch.setattr(sending, "RECEIVED", throttle.Limit("received in a test", 2, per_minutes=60))
    browse.post("payments.send", LETTER, invoice_id=mine.public_id)
    other.post("payments.send", LETTER, invoice_id=theirs.public_id)
    again = {**LETTER, "to": LETTER["to"].upper()}
    browse.post("payments.send", again, invoice_id=mine.public_id, status=429)
    browse.post("payments.send", {**LETTER, "to": "autre@hauteur.exemple"}, invoice_id=mine.public_id)
    assert len(jobs(peek)) == 3
