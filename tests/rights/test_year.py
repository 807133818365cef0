"""The year on screen and as a file: received or estimated, month by month."""

import csv
import io
import re
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from tests.browse import Browser
from tests.make import Place, World
from tests.rights.make import job
from tests.rights.test_incomes import ARE, LEAVE, MICRO, earned
from tests.rights.test_renewal import a_year
from tests.rights.test_views import open_rights, seen
from webapp.core import clock
from webapp.domain.permissions import Role
from webapp.engagements.models import PayPeriod, State
from webapp.rights.models import Opening
from webapp.rights.running import rights_had
from webapp.rights.year.reckoning import year_of


@pytest.fixture(autouse=True)
def _on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 21))


def paid(world: World, place: Place | None = None) -> None:
    """Every pay period of the workspace."""
    with world.inside(place or world.lune) as session:
        for period in session.query(PayPeriod):
            period.paid_on = date(2026, 6, 5)


def right(fct: str, written: str, **values) -> Opening:
    at = datetime.fromisoformat(written).replace(tzinfo=UTC)
    told = {"is_first_request": False, "annexe": 8, "aj_cents": 5000, "fct_on": date.fromisoformat(fct)}
    return Opening(**{**told, "created_at": at, **values})


def test_the_sample_year_adds_up(browse: Browser, world: World):
    a_year(world)
    open_rights(world)
    text = seen(browse.get("rights.year"))
    assert "Salaires bruts 20 281,36 €" in text
    assert "Année 2026" in text
    assert "Salaires bruts Salaires nets Allocation Micro Congés Total net" in text
    assert "Estimation. Règles au 1er juin 2026. Seul France Travail fait foi." in text
    assert "Sans droit connu, pas d’allocation estimée : janvier 2026, février 2026." in text
    assert "pas de droit" in text


def test_what_is_received_and_what_is_estimated_are_told_apart(browse: Browser, world: World):
    ponant = world.company(world.lune)
    job(world, world.lune, "2026-05-04", "2026-05-08", 40, employer=ponant, gross_cents=100_000)
    paid(world)
    job(world, world.lune, "2026-06-01", "2026-06-05", 40, employer=ponant, gross_cents=200_000)
    open_rights(world)
    earned(world, world.lune, ARE, "2026-05", 123_450, days=21)
    earned(world, world.lune, MICRO, "2026-06", 60_000)
    earned(world, world.lune, LEAVE, "2026-07", 14_200)
    text = seen(browse.get("rights.year"))
    assert "Mai 21 j payés 1 000,00 € reçu 770,00 € reçu 1 234,50 € reçu 0 0 2 004,50 €" in text
    june = re.search(r"Juin \d+ j payés (.*?) Juillet ", text)[1]
    assert june.startswith("2 000,00 € estimé 1 540,00 € estimé ")
    assert "600,00 € reçu" in june
    assert re.search(r"Juillet \d+ j payés 0 0 [\d  ,]+€ estimé 0 142,00 € reçu", text)
    assert "Congés Spectacles 142,00 € reçu" in text
    assert "dont 1 540,00 € estimés" in text
    assert "Micro-entreprise 600,00 € reçu" in text


def test_the_picture_is_told_in_words_and_drawn_in_tones(browse: Browser, world: World):
    ponant = world.company(world.lune)
    job(world, world.lune, "2026-05-04", "2026-05-08", 40, employer=ponant, gross_cents=100_000)
    paid(world)
    job(world, world.lune, "2026-06-01", "2026-06-05", 40, employer=ponant, gross_cents=100_000)
    earned(world, world.lune, MICRO, "2026-06", 60_000)
    page = browse.get("rights.year")
    assert f'href="{browse.url("money.index")}">À encaisser' in page.text
    drawing = re.search(r'<svg class="chart year".*?</svg>', page.text, re.S)[0]
    assert [drawing.count(f'<rect class="{mark}"') for mark in ("a", "a est", "m", "b", "g")] == [
        1,
        1,
        1,
        0,
        0,
    ]
    label = re.search(r'aria-label="([^"]+)"', drawing)[1].replace("\u202f", " ").replace("\u00a0", " ")
    assert label == (
        "Revenus nets par mois en 2026 : mai 2026 770,00 €, juin 2026 1 370,00 € dont une part estimée. "
        "Le détail est dans le tableau."
    )


def test_without_a_right_no_allocation_is_invented(browse: Browser, world: World):
    job(world, world.lune, "2026-05-04", "2026-05-08", 40)
    text = seen(browse.get("rights.year"))
    assert "Allocation nette 0,00 €" in text
    assert text.count("pas de droit") == 12
    assert "pas d’allocation estimée en 2026." in text


def test_an_empty_year_says_what_to_do(browse: Browser, world: World):
    job(world, world.soleil, "2026-05-04", "2026-05-08", 40)
    text = seen(browse.get("rights.year"))
    assert "Rien en 2026" in text
    assert "Ajouter un engagement Noter un revenu reçu" in text
    viewer = Browser(browse.app, world.member(world.lune, "lecture@exemple.fr", Role.VIEWER))
    assert (
        "Ajouter un engagement" not in re.search(r"<main.*</main>", viewer.get("rights.year").text, re.S)[0]
    )


