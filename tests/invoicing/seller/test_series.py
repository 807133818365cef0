import pytest
from sqlalchemy import select

from tests.browse import HTMX, Browser
from tests.make import World
from webapp.core import clock
from webapp.domain.invoices.document import Kind, Line
from webapp.invoicing.models import Series, SeriesKind

ELSEWHERE = {"prefix": "", "digits": "3", "is_yearly": "yes", "last": "2026-034", "last_on": "2026-11-02"}


def series(world: World, kind: SeriesKind = SeriesKind.INVOICES) -> Series:
    with world.inside(world.lune) as session:
        return session.scalars(select(Series).where(Series.kind == kind)).one()


def test_coming_from_another_software_the_run_goes_on(browse: Browser, world: World):
    world.seller(world.lune)
    page = browse.follow(browse.post("seller.update_series", ELSEWHERE, kind="invoices")).text
    assert "2026-035" in page
    invoice = world.invoice(world.lune, world.client(world.lune), on=clock.today().replace(month=11, day=3))
    assert invoice.number == "2026-035"


def test_the_form_shows_what_is_kept(browse: Browser, world: World):
    world.seller(world.lune)
    browse.post("seller.update_series", ELSEWHERE, kind="invoices")
    form = browse.get("seller.edit_series", kind="invoices").text
    assert 'value="2026-034"' in form
    assert 'value="2026-11-02"' in form


def test_the_next_number_is_told_as_one_types(browse: Browser, world: World):
    world.seller(world.lune)
    part = browse.get(
        "seller.preview_series", headers=HTMX, kind="quotes", **{**ELSEWHERE, "prefix": "DEV-", "last": "7"}
    )
    assert "DEV-2026-008" in part.text
    assert "<html" not in part.text
    wrong = browse.get("seller.preview_series", headers=HTMX, kind="quotes", **{**ELSEWHERE, "prefix": "é"})
    assert "–" in wrong.text
    browse.get("seller.preview_series", kind="quotes", status=302)


def test_without_scripts_a_button_tells_it_and_keeps_nothing(browse: Browser, world: World):
    world.seller(world.lune)
    page = browse.post("seller.update_series", {**ELSEWHERE, "show": "1"}, kind="invoices", status=422).text
    assert "2026-035" in page
    assert series(world).last_number == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"prefix": "N° "}, "sans accent"),
        ({"prefix": "A-", "last": "A-2026-034"}, "écrirait les mêmes numéros"),
        ({"last": "F2026-034"}, "ne suit pas la forme choisie"),
        ({"last": "2025-034"}, "pas celle de sa date"),
        ({"last_on": ""}, "Indiquez aussi la date"),
        ({"last_on": "2099-01-01"}, "pas encore arrivée"),
        ({"last": "0"}, "laissez vide"),
        ({"digits": "12"}, "Choisissez dans la liste"),
        ({"is_yearly": "peut-être"}, "Choisissez dans la liste"),
    ],
)
def test_what_could_make_a_gap_or_a_duplicate_is_refused(
    browse: Browser, world: World, changed: dict[str, str], said: str
):
    world.seller(world.lune)
    page = browse.post("seller.update_series", {**ELSEWHERE, **changed}, kind="invoices", status=422).text
    assert said in page
    kept = series(world)
    assert (kept.prefix, kept.last_number, kept.last_on) == ("", 0, None)


def test_once_a_document_is_issued_nothing_changes(browse: Browser, world: World):
    world.seller(world.lune)
    world.invoice(world.lune, world.client(world.lune))
    page = browse.get("seller.edit_series", kind="invoices").text
    assert "Cette série est fixée" in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]
    said = browse.post("seller.update_series", ELSEWHERE, kind="invoices", status=422).text
    assert "ne changent plus" in said
    assert series(world).last_number == 1
    browse.post("seller.update_series", {**ELSEWHERE, "prefix": "AV-", "last": ""}, kind="credits")
    assert series(world, SeriesKind.CREDITS).prefix == "AV-", "the others are still free"


def test_a_deposit_is_of_the_series_of_invoices_a_credit_of_its_own(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    world.invoice(world.lune, client, kind=Kind.DEPOSIT)
    assert "Cette série est fixée" in browse.get("seller.edit_series", kind="invoices").text
    assert "Cette série est fixée" not in browse.get("seller.edit_series", kind="credits").text


def test_another_workspace_s_documents_fix_nothing_here(browse: Browser, world: World):
    world.seller(world.lune)
    world.seller(world.soleil)
    world.invoice(world.soleil, world.client(world.soleil), Line("Conseil", 100_00))
    browse.post("seller.update_series", ELSEWHERE, kind="invoices")
    assert series(world).last_number == 34


def test_without_a_profile_there_is_no_series(browse: Browser):
    browse.get("seller.series", status=404)
    browse.get("seller.edit_series", kind="timbres", status=404)
    browse.get("seller.edit_series", kind="invoices", status=404)
    browse.post("seller.update_series", ELSEWHERE, kind="invoices", status=404)
