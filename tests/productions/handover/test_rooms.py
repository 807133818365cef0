"""Everything a production holds of its people: handed over, then gone from the tables and from the files."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.browse import Browser
from tests.core.test_files import bucket  # noqa: F401 - a fixture
from tests.make import Place, World
from tests.productions.callsheets import make as callsheets
from tests.productions.crew.make import SECRETS, sent
from tests.productions.handover.test_views import erase, packed
from tests.productions.papers.make import paper
from tests.zips import names_in
from webapp.contacts.models import Contact
from webapp.core import clock, files
from webapp.core.db import Base
from webapp.places.models import PlaceKind
from webapp.productions.callsheets.models import Version
from webapp.productions.crew.models import Member, PrivateSheet
from webapp.productions.handover.parts import erasers_of
from webapp.productions.hours.models import HoursEntry, HoursWeek
from webapp.productions.models import ShowKind
from webapp.productions.papers.models import PaperKind
from webapp.productions.planning.models import DayKind
from webapp.productions.tour.models import RouteSheet

MONDAY = date(2026, 11, 16)


def lived(world: World, browse: Browser) -> callsheets.Show:
    """A fiche filled in, a sheet sent, an attested week, for each of two workspaces."""
    for place in (world.soleil, world.lune):
        show = callsheets.show(world, place)
        sent(world, place, show.lise)
        frozen = {"week": MONDAY.isoformat(), "people": [], "rule": {"day_minutes": 480, "night_start": 1320, "night_end": 360}}  # fmt: skip
        world.add(
            place,
            HoursEntry(member_id=show.nadia.id, on=MONDAY, start_minute=480, end_minute=1080, notes="malade"),
        )
        world.add(
            place,
            HoursWeek(
                production_id=show.production.id,
                week_on=MONDAY,
                attested_by="Sophie Ansel",
                attested_on=MONDAY + timedelta(days=7),
                frozen=frozen,
            ),
        )
    at = callsheets.build(browse, show)
    callsheets.approve(browse, at)
    callsheets.send(world, browse, at)
    return show


def page_key(world: World) -> str:
    with world.inside(world.lune) as session:
        key = session.scalars(select(Version.file_key)).one()
    assert key
    return key


def is_stored(world: World, key: str) -> bool:
    with world.app.app_context():
        store = files.store()
        return (Path(store.root) / key).exists()  # type: ignore[attr-defined]


def test_sheets_planning_and_hours_are_in_the_zip(browse: Browser, world: World):
    show = lived(world, browse)
    packed(world, browse, show.production, "sheets", "planning", "hours")
    names = "\n".join(names_in(browse.get("handover.zip_file", **show.at).data))
    for said in (
        f"Feuilles de service/{show.on.isoformat()} v1 FDS_",
        "Planning/Journées.csv",
        "4. Heures de l’équipe/Heures/2026-11-16 v1.pdf",
        "4. Heures de l’équipe/Heures/2026-11-16 v1.xlsx",
    ):
        assert said in names


def test_after_the_erasure_nothing_private_is_left_in_the_tables_nor_in_the_files(browse, world, peek):
    show = lived(world, browse)
    key = page_key(world)
    assert is_stored(world, key)
    packed(world, browse, show.production, "sheets", "hours")
    on = clock.today() + timedelta(days=7)
    browse.post("handover.schedule", {"erase_on": on.isoformat(), "is_checked": "y"}, **show.at)
    erase(world, on)
    mine = f"WHERE workspace_id = '{world.lune.id}'"
    for model in (PrivateSheet, HoursEntry, HoursWeek):
        assert peek(f"SELECT count(*) FROM {model.__tablename__} {mine}") == [(0,)]
        assert peek(f"SELECT count(*) FROM {model.__tablename__}") == [(1,)], (
            "the other workspace keeps its own"
        )
    for table in ("call_sheets", "call_sheet_versions", "call_receipts"):
        assert peek(f"SELECT count(*) FROM {table} {mine}") == [(0,)]
    assert peek(f"SELECT count(*) FROM links {mine} AND starts_with(purpose, 'callsheet')") == [(0,)]
    assert not is_stored(world, key)
    for table in Base.metadata.tables.values():
        if "workspace_id" in table.columns:
            rows = str(peek(f"SELECT t::text FROM {table.name} t {mine}"))
            assert [secret for secret in (*SECRETS, "malade") if secret in rows] == [], table.name


def test_run_again_the_erasure_finds_nothing_more(browse, world):
    show = lived(world, browse)
    packed(world, browse, show.production, "sheets")
    on = clock.today() + timedelta(days=7)
    browse.post("handover.schedule", {"erase_on": on.isoformat(), "is_checked": "y"}, **show.at)
    erase(world, on)
    with world.inside(world.lune):
        assert [eraser.key for eraser in erasers_of([]) if eraser.erase(show.production.id)] == []


def test_each_feuille_de_route_is_there_for_artists_and_technicians_then_gone(browse, world, peek):
    show = world.production(world.lune, "La Grande Lessive", kind=ShowKind.THEATRE)
    hall = world.spot(world.lune, "Théâtre des Halles", kind=PlaceKind.HALL)
    day = world.day(world.lune, show, MONDAY, kind=DayKind.SHOW, place_id=hall.id)
    world.add(world.lune, RouteSheet(production_id=show.id, day_id=day.id))
    packed(world, browse, show, "routes")
    names = names_in(browse.get("handover.zip_file", production=show.public_id).data)
    assert sum("/Feuilles de route/2026-11-16" in name for name in names) == 2
    on = clock.today() + timedelta(days=7)
    browse.post(
        "handover.schedule", {"erase_on": on.isoformat(), "is_checked": "y"}, production=show.public_id
    )
    erase(world, on)
    assert peek("SELECT count(*) FROM route_sheets") == [(0,)]


@pytest.fixture(params=["folder", "bucket"])
def store(request, app, tmp_path):
    """Where files are kept: this machine, or a real S3 server."""
    before = app.extensions["files"]
    kept = files.Folder(tmp_path) if request.param == "folder" else request.getfixturevalue("bucket")
    app.extensions["files"] = kept
    yield kept
    app.extensions["files"] = before


def keys_of(store, place: Place) -> set[str]:
    """Every file of a workspace, read where it lies."""
    if isinstance(store, files.Folder):
        found = {path.relative_to(store.root).as_posix() for path in store.root.rglob("*") if path.is_file()}
    else:
        listed = store.client.list_objects_v2(Bucket=store.settings.s3_bucket)
        found = {one["Key"] for one in listed.get("Contents", [])}
    return {key for key in found if key.startswith(str(place.id))}


def handed_over(browse: Browser, world: World, show: callsheets.Show, **chosen: str) -> None:
    packed(world, browse, show.production, "sheets", "hours", "administration", "work")
    on = clock.today() + timedelta(days=7)
    browse.post("handover.schedule", {"erase_on": on.isoformat(), "is_checked": "y", **chosen}, **show.at)
    erase(world, on)


def test_the_bytes_of_every_file_are_gone_from_the_folder_and_from_the_bucket(browse, world, store):
    show = lived(world, browse)
    theirs = world.production(world.soleil, "La leur")
    for place, production in ((world.lune, show.production), (world.soleil, theirs)):
        paper(world, place, production, "Contrat de Lise", kind=PaperKind.CONTRACT)
        old = paper(world, place, production, version="1")
        paper(world, place, production, version="2", replaces_id=old.id)
    assert len(keys_of(store, world.lune)) == 4, "three papers and the page that was sent"
    packed(world, browse, show.production, "sheets", "work")
    assert len(keys_of(store, world.lune)) == 5, "and the ZIP"
    on = clock.today() + timedelta(days=7)
    browse.post("handover.schedule", {"erase_on": on.isoformat(), "is_checked": "y"}, **show.at)
    erase(world, on)
    assert keys_of(store, world.lune) == set()
    assert len(keys_of(store, world.soleil)) == 3


def test_addresses_notes_and_links_of_people_are_gone_with_the_rest(browse, world, peek, stranger):
    show = lived(world, browse)
    with world.inside(world.lune) as session:
        for key, value in (("address", "3 rue des Lilas"), ("postal_code", "35799"), ("city", "Dinan")):
            setattr(session.get(Contact, (world.lune.id, show.lise.contact_id)), key, value)
        session.get(Member, (world.lune.id, show.lise.id)).notes = "Allergique, numéro 2 93 04 35 238 001"
    page = browse.post("crew.ask_fiche", **show.at, member=show.nadia.public_id, status=200).text
    links = [
        re.search(r"https?://[^/\"<]+(/fiche/[\w-]+)", page)[1],
        own := callsheets.link_of(world, world.lune, "Nadia"),
        f"{own}/paper",
    ]
    assert [stranger.client.get(link).status_code for link in links] == [200, 200, 200]
    handed_over(browse, world, show, erasers="addresses")
    assert [stranger.client.get(link).status_code for link in links] == [404, 404, 404]
    mine = f"WHERE workspace_id = '{world.lune.id}'"
    left = {
        table.name: str(peek(f"SELECT t::text FROM {table.name} t {mine}"))
        for table in Base.metadata.tables.values()
        if "workspace_id" in table.columns
    }
    for secret in (*SECRETS, "malade", "35799", "Dinan", "Allergique", "238 001"):
        assert [name for name, rows in left.items() if secret in rows] == [], secret
    assert "Lise Aubertin" in left["contacts"], "who one worked with stays in the address book"


def test_every_page_of_a_production_handed_over_still_opens(app, browse, world):
    show = lived(world, browse)
    handed_over(browse, world, show)
    tabs = re.findall(r'href="([^"]+)"', browse.get("productions.show", public_id=show.at["production"]).text)
    pages = [tab for tab in tabs if f"/productions/{show.at['production']}" in tab]
    assert len(pages) > 8
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.arguments == {"workspace", "production"}:
            pages.append(browse.url(rule.endpoint, **show.at))
    week = f"?week={MONDAY.isoformat()}"
    nothing_there = {  # a ZIP of no document says so; no version to compare; no handover under way
        browse.url(endpoint, **show.at): status
        for endpoint, status in {
            "papers.zip_file": 422,
            "planning.comparison": 404,
            "handover.zip_file": 404,
            "handover.ask_erasure": 404,
        }.items()
    }
    opened = {
        page: browse.client.get(page + week if "/hours/" in page else page).status_code
        for page in dict.fromkeys(pages)
    }
    assert {page: status for page, status in opened.items() if status not in (200, 303)} == nothing_there
    assert browse.get("crew.show", **show.at, member=show.lise.public_id).status_code == 200
    browse.get("crew.private", **show.at, member=show.lise.public_id, status=404)
    browse.get("planning.day", **show.at, day_id=show.day)
    browse.get("hours.person", **show.at, member=show.nadia.public_id)
