from datetime import date

import pytest
from werkzeug.exceptions import NotFound

from tests.engagements.make import CACHETS, HOURS, added
from webapp.core import clock
from webapp.domain.rights.work import State as WorkState
from webapp.engagements import queries
from webapp.engagements.models import PaperKind, PaperState, State

TODAY = date(2026, 11, 23)


def work(world):
    with world.inside(world.lune):
        return queries.work_periods()


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
    assert work(world) == []


def test_work_is_told_by_pay_period_with_its_share(world):
    added(world, world.lune, start_on=date(2026, 10, 26), end_on=date(2026, 11, 4), lines=(HOURS, CACHETS))
    october, november = work(world)
    assert (october.start_on, october.end_on) == (date(2026, 10, 26), date(2026, 10, 31))
    assert (october.minutes, november.minutes) == (1440, 960)
    assert (october.cachets_hundredths, november.cachets_hundredths) == (100, 100)
    assert october.contract_ends_on == date(2026, 11, 4)
    assert not october.justified


def test_work_is_justified_by_its_own_aem(world):
    job = added(world, world.lune, start_on=date(2026, 10, 26), end_on=date(2026, 11, 4))
    with world.inside(world.lune):
        aem = next(p for p in queries.papers_of(job) if p.kind == PaperKind.AEM)
        aem.state = PaperState.RECEIVED
    assert [period.justified for period in work(world)] == [True, False]


def test_an_aem_seen_at_france_travail_justifies_without_a_copy(world):
    job = added(world, world.lune)
    with world.inside(world.lune):
        next(p for p in queries.papers_of(job) if p.kind == PaperKind.AEM).seen_on = TODAY
    assert [period.justified for period in work(world)] == [True]


def test_options_and_leads_are_told_whole_and_the_released_are_not(world):
    added(world, world.lune, state=State.OPTION, start_on=date(2026, 10, 26))
    added(world, world.lune, state=State.LEAD, start_on=date(2026, 10, 27))
    added(world, world.lune, state=State.RELEASED)
    added(world, world.lune, state=State.CANCELLED)
    found = work(world)
    assert [period.state for period in found] == [WorkState.OPTION, WorkState.LEAD]
    assert found[0].minutes == 2400


def test_work_without_pay_periods_counts_whole(world):
    world.engagement(world.lune, minutes=600)
    assert [(period.minutes, period.justified) for period in work(world)] == [(600, False)]


def test_the_work_of_a_year_is_one_statement(world, statements):
    for _ in range(3):
        added(world, world.lune)
    with world.inside(world.lune):
        statements.clear()
        queries.work_periods()
        assert len(statements) == 1


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
