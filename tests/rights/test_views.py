import html
import re
from datetime import date, timedelta

import pytest

from tests.browse import HTMX, Browser
from tests.make import World
from tests.rights.make import job
from webapp.core import clock
from webapp.domain.permissions import Role
from webapp.engagements.models import PaperState, Regime, State
from webapp.rights import actions
from webapp.rights.actions import OpeningTerms
from webapp.rights.views import SHOWN

FCT = date(2026, 3, 14)
LETTER = {
    "situation": "rights",
    "fct_on": "14/03/2026",
    "anniversary_on": "14/03/2027",
    "aj_cents": "59,20",
    "annexe": "8",
    "notified_on": "",
    "born_on": "",
}


def seen(page) -> str:
    """What is read on a page, spaces of any width as one."""
    text = re.sub(r"<(script|style|template).*?</\1>", "", page.text, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def open_rights(world: World, place=None, **values):
    terms = OpeningTerms(**{"is_first_request": False, "fct_on": FCT, "aj_cents": 5920, **values})
    with world.inside(place or world.lune):
        actions.record_opening(terms)


def test_the_opening_is_asked_before_any_count(browse: Browser, world: World):
    job(world, world.lune, "2026-04-06", "2026-04-10", 35)
    page = browse.get("rights.show")
    assert "Où en sont vos droits" in page.text
    assert "35" not in browse.sentences(page)


def test_hours_are_counted_since_the_opening(browse: Browser, world: World):
    ponant = world.company(world.lune, "Films du Ponant")
    job(world, world.lune, "2026-02-02", "2026-02-06", 41, employer=ponant)
    job(world, world.lune, "2026-04-06", "2026-04-10", 35, employer=ponant)
    job(world, world.lune, "2026-05-04", "2026-05-08", 38, aem=PaperState.EXPECTED, employer=ponant)
    job(world, world.lune, "2026-06-01", "2026-06-02", 14, aem=None, regime=Regime.GENERAL, employer=ponant)
    open_rights(world)
    text = seen(browse.get("rights.show", on="2026-11-21"))
    assert "Heures depuis le 15 mars 2026" in text
    assert "Encore 434 h à faire." in text
    assert "Justifiées par une AEM 35 h" in text
    assert "AEM en attente 38 h" in text
    assert "Date anniversaire 14 mars 2027" in text
    worked = seen(browse.get("rights.working", on="2026-11-21"))
    assert "Hors de la période" in worked
    assert "Régime général : hors annexes 8 et 10." in worked
    assert "Seul France Travail fait foi." in text


def test_twelve_months_are_counted_when_asked(browse: Browser, world: World):
    job(world, world.lune, "2026-02-02", "2026-02-06", 41)
    open_rights(world)
    text = seen(browse.get("rights.show", on="2026-11-21", mode="first"))
    assert "Première demande : 12 mois jusqu’au 21 nov. 2026" in text
    assert "Encore 466 h à faire." in text


def test_a_first_request_is_counted_over_twelve_months(browse: Browser, world: World):
    open_rights(world, is_first_request=True, fct_on=None)
    assert "Première demande" in browse.get("rights.show").text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2026-03-14", "n’est pas après la fin de contrat retenue"),
        ("31/02/2026", "n’existe pas dans le calendrier"),
        ("demain", "n’est pas une date"),
    ],
)
def test_a_day_that_cannot_be_counted_says_why(browse: Browser, world: World, asked: str, said: str):
    open_rights(world)
    assert said in browse.get("rights.show", on=asked, status=422).text


def test_sources_are_links(browse: Browser, world: World):
    open_rights(world)
    assert re.search(r'href="https://www\.legifrance[^"]+"', browse.get("rights.working").text)


def test_a_right_that_has_ended_asks_for_the_next_letter(browse: Browser, world: World):
    open_rights(world)
    assert "date anniversaire est passée" in browse.get("rights.show", on="2027-03-15").text


def test_the_letter_is_copied(browse: Browser, peek):
    browse.get("rights.opening")
    browse.follow(browse.post("rights.opening", LETTER))
    rows = peek("SELECT is_first_request, fct_on, anniversary_on, aj_cents, annexe FROM rights_openings")
    assert rows == [(False, FCT, date(2027, 3, 14), 5920, 8)]


