"""Everything a production holds of its people: handed over, then gone from the tables and from the files."""

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from tests.browse import Browser
from tests.make import World
from tests.productions.callsheets import make as callsheets
from tests.productions.crew.make import SECRETS, sent
from tests.productions.handover.test_views import erase, packed
from tests.zips import names_in
from webapp.core import clock, files
from webapp.core.db import Base
from webapp.places.models import PlaceKind
from webapp.productions.callsheets.models import Version
from webapp.productions.crew.models import PrivateSheet
from webapp.productions.handover.parts import ERASERS
from webapp.productions.hours.models import HoursEntry, HoursWeek
from webapp.productions.models import ShowKind
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
        assert [eraser.key for eraser in ERASERS if eraser.erase(show.production.id)] == []


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
