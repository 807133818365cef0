from datetime import date

import pytest
from werkzeug.exceptions import NotFound

from tests.engagements.make import added
from webapp.core import clock
from webapp.engagements import queries
from webapp.engagements.models import State

TODAY = date(2026, 11, 23)


def test_an_engagement_of_the_other_workspace_is_not_there(world):
    theirs = added(world, world.soleil)
    with world.inside(world.lune), pytest.raises(NotFound):
        queries.engagement_or_404(theirs.public_id)


def test_a_deleted_engagement_is_not_there(world):
    job = added(world, world.lune)
    with world.inside(world.lune):
        queries.engagement_or_404(job.public_id).deleted_at = clock.now()
    with world.inside(world.lune), pytest.raises(NotFound):
        queries.engagement_or_404(job.public_id)


def test_the_jobs_around_reach_the_months_and_the_nights_beside_them(world):
    for day, state in [
        (date(2026, 10, 30), State.CONFIRMED),
        (date(2026, 10, 31), State.CONFIRMED),
        (date(2026, 11, 30), State.OPTION),
        (date(2026, 12, 1), State.CONFIRMED),
        (date(2026, 12, 2), State.CONFIRMED),
        (date(2026, 11, 15), State.LEAD),
        (date(2026, 11, 15), State.CANCELLED),
    ]:
        added(world, world.lune, state=state, start_on=day, end_on=day)
    me = added(world, world.lune, start_on=date(2026, 11, 10), end_on=date(2026, 11, 12))
    with world.inside(world.lune):
        jobs = queries.jobs_around(me.start_on, me.end_on, but=me.id)
    assert [job.start_on for job in jobs] == [date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 1)]


def test_engagements_between_two_days_touch_them(world):
    marees = world.production(world.lune)
    added(world, world.lune, production_id=marees.id)
    added(world, world.lune, state=State.RELEASED)
    added(world, world.soleil)
    with world.inside(world.lune):
        found = queries.engagements_between(date(2026, 11, 6), date(2026, 11, 30))
        assert [(row.production, row.label, row.employer) for row in found] == [
            ("Les Marées", "MARÉES", "Films du Ponant")
        ]
        assert queries.engagements_between(date(2026, 11, 7), date(2026, 11, 30)) == []
