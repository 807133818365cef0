"""A link for a producer: made from the production, looked at, sent by mail, opened, changed, extended, cut."""

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import expect

from e2e.person import IPHONE, Person
from tests.make import World
from webapp.core import clock

PRODUCER = "marc@ponant.exemple"


def test_a_link_is_made_seen_sent_and_cut(
    people: Callable[..., Person], world: World, link_in_mail: Callable[[str, str], str]
) -> None:
    company = world.company(world.lune, "Films du Ponant")
    marees = world.production(world.lune, company_id=company.id)
    world.production(world.lune, "Dimanche", company_id=company.id)
    spot = world.spot(world.lune)
    world.day(world.lune, marees, clock.today() + timedelta(days=2), place_id=spot.id, call_minute=435)

    camille = people(world.lune)
    camille.open(f"/w/lune/productions/{marees.public_id}")
    camille.follow("Partager")
    camille.check("Un lien pour qui, et pour voir quoi ?")
    if not camille.has_scripts:
        camille.press("Cocher selon ce modèle")
    camille.choose("Horaires")
    camille.press("Créer le lien")
    camille.sees("Dites pour qui est ce lien.")
    camille.check(None)
    camille.fill(Pour="Marc Delcourt", Son_mail=PRODUCER, Message="Bonjour Marc")
    camille.press("Aperçu")
    camille.check("Comme Marc Delcourt le voit")
    screen = camille.page.frame_locator("iframe")
    expect(screen.locator("main")).to_contain_text("Criée de Saint-Malo")
    expect(screen.locator("main")).not_to_contain_text("7h15")
    camille.press("Revenir au lien")
    camille.arrives_at("Un lien pour qui, et pour voir quoi ?")
    assert camille.field("Message").input_value() == "Bonjour Marc"
    camille.press("Créer le lien")
    camille.check("Marc Delcourt")
    camille.follow("Envoyer par mail")
    camille.check("Envoyer le lien")
    assert camille.field("À").input_value() == PRODUCER
    camille.press("Envoyer")
    camille.sees(f"Lien envoyé à {PRODUCER}")

    address = link_in_mail(PRODUCER, "/s/")
    marc = people(user_agent=IPHONE)
    marc.open(address)
    marc.reads("Les Marées", "Bonjour Marc", "Criée de Saint-Malo")
    marc.sees_no("7h15")

    camille.follow("Changer")
    camille.check("Changer le lien de Marc Delcourt")
    camille.choose("Horaires")
    camille.choose("Dimanche")
    camille.press("Enregistrer")
    camille.sees("Lien modifié")
    camille.reads("Les Marées, Dimanche")
    camille.field("Jusqu’au").fill((clock.today() + timedelta(days=3)).isoformat())
    camille.press("Prolonger")
    camille.sees("Le lien de Marc Delcourt reste ouvert.")
    marc.page.reload()
    marc.sees("7h15")
    marc.sees("Dimanche")

    camille.open("/w/lune/shares/")
    camille.check("Partages")
    camille.reads("dans 3 jours", "Vu 1 fois", "téléphone")
    camille.page.get_by_role("button", name=re.compile("30 jours")).click()
    camille.sees("Le lien de Marc Delcourt reste ouvert.")
    camille.follow("QR code")
    camille.check("À scanner")
    camille.follow("Marc Delcourt")
    camille.press("Couper le lien")
    camille.press("Couper le lien") if not camille.has_scripts else camille.page.locator(
        "dialog[open]"
    ).get_by_role("button", name="Couper le lien").click()
    camille.sees("Lien de Marc Delcourt coupé.")
    camille.check("Marc Delcourt")
    marc.page.reload()
    marc.sees_no("Les Marées")
    camille.open("/w/lune/shares/")
    camille.reads("Terminés", "coupé le")
    assert re.search(r"/shares/$", camille.page.url)
