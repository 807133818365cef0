"""The three locks, each tried with what would be left if the others were forgotten."""

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.orm import aliased

from tests.make import World
from webapp.contacts.models import Contact, Kind
from webapp.core import db
from webapp.core.tenancy import ForeignWorkspace, NoWorkspace
from webapp.engagements.models import Engagement


def test_the_tests_speak_as_the_web_role(connection):
    assert connection.exec_driver_sql("SELECT current_user, session_user").one() == ("raccord_web", "raccord_web")


def test_a_forgotten_filter_sees_one_workspace(world: World):
    world.company(world.lune, "À moi")
    world.company(world.soleil, "À l’autre")
    with world.inside(world.lune) as session:
        assert session.scalars(select(Contact.name)).all() == ["À moi"]
        other = aliased(Contact)
        assert session.scalars(select(other.name)).all() == ["À moi"]


def test_an_update_without_a_filter_changes_one_workspace(world: World):
    world.company(world.lune)
    world.company(world.soleil)
    with world.inside(world.lune) as session:
        session.execute(update(Contact).values(city="Brest"))
    with world.inside(world.soleil) as session:
        assert session.scalars(select(Contact.city)).all() == [None]


def test_no_workspace_is_an_error_not_an_empty_list(app):
    with app.test_request_context(), pytest.raises(NoWorkspace):
        db.db().execute(select(Contact.id))


def test_text_and_bare_tables_are_refused(world: World):
    with world.inside(world.lune) as session:
        with pytest.raises(NoWorkspace):
            session.execute(text("SELECT name FROM contacts"))
        with pytest.raises(NoWorkspace):
            session.execute(select(Contact.__table__))
        with pytest.raises(ForeignWorkspace):
            session.execute(insert(Contact), [{"name": "x"}])
