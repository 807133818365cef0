"""What is read only in Libre: at the door of a production, and behind it."""

import io
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask import Flask, g
from sqlalchemy import select

from tests.browse import Browser
from tests.documents.files import PDF
from tests.engagements.test_views import SENT
from tests.make import World
from tests.productions.selling import has_pass, has_plan, sold, was_tried
from webapp.core import clock
from webapp.core.access import mark_of
from webapp.core.jobs import job
from webapp.domain.refusals import Refused
from webapp.productions import closed, limits
from webapp.productions.models import Production
from webapp.productions.planning.models import Day, Strip, StripKind
from webapp.productions.tasks.models import Task


@pytest.fixture(autouse=True)
def _sold(app: Flask) -> Iterator[None]:
    with sold(app):
        yield


@pytest.fixture
def shows(world: World) -> list[Production]:
    """Five, the first opened first: the two first are read only."""
    was_tried(world, world.lune)
    titles = ("Les Marées", "La Grande Lessive", "Dimanche", "Nuit blanche", "Remparts")
    return [
        world.production(world.lune, title, opened_at=clock.now() - timedelta(days=9 - n))
        for n, title in enumerate(titles)
    ]


def test_its_pages_say_so_and_offer_nothing_to_write(browse: Browser, world: World, shows):
    page = browse.get("productions.show", public_id=shows[0].public_id).text
    assert "Tout se consulte et s’exporte" in page
    assert "/w/lune/productions/kept" in page
    assert f"/productions/{shows[0].public_id}/edit" not in page
    for way in ("archive", "handover", "clone", "deletion"):
        assert f"/productions/{shows[0].public_id}/{way}" in page
    assert "Ajouter une tâche" not in browse.get("tasks.index", production=shows[0].public_id).text
    page = browse.get("productions.show", public_id=shows[4].public_id).text
    assert "Lecture seule" not in page
    assert f"/productions/{shows[4].public_id}/edit" in page
    listed = browse.get("productions.index", tab="undated").text
    assert "2 productions en lecture seule" in listed
    assert listed.count("Lecture seule") == 2


def test_what_is_to_do_in_it_is_said_to_be_read_on_the_page_of_the_day(
    browse: Browser, world: World, shows, statements: list[str]
):
    late = clock.today() - timedelta(days=1)
    for show in (shows[0], shows[4]):
        world.add(world.lune, Task(production_id=show.id, title="Réserver", due_on=late))
    statements.clear()
    page = browse.sentences(browse.get("home.today"))
    assert len(statements) <= 4
    assert page.count("Lecture seule") == 1 and page.count("En retard") == 1
    has_pass(world, world.lune, shows[0])
    assert "Lecture seule" not in browse.get("home.today").text


def test_its_forms_say_so_before_anything_is_typed(app: Flask, browse: Browser, world: World, shows):
    at = {"production": shows[0].public_id}
    forms = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and rule.arguments == {"workspace", "production"}
        and mark_of(app.view_functions[rule.endpoint]) in closed.ITS_OWN
        and not rule.endpoint.startswith("handover.")
        and rule.endpoint not in closed.READ_BY_WHO_WRITES
    ]
    assert {"tasks.new", "planning.new_day", "crew.new"} <= set(forms)
    for form in forms:
        page = browse.get(form, status=422, **at).text
        assert "rien ne s’y écrit" in page and "/w/lune/productions/kept" in page, form
    browse.get("productions.edit", status=422, public_id=shows[0].public_id)
    browse.get("productions.edit", public_id=shows[4].public_id)
    browse.get("tasks.new", production=shows[4].public_id)
    for read in ("handover.show", "cloning.new"):
        browse.get(read, **at)
    browse.get("productions.ask_deletion", public_id=shows[0].public_id)


