"""The filmography from jobs and from memory, what the CV leaves out, functions and their minimums."""

import re
from datetime import date
from html import unescape

import pytest
import time_machine
from werkzeug.test import TestResponse

from tests.browse import Browser
from tests.make import World
from webapp.career.queries import career
from webapp.core import clock
from webapp.domain.permissions import Role
from webapp.engagements.models import PayPeriod, Regime, State
from webapp.productions.models import Production, ShowKind

TODAY = date(2026, 11, 23)
SEL = {
    "title": "Sel",
    "first_year": "2019",
    "kind": "short",
    "job": "Régisseuse adjointe",
    "director": "Anna Rivière",
}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-23 09:00:00+01:00", tick=False):
        yield


@pytest.fixture
def show(world: World) -> Production:
    """One show under two contracts, of whom the second has a function of its own; a play; and what is no title."""
    ponant = world.company(world.lune)
    show = world.production(world.lune, director="Hélène Vasseur", company_id=ponant.id)
    play = world.production(world.lune, "La Grande Lessive", kind=ShowKind.THEATRE)
    first = {"start_on": date(2025, 12, 1), "end_on": date(2025, 12, 5), "production_id": show.id}
    world.engagement(world.lune, ponant, **first)
    world.engagement(world.lune, ponant, production_id=show.id, actual_job="Chargée de production")
    days = {"start_on": date(2026, 3, 2), "end_on": date(2026, 3, 6)}
    world.engagement(
        world.lune, world.company(world.lune, "Cie du Contretemps"), production_id=play.id, **days
    )
    world.engagement(world.lune, ponant, production_id=play.id, state=State.OPTION)
    world.engagement(world.lune, ponant, regime=Regime.GENERAL, contract_job="Vendeuse")
    world.engagement(
        world.lune, ponant, start_on=date(2026, 12, 1), end_on=date(2026, 12, 5), production_id=play.id
    )
    # Met again: Inès, and neither oneself nor who was taken out of the address book.
    crew = [world.person(world.lune, name) for name in ("Inès Kadri", "Camille Roussel")]
    crew.append(world.person(world.lune, "Omar Seddiki", deleted_at=clock.now()))
    for one in (show, play, world.production(world.lune, "Nuit blanche")):
        for person in crew:
            world.crew(world.lune, one, contact=person)
    world.engagement(world.soleil, production_id=world.production(world.soleil, "Ailleurs").id)
    return show


