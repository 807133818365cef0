"""Somebody is called, a rhythm is chosen, weeks go by: the day says to call again, one puts it off, then does."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import expect

from e2e.person import Person
from tests.make import World
from webapp.core import clock


def test_a_call_is_noted_then_the_day_says_to_call_again(people: Callable[..., Person], world: World) -> None:
    met = clock.now() - timedelta(days=300)
    mathilde = world.person(
        world.lune, "Mathilde Dervaux", job="Directrice de production", phone="+33639981060", created_at=met
    )
    world.person(world.soleil, "Mathilde Ailleurs", cadence_days=1, created_at=met)
    camille = people(world.lune)
    page = camille.page
    camille.open(f"/w/lune/contacts/{mathilde.public_id}")
    camille.field("Note rapide").fill("Cherche quelqu’un pour mars")
    camille.press("Appel")
    camille.sees("Appel noté.")
    if camille.has_scripts:
        expect(page.locator("#story-t")).to_be_focused()
    camille.open(f"/w/lune/network/contacts/{mathilde.public_id}")
    camille.reads("Appel", "« Cherche quelqu’un pour mars »")
    camille.check("Mathilde Dervaux")

    # What was said was said weeks ago: its own page tells the day and how long it lasted.
    camille.follow("Appel")
    camille.arrives_at("Modifier l’échange")
    camille.field("Date").fill((clock.today() - timedelta(days=74)).isoformat())
    camille.field("Durée").fill("douze")
    camille.press("Enregistrer")
    camille.reads("« douze » n’est pas une quantité")
    camille.check("Modifier l’échange")
    camille.field("Durée").fill("12")
    camille.press("Enregistrer")
    camille.arrives_at("Mathilde Dervaux")
    if not camille.has_scripts:
        camille.follow("Histoire et rythme")
    camille.reads("Appel, 12 min")
    camille.press("60 j")
    camille.reads(
        "Rythme : tous les 60 jours, dernier échange il y a 74 jours" if camille.has_scripts else "Histoire"
    )
    camille.check("Mathilde Dervaux")

    camille.open("/w/lune/")
    if camille.has_scripts:
        camille.reads("Mathilde Dervaux", "dernier échange il y a 74 jours")
        camille.check("Bonjour Camille")
        page.get_by_role("region", name="À rappeler").get_by_role("link", name="Tout voir").click()
    else:
        camille.follow("À rappeler")
    camille.arrives_at("Réseau")
    camille.reads("Rythme : tous les 60 jours, dernier échange il y a 74 jours")
    camille.check("Réseau")
    camille.press("2 semaines")
    camille.sees("Mathilde Dervaux : à rappeler le")
    camille.reads("Personne aujourd’hui.")
    page.locator("#toasts").get_by_role("button", name="Annuler").click()
    camille.arrives_at("Mathilde Dervaux")
    camille.open("/w/lune/network/")
    camille.field("Ce qui s’est dit, Mathilde Dervaux").fill("Elle me propose mars")
    camille.page.get_by_role("button", name="C’est fait").click()
    camille.sees("Mathilde Dervaux : c’est fait.")
    camille.reads("Personne aujourd’hui.")
    camille.open(f"/w/lune/network/contacts/{mathilde.public_id}")
    camille.reads("« Elle me propose mars »", "Dernier échange aujourd’hui")


def test_a_tag_gives_its_rhythm_and_comes_back_when_thrown_away(
    people: Callable[..., Person], world: World
) -> None:
    met = clock.now() - timedelta(days=300)
    world.tag(world.lune, "Regie", world.person(world.lune, "Yann Morvan", created_at=met))
    camille = people(world.lune)
    camille.open("/w/lune/network/")
    camille.follow("Étiquettes")
    camille.check("Étiquettes")
    camille.follow("Regie")
    camille.check("Regie")
    camille.press("30 j")
    camille.reads("1 fiche, tous les 30 jours")
    camille.follow("Regie")
    camille.fill(Nom="Régie")
    camille.press("Enregistrer")
    camille.follow("Régie")
    camille.press("Supprimer cette étiquette")
    camille.reads("Pas encore d’étiquette")
    camille.page.locator("#toasts").get_by_role("button", name="Annuler").click()
    camille.reads("1 fiche, tous les 30 jours")
    camille.follow("Réseau")
    camille.reads("Rythme de « Régie » : tous les 30 jours, aucun échange noté, fiche créée il y a 300 jours")
    expect(camille.page.get_by_role("link", name="Régie", exact=True)).to_be_visible()
