"""Tasks of another room join the calendar by one line."""

from dataclasses import dataclass
from datetime import date

import pytest
import time_machine

from webapp.calendar import sources
from webapp.calendar.feeds.events import events_of
from webapp.calendar.things import Kind, things_of


@dataclass(frozen=True)
class Row:
    """As a query of tasks gives them."""

    public_id: str
    title: str
    due_on: date
    production: str
    production_id: str
    label: str = "MARÉES"
    hue: int = 1


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2026-11-23 08:00", tick=False):
        yield


@pytest.fixture
def tasks(world, monkeypatch):
    """A task of the film on the 24th, given by a source of its own."""
    film = world.production(world.lune)
    asked = [Row("t00000000001", "Prévenir la mairie", date(2026, 11, 24), film.title, film.public_id)]

    def due(start_on, end_on):
        return [row for row in asked if start_on <= row.due_on <= end_on]

    monkeypatch.setattr(sources, "SOURCES", (*sources.SOURCES, sources.due_by(due)))
    return film


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("calendar.agenda", {}),
        ("calendar.month", {"month": "2026-11"}),
        ("calendar.week", {"week": "2026-W48"}),
        ("calendar.day", {"day": "2026-11-24"}),
    ],
)
def test_a_task_shows_on_its_day_in_every_view(browse, tasks, endpoint, values):
    page = browse.get(endpoint, **values).text
    assert "Prévenir la mairie" in page
    assert "Prévenir la mairie" in browse.get(endpoint, **values, kind="tasks").text
    assert "Prévenir la mairie" not in browse.get(endpoint, **values, kind="days").text


def test_a_task_goes_out_as_a_whole_day_that_takes_no_time(tasks):
    rows = sources.SOURCES[-1](date(2026, 11, 1), date(2026, 11, 30))
    assert [thing.kind for thing in things_of(rows)] == [Kind.TASK]
    (event,) = events_of(rows, ["tasks"], has_places=True)
    assert (event.uid, event.is_free, event.start_minute) == ("task-t00000000001@raccord", True, None)
    assert events_of(rows, ["jobs", "days"], has_places=True) == []
