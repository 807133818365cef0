"""Somebody noted twice is found, compared, made one person, and two again when it was a mistake."""

from collections.abc import Callable

from e2e.person import Person
from tests.make import World


def twice(world: World) -> None:
    world.person(
        world.lune, "Aïcha Diallo", phone="+33639981012", city="Nantes", job="1re assistante mise en scène"
    )
    gone = world.person(
        world.lune, "Aicha Dialo", phone="+33639981012", email="aicha.d@exemple.net", job="2e assistante"
    )
    world.exchange(world.lune, gone)


def test_a_duplicate_is_found_compared_merged_and_undone(people: Callable[..., Person], world: World) -> None:
    twice(world)
    camille = people(world.lune)
    camille.open("/w/lune/contacts/")
    camille.follow("Doublons probables")
    camille.check("Doublons probables")
    camille.reads("Même téléphone")
    camille.follow("Aïcha Diallo")
    camille.check("Une ou deux personnes")
    camille.reads("06 39 98 10 12", "identique", "1 échange")
    chosen = camille.page.get_by_role("radio", name="Fonction : 1re assistante mise en scène")
    chosen.focus()
    camille.page.keyboard.press("ArrowRight")
    assert camille.page.get_by_role("radio", name="Fonction : 2e assistante").is_checked()
    camille.press("Fusionner")
    camille.arrives_at("Doublons probables")
    camille.reads("Aucun doublon en vue")
    camille.sees("Les deux fiches n’en font plus qu’une.")

    camille.follow("Fusions récentes")
    camille.check("Fusions récentes")
    camille.follow("Aïcha Diallo")
    camille.check("Aïcha Diallo")
    camille.reads("Fonction", "1 échange")
    camille.press("Annuler la fusion")
    camille.reads("les deux fiches sont de retour")
    camille.check("Aïcha Diallo")
    camille.follow("Aicha Dialo")
    camille.reads("2e assistante", "aicha.d@exemple.net")

    camille.follow("Fusionner avec…")
    camille.check("Fusionner avec…")
    camille.page.get_by_role("searchbox").fill("aicha nantes")
    camille.page.get_by_role("searchbox").press("Enter")
    camille.follow("Aïcha Diallo")
    camille.check("Une ou deux personnes")
    camille.press("Deux personnes")
    camille.arrives_at("Doublons probables")
    camille.reads("Aucun doublon en vue")
