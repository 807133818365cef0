"""Renew now or wait, on screen: the answer, what blocks, both choices, what to ask."""

import io
from datetime import date
from pathlib import Path

import pytest

from tests.browse import Browser
from tests.make import Place, World
from tests.rights.make import job
from tests.rights.test_views import open_rights, seen
from webapp.core import clock
from webapp.domain.permissions import Role
from webapp.domain.rights.situations import Situation, SituationKind
from webapp.engagements.imports.actions import import_file
from webapp.engagements.models import PaperState, Regime, State
from webapp.rights.models import Opening
from webapp.rights.periods.actions import add_period

SHEET = Path(__file__).parents[1] / "data" / "engagements-2026.csv"
ON = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: ON)


def a_year(world: World, place: Place | None = None) -> None:
    """The jobs of the sample year, each with its AEM."""
    with world.inside(place or world.lune):
        import_file(io.BytesIO(SHEET.read_bytes()), SHEET.name)


def opened(world: World, **values) -> None:
    """A right as its letter says it, franchises included."""
    told = {"is_first_request": False, "fct_on": date(2026, 3, 14), "annexe": 8, "aj_cents": 5920}
    world.add(world.lune, Opening(**{**told, "anniversary_on": date(2027, 3, 14), **values}))


def test_the_sample_year_is_answered_in_one_sentence(browse: Browser, world: World):
    a_year(world)
    open_rights(world)
    text = seen(browse.get("rights.renewal"))
    answer = text.index("Attendre rapporte 917,37 € de plus d’ici le 14 mars 2027.")
    blocked = text.index("Il manque 1 h à justifier : 3 AEM attendues.")
    sides = text.index("Attendre le 14 mars 2027")
    assert answer < blocked < sides
    assert "Pas encore possible : 506 h justifiées sur 507 h. Une AEM vue dans votre espace suffit." in text
    assert "586 h, 11 703,96 € de salaires 53,80 € " in text
    assert "A, salaires salaire de référence 11 703,96 €, avant abattement 31,42 €" in text
    assert "586 h retenues après les plafonds du mois : notre lecture 9,60 € C, part fixe 12,78 €" in text
    assert "Prend tout le travail fait, 610 h, comme si les 3 AEM attendues étaient arrivées." in text
    assert "Prend le travail fait et signé d’ici là, 610 h, AEM attendues comprises." in text
    assert "Vos options, 72 h, ne sont comptées nulle part." in text
    assert "5,40 € de moins" in text
    assert "7 jours de moins" in text
    assert "Estimation. Règles au 1er juin 2026" in text
    assert "Seul France Travail fait foi." in text


def test_nothing_is_renewed_from_here_and_the_request_is_ready_to_copy(browse: Browser, world: World):
    a_year(world)
    open_rights(world)
    page = browse.get("rights.renewal")
    main = page.text[page.text.index("<main") : page.text.index("</main>")]
    assert 'method="post"' not in main
    assert "data-copy=" in main
    text = seen(page)
    assert "Rien ne part d’ici." in text
    assert "sur ma fin de contrat du 21/11/2026." in text
    assert "Merci d’avance, Camille Roussel" in text


def test_franchises_of_the_letter_that_are_not_deducted_are_owed_back(browse: Browser, world: World):
    a_year(world)
    opened(world, holiday_days=30, wage_days=10)
    text = seen(browse.get("rights.renewal"))
    assert "à rendre" in text
    assert "Congés payés 30 j Déjà déduits" in text
    assert "estimés tant que votre notification" not in text
    assert "jours de franchise seraient à rendre." in text


def test_franchises_the_letter_does_not_say_are_estimates(browse: Browser, world: World):
    a_year(world)
    opened(world, holiday_days=8)
    assert "estimés tant que votre notification n’est pas recopiée" in seen(browse.get("rights.renewal"))


def test_justified_work_makes_it_possible_today(browse: Browser, world: World):
    ponant = world.company(world.lune)
    for month in ("04", "06", "08"):
        job(
            world,
            world.lune,
            f"2026-{month}-01",
            f"2026-{month}-28",
            180,
            employer=ponant,
            gross_cents=400_000,
        )
    job(world, world.lune, "2026-10-01", "2026-10-02", 16, employer=ponant, aem=PaperState.EXPECTED)
    open_rights(world)
    text = seen(browse.get("rights.renewal"))
    assert "Possible dès maintenant : 540 h justifiées sur 507 h." in text
    assert "Prend le travail justifié seul : 540 h." in text
    assert "Examen sur la fin de contrat du 28 août 2026" in text
    assert "AEM attendues" not in text[: text.index("Attendre le 14 mars 2027")]


def test_too_few_hours_say_how_many_and_offer_the_clause(browse: Browser, world: World):
    ponant = world.company(world.lune)
    for month in ("04", "06"):
        job(world, world.lune, f"2026-{month}-01", f"2026-{month}-28", 180, employer=ponant)
    open_rights(world)
    text = seen(browse.get("rights.renewal"))
    assert "Renouveler maintenant n’ouvrirait aucun droit." in text
    assert "360 h faites sur 507 h depuis votre ouverture : encore 147 h." in text
    assert "Le 14 mars 2027, il manquerait 147 h." in text
    assert "Clause de rattrapage" in text
    assert "À demander avant le 13 avr. 2027" in text
    assert "Noter vos droits précédents" in text
    assert "Préparer la demande" not in text


