"""The income received: one line a month, totals of the year, a file."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.browse import Browser
from tests.documents.files import PDF, upload
from tests.make import Place, World
from tests.rights.test_views import seen
from webapp.core import clock
from webapp.documents.models import Document
from webapp.domain.permissions import Role
from webapp.rights.periods import actions, queries
from webapp.rights.periods.actions import IncomeTerms
from webapp.rights.periods.models import Income, IncomeKind

ARE, MICRO, LEAVE = IncomeKind.ARE, IncomeKind.MICRO, IncomeKind.CONGES_SPECTACLES
SENT = {"kind": "are", "month": "10/2026", "cents": "1 234,50", "days": "18", "received_on": "04/11/2026"}


@pytest.fixture(autouse=True)
def _on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 21))


def earned(world: World, place: Place, kind: IncomeKind, month: str, cents: int, **told: Any) -> Income:
    with world.inside(place):
        terms = IncomeTerms(kind, date.fromisoformat(f"{month}-01"), cents, **told)
        return actions.record_income(None, terms)


def stored(world: World, place: Place | None = None) -> list[Income]:
    with world.inside(place or world.lune) as session:
        return list(session.scalars(select(Income).order_by(Income.month, Income.cents)))


def test_without_income_the_page_says_what_to_do(browse: Browser, world: World):
    earned(world, world.soleil, ARE, "2026-10", 100_000)
    text = seen(browse.get("rights.incomes"))
    assert "Aucun revenu noté en 2026" in text
    assert "Noter un revenu reçu" in text


def test_income_is_noted_and_listed_by_month_with_the_totals_of_the_year(browse: Browser, world: World):
    page = seen(browse.follow(browse.post("rights.create_income", SENT)))
    assert "Octobre 2026 ARE 1 234,50 €" in page
    assert "18 jours payés, reçu le 4 nov." in page
    earned(world, world.lune, ARE, "2026-09", 100_000, days=15)
    earned(world, world.lune, MICRO, "2026-09", 50_000)
    earned(world, world.lune, LEAVE, "2025-05", 80_000)
    earned(world, world.soleil, MICRO, "2026-09", 7_700)
    text = seen(browse.get("rights.incomes"))
    assert "ARE 2 234,50 €" in text
    assert "Micro-entreprise 500,00 €" in text
    assert "Ensemble 2 734,50 €" in text
    assert "800,00 €" not in text
    assert "77,00" not in text
    assert text.index("Octobre 2026") < text.index("Septembre 2026")
    assert "Congés Spectacles 800,00 €" in seen(browse.get("rights.incomes", year=2025))


@pytest.mark.parametrize("year", ["1789", "demain", "99999"])
def test_a_year_that_cannot_be_shows_the_last_one(browse: Browser, world: World, year: str):
    earned(world, world.lune, ARE, "2026-10", 100_000)
    assert "Octobre 2026" in seen(browse.get("rights.incomes", year=year))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"month": ""}, "Indiquez le mois."),
        ({"month": "13/2026"}, "n’est pas un mois"),
        ({"month": "12/2026"}, "Ce mois n’est pas encore arrivé."),
        ({"cents": ""}, "Indiquez le montant reçu."),
        ({"cents": "0"}, "Indiquez un montant au-dessus de zéro."),
        ({"cents": "-5"}, "Le montant ne peut pas être négatif."),
        ({"cents": "10 000,01"}, "Plus de 10 000 € pour un mois"),
        ({"kind": "micro", "cents": "100 000,01"}, "Plus de 100 000 € pour un mois"),
        ({"days": "32"}, "Plus de jours que dans le mois."),
        ({"days": "1,5"}, "Indiquez des jours entiers."),
        ({"received_on": "22/11/2026"}, "Cette date n’est pas encore arrivée."),
        ({"received_on": "01/02/2026"}, "Reçu avant le mois dont il s’agit"),
        ({"kind": "loterie"}, "Choisissez dans la liste."),
    ],
)
def test_bad_input_is_said_and_loses_nothing(browse: Browser, world: World, sent: dict[str, str], said: str):
    typed = {**SENT, "note": "relevé du 4", **sent}
    answer = browse.post("rights.create_income", typed, status=422)
    assert said in seen(answer)
    assert typed["note"] in answer.text
    assert typed["cents"] in answer.text
    assert stored(world) == []


def test_days_are_asked_of_are_alone(browse: Browser, world: World):
    browse.post("rights.create_income", {**SENT, "kind": "micro", "days": "quarante"})
    (income,) = stored(world)
    assert (income.kind, income.days) == (MICRO, None)


def test_a_month_is_corrected_rather_than_doubled(browse: Browser, world: World):
    first = earned(world, world.lune, ARE, "2026-10", 100_000)
    earned(world, world.soleil, ARE, "2026-10", 100_000)
    answer = browse.post("rights.create_income", SENT, status=422)
    assert "Déjà noté pour octobre 2026 : 1 000,00 €. Modifiez cette ligne" in seen(answer)
    browse.post("rights.update_income", SENT, income_id=first.public_id)
    (income,) = stored(world)
    assert (income.cents, income.days) == (123_450, 18)
    browse.post("rights.create_income", {**SENT, "kind": "micro"})
    other = earned(world, world.lune, ARE, "2026-09", 90_000)
    browse.post("rights.update_income", SENT, income_id=other.public_id, status=422)


def test_conges_spectacles_may_come_twice_in_a_month(browse: Browser, world: World):
    for cents in ("300", "200"):
        browse.post("rights.create_income", {"kind": "conges_spectacles", "month": "2026-05", "cents": cents})
    assert [income.cents for income in stored(world)] == [20_000, 30_000]


def test_the_same_form_sent_twice_notes_once(browse: Browser, world: World):
    for _time in range(2):
        browse.post("rights.create_income", {**SENT, "once": "the same key of this form"})
    assert len(stored(world)) == 1


def test_an_income_is_removed_once_confirmed_and_its_proof_stays(browse: Browser, world: World):
    browse.client.post(browse.url("rights.create_income"), data={**SENT, "file": upload(PDF, "releve.pdf")})
    (income,) = stored(world)
    edit = browse.get("rights.edit_income", income_id=income.public_id)
    assert "releve.pdf" in edit.text
    assert 'value="2026-10"' in edit.text
    browse.post("rights.delete_income", income_id=income.public_id, status=422)
    browse.post("rights.delete_income", {"confirmed": "y"}, income_id=income.public_id)
    assert stored(world) == []
    with world.inside(world.lune) as session:
        assert session.scalars(select(Document)).one().title == "ARE, octobre 2026"


def test_the_export_has_a_line_for_each_income(browse: Browser, world: World):
    earned(world, world.lune, ARE, "2026-10", 123_450, days=18, received_on=date(2026, 11, 4), note="=1+1")
    earned(world, world.lune, MICRO, "2025-10", 50_000)
    earned(world, world.soleil, MICRO, "2026-10", 7_700)
    year = browse.get("rights.export_incomes", year=2026)
    assert year.headers["Content-Disposition"] == 'attachment; filename="revenus-2026.csv"'
    assert year.text.splitlines() == [
        "\ufeffMois;Revenu;Montant;Jours payés;Reçu le;Note",
        "10/2026;ARE;1234,50;18;04/11/2026;'=1+1",
    ]
    assert browse.get("rights.export_incomes").text.count("\r\n") == 3


def test_incomes_are_read_at_once_by_their_month(world: World, statements: list[str]):
    for month in ("2026-08", "2026-09", "2026-10"):
        earned(world, world.lune, ARE, month, 100_000)
    earned(world, world.soleil, ARE, "2026-09", 100_000)
    with world.inside(world.lune):
        statements.clear()
        rows = queries.incomes(date(2026, 9, 15), date(2026, 10, 1))
        assert len(statements) == 1
        assert [row.Income.month for row in rows] == [date(2026, 10, 1), date(2026, 9, 1)]


def test_someone_who_reads_only_changes_nothing(app, browse: Browser, world: World):
    income = earned(world, world.lune, ARE, "2026-10", 100_000)
    viewer = Browser(app, world.member(world.lune, "lecture@exemple.fr", Role.VIEWER))
    assert "ARE 1 000,00 €" in seen(viewer.get("rights.incomes"))
    viewer.get("rights.edit_income", income_id=income.public_id, status=403)
    viewer.post("rights.create_income", SENT, status=403)
    assert len(stored(world)) == 1


def test_the_income_of_another_workspace_is_not_there(browse: Browser, world: World):
    theirs = earned(world, world.soleil, ARE, "2026-10", 100_000)
    browse.get("rights.edit_income", income_id=theirs.public_id, status=404)
    browse.post("rights.update_income", SENT, income_id=theirs.public_id, status=404)
    browse.post("rights.delete_income", {"confirmed": "y"}, income_id=theirs.public_id, status=404)
