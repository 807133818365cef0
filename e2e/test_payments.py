"""An invoice is sent, read by its client on a phone without an account, paid in two times; another is reminded of."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import expect
from sqlalchemy import select

from e2e.person import IPHONE, Person
from tests.invoicing.payments.make import billed
from tests.make import World
from webapp.core import clock
from webapp.core.mail import kept_mails
from webapp.invoicing.models import Invoice

COMPTA = "compta@hauteur.exemple"


def test_an_invoice_is_sent_read_without_an_account_and_paid_in_two_times(
    people: Callable[..., Person], world: World, link_in_mail: Callable[[str, str], str], data_dir: Path
) -> None:
    world.seller(world.lune)
    invoice = billed(world, world.lune, on=clock.today())
    camille = people(world.lune)
    camille.open(f"/w/lune/invoicing/invoices/{invoice.public_id}/payments")
    camille.check("Facture 2026-001")
    camille.follow("Envoyer")
    camille.arrives_at("Envoyer 2026-001")
    camille.check("Envoyer 2026-001")
    camille.reads("Le PDF émis est joint", "pas encore la facture électronique")
    camille.fill(Objet="")
    camille.press("Envoyer")
    camille.reads("Indiquez l’objet.")
    camille.check("Envoyer 2026-001")
    camille.fill(Objet="Facture de l’atelier")
    camille.press("Envoyer")
    camille.sees(f"Mail parti à {COMPTA}.")
    camille.reads(f"Envoyée à {COMPTA}")

    path = link_in_mail(COMPTA, "/i/")
    with world.inside(world.lune) as session:
        pdf = session.scalars(select(Invoice.pdf)).one()
    sent = mail_to(COMPTA, data_dir)
    assert sent["Subject"] == "Facture de l’atelier"
    assert sent["Reply-To"] == "camille@exemple.fr"
    assert [one.get_payload(decode=True) for one in sent.iter_attachments()] == [pdf]

    client = people(user_agent=IPHONE)
    client.open(path)
    client.check("Facture 2026-001")
    client.reads("Camille Roussel", "En attente", "1 150,00 €", "Rédaction du dossier d’aide", "FR14 2004")
    assert client.page.get_by_role("img", name="Code QR du virement").count() == 1
    with client.page.expect_download() as download:
        client.page.get_by_role("link", name="Le PDF").click()
    assert Path(download.value.path()).read_bytes() == pdf

    camille.open(f"/w/lune/invoicing/invoices/{invoice.public_id}/payments")
    camille.reads("Vue par le lien")
    camille.fill(Montant="500")
    camille.press("Enregistrer")
    camille.sees("Paiement noté. Reste 650,00 €.")
    camille.open(f"/w/lune/invoicing/invoices/{invoice.public_id}/payments")
    camille.reads("Payée en partie", "500,00 €", "Virement")
    camille.check("Facture 2026-001")
    camille.press("Marquer payée")
    camille.sees("Facture payée.")

    client.open(path)
    client.reads("Payée")
    client.sees_no("Payer par virement")
    client.check("Facture 2026-001")

    camille.open("/w/lune/invoicing/ledger")
    camille.check()
    camille.reads("Encaissé", "1 150,00 €", "Atelier Hauteur")
    camille.follow("URSSAF")
    camille.reads("Pas de micro-entreprise")
    camille.check()
    camille.follow("TVA")
    camille.reads("En franchise, pas de TVA à déclarer")
    camille.check()


def test_an_overdue_invoice_is_reminded_of_by_the_person_alone(
    people: Callable[..., Person], world: World, data_dir: Path
) -> None:
    world.seller(world.lune, penalty_bp=1200)
    issued = clock.today() - timedelta(days=45)
    invoice = billed(world, world.lune, on=issued, starts_on=issued, ends_on=issued)
    camille = people(world.lune)
    camille.open("/w/lune/money/")
    camille.reads("Facture 2026-001", "15 j")
    camille.check("Argent")
    camille.follow("Relancer : Facture 2026-001")
    camille.arrives_at("Relancer Atelier Hauteur")
    camille.check("Relancer Atelier Hauteur")
    camille.reads("Dû à ce jour", "Pénalités, 15 jours", "5,67 €", "40,00 €")
    expect(camille.field("Texte")).to_have_value(re.compile("Sauf erreur de ma part"))
    camille.page.get_by_role("link", name="Mise en demeure").click()
    camille.reads("Une mise en demeure se prouve.")
    expect(camille.field("Texte")).to_have_value(re.compile("je vous mets en demeure"))
    camille.check("Relancer Atelier Hauteur")
    camille.page.get_by_role("link", name="Cordial").click()
    expect(camille.field("Texte")).to_have_value(re.compile("Sauf erreur de ma part"))
    camille.fill(Texte="Bonjour, et cette facture ?")
    camille.press("Envoyer la relance")
    camille.sees(f"Relance partie à {COMPTA}.")
    assert "et cette facture ?" in mail_to(COMPTA, data_dir).get_body(("plain",)).get_content()

    camille.open(f"/w/lune/invoicing/invoices/{invoice.public_id}/payments")
    camille.reads(
        "1re relance, ton cordial", f"Envoyée à {COMPTA}", "2e relance, ton ferme", "Proposée pour le"
    )
    camille.check("Facture 2026-001")
    camille.follow("Atelier Hauteur")
    camille.arrives_at("Relevé de compte")
    camille.reads("1 150,00 €", "Dont échu")
    camille.check("Relevé de compte")


def mail_to(address: str, data_dir: Path) -> EmailMessage:
    """The last one, once the worker has sent it."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = next((one for one in kept_mails(data_dir) if one["To"] == address), None)
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"no mail to {address}")
