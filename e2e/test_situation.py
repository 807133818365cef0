"""The situation of a production: proposed from its figures, accepted, validated, then seen on a link without an account."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import expect

from e2e.person import Person
from tests.make import World
from webapp.core import clock
from webapp.productions.crew.models import ContractStatus, Department

DAY = timedelta(days=1)
WHOLE = "Deux jours tournés sur trois, un contrat signé sur deux."


def test_a_situation_is_proposed_accepted_validated_and_seen(
    people: Callable[..., Person], world: World
) -> None:
    film = world.production(world.lune)
    for n in (-2, -1, 1):
        world.day(world.lune, film, clock.today() + n * DAY)
    world.crew(world.lune, film, "Nadia Belkacem", contract_status=ContractStatus.SIGNED)
    office = {"department": Department.PRODUCTION, "contract_job": "Directrice de production"}
    world.crew(world.lune, film, "Sophie Ansel", **office)
    token, _share = world.share(world.lune, film)

    camille = people(world.lune)
    camille.open(f"/w/lune/productions/{film.public_id}")
    camille.follow("Situation pour les liens")
    camille.check("Situation")
    camille.reads("Aucune situation", "2 sur 3", "1 sur 2")
    expect(camille.field("Ce que vous en dites")).to_have_value(WHOLE)
    camille.choose("Jours tournés")
    camille.press("Refaire la phrase")
    expect(camille.field("Ce que vous en dites")).to_have_value("Un contrat signé sur deux.")
    camille.field("Ce que vous en dites").fill("")
    camille.press("Montrer dans mes liens")
    camille.reads("1 champ à corriger", "Écrivez une phrase")
    camille.check("Situation")
    camille.choose("Jours tournés")
    camille.press("Refaire la phrase")
    expect(camille.field("Ce que vous en dites")).to_have_value(WHOLE)
    camille.press("Montrer dans mes liens")
    camille.reads(f"« {WHOLE} »", "Pas encore validée")
    camille.check("Situation")

    camille.follow("Noter la validation")
    camille.check("Noter la validation")
    assert camille.field("Validée par").input_value() == "Sophie Ansel"
    camille.press("Noter la validation")
    camille.reads("Sophie Ansel, directrice de production")
    camille.check("Situation")

    marc = people()
    marc.open(f"/s/{token}")
    marc.check("Les Marées")
    marc.reads("Deux jours tournés sur trois", "Camille Roussel", "Sophie Ansel, directrice de production")
    marc.reads("Jours tournés", "2 sur 3", "Contrats signés", "1 sur 2", "Équipe")

    camille.press("Retirer la validation")
    if camille.has_scripts:
        camille.page.locator("dialog[open]").get_by_role("button", name="Retirer la validation").click()
    else:
        camille.check("Retirer la validation")
        camille.press("Retirer la validation")
    camille.reads("Pas encore validée")
    marc.open(f"/s/{token}")
    marc.reads("Deux jours tournés sur trois")
    marc.sees_no("Sophie Ansel")
