"""The first evening: where the rights stand, a year of jobs from a spreadsheet, the hours they make and why."""

import re
from collections.abc import Callable

from e2e.person import Person
from tests.conftest import ROOT
from tests.make import World

YEAR = ROOT / "tests/data/engagements-2026.csv"


def test_a_year_of_jobs_becomes_hours_that_are_explained(people: Callable[..., Person], world: World) -> None:
    camille = people(world.lune)
    camille.open("/w/lune/start")
    camille.check("Démarrer en 10 minutes")
    tells_where_the_rights_stand(camille)
    camille.check("Démarrer en 10 minutes")
    brings_the_year_in(camille)
    camille.check("20 engagements ajoutés")

    camille.follow("Mes heures")
    camille.check("Mes droits")
    camille.sees("Heures depuis le 15 mars 2026")
    counts(camille, on="2026-11-21")
    camille.reads("Date anniversaire : 14 mars 2027", "586 h de travail et 24 h d’enseignement")
    counts(camille, on="2026-11-21", first=True)
    camille.check("Mes droits")
    camille.reads(
        "22 nov. 2025 au 21 nov. 2026, 1 079 h de travail et 24 h d’enseignement",
        "Justifiées par une AEM 999 h",
        "Faites, AEM en attente 104 h",
        "Date anniversaire : 21 nov. 2027",
        "Brute, par jour 67,55 €",
        "Nette avant impôt 62,00 €",
        "Avec le seul travail justifié : 66,32 €, sur 19 991,79 € et 975 h.",
        "Seul France Travail fait foi.",
    )
    is_explained_down_to_its_sources(camille)
    counts(camille, on="2026-11-20", first=True)
    camille.reads("1 047 pour 507 h")

    camille.follow("Engagements")
    camille.check("Engagements")
    camille.sees("20 engagements")
    brings_the_year_in(camille, again=True)
    camille.sees("Retour aux engagements")
    camille.check("0 ligne prête sur 20")


def is_explained_down_to_its_sources(camille: Person) -> None:
    camille.follow("Allocation estimée")
    camille.check("Comment c’est calculé")
    camille.reads(
        "Salaires bruts des annexes 8 et 10",
        "22 227,79 €",
        "31,96 € × (0,42 × 14 400,00 € + 0,05 × 7 827,79 €) ÷ 5 000,00 €",
        "31,96 € × (0,26 × 720 h + 0,08 × 359 h) ÷ 507 h",
        "0,93 % du salaire journalier moyen, 164,80 €",
        "4,35 € dus, limités pour garder 62,00 €, le SMIC journalier",
        "Entre 38,00 € et 181,18 €",
        "c’est notre lecture",
    )
    assert (
        camille.page.get_by_role("link", name="guide « Intermittents du spectacle », p. 10 à 12").count() > 1
    )
    explained = " ".join((camille.page.locator("#calcul").text_content() or "").split())
    assert "Régime général : hors annexes 8 et 10." in explained
    camille.follow("Mes droits")
    camille.arrives_at("Mes droits")


def tells_where_the_rights_stand(camille: Person) -> None:
    camille.follow("Saisir mes droits")
    camille.check("Où en sont vos droits ?")
    camille.press("Enregistrer")
    camille.sees("Recopiez la fin de contrat")
    camille.check("Où en sont vos droits ?")
    camille.field("Fin de contrat (FCT)").fill("2026-03-14")
    camille.fill(AJ_brute_notifiée="59,20")
    camille.press("Enregistrer")


def brings_the_year_in(camille: Person, *, again: bool = False) -> None:
    camille.open("/w/lune/engagements/import")
    camille.check("Importer des engagements")
    camille.page.locator("input[type=file]").set_input_files(YEAR)
    camille.press("Vérifier les lignes")
    if not again:
        camille.check("20 lignes prêtes sur 20")
        camille.press("Importer 20 lignes")


def counts(camille: Person, *, on: str, first: bool = False) -> None:
    """The hours on a day, asked with the form of the page."""
    camille.fill(Compter_au=on)
    camille.choose("Sur 12 mois" if first else "Depuis l’ouverture")
    camille.press("Compter")
    camille.page.wait_for_url(re.compile(rf"on={on}.*mode={'first' if first else 'since'}"))
