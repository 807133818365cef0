"""Whatever writes the rows of a workspace counts its version on, in its own transaction; nothing else does."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from tests.between import real_app
from tests.browse import Browser
from tests.make import World
from webapp.contacts.models import Contact, Kind
from webapp.core import db
from webapp.core.jobs import job
from webapp.core.tenancy import act_as
from webapp.domain.permissions import Role

Versions = Callable[[], tuple[int, int]]


@pytest.fixture
def versions(peek) -> Versions:
    """Of `lune`, of `soleil`."""
    return lambda: tuple(version for (version,) in peek("SELECT version FROM workspaces ORDER BY slug"))  # type: ignore[return-value]


@pytest.mark.parametrize(
    "write",
    [
        lambda session: session.add(Contact(kind=Kind.COMPANY, name="Neuve")),
        lambda session: setattr(session.scalar(select(Contact)), "name", "Autre"),
        lambda session: session.delete(session.scalar(select(Contact))),
        lambda session: session.execute(update(Contact).values(city="Brest")),
        lambda session: session.execute(delete(Contact)),
    ],
    ids=("added", "changed", "deleted", "many changed", "many deleted"),
)
def test_each_way_to_write_counts_once(world: World, versions: Versions, write: Callable[[Any], None]):
    for place in (world.lune, world.soleil):
        world.company(place)
    before = versions()
    with world.inside(world.lune) as session:
        write(session)
    assert versions() == (before[0] + 1, before[1])


def test_what_is_read_refused_or_undone_does_not_count(world: World, browse: Browser, versions: Versions):
    world.company(world.lune)
    before = versions()
    browse.get("contacts.index")
    browse.post("contacts.create", {"name": ""}, status=422)
    with world.inside(world.lune) as session:
        assert session.scalar(select(Contact.name))
    with pytest.raises(ZeroDivisionError), world.inside(world.lune) as session:
        session.add(Contact(kind=Kind.COMPANY, name="Jamais"))
        session.flush()
        raise ZeroDivisionError
    assert versions() == before


def test_a_form_a_job_and_what_is_written_in_part_count(world: World, browse: Browser, versions: Versions):
    before = versions()
    browse.post("contacts.create", {"kind": "person", "name": "Inès Kadri"})
    assert versions() == (before[0] + 1, before[1])

    @job
    def note() -> None:
        db.db().add(Contact(kind=Kind.COMPANY, name="Par une tâche"))

    note.now(workspace_id=world.soleil.id)
    assert versions() == (before[0] + 1, before[1] + 1)
    with world.inside(world.lune) as session:
        with session.begin_nested():
            session.add(Contact(kind=Kind.COMPANY, name="À part"))
        undone = session.begin_nested()
        session.add(Contact(kind=Kind.COMPANY, name="Défaite"))
        session.flush()
        undone.rollback()
    assert versions() == (before[0] + 2, before[1] + 1)


def test_a_transaction_that_goes_from_one_workspace_to_another_counts_in_both(
    world: World, versions: Versions
):
    world.member(world.soleil, "deux@exemple.fr", Role.EDITOR)
    before = versions()
    with world.inside(world.lune) as session:
        session.add(Contact(kind=Kind.COMPANY, name="Ici"))
        act_as(session, workspace=world.soleil.id)
        session.add(Contact(kind=Kind.COMPANY, name="Là"))
    assert versions() == (before[0] + 1, before[1] + 1)


@pytest.fixture
def live(settings: Any, addresses: Any, _engine: Any) -> Iterator[World]:
    with real_app(settings, addresses, _engine) as app:
        yield World(app)


def test_who_goes_through_other_workspaces_keeps_nobody_waiting(live: World):
    """A trial begins in each space of its person, then what asked for it is written."""
    contact = live.company(live.lune)

    def rename(city: str) -> None:
        with live.inside(live.lune) as session:
            session.execute(update(Contact).where(Contact.id == contact.id).values(city=city))

    with ThreadPoolExecutor(1) as elsewhere, live.inside(live.lune) as session:
        session.add(Contact(kind=Kind.COMPANY, name="Ici"))
        for place in (live.soleil, live.lune):
            act_as(session, person=place.account_id, workspace=place.id)
        elsewhere.submit(rename, "Brest").result(10)
        session.execute(update(Contact).where(Contact.id == contact.id).values(city="Nantes"))
    with live.inside(live.lune) as session:
        assert session.scalar(select(Contact.city).where(Contact.id == contact.id)) == "Nantes"
