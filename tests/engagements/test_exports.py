"""The list as a file: it comes back through the import and adds nothing."""

import csv
import io
from datetime import date, datetime

import pytest
import time_machine
from openpyxl import load_workbook
from sqlalchemy import func, select

from tests.browse import Browser
from tests.engagements.make import added
from tests.engagements.spreadsheets import SAMPLE
from tests.engagements.test_import_views import id_of, imported, sent, stored
from webapp.domain.permissions import Role
from webapp.engagements.imports import layouts
from webapp.engagements.models import Engagement, PaperState, Regime, State, Unit
from webapp.engagements.terms import LineTerms

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=None), tick=False):  # noqa: DTZ001
        yield


def exported(browse, **asked) -> list[dict[str, str]]:
    response = browse.get("engagements.export", format="csv", **asked)
    assert response.data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig")), delimiter=";"))


def test_the_csv_is_written_as_france_writes(browse, world):
    added(world, world.lune, aem=PaperState.RECEIVED)
    response = browse.get("engagements.export")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="engagements-2026-11-23.csv"'
    (row,) = exported(browse)
    assert list(row)[:12] == [column.title for column in layouts.MODEL]
    assert list(row.values()) == [
        "02/11/2026", "06/11/2026", "Films du Ponant", "", "Assistante de production", "heure", "40", "40,00",
        "860,00", "8", "spectacle", "reçue", "fait", "", "", "", "", "",
    ]  # fmt: skip


def test_the_workbook_holds_dates_and_numbers(browse, world):
    added(world, world.lune, contract_job="Assistante")
    response = browse.get("engagements.export", format="xlsx")
    assert response.headers["Content-Disposition"].endswith('.xlsx"')
    sheet = load_workbook(io.BytesIO(response.data)).active
    head, row = list(sheet.iter_rows(values_only=True))
    assert head[0] == "Début"
    assert row[0] == datetime(2026, 11, 2)  # noqa: DTZ001 - a workbook has no zones
    assert row[6:10] == (40, 40, 860, 8)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_goes_out_comes_back_and_adds_nothing(browse, world, kind):
    imported(browse, SAMPLE)
    employer = world.company(world.lune, "=Collectif @ Cie", siret="73282932000074")
    cachets, hours = LineTerms(Unit.CACHET, 200, 0, 36_000), LineTerms(Unit.HOUR, 733, 440, 10_01)
    bonus = LineTerms(Unit.BONUS, 100, 0, 15_000)
    days, week = LineTerms(Unit.DAY, 250, 1200, 50_000), LineTerms(Unit.WEEK, 100, 2100, 80_000)
    added(world, world.lune, employer, lines=(cachets, hours), contract_job="+Comédienne", notes="-5\n=x")
    added(
        world,
        world.lune,
        employer,
        lines=(days, week, bonus),
        contract_job="Régie",
        end_on=date(2026, 11, 20),
    )
    added(world, world.lune, employer, lines=(bonus,), contract_job="Prime")
    added(world, world.lune, employer, lines=(), state=State.LEAD, contract_job="Piste")
    added(
        world,
        world.lune,
        employer,
        lines=(hours,),
        regime=Regime.GENERAL,
        annexe=None,
        contract_job="Vendeuse",
    )
    there = stored(world)
    content = browse.get("engagements.export", format=kind).data
    kept = sent(browse, content, f"export.{kind}")
    page = browse.follow(kept)
    assert f"0 ligne prête sur {there}" in page.text
    assert 'À corriger</dt><dd class="v num">0' in page.text
    browse.post("engagements.import_confirm", public_id=id_of(kept), status=422)
    assert stored(world) == there