def test_a_first_request_keeps_nothing_of_the_hidden_fields(browse: Browser, peek):
    browse.post("rights.opening", {**LETTER, "situation": "first", "fct_on": "bientôt"})
    assert peek("SELECT is_first_request, fct_on, aj_cents FROM rights_openings") == [(True, None, None)]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("fct_on", "", "Recopiez la fin de contrat"),
        ("fct_on", "29/02/2026", "n’existe pas dans le calendrier"),
        ("fct_on", "14/03/2199", "l’année va de"),
        ("fct_on", f"01/01/{clock.today().year + 1}", "n’est pas encore arrivée"),
        ("anniversary_on", "13/03/2026", "vient après la fin de contrat"),
        ("anniversary_on", "14/03/2036", "vérifiez l’année"),
        ("aj_cents", "59,2O", "n’est pas un montant"),
        ("aj_cents", "5920", "montant par jour"),
        ("aj_cents", "0", "montant par jour"),
        ("notified_on", "01/03/2026", "Le courrier vient après"),
        ("born_on", "01/01/1890", "l’année va de"),
        ("annexe", "9", "Choisissez dans la liste."),
        ("situation", "x", "Choisissez dans la liste."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(browse: Browser, peek, field: str, typed: str, said: str):
    page = browse.post("rights.opening", {**LETTER, field: typed}, status=422)
    assert said in page.text.replace("\u00a0", " ").replace("&#39;", "’")
    assert peek("SELECT count(*) FROM rights_openings") == [(0,)]


def test_a_form_shown_again_keeps_what_was_typed(browse: Browser):
    page = browse.post("rights.opening", {**LETTER, "fct_on": "2026-03-14", "aj_cents": "59,2O"}, status=422)
    assert 'value="59,2O"' in page.text
    assert 'value="2026-03-14"' in page.text


def test_the_other_workspace_sees_none_of_it(other: Browser, world: World):
    open_rights(world)
    assert "Où en sont vos droits" in other.get("rights.show").text
    other.place = world.lune
    other.get("rights.show", status=404)
    other.post("rights.opening", LETTER, status=404)


def test_a_viewer_reads_and_does_not_write(app, world: World):
    viewer = Browser(app, world.member(world.lune, "lecture@exemple.fr", Role.VIEWER))
    assert "rights/opening" not in viewer.get("rights.show").text
    open_rights(world)
    assert "rights/opening" not in viewer.get("rights.show").text
    viewer.get("rights.opening", status=403)
    viewer.post("rights.opening", LETTER, status=403)


def test_the_badge_is_a_part_and_a_plain_request_goes_to_the_page(browse: Browser, world: World):
    job(world, world.lune, "2026-04-06", "2026-04-10", 35)
    open_rights(world)
    part = browse.get("rights.badge", headers=HTMX)
    assert "<html" not in part.text
    assert "Encore 472" in part.text
    browse.get("rights.badge", status=303)


def test_the_page_costs_the_same_however_many_jobs(browse: Browser, world: World, statements: list[str]):
    ponant = world.company(world.lune)
    open_rights(world)
    counts = []
    for more in (2, 8):
        for n in range(more):
            job(world, world.lune, f"2026-0{n % 8 + 1}-06", f"2026-0{n % 8 + 1}-10", 20 + n, employer=ponant)
        statements.clear()
        browse.get("rights.show", on="2026-11-21")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 4


def test_months_are_drawn_in_three_tones_and_told_in_figures(browse: Browser, world: World):
    ponant = world.company(world.lune)
    job(world, world.lune, "2026-10-05", "2026-10-09", 40, employer=ponant)
    job(world, world.lune, "2026-10-12", "2026-10-13", 16, aem=PaperState.EXPECTED, employer=ponant)
    job(world, world.lune, "2026-12-07", "2026-12-11", 44, aem=PaperState.EXPECTED, employer=ponant)
    job(world, world.lune, "2026-05-04", "2026-05-29", 216, employer=ponant)
    open_rights(world)
    page = browse.get("rights.show", on="2026-11-21")
    drawing = re.search(r'<svg class="chart".*?</svg>', page.text, re.S)[0]
    assert [drawing.count(f'<rect class="{mark}"') for mark in "abcd"] == [2, 1, 1, 1]
    assert "octobre 2026 56 h, décembre 2026 44 h à venir" in drawing
    text = seen(page)
    assert "Justifiées AEM en attente Signées, à venir Au-delà du plafond" in text
    assert "Mois Justifiées En attente À venir Hors plafond Plafond Comptées" in text
    assert "décembre 2026 0 h 0 h 44 h 0 h – 0 h" in text
    assert "Total 248 h 16 h 44 h 8 h 264 h" in text


def test_a_lead_and_an_option_are_told_and_not_counted(browse: Browser, world: World):
    ponant = world.company(world.lune)
    job(world, world.lune, "2026-06-01", "2026-06-05", 35, aem=None, state=State.OPTION, employer=ponant)
    job(world, world.lune, "2026-07-01", "2026-07-05", 35, aem=None, state=State.LEAD, employer=ponant)
    open_rights(world)
    text = seen(browse.get("rights.working", on="2026-11-21"))
    assert "Option : elle comptera une fois confirmée et faite." in text
    assert "Piste : rien n’est signé." in text
    assert "Encore 507 h à faire." in seen(browse.get("rights.show", on="2026-11-21"))


def test_a_long_group_shows_its_first_lines_and_all_of_them_when_asked(
    browse: Browser, world: World, statements: list[str]
):
    ponant = world.company(world.lune)
    for n in range(SHOWN + 3):  # the last one is before the year that opened the right
        day = (date(2026, 3, 1) - timedelta(days=8 * n)).isoformat()
        job(world, world.lune, day, day, 7, aem=None, employer=ponant)
    job(world, world.lune, "2019-03-04", "2019-03-05", 7, aem=None, employer=ponant)
    open_rights(world, fct_on=date(2026, 3, 14))
    page = browse.get("rights.working", on="2026-11-21")
    assert page.text.count('class="item"') == SHOWN
    link = re.search(r'href="([^"]+#outside)"', page.text)
    assert link
    address = html.unescape(link[1])
    assert "on=2026-11-21" in address
    statements.clear()
    whole = browse.client.get(address)
    assert len(statements) <= 4
    assert whole.text.count('class="item"') == SHOWN + 4
    assert '<details class="fold" id="outside" open>' in whole.text
    assert "Voir tout" not in whole.text


def test_a_first_request_names_the_fin_de_contrat_it_would_keep(browse: Browser, world: World):
    ponant = world.company(world.lune)
    job(world, world.lune, "2026-10-05", "2026-10-09", 40, employer=ponant)
    job(world, world.lune, "2026-12-07", "2026-12-11", 40, aem=None, employer=ponant)
    job(world, world.soleil, "2026-11-02", "2026-11-06", 40)
    kept = "le droit partirait de votre dernière fin de contrat, le 9 oct. 2026."
    assert kept in seen(browse.get("rights.show", mode="first", on="2026-11-21"))
    assert kept not in seen(browse.get("rights.show", mode="first", on="2026-10-09"))


def test_the_salary_and_hours_of_the_letter_make_the_net(browse: Browser, world: World):
    letter = {"aj_cents": 6012, "sr_cents": 1_850_000, "nht_minutes": 560 * 60}
    open_rights(world, **letter)
    # 0,93 % of 264,29 €, and nothing more under the daily SMIC
    assert "Nette avant impôt 57,66 €" in seen(browse.get("rights.show", on="2026-11-21"))
    job(world, world.lune, "2026-02-02", "2026-02-06", 41)
    assert "Nette avant impôt 57,66 €" in seen(browse.get("rights.show", on="2026-11-21"))
    worked = seen(browse.get("rights.working", on="2026-11-21"))
    assert "0,93 % du salaire journalier moyen, 264,29 €" in worked
    assert "60,12 € − 2,46 € − 0,00 €" in worked


def test_without_jobs_nor_the_wages_of_the_letter_no_net_is_shown(browse: Browser, world: World):
    open_rights(world)
    job(world, world.soleil, "2026-02-02", "2026-02-06", 41)
    text = seen(browse.get("rights.show", on="2026-11-21"))
    assert "Brute, par jour 59,20 €" in text
    assert "Nette avant impôt" not in text
    assert "Pour le net, recopiez aussi le salaire de référence et les heures du courrier" in text


def test_the_working_ends_with_the_days_of_the_letter(browse: Browser, world: World):
    job(world, world.lune, "2026-02-02", "2026-02-06", 41)
    open_rights(world, holiday_days=14, wage_days=12, waiting_days=7)
    listed = browse.get("rights.show", on="2026-11-21").text.split("Franchises et attente")[1]
    assert ">33 j<" in listed.split("</li>")[0]
    worked = seen(browse.get("rights.working", on="2026-11-21"))
    assert "Retenu pour ce droit Attente 7, congés payés 14, salaires 12 33 j" in worked
    open_rights(world, holiday_days=14, wage_days=12, waiting_days=7, deferral_days=3)
    worked = seen(browse.get("rights.working", on="2026-11-21"))
    assert "Différé 3, attente 7, congés payés 14, salaires 12 36 j" in worked