def said(page: TestResponse) -> str:
    """All its words, plain spaces between them."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).replace("\u00a0", " ").split())


def rows_of(page: str) -> list[str]:
    body = page[page.index("<tbody") :]
    return [row.split("</tr>")[0] for row in body.split("</table>")[0].split("<tr ")[1:]]


def test_several_contracts_on_a_show_are_one_title_with_its_functions(browse: Browser, show: Production):
    page = browse.get("career.index")
    lines = rows_of(page.text)
    assert len(lines) == 2
    for words in ("Les Marées", "2025–2026, long métrage", "Hélène Vasseur", "Films du Ponant"):
        assert words in lines[0]
    assert "Chargée de production, Assistante de production" in lines[0]
    assert (
        "La Grande Lessive" in lines[1] and "2026, théâtre" in lines[1] and "Cie du Contretemps" in lines[1]
    )
    words = said(page)
    assert "Productions 2 dont 1 long métrage" in words
    assert "Jours travaillés 15 depuis décembre 2025" in words
    assert "Fonction actuelle Chargée de production depuis novembre 2026" in words
    assert "Équipes revues 1 personnes, sur 3 productions ou plus" in words
    assert "Vendeuse" not in page.text and "Ailleurs" not in page.text
    assert "Production executive" in page.text


def test_by_function_a_title_is_under_each_of_its_own(browse: Browser, show: Production):
    page = browse.get("career.index", by="function").text
    assert page.count(">Les Marées<") == 2 and page.count(">La Grande Lessive<") == 1
    assert page.index("<h3>Chargée de production") < page.index("<h3>Assistante de production")


def test_an_empty_career_says_what_to_do(browse: Browser):
    assert "Aucun titre encore" in browse.get("career.index").text
    assert "Aucune fonction encore" in browse.get("career.jobs").text
    assert "Aucune fonction encore" in browse.get("career.words").text
    assert "Rien ne manque" in browse.get("career.vault").text
    browse.get("career.cv")


def test_a_title_from_before_is_added_changed_deleted_and_taken_back(browse: Browser, world: World, show):
    browse.follow(browse.post("career.create_title", {**SEL, "last_year": "2021"}))
    lines = rows_of(browse.get("career.index").text)
    assert "Sel" in lines[2] and "2019–2021, court métrage" in lines[2] and "Régisseuse adjointe" in lines[2]
    title_id = lines[2].split("/titles/")[1].split("/")[0]
    assert 'value="2021"' in browse.get("career.edit_title", title_id=title_id).text
    browse.post("career.update_title", {**SEL, "title": "Sel et eau"}, title_id=title_id)
    browse.post("career.delete_title", title_id=title_id)
    page = browse.get("career.index").text
    assert "n’est plus dans votre filmographie" in page and len(rows_of(page)) == 2
    browse.post("career.restore_title", title_id=title_id)
    assert "2019, court métrage" in rows_of(browse.get("career.index").text)[2]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Indiquez le titre."),
        ({"first_year": "dix-neuf"}, "Indiquez une année en quatre chiffres."),
        ({"first_year": "2031"}, "n’est pas encore arrivée"),
        ({"last_year": "2018"}, "La dernière année est avant la première."),
        ({"job": " "}, "Indiquez votre fonction"),
        ({"kind": "opera"}, "Choisissez dans la liste."),
    ],
)
def test_a_wrong_title_is_said_and_nothing_typed_is_lost(browse: Browser, wrong, said):
    page = browse.post("career.create_title", {**SEL, "company": "Estran Films", **wrong}, status=422).text
    assert said in page and "Estran Films" in page
    assert "Aucun titre encore" in browse.get("career.index").text


def test_a_title_hidden_from_the_cv_keeps_its_place(browse: Browser, world: World, show):
    browse.post("career.create_title", SEL)
    title_id = rows_of(browse.get("career.index").text)[2].split("/titles/")[1].split("/")[0]
    for _twice in range(2):
        browse.post("career.hide_show", production=show.public_id)
        browse.post("career.hide_title", title_id=title_id)
    page = browse.get("career.index")
    assert "Les Marées" in rows_of(page.text)[0] and "masqué du CV" in rows_of(page.text)[0]
    assert "2 titres masqués" in page.text
    hidden = browse.get("career.index", hidden="y").text
    assert len(rows_of(hidden)) == 2 and "La Grande Lessive" not in "".join(rows_of(hidden))
    answer = browse.post("career.show_show", production=show.public_id, hidden="y", page=1)
    assert answer.headers["Location"].endswith("/career/?hidden=y")
    browse.post("career.show_title", title_id=title_id)
    assert "titres masqués" not in browse.get("career.index").text


def test_functions_have_their_days_and_their_rates_year_by_year(browse: Browser, world: World, show):
    page = browse.get("career.jobs")
    words = said(page)
    assert "Chargée de production Novembre 2026 5 jours" in words
    assert "Assistante de production De décembre 2025 à mars 2026 10 jours" in words
    assert words.count("172,00") >= 3 and "21,50" in words  # 860 € for 40 h
    assert "aucun noté" in words
    assert "Raccord n’a pas de minimum daté et sourcé pour « Chargée de production »" in words


def test_titles_remembered_are_on_the_way_too(browse: Browser, show):
    """They say since when a function is held; one known by them alone has years and no days."""
    browse.post("career.create_title", SEL)
    browse.post("career.create_title", {**SEL, "first_year": "2018", "job": "Chargée de production"})
    words = said(browse.get("career.jobs"))
    assert "Régisseuse adjointe 2019" in words
    assert "Chargée de production De 2018 à novembre 2026 5 jours" in words
    assert "Fonction actuelle Chargée de production depuis 2018" in said(browse.get("career.index"))


def test_a_grid_that_was_read_is_beside_the_rate_with_its_text(browse: Browser, world: World):
    days = {"start_on": date(2020, 3, 2), "end_on": date(2020, 3, 6)}
    world.engagement(world.lune, contract_job="Régisseuse générale", idcc="3097", **days)
    words = said(browse.get("career.jobs"))
    assert "283,05 € par jour, 36,29 € par heure d’après l’avenant du 3 avril 2019" in words
    assert "IDCC 2642, production audiovisuelle Du 1er juil. 2012 au 30 sept. 2016" in words


MINIMUM = {
    "job": "chargé de production", "convention": "IDCC 2642", "cents": "834,32", "basis": "week", "minutes": "39",
    "from_on": "2026-01-01", "source": "Avenant salaires lu sur Légifrance le 3 janvier 2026",
}  # fmt: skip


def test_a_function_longer_once_folded_has_a_minimum_too(browse: Browser):
    browse.post("career.create_minimum", {**MINIMUM, "job": "\u33af" * 200})
    assert "\u33af" * 200 in browse.get("career.jobs").text


def test_a_minimum_typed_with_its_source_is_drawn_beside_the_rate_of_its_function(browse: Browser, show):
    browse.post("career.create_minimum", {**MINIMUM, "from_on": "2026-11-10", "cents": "900"})
    browse.post("career.create_minimum", MINIMUM)
    page = browse.get("career.jobs")
    words = said(page)
    assert "166,86 € par jour, 21,39 € par heure depuis le 1er janv. 2026" in words
    assert "5,14 € de plus" in words
    assert "2026 172,00 € pour un minimum de 166,86 €" in page.text.replace("\u00a0", " ")
    assert "834,32 € la semaine de 39 h, depuis le 1er janv. 2026. Avenant salaires" in words
    assert page.text.count('class="floor"') == 1
    assert "pour un minimum de" in browse.get("career.index").text
    minimum_id = re.findall(r"/minimums/(\w{12})/edit", page.text)[1]
    assert "Avenant salaires" in browse.get("career.edit_minimum", minimum_id=minimum_id).text
    browse.post(
        "career.update_minimum",
        {**MINIMUM, "basis": "hour", "minutes": "", "cents": "30"},
        minimum_id=minimum_id,
    )
    browse.post("career.delete_minimum", minimum_id=minimum_id)
    browse.post("career.restore_minimum", minimum_id=minimum_id)
    assert "30,00 € l’heure" in browse.get("career.jobs").text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"cents": "0"}, "Un minimum n’est pas nul."),
        ({"minutes": ""}, "Indiquez pour combien d’heures."),
        ({"basis": "day", "minutes": "25"}, "C’est plus d’heures"),
        ({"from_on": ""}, "Indiquez le premier jour."),
        ({"source": ""}, "Indiquez où vous l’avez lu"),
        ({"basis": "month"}, "Choisissez dans la liste."),
    ],
)
def test_a_minimum_without_its_date_its_hours_or_its_source_is_refused(browse: Browser, wrong, said):
    page = browse.post("career.create_minimum", {**MINIMUM, **wrong}, status=422).text
    assert said in page and "chargé de production" in page
    assert "834,32" not in browse.get("career.jobs").text


def test_the_days_of_the_pay_slips_are_those_told(world: World):
    job = world.engagement(world.lune)
    world.add(
        world.lune, PayPeriod(engagement_id=job.id, start_on=job.start_on, end_on=job.end_on, days_worked=4)
    )
    with world.inside(world.lune):
        (work,) = career(TODAY).works
    assert work.days == 4


def test_who_only_reads_finds_no_button(app, world: World, show):
    viewer = Browser(app, world.member(world.lune, "regard@exemple.fr", Role.VIEWER))
    page = viewer.get("career.index").text
    assert "Masquer" not in page and "/vault/" not in page and "Les Marées" in page
    assert "Noter" not in viewer.get("career.jobs").text
    assert "Enregistrer" not in viewer.get("career.cv").text


def test_each_page_costs_four_statements(browse: Browser, show, statements):
    for endpoint, values in (
        ("career.index", {}), ("career.jobs", {}), ("career.cv", {}), ("career.words", {}),
        ("career.preview", {"language": "en"}), ("career.cv_file", {"language": "fr"}), ("career.vault", {}),
    ):  # fmt: skip
        statements.clear()
        browse.get(endpoint, **values)
        assert len(statements) <= 4, endpoint