def test_what_goes_out_comes_back_whole_elsewhere(browse, other, world):
    imported(browse, SAMPLE)
    added(world, world.lune, place="Saint-Malo", actual_job="Coordinatrice", notes="Deux\nlignes")
    imported(other, browse.get("engagements.export", format="xlsx").data)
    columns = (
        Engagement.state, Engagement.start_on, Engagement.end_on, Engagement.contract_job, Engagement.actual_job,
        Engagement.regime, Engagement.minutes, Engagement.cachets, Engagement.gross_cents, Engagement.place,
        Engagement.notes,
    )  # fmt: skip
    everything = select(*columns).order_by(Engagement.start_on, Engagement.gross_cents)
    with world.inside(world.lune) as session:
        mine = session.execute(everything).all()
    with world.inside(world.soleil) as session:
        assert session.execute(everything).all() == mine


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+33", "-5", "@x", "\t=1"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_is_taken_for_a_formula(browse, world, name, kind):
    added(world, world.lune, place=name)
    content = browse.get("engagements.export", format=kind).data
    if kind == "csv":
        (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
        assert row["Lieu"] == f"'{name}"
    else:
        cell = load_workbook(io.BytesIO(content)).active["O2"]
        assert (cell.data_type, cell.value) == ("s", f"'{name}")


def test_a_character_that_a_workbook_cannot_hold_is_left_out(browse, world):
    added(world, world.lune, notes="un\x0bdeux\x1f")
    sheet = load_workbook(io.BytesIO(browse.get("engagements.export", format="xlsx").data)).active
    assert sheet["R2"].value == "undeux"


def test_the_export_is_the_list_as_filtered(browse, world):
    added(world, world.lune, contract_job="Scripte", lines=(LineTerms(Unit.CACHET, 200, 0, 36_000),))
    added(world, world.lune, contract_job="Régisseuse", start_on=date(2025, 1, 6), end_on=date(2025, 1, 7))
    assert [row["Emploi"] for row in exported(browse)] == ["Régisseuse", "Scripte"]
    assert [row["Emploi"] for row in exported(browse, q="scripte")] == ["Scripte"]
    assert [row["Emploi"] for row in exported(browse, year="2025")] == ["Régisseuse"]


def test_a_late_aem_is_missing_and_one_to_come_expected(browse, world):
    added(world, world.lune, start_on=date(2026, 9, 1), end_on=date(2026, 9, 4))
    added(world, world.lune)
    added(world, world.lune, start_on=date(2027, 1, 4), end_on=date(2027, 1, 8))
    added(world, world.lune, state=State.OPTION, start_on=date(2027, 2, 1), end_on=date(2027, 2, 2))
    assert [row["AEM"] for row in exported(browse)] == ["manquante", "attendue", "à venir", "option"]


def test_mixed_lines_are_told_in_hours_with_their_cachets_apart(browse, world):
    lines = (LineTerms(Unit.CACHET, 100, 0, 18_000), LineTerms(Unit.HOUR, 800, 480, 20_000))
    added(world, world.lune, lines=lines)
    (row,) = exported(browse)
    assert [row[title] for title in ("Unité", "Quantité", "Heures", "Cachets", "Brut")] == [
        "heure",
        "8",
        "8,00",
        "1",
        "380,00",
    ]


def test_a_viewer_may_export(world, app):
    added(world, world.lune)
    viewer = Browser(app, world.member(world.lune, "lea@exemple.fr", Role.VIEWER))
    assert len(exported(viewer)) == 1


def test_another_workspace_is_not_found(browse, other, world):
    added(world, world.lune)
    assert exported(other) == []
    response = other.client.get("/w/lune/engagements/export")
    assert response.status_code == 404


def test_an_unknown_format_is_not_found(browse):
    browse.get("engagements.export", format="pdf", status=404)


def test_the_export_costs_two_statements_however_long(browse, world, statements):
    added(world, world.lune)
    statements.clear()
    browse.get("engagements.export")
    first = len(statements)
    imported(browse, SAMPLE)
    statements.clear()
    browse.get("engagements.export")
    assert len(statements) == first <= 2
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count()).select_from(Engagement)) == 21
