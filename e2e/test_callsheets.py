"""A feuille de service: received and sent in a few steps; built, sent, confirmed on a phone, then a moved PAT."""

import re
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from e2e.person import IPHONE, PATIENCE, Person
from tests.make import World
from tests.pdfs import pdf_of
from webapp.core import clock
from webapp.core.mail import kept_mails
from webapp.places.models import Place
from webapp.productions.crew.models import Department
from webapp.productions.models import Production

A_MINUTE = 60


def shooting(world: World, on: date) -> Production:
    """A show that shoots on a day, late the evening before, with three people whose mails are known."""
    production = world.production(world.lune, "Les Marées", director="Hélène Vasseur")
    spot: Place = world.spot(
        world.lune,
        "Criée de Saint-Malo",
        address="quai du Bajoyer",
        city="Saint-Malo",
        hospital="CH de Saint-Malo",
    )
    world.day(world.lune, production, on - timedelta(days=1), end_minute=1290, place_id=spot.id)
    day = world.day(
        world.lune,
        production,
        on,
        call_minute=540,
        ready_minute=600,
        meal_minute=780,
        end_minute=1140,
        place_id=spot.id,
    )
    assert day.public_id
    world.crew(
        world.lune, production, "Lise Aubertin",
        department=Department.CAST, contract_job="Comédienne", role_number="1", role_name="Maud",
    )  # fmt: skip
    world.crew(world.lune, production, "Nadia Belkacem")
    world.crew(
        world.lune, production, "Paul Esteban", department=Department.CAMERA, contract_job="Chef opérateur"
    )
    return production


def test_a_sheet_received_as_a_pdf_is_sent_in_a_few_steps(
    people: Callable[..., Person], world: World, tmp_path: Path, hurry: Callable[[], None], data_dir: Path
) -> None:
    on = clock.today() + timedelta(days=1)
    production = shooting(world, on)
    path = tmp_path / "FDS_J13_v1.pdf"
    path.write_bytes(
        pdf_of(
            f"Feuille de service n° 13    J13 / 28\n{on:%d/%m/%Y}\nConvocation : 13h00    PAT : 14h00\n"
            "Coupure repas : 18h30    Fin prévue : 23h30\nLieu : Criée de Saint-Malo"
        )
    )
    camille = people(world.lune)
    began = time.monotonic()
    camille.open(f"/w/lune/productions/{production.public_id}")
    camille.follow("Feuilles de service")
    camille.check("Les Marées")
    camille.follow("Déposer la feuille reçue")
    camille.check("Déposer la feuille reçue")
    camille.page.locator("input[type=file]").set_input_files(path)
    camille.press("Lire la feuille")
    camille.reads("7 champs lus dans le PDF")
    camille.check("Déposer la feuille reçue")
    camille.page.get_by_label("Validée par").fill("Aïcha Diallo")
    camille.press("Continuer")
    camille.check("Feuille de service n° 13")
    camille.reads("Aïcha Diallo", "Nadia Belkacem")
    camille.press("Envoyer")
    camille.arrives_at("Envoi en cours")
    camille.check("Envoi en cours")
    camille.reads("FDS J13", "Convoc 13h00 · PAT 14h00 · Criée de Saint-Malo · Fin 23h30")
    camille.press("Annuler l’envoi")
    camille.arrives_at("Feuille de service n° 13")
    camille.sees("Envoi annulé. Rien n’est parti.")
    camille.press("Envoyer")
    camille.arrives_at("Envoi en cours")
    hurry()
    followed(camille, "Feuille de service n° 13, version 1")
    camille.check("Feuille de service n° 13, version 1")
    assert time.monotonic() - began < A_MINUTE, "from the PDF to the mails, each page looked at on the way"
    message = next(one for one in kept_mails(data_dir) if one["To"] == "nadia@exemple.fr")
    (attached,) = message.iter_attachments()
    assert attached.get_content() == path.read_bytes()


