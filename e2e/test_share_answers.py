"""A producer confirms a date on a phone and asks about another; the assistant reads it at home, and who opened the link."""

import time
from collections.abc import Callable
from datetime import timedelta
from urllib.request import Request, urlopen

from flask import Flask
from sqlalchemy import select

from e2e.person import PATIENCE, Person
from tests.core.test_visitors import IMESSAGE, IPHONE
from tests.make import World
from webapp.core import clock
from webapp.core.formats import long_day
from webapp.sharing.models import Device, Visit


def test_a_date_is_confirmed_through_a_link_and_read_at_home(
    people: Callable[..., Person], world: World, app: Flask, base_url: str
) -> None:
    production = world.production(world.lune)
    days = [clock.today() + timedelta(days=ahead) for ahead in (3, 4)]
    for day in days:
        world.day(world.lune, production, day)
    token, share = world.share(
        world.lune, production, grants=("planning", "planning.times"), email="marc@exemple.fr"
    )
    with app.test_request_context():
        first, second = (f"J{number}, {long_day(day)}" for number, day in enumerate(days, 1))
    urlopen(Request(f"{base_url}/s/{token}", headers={"User-Agent": IMESSAGE})).close()

    marc = people(user_agent=IPHONE)
    marc.open(f"/s/{token}")
    marc.check("Les Marées")
    marc.page.get_by_role("link", name=f"Confirmer : {first}").click()
    assert marc.field("Vos nom et prénom").input_value() == "Marc Delcourt"
    marc.fill(Vos_nom_et_prénom="")
    marc.press("Confirmer")
    marc.reads("Écrivez votre nom.")
    marc.check(None)
    marc.fill(Vos_nom_et_prénom="Sophie Ansel")
    marc.press("Confirmer")
    marc.reads("Confirmé par Sophie Ansel le")
    marc.check(None)
    marc.page.get_by_role("link", name=f"Question : {second}").click()
    assert marc.field("Vos nom et prénom").input_value() == "Sophie Ansel"
    marc.fill(Votre_message="À quelle heure arrive le camion ?")
    marc.check(None)
    marc.press("Envoyer la question")
    if marc.has_scripts:
        marc.reads("Question envoyée")
    else:
        marc.sees("Question envoyée à Camille Roussel.")
    marc.page.reload()
    marc.page.get_by_role("button", name=f"Confirmer : {second}").click()
    marc.page.get_by_text("Confirmé par Sophie Ansel le").nth(1).wait_for()
    marc.check("Les Marées")

    camille = people(world.lune)
    camille.open("/w/lune/")
    camille.reads(
        "Reçu par vos liens", f"Sophie Ansel confirme : {first}", "À quelle heure arrive le camion ?"
    )
    camille.check(None)
    assert "mailto:marc@exemple.fr" in camille.page.get_by_role("link", name="Répondre").get_attribute("href")
    camille.page.get_by_role("button", name=f"Fait : {first}").click()
    camille.sees("Réponse traitée.")
    camille.page.get_by_role("button", name=f"Fait : {first}").wait_for(state="detached")
    camille.check(None)
    camille.open(f"/s/{token}")  # the author looks, as the robot did: neither is a visit
    camille.check("Les Marées")
    assert visits(world) == [Device.PHONE]
    camille.open(f"/w/lune/shares/{share.public_id}")
    camille.reads("Vu 1 fois", "1 téléphone", "Reçu par ce lien", "À quelle heure arrive le camion ?")
    camille.check("Marc Delcourt")
    camille.press("Tout est fait")
    camille.sees("Tout est traité.")
    camille.open("/w/lune/shares/")
    camille.reads("Vu 1 fois")
    camille.sees_no("Reçu par vos liens")
    camille.check("Partages")


def visits(world: World) -> list[Device]:
    """What the worker comes to note."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with world.inside(world.lune) as session:
            if found := session.scalars(select(Visit.device)).all():
                return list(found)
        time.sleep(0.2)
    return []
