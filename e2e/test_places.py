"""A hall is noted once, found again, tells its sun and who to call, then is thrown away by mistake and comes back."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import expect

from e2e.person import Person
from tests.make import World


def test_a_hall_is_kept_found_and_called(people: Callable[..., Person], world: World) -> None:
    camille = people(world.lune)
    camille.open("/w/lune/more")
    camille.follow("Lieux")
    camille.check("Lieux")
    camille.follow("Ajouter un lieu")
    camille.arrives_at("Nouveau lieu")
    expect(camille.page.get_by_label("Jauge")).to_be_hidden()
    camille.field("Type").select_option("hall")
    camille.check("Nouveau lieu")
    camille.fill(
        Nom_du_lieu="Théâtre du Passe-Rive", Adresse="3 rue du Bac", Code_postal="35000", Ville="Rennes"
    )
    camille.field("Coordonnées ou lien d’une carte").fill("Rennes")
    camille.fill(Jauge="412", Ouverture="11,80")
    camille.fill(Fonction="Directeur technique", Téléphone="06 39 98 10 41")
    camille.press("Ajouter le lieu")
    camille.reads("On ne lit pas de coordonnées dans « Rennes »")
    camille.check("Nouveau lieu")
    assert camille.field("Jauge").input_value() == "412"
    link = "https://www.openstreetmap.org/#map=17/48.1135/-1.6757"
    camille.field("Coordonnées ou lien d’une carte").fill(link)
    camille.press("Ajouter une ligne")
    expect(camille.page.get_by_label("Fonction").nth(1)).to_be_visible()
    camille.page.get_by_label("Fonction").nth(1).fill("Gardien")
    camille.press("Ajouter le lieu")
    camille.check("Théâtre du Passe-Rive")
    camille.reads("412", "11,8 m", "48.1135, -1.6757", "Directeur technique", "Gardien", "Lever", "Coucher")
    assert camille.page.locator('a[href="tel:+33639981041"]').count() == 1

    camille.field("Un autre jour").fill("2026-06-21")
    camille.press("Voir")
    camille.reads("21 juin", "6h0", "22h1")

    camille.open("/w/lune/places/?q=theatre rennes")
    camille.check("Lieux")
    camille.follow("Théâtre du Passe-Rive")
    camille.follow("Imprimer")
    camille.sees("Retour au lieu")
    camille.check("Théâtre du Passe-Rive")
    camille.follow("Retour au lieu")
    camille.follow("Modifier")
    camille.check("Modifier le lieu")
    camille.press("Supprimer ce lieu")
    camille.arrives_at("Lieux")
    camille.sees("n’est plus dans vos lieux")
    camille.page.locator("#toasts").get_by_role("button", name="Annuler").click()
    camille.arrives_at("Théâtre du Passe-Rive")


def test_a_production_tells_its_places_and_a_place_its_productions(
    people: Callable[..., Person], world: World
) -> None:
    place = world.spot(world.lune)
    production = world.production(world.lune)
    world.day(world.lune, production, date(2026, 11, 23), place_id=place.id)
    camille = people(world.lune)
    camille.open(f"/w/lune/productions/{production.public_id}")
    camille.page.get_by_role("navigation", name="Les Marées").get_by_role("link", name="Lieux").click()
    camille.reads("1 jour")
    camille.check("Les Marées")
    camille.follow("Criée de Saint-Malo")
    camille.arrives_at("Criée de Saint-Malo")
    if not camille.has_scripts:
        camille.follow("Voir les productions passées ici")
    camille.reads("Nos passages", "Les Marées")
    camille.check("Criée de Saint-Malo")
