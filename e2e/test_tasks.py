"""A rétro-planning from a model: a tick unlocks the next task, a ring is refused; then the production is cloned."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import expect

from e2e.person import Person
from tests.make import World
from webapp.core import clock
from webapp.productions.models import Production


def test_tasks_come_from_a_model_and_unlock_each_other(people: Callable[..., Person], world: World) -> None:
    production = tour(world)
    camille = people(world.lune)
    camille.open(f"/w/lune/productions/{production.public_id}/tasks/")
    camille.check("La Grande Lessive")
    camille.follow("Partir d’un modèle")
    camille.check("Depuis un modèle")
    camille.reads("Ce qui sera ajouté", "Contrat de cession signé", "Usage")
    camille.choose("Moins de 16 ans : dossiers d’autorisation individuelle")
    camille.press("Ajouter les tâches cochées")
    camille.sees("17 tâches ajoutées.")
    camille.check("La Grande Lessive")
    camille.reads("attend « Contrat de cession signé »", "0 sur 13 faites")
    camille.sees_no("Moins de 16 ans")

    tick(camille, "Contrat de cession signé")
    camille.sees("Tâche faite.")
    camille.reads("1 sur 13 faites")
    expect(camille.page.get_by_text("attend « Contrat de cession signé »")).to_have_count(0)
    camille.check("La Grande Lessive")

    camille.follow("Contrat de cession signé")
    camille.check("Contrat de cession signé")
    camille.field("Attend").select_option(label="Plan de feu implanté")
    camille.press("Enregistrer")
    camille.reads("s’attendraient en rond", "« Fiche technique validée avec le lieu »")
    camille.check("Contrat de cession signé")
    camille.press("Supprimer")
    camille.arrives_at("La Grande Lessive")
    camille.page.locator("#toasts").get_by_role("button", name="Annuler").click()
    camille.sees("Tâche rétablie.")

    camille.fill(Tâche="Appeler la mairie", Pour_le=(clock.today() - timedelta(days=2)).isoformat())
    camille.press("Ajouter la tâche")
    camille.reads("« Appeler la mairie » a 2 jours de retard.")
    camille.follow("En retard")
    camille.reads("Appeler la mairie", "Retard")
    camille.check("La Grande Lessive")


def test_a_production_is_cloned_a_year_later(people: Callable[..., Person], world: World) -> None:
    production = tour(world)
    world.crew(world.lune, production, "Nadia Belkacem")
    camille = people(world.lune)
    camille.open(f"/w/lune/productions/{production.public_id}")
    camille.follow("Cloner")
    camille.check("Cloner La Grande Lessive")
    camille.fill(Titre_de_la_nouvelle_production="La Grande Lessive, saison 2")
    camille.choose("Les postes de l’équipe, à pourvoir, sans les personnes")
    camille.press("Cloner la production")
    camille.reads("Indiquez le premier jour")
    camille.check("Cloner La Grande Lessive")
    camille.field("Commence le").fill((clock.today() + timedelta(days=465)).isoformat())
    camille.press("Cloner la production")
    camille.arrives_at("La Grande Lessive, saison 2")
    camille.sees("Production clonée.")
    camille.page.get_by_role("navigation", name="La Grande Lessive, saison 2").get_by_role(
        "link", name="Tâches"
    ).click()
    camille.reads("Poste à pourvoir : Régisseuse générale")
    camille.sees_no("Nadia")


def tour(world: World) -> Production:
    """Four dates, a hundred days from now."""
    production = world.production(world.lune, "La Grande Lessive", kind="theatre", label="LESSIVE")
    for number in range(4):
        world.day(world.lune, production, clock.today() + timedelta(days=100 + number), kind="show")
    return production


def tick(camille: Person, title: str) -> None:
    line = camille.page.locator("li").filter(has=camille.page.get_by_label(f"Faite : {title}"))
    box = line.get_by_role("checkbox")
    box.check()
    if not camille.has_scripts:
        line.get_by_role("button").click()