def test_the_years_beside_are_one_tap_away(browse: Browser, world: World):
    job(world, world.lune, "2025-12-29", "2026-01-02", 40, gross_cents=50_000)
    page = browse.get("rights.year", year="2025")
    assert "Année 2025" in page.text
    assert "300,00" in page.text
    assert 'href="/w/lune/rights/year/?year=2024"' in page.text
    assert 'href="/w/lune/rights/year/?year=2026"' in page.text
    assert "?year=1949" not in browse.get("rights.year", year="1950").text
    assert "?year=2101" not in browse.get("rights.year", year="2100").text


@pytest.mark.parametrize("typed", ["deux mille", "0", "-1", "1949", "2101", "2026.5", "²"])
def test_what_is_no_year_is_said(browse: Browser, typed: str):
    page = browse.get("rights.year", year=typed, status=422)
    assert "n’est pas une année que Raccord connaît. Voici 2026." in seen(page)
    browse.get("rights.print_year", year=typed, status=422)
    browse.get("rights.export_year", year=typed, status=404)


def test_the_year_goes_out_as_a_file(browse: Browser, world: World):
    job(world, world.lune, "2026-05-04", "2026-05-08", 40, gross_cents=100_000)
    paid(world)
    open_rights(world)
    earned(world, world.lune, ARE, "2026-05", 123_450, days=21)
    answer = browse.get("rights.export_year", year="2026")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="annee-2026.csv"'
    lines = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert [line["Mois"] for line in lines] == [*(f"{n:02d}/2026" for n in range(1, 13)), "Total"]
    may = lines[4]
    assert (may["Salaires bruts, reçu"], may["Salaires bruts, estimé"]) == ("1000,00", "0,00")
    assert (may["Allocation nette, reçu"], may["Jours payés"]) == ("1234,50", "21")
    assert may["Total net, reçu"] == "2004,50"
    sheet = load_workbook(
        io.BytesIO(browse.get("rights.export_year", year="2026", format="xlsx").data)
    ).active
    values = list(sheet.values)
    assert sheet.title == "2026"
    assert list(values[0]) == list(lines[0])
    assert values[5][:2] == ("05/2026", 1000)
    assert sheet["B6"].number_format == "#,##0.00"
    browse.get("rights.export_year", format="pdf", status=404)


def test_the_year_is_printed_without_the_menus(browse: Browser, world: World, statements: list[str]):
    job(world, world.lune, "2026-05-04", "2026-05-08", 40)
    statements.clear()
    page = browse.get("rights.print_year")
    assert len(statements) <= 4
    assert "tabbar" not in page.text
    assert "Camille Roussel, revenus par mois travaillé" in seen(page)
    assert "Seul France Travail fait foi." in seen(page)


def test_the_other_workspace_sees_none_of_it(other: Browser, world: World):
    job(world, world.lune, "2026-05-04", "2026-05-08", 40)
    earned(world, world.lune, ARE, "2026-05", 123_450)
    assert "Rien en 2026" in seen(other.get("rights.year"))
    with world.inside(world.soleil):
        assert year_of(2026, world.soleil.id).total.cents == 0
    other.place = world.lune
    for endpoint in ("rights.year", "rights.print_year", "rights.export_year"):
        other.get(endpoint, status=404)


def test_each_right_is_counted_once_whatever_was_typed_of_it(world: World):
    was = right("2025-03-10", "2025-04-02")
    typo = right("2025-03-14", "2026-03-20")
    now = right("2026-03-14", "2026-03-21")
    first = right("2024-01-01", "2024-02-01", is_first_request=True, fct_on=None)
    assert rights_had([now, typo, was, first]) == [now, was]
    assert rights_had([first, now]) == []
    assert rights_had([]) == []
    same = right("2026-03-14", "2026-03-14")
    assert rights_had([now, same]) == [now]


def test_an_earlier_right_pays_the_months_before_the_present_one(world: World):
    world.add(world.lune, right("2025-03-10", "2025-04-02"))
    world.add(world.lune, right("2026-03-14", "2026-03-21"))
    with world.inside(world.lune):
        found = year_of(2026, world.lune.id)
    assert found.without_right == []
    assert found.months[1].paid_days == 28


def test_a_right_older_than_the_figures_of_law_pays_nothing(browse: Browser, world: World):
    world.add(world.lune, right("2010-03-10", "2010-04-02"))
    job(world, world.lune, "2010-05-04", "2010-05-08", 40, gross_cents=100_000)
    assert "Salaires bruts 1 000,00 €" in seen(browse.get("rights.year", year="2010"))


def test_a_signed_job_to_come_is_estimated_and_an_option_is_not(browse: Browser, world: World):
    ponant = world.company(world.lune)
    for state, cents in ((State.CONFIRMED, 70_000), (State.OPTION, 900_000)):
        job(world, world.lune, "2026-12-07", "2026-12-11", 40, aem=None, employer=ponant, state=state,
            gross_cents=cents)  # fmt: skip
    text = seen(browse.get("rights.year"))
    assert "Salaires bruts 700,00 €" in text
    assert "9 000,00" not in text