def test_a_sheet_built_from_the_day_is_confirmed_then_its_pat_moves(
    people: Callable[..., Person],
    world: World,
    hurry: Callable[[], None],
    link_in_mail: Callable[[str, str], str],
    data_dir: Path,
) -> None:
    on = clock.today() + timedelta(days=1)
    production = shooting(world, on)
    camille = people(world.lune)
    camille.open(f"/w/lune/productions/{production.public_id}/callsheets/")
    camille.page.locator("li").filter(has_text=re.compile(r"^J2,")).get_by_role(
        "button", name="Composer"
    ).click()
    camille.check("Feuille de service n° 2")
    camille.reads("Criée de Saint-Malo")
    opened(camille, "Convocations de l’équipe")
    camille.press("Enregistrer et ouvrir : Convocations de l’équipe")
    camille.check("Convocations de l’équipe")
    camille.page.get_by_role("textbox", name="Nadia Belkacem").or_(
        camille.page.locator("input[type=time][aria-label='Nadia Belkacem']")
    ).first.fill("08:45")
    camille.press("Enregistrer")
    camille.arrives_at("Feuille de service n° 2")
    camille.press("Relire et envoyer")
    camille.check("Feuille de service n° 2")
    camille.reads("Ni repos court")
    camille.page.get_by_label("Validée par").last.fill("Sophie Ansel")
    camille.press("Noter la validation")
    camille.reads("Sophie Ansel")
    camille.press("Envoyer")
    camille.arrives_at("Envoi en cours")
    hurry()
    followed(camille, "Feuille de service n° 2, version 1")

    for name, hour in (("nadia", "8h45"), ("paul", "9h00")):
        link = link_in_mail(f"{name}@exemple.fr", "/fds/")
        phone = people(user_agent=IPHONE)
        phone.open(link)
        phone.check(None)
        phone.reads(hour)
        if name == "nadia":
            camille.page.reload()
            camille.reads("ouvert le ")
        phone.press(f"Bien reçu, {hour}")
        phone.sees("Bien reçu, merci.")
        phone.check(None)
    camille.page.reload()
    camille.check("Feuille de service n° 2, version 1")
    assert camille.page.locator(".funnel a").nth(1).inner_text().split()[0] == "2"

    for path in data_dir.glob("mail/*.eml"):
        path.unlink()
    camille.press("Nouvelle version")
    camille.arrives_at("Feuille de service n° 2")
    camille.page.locator("#ready").fill("09:30")
    camille.page.locator("#call").fill("08:15")
    camille.press("Relire et envoyer")
    camille.reads("Ce que change la version 2", "2 personnes seront redemandées")
    camille.reads(
        "Repos court, Paul Esteban", "Fin prévue la veille à 21h30, attendu à 8h15 : 10 h 45, il en faut 11 h"
    )
    draft = camille.page.url
    camille.open(f"/w/lune/productions/{production.public_id}/hours/day?on={on - timedelta(days=1)}")
    paul = camille.page.get_by_role("group", name="Paul Esteban")
    paul.get_by_label("Début").fill("08:00")
    paul.get_by_label("Fin réelle").fill("22:40")
    camille.press("Enregistrer")
    camille.sees("1 personne notée.")
    camille.page.goto(draft)
    camille.reads(
        "Repos court, Paul Esteban", "Fin réelle la veille à 22h40, attendu à 8h15 : 9 h 35, il en faut 11 h"
    )
    camille.check("Feuille de service n° 2")
    camille.page.get_by_label("Validée par").last.fill("Sophie Ansel")
    camille.press("Noter la validation")
    camille.press("Envoyer")
    camille.arrives_at("Envoi en cours")
    hurry()
    followed(camille, "Feuille de service n° 2, version 2")
    link = link_in_mail("paul@exemple.fr", "/fds/")
    assert {str(one["To"]) for one in kept_mails(data_dir)} == {"paul@exemple.fr", "lise@exemple.fr"}
    phone = people(user_agent=IPHONE)
    phone.open(link)
    phone.reads("Ce qui change pour vous depuis la version 1")
    phone.check(None)
    phone.press("Bien reçu, 8h15")
    phone.sees("Bien reçu, merci.")
    camille.page.reload()
    assert (
        camille.page.locator(".funnel a").nth(1).inner_text().split()[0] == "2"
    )  # Nadia's answer still holds


def test_a_refused_address_is_put_right_and_the_group_answers_by_name(
    people: Callable[..., Person],
    world: World,
    hurry: Callable[[], None],
    link_in_mail: Callable[[str, str], str],
) -> None:
    production = shooting(world, clock.today() + timedelta(days=1))
    world.crew(
        world.lune, production, "Hugo Tessier", department=Department.PROPS, contract_job="Accessoiriste",
        contact=world.person(world.lune, "Hugo Tessier", email="refuse@exemple.fr"),
    )  # fmt: skip
    camille = people(world.lune)
    camille.open(f"/w/lune/productions/{production.public_id}/callsheets/")
    camille.page.locator("li").filter(has_text=re.compile(r"^J2,")).get_by_role(
        "button", name="Composer"
    ).click()
    camille.arrives_at("Feuille de service n° 2")
    camille.press("Relire et envoyer")
    camille.page.get_by_label("Validée par").last.fill("Sophie Ansel")
    camille.press("Noter la validation")
    camille.press("Envoyer")
    camille.arrives_at("Envoi en cours")
    hurry()
    followed(camille, "Feuille de service n° 2, version 1")
    for _ in range(5 * PATIENCE):
        if camille.page.get_by_text("Adresse refusée").count():
            break
        camille.page.wait_for_timeout(200)
        camille.page.reload()
    camille.check("Feuille de service n° 2, version 1")
    camille.page.get_by_label("Corriger l’adresse de Hugo Tessier").fill("hugo@exemple.fr")
    camille.press("Renvoyer")
    camille.sees("Renvoyée à Hugo Tessier")
    link_in_mail("hugo@exemple.fr", "/fds/")

    shared = camille.page.locator(".shared").last.inner_text()
    group = people(user_agent=IPHONE)
    group.page.goto(shared.split()[-1])
    group.check(None)
    group.reads("Prénom et initiale seulement.")
    group.page.get_by_role("radio", name="Paul E.").check()
    group.press("Bien reçu")
    group.reads("Paul E., votre réponse est notée. Merci.")
    group.check(None)
    camille.page.reload()
    camille.reads("Répondu depuis le lien du groupe.")


def opened(person: Person, section: str) -> None:
    person.page.locator("summary").filter(has_text=section).click()


def followed(person: Person, h1: str) -> None:
    """The page, once the worker has sent what was due."""
    for _ in range(5 * PATIENCE):
        if person.page.get_by_role("heading", level=1, name=h1).count():
            return
        person.page.wait_for_timeout(200)
        person.page.reload()
    person.arrives_at(h1)
