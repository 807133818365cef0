"""Feuilles de service through a link: the last version that left, part by part, and nobody on it."""

from datetime import timedelta

import pytest

from tests import papers
from tests.browse import Browser
from tests.make import World
from tests.productions.callsheets.make import approve, build, save, send, show
from tests.productions.callsheets.test_received import received
from tests.sharing.planted import callsheets
from tests.sharing.through import asked, through
from webapp.core import clock
from webapp.core.formats import long_day
from webapp.productions.callsheets.shared import file

ALL = tuple(f"callsheets{one}" for one in ("", ".places", ".times", ".sequences", ".file"))
PEOPLE = ("Lise", "Nadia", "Paul", "Sami", "Esteban", "612345678", "06 12 34", "CH de Saint")


@pytest.fixture
def sent(world: World, browse: Browser):
    """A sheet sent once, of tomorrow, in a show with a sequence."""
    shot = show(world, world.lune)
    at = build(browse, shot)
    save(browse, at, "scenes", scenes__0__number="41", scenes__0__set_name="Halle aux poissons",
         scenes__0__summary="SECRET du récit")  # fmt: skip
    save(browse, at, notes="Code du portail SECRET", shows_phones="y")
    approve(browse, at)
    send(world, browse, at)
    return shot, at


def page_of(stranger, token: str) -> str:
    return stranger.client.get(f"/s/{token}").get_data(as_text=True)


def test_what_left_is_shown_and_neither_its_people_nor_its_notes_are(world, stranger, sent):
    shot, _at = sent
    token, _share = world.share(world.lune, shot.production, grants=ALL)
    text = page_of(stranger, token)
    assert "J1 / 1" in text and "Version 1, envoyée le" in text
    assert "validée par Sophie Ansel, directrice de production" in text
    assert "Convocation 7h15, PAT 8h00, fin 18h00" in text
    assert "Criée de Saint-Malo" in text and "41 Halle aux poissons" in text
    assert not [said for said in (*PEOPLE, "SECRET") if said in text]


def test_a_draft_is_nowhere_until_it_leaves_then_takes_the_place_of_what_was_sent(
    world, browse, stranger, sent
):
    shot, at = sent
    token, _share = world.share(world.lune, shot.production, grants=ALL)
    browse.post("callsheets.next_version", **at)
    save(browse, at, ready="09:00")
    assert "PAT 8h00" in page_of(stranger, token)
    approve(browse, at)
    send(world, browse, at, tells_others="y")
    text = page_of(stranger, token)
    assert "PAT 9h00" in text and "Version 2" in text and "PAT 8h00" not in text and "Version 1" not in text


def test_the_role_of_links_reads_the_parts_that_were_granted_and_no_version(app, world, sent):
    shot, _at = sent
    for grants, parts in (
        (("callsheets", "callsheets.times"), {"day", "times"}),
        (ALL, {"day", "places", "times", "sequences"}),
        (("planning",), set()),
    ):
        token, _share = world.share(world.lune, shot.production, grants=grants)
        assert {part for (part,) in asked(app, token, "SELECT part FROM call_sheet_parts")} == parts
    aside, _share = world.share(world.lune, world.production(world.lune, "Autre film"), grants=ALL)
    assert asked(app, aside, "SELECT part FROM call_sheet_parts") == []
    for table in ("call_sheets", "call_sheet_versions", "call_receipts"):
        (may,) = asked(app, token, f"SELECT has_any_column_privilege('{table}', 'SELECT')")
        assert may == (False,), table


def test_the_pdf_is_made_of_what_is_granted(app, world, sent):
    shot, at = sent
    whole, _share = world.share(world.lune, shot.production, grants=ALL)
    with through(app, whole) as scope:
        found = file(scope, at["sheet"])
        assert found and found.content and found.name == "FDS_J1_v1_les-marees.pdf"
        papers.check(found.content)
        text = papers.text_of(found.content)
        assert file(scope, "nowhere") is None
    assert (
        "Les Marées" in text
        and "7h15" in text
        and "Halle aux poissons" in text
        and "Criée de Saint-Malo" in text
    )
    assert "Validée par Sophie Ansel" in text and "sans noms ni téléphones" in text
    assert not [said for said in (*PEOPLE, "Vasseur", "SECRET") if said in text]
    bare, _share = world.share(world.lune, shot.production, grants=("callsheets", "callsheets.file"))
    with through(app, bare) as scope:
        found = file(scope, at["sheet"])
        assert found and found.content
        text = papers.text_of(found.content)
    assert "Les Marées" in text
    assert not [said for said in ("7h15", "8h00", "Criée", "Halle", "41") if said in text]
    without, _share = world.share(world.lune, shot.production, grants=("callsheets", "callsheets.times"))
    with through(app, without) as scope:
        assert file(scope, at["sheet"]) is None
    aside, _share = world.share(world.lune, world.production(world.lune, "Autre film"), grants=ALL)
    with through(app, aside) as scope:
        assert file(scope, at["sheet"]) is None


def test_the_pdf_of_somebody_else_never_goes_through_and_the_page_says_whom_to_ask(
    app, world, browse, stranger
):
    shot = show(world, world.lune)
    at = received(world, browse, shot)
    send(world, browse, at)
    token, _share = world.share(world.lune, shot.production, grants=ALL)
    text = page_of(stranger, token)
    assert "J13 / 28" in text and "Convocation 13h00, PAT 14h00, coupure 18h30, fin 23h30" in text
    assert "demandez-la à Camille Roussel" in text and "/files/" not in text
    with through(app, token) as scope:
        assert file(scope, at["sheet"]) is None
    quiet, _share = world.share(world.lune, shot.production, grants=("callsheets",))
    assert "demandez-la" not in page_of(stranger, quiet)


def test_days_to_come_are_first_and_the_past_is_folded(world, stranger):
    today = clock.today()
    production = world.production(world.lune)
    for days in (-3, -1, 4, 2):
        callsheets(world, world.lune, production, on=today + timedelta(days=days))
    token, _share = world.share(world.lune, production, grants=("callsheets",))
    head, folded = page_of(stranger, token).split("<details", 1)
    coming, past = (
        [title.split("<")[0] for title in part.split('class="t">')[1:]] for part in (head, folded)
    )
    with world.inside(world.lune):
        assert coming == [f"J19 / 31, {long_day(today + timedelta(days=days))}" for days in (2, 4)]
        assert past == [f"J19 / 31, {long_day(today + timedelta(days=days))}" for days in (-1, -3)]