def test_an_archived_one_is_read_only_too_and_comes_back_where_there_is_room(
    browse: Browser, world: World, shows
):
    """Else the archives would hold as many as one likes."""
    browse.post("productions.archive", public_id=shows[4].public_id)
    page = browse.get("productions.show", public_id=shows[4].public_id).text
    assert "Archivée, elle se consulte et s’exporte" in page
    assert "Sortir des archives" in page
    browse.post("tasks.create", {"title": "Réserver"}, production=shows[4].public_id, status=422)
    # Its place went to the next.
    browse.post("tasks.create", {"title": "Réserver"}, production=shows[1].public_id)
    browse.post("productions.unarchive", public_id=shows[4].public_id, status=422)


def test_a_pass_or_pro_opens_it_again(browse: Browser, world: World, shows):
    at = {"production": shows[0].public_id}
    browse.post("tasks.create", {"title": "Réserver"}, **at, status=422)
    has_pass(world, world.lune, shows[0])
    browse.post("tasks.create", {"title": "Réserver"}, **at)
    browse.post("tasks.create", {"title": "Réserver"}, production=shows[1].public_id, status=422)
    has_plan(world, world.lune, status="active", stripe_id="sub_1")
    browse.post("tasks.create", {"title": "Réserver"}, production=shows[1].public_id)


def test_ones_own_work_stays_writable_and_a_document_is_not_filed_into_it(
    browse: Browser, world: World, shows
):
    sent = {**SENT, "production": "Les Marées"}
    browse.post("engagements.create", sent)
    answer = browse.post(
        "papers.create", {"files": (io.BytesIO(PDF), "PDT.pdf")}, production=shows[0].public_id, status=422
    )
    assert "lecture seule" in answer.text


def test_no_flush_writes_of_it_whatever_asks(world: World, shows):
    day = world.day(world.lune, shows[0], date(2026, 12, 1))
    fresh = world.day(world.lune, shows[4], date(2026, 12, 1))
    task = world.add(world.lune, Task(production_id=shows[0].id, title="Réserver"))
    rows = [
        lambda: Task(production_id=shows[0].id, title="x"),
        lambda: Strip(day_id=day.id, kind=StripKind.NOTE, text="x", position=0),
    ]
    for make in rows:
        with pytest.raises(Refused), world.inside(world.lune) as session:
            g.is_lifted = False
            session.add(make())
            session.flush()
    with pytest.raises(Refused), world.inside(world.lune) as session:
        g.is_lifted = False
        session.get(Task, (world.lune.id, task.id)).production_id = shows[4].id
        session.flush()
    with pytest.raises(Refused), world.inside(world.lune) as session:
        g.is_lifted = False
        session.get(Production, (world.lune.id, shows[0].id)).title = "Autre"
        session.flush()
    with world.inside(world.lune) as session:
        g.is_lifted = False
        session.add(Task(production_id=shows[4].id, title="x"))
        session.add(Strip(day_id=fresh.id, kind=StripKind.NOTE, text="x", position=0))
        other = Day(production_id=shows[3].id, on=date(2026, 12, 2), kind="shoot")
        session.add(other)
        session.add(Strip(day_id=other.id, kind=StripKind.NOTE, text="x", position=0))
        session.flush()
        assert session.scalar(select(Task.title).where(Task.id == task.id)) == "Réserver"


@job
def _write(production: str) -> None:
    from webapp.core.db import db

    db().add(Task(production_id=production, title="x"))
    db().flush()


def test_nor_does_a_job(world: World, shows):
    with pytest.raises(Refused) as refusal:
        _write.now(workspace_id=str(world.lune.id), production=shows[0].id)
    assert refusal.value.way is None
    _write.now(workspace_id=str(world.lune.id), production=shows[4].id)


def test_what_leaves_waits_for_no_plan(browse: Browser, world: World, shows):
    browse.get("handover.show", production=shows[0].public_id)
    browse.post("productions.delete", public_id=shows[0].public_id)
    with world.inside(world.lune), limits.lifted():
        assert limits.is_lifted()


def test_in_pro_no_statement_more_is_asked_and_in_libre_one(browse: Browser, world: World, shows, statements):
    def asked(production: Production) -> int:
        statements.clear()
        browse.get("productions.show", public_id=production.public_id)
        return len(statements)

    libre = asked(shows[4])
    has_plan(world, world.lune, status="active", stripe_id="sub_1")
    assert asked(shows[4]) == libre - 1
