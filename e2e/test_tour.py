"""A date of a tour is prepared, filled part after part, read as an artist, sent on paper, then taken again elsewhere."""

from collections.abc import Callable

import pytest

from e2e.person import Person
from tests.make import World
from tests.productions.tour.make import CAST_PHONE, Tour

YEAR = 2054  # its days of the week are those of 2026, and it is far ahead


@pytest.fixture
def tour(world: World) -> Tour:
    return Tour(world, world.lune, year=YEAR)


def test_a_date_is_prepared_then_given_to_the_artists(people: Callable[..., Person], tour: Tour) -> None:
    camille = people(tour.place)
    camille.open(f"/w/lune/productions/{tour.id}")
    camille.page.get_by_role("navigation", name="La Grande Lessive").get_by_role(
        "link", name="Feuilles de route"
    ).click()
    camille.reads("3 dates")
    camille.check("La Grande Lessive")
    camille.press("Préparer la feuille de route du mardi 8 décembre")
    camille.check("Rennes, 8 et 9 déc.")
    camille.reads("Ce qui manque", "trajets", "rooming", "repas")

    part(camille, "Trajets")
    camille.follow("Ajouter un trajet")
    camille.arrives_at("Ajouter un trajet")
    camille.fill(Départ_de="Nantes", Heure_de_départ="09:42")
    camille.field("Heure d’arrivée").fill("08:58")
    camille.page.get_by_label("Billet de Blanche Rivoal").fill("QX7RT2")
    camille.press("Enregistrer")
    camille.reads("L’arrivée est avant le départ.")
    camille.check("Ajouter un trajet")
    assert camille.page.get_by_label("Billet de Blanche Rivoal").input_value() == "QX7RT2"
    camille.field("Heure d’arrivée").fill("10:58")
    camille.press("Enregistrer")
    camille.check("Rennes, 8 et 9 déc.")
    camille.reads("9h42 Train Nantes → Rennes", "3 personnes · 2 billets à prendre")

    part(camille, "Rooming")
    camille.follow("Ajouter une chambre")
    camille.fill(Hôtel="Hôtel des Quais", Confirmation="88213")
    camille.choose("Une chambre pour chaque personne cochée")
    camille.check("Ajouter une chambre")
    camille.press("Enregistrer")
    camille.arrives_at("Rennes, 8 et 9 déc.")
    camille.reads("Yves Le Floc’h", "conf. 88213")

    part(camille, "Repas")
    camille.follow("Ajouter un repas")
    camille.fill(Repas="Déjeuner", Heure="12:30", Qui_paie="Le théâtre")
    camille.check("Ajouter un repas")
    camille.press("Enregistrer et ajouter un autre")
    camille.arrives_at("Ajouter un repas")
    camille.sees("Ajouté.")
    assert camille.field("Qui paie").input_value() == "Le théâtre"
    camille.follow("Annuler")
    camille.reads("12h30 Déjeuner")

    part(camille, "Cession et dates")
    camille.follow("Modifier : Cession et dates")
    camille.field("N° du contrat de cession").fill("2026-114")
    camille.check("Cession et dates")
    camille.press("Enregistrer")
    camille.reads("2026-114")

    camille.follow("Artistes")
    camille.check("Rennes, 8 et 9 déc.")
    camille.reads("9h42", "Absent de cette version", "Hôtel des Quais")
    assert "Quai de 12 m" not in camille.page.locator("main").inner_text()
    assert CAST_PHONE not in camille.page.content()
    camille.field("Pour une personne").select_option(label="Blanche Rivoal")
    camille.press("Voir")
    camille.reads("QX7RT2")
    assert "Sophie Ansel" not in camille.page.locator("main > .stack .split > .stack").first.inner_text()
    camille.check("Rennes, 8 et 9 déc.")
    with camille.page.expect_download() as taken:
        camille.follow("PDF")
    assert taken.value.suggested_filename.startswith("feuille-de-route-lessive")
    camille.follow("Imprimer")
    camille.sees("Retour à la feuille de route")
    camille.check("Rennes, 8 et 9 déc.")


def test_a_line_is_thrown_away_by_mistake_and_a_feuille_is_taken_again(
    people: Callable[..., Person], tour: Tour
) -> None:
    sheet = tour.full()
    camille = people(tour.place)
    camille.open(f"/w/lune/productions/{tour.id}/tour/{sheet.public_id}?open=rooms")
    camille.follow("Blanche Rivoal")
    camille.check("Rooming")
    camille.press("Supprimer")
    camille.arrives_at("Rennes, 8 et 9 déc.")
    camille.page.locator("#toasts").get_by_role("button", name="Annuler").click()
    camille.sees("Ligne rétablie.")
    camille.reads("conf. 88213")
    camille.follow("Technique")
    camille.check("Rennes, 8 et 9 déc.")
    camille.reads("Kerdoncuff", "Montage plateau")

    camille.open(f"/w/lune/productions/{tour.id}/tour/")
    camille.press("Préparer la feuille de route du vendredi 11 décembre")
    camille.check("Vendredi 11 décembre")
    camille.follow("Reprendre d’une autre date")
    camille.check("Reprendre d’une autre date")
    camille.press("Reprendre")
    camille.sees("éléments repris")
    part(camille, "Trajets")
    camille.reads("9h42 Train Nantes → Rennes")
    camille.press("Supprimer la feuille")
    camille.arrives_at("La Grande Lessive")
    camille.page.locator("#toasts").get_by_role("button", name="Annuler").click()
    camille.arrives_at("Vendredi 11 décembre")


def part(person: Person, name: str) -> None:
    """Unfold a part, unless it is open."""
    fold = person.page.locator("details.fold").filter(has=person.page.get_by_role("heading", name=name))
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
