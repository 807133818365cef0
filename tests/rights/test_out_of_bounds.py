"""What cannot be paid or counted is said, and leaves every room open."""

from datetime import date

import pytest

from tests.browse import Browser
from tests.make import World
from tests.rights.make import job
from tests.rights.test_views import seen
from webapp.core import clock
from webapp.domain.rights.situations import Situation, SituationKind
from webapp.rights.actions import OpeningTerms, record_opening
from webapp.rights.periods import actions

ROOMS = (
    "rights.show",
    "rights.working",
    "rights.year",
    "rights.renewal",
    "rights.periods",
    "rights.whatif",
    "declaration.index",
    "money.index",
)


@pytest.fixture(autouse=True)
def _on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 21))


def opened(world: World, fct_on: date, aj_cents: int | None = 59_20) -> None:
    for place in (world.lune, world.soleil):
        with world.inside(place):
            record_opening(OpeningTerms(is_first_request=False, fct_on=fct_on, aj_cents=aj_cents))


def test_a_month_that_holds_too_many_hours_is_said_and_closes_no_room(
    browse: Browser, other: Browser, world: World
):
    opened(world, date(2026, 3, 14))
    for _ in range(3):
        job(world, world.lune, "2026-06-01", "2026-06-30", 300)

    for room in ROOMS:
        browse.get(room)
    text = seen(browse.get("rights.show"))
    assert "Jours non payés non estimés. Un mois n’a pas autant d’heures." in text
    assert "Jours non payés à venir" not in text
    assert "Jours non payés à venir" in seen(other.get("rights.show"))


def test_a_period_says_what_it_changes_beside_a_month_that_holds_too_many_hours(
    browse: Browser, world: World
):
    opened(world, date(2026, 3, 14))
    for _ in range(3):
        job(world, world.lune, "2026-06-01", "2026-06-30", 300)
    leave = Situation("", SituationKind.SICK_LEAVE, date(2026, 8, 20), date(2026, 8, 26))
    with world.inside(world.lune):
        key = actions.add_period(leave).public_id

    assert "Arrêt maladie" in seen(browse.get("rights.period", situation_id=key))


@pytest.mark.parametrize("fct_on", [date(2010, 3, 1), date(1950, 3, 1)])
@pytest.mark.parametrize("aj_cents", [59_20, None])
def test_a_right_older_than_the_law_that_is_known_closes_no_room(
    browse: Browser, world: World, fct_on: date, aj_cents: int | None
):
    job(world, world.lune, "2009-01-01", "2009-02-28", 300)
    job(world, world.lune, "2026-06-01", "2026-06-30", 100)
    opened(world, fct_on, aj_cents)

    for room in ROOMS:
        browse.get(room)
    text = seen(browse.get("rights.show"))
    assert "Jours non payés non estimés. Aucun chiffre connu" in text or aj_cents is None
    assert "Votre date anniversaire est passée." in text
