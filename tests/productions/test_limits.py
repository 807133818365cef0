"""Three active productions in Libre, by whatever way one more is asked for."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask, g
from sqlalchemy import func, select

from tests.between import real_app
from tests.browse import Browser
from tests.engagements.test_views import SENT
from tests.make import Place, World
from tests.productions.selling import has_pass, has_plan, sold, was_tried
from webapp.billing.models import Subscription
from webapp.core import clock
from webapp.domain.refusals import Refused
from webapp.engagements.models import Engagement
from webapp.productions.models import Production

FULL = "L’offre Libre comprend trois productions actives."
NEXT = {"title": "Nuit blanche", "kind": "feature"}
AT_ONCE = 4


@pytest.fixture(autouse=True)
def _sold(app: Flask) -> Iterator[None]:
    with sold(app):
        yield


@pytest.fixture
def three(world: World) -> list[Production]:
    return [world.production(world.lune, title) for title in ("Les Marées", "La Grande Lessive", "Dimanche")]


@contextmanager
def unlifted() -> Iterator[None]:
    """As a request or a job is, where the factories of the tests are not."""
    g.is_lifted = False
    yield


def active(world: World, place: Place) -> int:
    with world.inside(place) as session:
        is_active = (Production.archived_at.is_(None), Production.deleted_at.is_(None))
        return session.scalar(select(func.count()).select_from(Production).where(*is_active)) or 0


def trial_of(world: World, place: Place) -> Subscription | None:
    with world.inside(place) as session:
        return session.scalar(select(Subscription))


def test_the_fourth_is_told_then_begins_the_trial_once(browse: Browser, other: Browser, world: World, three):
    assert "30 jours" not in other.get("productions.new").text
    assert "La quatrième production ouvre 30 jours de Pro, sans carte." in browse.get("productions.new").text
    browse.post("productions.create", NEXT)
    row = trial_of(world, world.lune)
    assert row and row.trial_ends_at and row.trial_ends_at > clock.now() + timedelta(days=29)
    assert trial_of(world, world.soleil) is None
    browse.post("productions.create", {**NEXT, "title": "Les Remparts"})
    assert active(world, world.lune) == 5
    after = trial_of(world, world.lune)
    assert after and after.trial_ends_at == row.trial_ends_at


def test_after_the_trial_no_way_makes_a_fourth(browse: Browser, other: Browser, world: World, three):
    was_tried(world, world.lune)
    put_away = world.production(world.lune, "Rangée", archived_at=clock.now())
    gone = world.production(world.lune, "Supprimée", deleted_at=clock.now())
    gone_from_there = world.production(
        world.lune, "Rangée et supprimée", archived_at=clock.now(), deleted_at=clock.now()
    )
    refused = browse.post("productions.create", {**NEXT, "director": "Hélène Vasseur"}, status=422).text
    assert FULL in refused
    assert "Hélène Vasseur" in refused
    assert "/w/lune/subscription/" in refused
    browse.post("productions.unarchive", public_id=put_away.public_id, status=422)
    browse.post("productions.restore", public_id=gone.public_id, status=422)
    browse.post("productions.restore", public_id=gone_from_there.public_id)
    cloned = browse.post("cloning.create", {"title": "Copie"}, production=three[0].public_id, status=422)
    assert "Copie" in cloned.text
    offered = browse.post("engagements.create", {**SENT, "production": "Nuit blanche"}, status=422).text
    assert FULL in offered
    asked = {**SENT, "production": "Nuit blanche", "makes_production": "y"}
    kept = browse.post("engagements.create", asked, status=422).text
    assert "Au-delà de trois productions actives" in kept
    assert SENT["employer"] in kept
    assert active(world, world.lune) == 3

    browse.post("engagements.create", {**SENT, "production": ""})
    browse.post("productions.archive", public_id=three[0].public_id)
    browse.post("productions.unarchive", public_id=put_away.public_id)
    assert active(world, world.lune) == 3
    for number in range(3):
        other.post("productions.create", {**NEXT, "title": f"Titre {number}"})


def test_a_pass_takes_no_place_and_pro_has_no_limit(browse: Browser, world: World, three):
    was_tried(world, world.lune)
    has_pass(world, world.lune, three[0])
    browse.post("productions.create", NEXT)
    browse.post("productions.create", {**NEXT, "title": "Une de trop"}, status=422)
    has_plan(world, world.lune, status="active", stripe_id="sub_1")
    browse.post("productions.create", {**NEXT, "title": "Une de plus"})
    assert active(world, world.lune) == 5


def test_one_with_a_pass_comes_back_where_there_is_no_room(browse: Browser, world: World, three):
    was_tried(world, world.lune)
    put_away = world.production(world.lune, "Rangée", archived_at=clock.now())
    browse.post("productions.unarchive", public_id=put_away.public_id, status=422)
    has_pass(world, world.lune, put_away)
    browse.post("productions.unarchive", public_id=put_away.public_id)
    browse.post("productions.delete", public_id=put_away.public_id)
    browse.post("productions.restore", public_id=put_away.public_id)
    assert active(world, world.lune) == 4


def test_an_import_puts_what_has_no_room_in_the_archives(browse: Browser, world: World):
    was_tried(world, world.lune)
    world.production(world.lune)
    lines = [
        f"0{month}/03/2026;0{month}/03/2026;Films du Ponant;Production {month};Assistante;8;12"
        for month in range(1, 6)
    ]
    sheet = "\n".join(["Début;Fin;Employeur;Production;Poste;Annexe;Heures", *lines]).encode()
    answer = browse.post("engagements.import_create", {"file": (io.BytesIO(sheet), "annee.csv")})
    page = browse.follow(answer)

    assert "se rangent dans les archives" in page.text
    public_id = answer.headers["Location"].rstrip("/").split("/")[-1]
    browse.post("engagements.import_confirm", public_id=public_id)
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count()).select_from(Engagement)) == 5
        rows = session.execute(select(Production.title, Production.archived_at)).all()
    opened = {title for title, archived_at in rows if archived_at is None}
    assert opened == {"Les Marées", "Production 4", "Production 5"}
    assert len(rows) == 6
    row = trial_of(world, world.lune)
    assert row and row.trial_ends_at and row.trial_ends_at < clock.now()


def test_behind_the_doors_a_flush_makes_none_too_many(world: World, three):
    was_tried(world, world.lune)
    away = world.production(world.lune, "Rangée", archived_at=clock.now())
    with world.inside(world.lune) as session, unlifted():
        session.get(Production, (world.lune.id, away.id)).archived_at = None
        with pytest.raises(Refused):
            session.flush()
        session.rollback()
    with pytest.raises(Refused), world.inside(world.lune) as session, unlifted():
        session.add(Production(title="En douce", label="DOUCE", hue=1, kind="feature", folded="en douce"))
        session.flush()
    assert active(world, world.lune) == 3


@pytest.fixture
def live(settings, addresses, _engine):
    with real_app(settings, addresses, _engine) as app, sold(app):
        yield app


def test_several_at_once_never_pass_the_limit(live):
    world = World(live)
    was_tried(world, world.lune)
    for title in ("Les Marées", "Dimanche"):
        world.production(world.lune, title)
    away = [world.production(world.lune, f"Rangée {n}", archived_at=clock.now()) for n in range(AT_ONCE)]

    def ask(number: int) -> int:
        client = Browser(live, world.lune).client
        if number % 2:
            url, data = f"/w/lune/productions/{away[number].public_id}/return", {}
        else:
            url, data = "/w/lune/productions/", {**NEXT, "title": f"Titre {number}"}
        return client.post(url, data=data).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = sorted(pool.map(ask, range(AT_ONCE)))
    assert answers == [303, *[422] * (AT_ONCE - 1)]
    assert active(world, world.lune) == 3

    for number in range(3):
        world.production(world.soleil, f"Titre {number}")

    def fourth(number: int) -> int:
        client = Browser(live, world.soleil).client
        return client.post("/w/soleil/productions/", data={**NEXT, "title": f"Autre {number}"}).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert set(pool.map(fourth, range(AT_ONCE))) == {303}
    assert trial_of(world, world.soleil) is not None