def test_past_rights_open_the_clause(browse: Browser, world: World):
    ponant = world.company(world.lune)
    for month in ("04", "06"):
        job(world, world.lune, f"2026-{month}-01", f"2026-{month}-28", 180, employer=ponant)
    open_rights(world)
    with world.inside(world.lune):
        for year in range(2021, 2025):
            days = (date(year, 3, 15), date(year + 1, 3, 14))
            add_period(Situation(f"r{year}", SituationKind.PREVIOUS_RIGHT, *days))
    text = seen(browse.get("rights.renewal"))
    assert "Elle peut s’ouvrir : encore 6 mois, à la même allocation" in text


def test_the_hours_of_ten_years_open_it_too(browse: Browser, world: World):
    ponant = world.company(world.lune)
    for month in ("04", "06"):
        job(world, world.lune, f"2026-{month}-01", f"2026-{month}-28", 180, employer=ponant)
    job(world, world.lune, "2017-03-15", "2018-12-31", 2100, employer=ponant)
    job(world, world.lune, "2019-01-07", "2019-01-09", 0, cachets=600, employer=ponant)
    for start, end, told in (
        ("2016-01-04", "2017-03-14", {}),
        ("2020-01-06", "2020-12-18", {"state": State.OPTION}),
        ("2020-01-06", "2020-12-18", {"regime": Regime.GENERAL}),
    ):
        job(world, world.lune, start, end, 2000, employer=ponant, **told)
    job(world, world.soleil, "2020-01-06", "2020-12-18", 2000)
    open_rights(world)
    assert "Les heures y sont. Il faut aussi" in seen(browse.get("rights.renewal")), "2 532 h"
    job(world, world.lune, "2019-02-04", "2019-02-04", 3, employer=ponant)
    assert "Elle peut s’ouvrir" in seen(browse.get("rights.renewal")), "2 535 h"


def test_no_contract_since_the_opening_is_said(browse: Browser, world: World):
    open_rights(world)
    text = seen(browse.get("rights.renewal"))
    assert "Aucun contrat des annexes 8 et 10 ne s’est terminé depuis votre ouverture de droits." in text
    assert "Elle demande de 338 h à moins de 507 h à la date anniversaire." in text


def test_without_a_right_the_page_explains(browse: Browser, world: World):
    a_year(world)
    assert "Aucun droit en cours" in seen(browse.get("rights.renewal"))
    open_rights(world, is_first_request=True, fct_on=None)
    assert "Aucun droit en cours" in seen(browse.get("rights.renewal"))


def test_a_right_past_its_anniversary_is_not_renewed_early(browse: Browser, world: World):
    a_year(world)
    open_rights(world, fct_on=date(2025, 3, 14))
    text = seen(browse.get("rights.renewal"))
    assert "Votre droit est allé à son terme le 14 mars 2026." in text
    assert "Attendre rapporte" not in text


def test_without_an_allocation_there_is_nothing_to_compare(browse: Browser, world: World):
    open_rights(world, aj_cents=None)
    assert "Il manque votre allocation par jour." in seen(browse.get("rights.renewal"))


def test_a_right_older_than_the_figures_of_law_is_said(browse: Browser, world: World):
    open_rights(world, fct_on=date(2010, 3, 14))
    text = seen(browse.get("rights.renewal", on="2010-06-01"))
    assert "Les chiffres de ces années ne sont pas dans Raccord." in text
    assert "Votre droit est allé à son terme" not in text
    browse.get("rights.renewal", on="1950-01-01")


def test_another_day_may_be_tried(browse: Browser, world: World):
    a_year(world)
    open_rights(world)
    text = seen(browse.get("rights.renewal", on="2026-11-14"))
    assert "Examen anticipé, au 14 nov. 2026" in text
    assert "Examen sur la fin de contrat du 14 nov. 2026" in text
    assert "Il manque 1 h à justifier : 2 AEM attendues." in text
    assert "Votre droit commence le 15 mars 2026." in seen(browse.get("rights.renewal", on="2026-03-14"))
    refused = browse.get("rights.renewal", on="31/02/2026", status=422)
    assert "n’existe pas dans le calendrier" in refused.text
    assert "Attendre rapporte" in seen(refused)


def test_the_other_workspace_sees_none_of_it(browse: Browser, other: Browser, world: World):
    a_year(world)
    open_rights(world)
    assert "Aucun droit en cours" in seen(other.get("rights.renewal"))
    other.place = world.lune
    other.get("rights.renewal", status=404)


def test_a_viewer_reads_and_is_asked_nothing(app, world: World):
    viewer = Browser(app, world.member(world.lune, "lecture@exemple.fr", Role.VIEWER))
    assert "Saisir la notification" not in seen(viewer.get("rights.renewal"))
    a_year(world)
    open_rights(world)
    assert "Attendre rapporte" in seen(viewer.get("rights.renewal"))


def test_a_signed_job_to_come_is_in_waiting_alone(browse: Browser, world: World):
    a_year(world)
    job(
        world, world.lune, "2026-12-07", "2026-12-08", 12, aem=None, state=State.CONFIRMED, gross_cents=180_00
    )
    open_rights(world)
    text = seen(browse.get("rights.renewal"))
    assert "598 h, 11 883,96 € de salaires 54,48 €" in text
    assert "17 jours plus tôt" in text
    assert "0,68 € de moins" in text


def test_hours_of_ten_years_beyond_any_career_are_added_all_the_same(browse: Browser, world: World):
    opened(world)
    employer = world.company(world.lune)
    for _ in range(300):
        world.engagement(world.lune, employer, cachets=10_000 * 100)
    assert "Renouveler ou attendre" in seen(browse.get("rights.renewal"))
