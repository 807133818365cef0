"""The hours of a week: everyone as planned, the exceptions, a short rest, the week attested, then corrected."""

from collections.abc import Callable
from datetime import timedelta

from e2e.person import Person
from tests import papers
from tests.make import World
from webapp.core import clock
from webapp.domain.periods import monday_of
from webapp.productions.crew.models import Department

MONDAY = monday_of(clock.today()) - timedelta(days=7)  # a week that is over, whatever the day of the test
TUESDAY = MONDAY + timedelta(days=1)


def test_a_week_is_noted_attested_and_corrected(people: Callable[..., Person], world: World) -> None:
    show = world.production(world.lune)
    for n in range(2):
        world.day(world.lune, show, MONDAY + timedelta(days=n), meal_minute=750)
    for name, job in (("Nina Le Goff", "Cadreuse"), ("Paul Esteban", "Chef opérateur")):
        world.crew(world.lune, show, name, department=Department.CAMERA, contract_job=job)
    world.crew(world.lune, show, "Lise Aubertin", department=Department.CAST, contract_job="Comédienne")
    hours = f"/w/lune/productions/{show.public_id}/hours/"

    camille = people(world.lune)
    camille.open(f"/w/lune/productions/{show.public_id}")
    camille.follow("Heures")
    camille.arrives_at("Les Marées")
    camille.reads("Semaine du", "2 jours à noter")
    camille.check()

    camille.open(f"{hours}day?on={MONDAY}")
    camille.check("Heures du lundi")
    camille.press("Tous comme prévu")
    camille.reads("9 h 45, 1 h 45 supp.")
    nina = camille.page.get_by_role("group", name="Nina Le Goff")
    nina.get_by_label("Coupure").fill("longue")
    nina.get_by_label("Fin réelle").fill("21:40")
    camille.press("Enregistrer")
    camille.reads("Rien n’est encore enregistré.", "« longue » n’est pas une durée.")
    camille.check("Heures du lundi")
    nina.get_by_label("Coupure").fill("1h15")
    nina.locator("summary").click()
    nina.get_by_label("Note", exact=True).fill("panne du groupe")
    camille.press("Enregistrer")
    camille.reads("13 h 10, 5 h 10 supp.")
    camille.check("Heures du lundi")

    camille.open(f"{hours}day?on={TUESDAY}")
    camille.press("Tous comme prévu")
    camille.reads("9 h 45, 1 h 45 supp.")
    camille.page.get_by_label("Même fin pour tous").first.fill("19:00")
    camille.page.get_by_role("button", name="Appliquer cette fin : Image").click()
    camille.reads("10 h 45, 2 h 45 supp.")
    camille.open(f"{hours}?week={MONDAY}")
    camille.reads("1 repos court", "Fin réelle 21h40", "9 h 35", "11 h demandées", "23 h 55, 7 h 55 supp.")
    camille.page.locator("summary").filter(has_text="Fichiers avec les notes").click()
    camille.sees("PDF avec les notes")
    camille.check("Les Marées")
    camille.follow("Paul Esteban")
    camille.check("Paul Esteban")
    camille.reads("20 h 30")

    camille.open(f"{hours}?week={MONDAY}")
    camille.follow("Faire attester")
    camille.check("Attester la semaine")
    camille.press("Attester la semaine")
    camille.reads("Indiquez qui atteste.")
    camille.fill(Attestée_par="Sophie Ansel", Qualité="directrice de production")
    camille.press("Attester la semaine")
    camille.reads("Attestée par Sophie Ansel, directrice de production")
    camille.check("Les Marées")
    with camille.page.expect_download() as kept:
        camille.follow("PDF")
    assert "attestée par Sophie Ansel" in papers.text_of(kept.value.path().read_bytes())
    camille.open(f"{hours}day?on={MONDAY}")
    camille.reads("Semaine attestée : ces heures sont figées.")
    camille.check("Heures du lundi")

    camille.open(f"{hours}?week={MONDAY}")
    camille.follow("Corriger cette semaine")
    camille.check("Corriger une semaine attestée")
    camille.fill(Raison_de_la_correction="La coupure de Nina")
    camille.press("Ouvrir la correction")
    camille.reads("Correction ouverte, version 2")
    camille.open(f"{hours}day?on={MONDAY}")
    camille.press("Effacer la journée")
    if camille.has_scripts:
        camille.page.locator("dialog[open]").get_by_role("button", name="Effacer la journée").click()
    else:
        camille.check("Effacer les heures du lundi")
        camille.press("Effacer la journée")
    camille.sees("Journée effacée.")
    camille.check("Heures du lundi")


def test_each_production_says_how_its_hours_are_counted(people: Callable[..., Person], world: World) -> None:
    show = world.production(world.lune)
    camille = people(world.lune)
    camille.open(f"/w/lune/productions/{show.public_id}/hours/")
    camille.reads("Personne cette semaine")
    camille.check("Les Marées")
    camille.follow("Règle du décompte")
    camille.check("Règle du décompte")
    camille.field("Heures d’une journée").fill("7")
    camille.fill(La_nuit_commence_à="20:00")
    camille.press("Enregistrer")
    camille.reads("au-delà de 7 h par jour. Nuit : de 20h00 à 6h00.")
    stranger = people(world.soleil)
    stranger.open(f"/w/soleil/productions/{show.public_id}/hours/")
    stranger.sees("n’existe pas")
