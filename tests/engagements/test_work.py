from datetime import date

from tests.engagements.make import CACHETS, HOURS, added
from webapp.core import clock
from webapp.domain.rights.work import State as WorkState
from webapp.engagements.models import PaperKind, PaperState, State
from webapp.engagements.queries import engagement_or_404, papers_of
from webapp.engagements.work import work_periods

TODAY = date(2026, 11, 23)


def work(world):
    with world.inside(world.lune):
        return work_periods()


def test_a_deleted_engagement_is_no_work(world):
    job = added(world, world.lune)
    with world.inside(world.lune):
        engagement_or_404(job.public_id).deleted_at = clock.now()
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
        aem = next(p for p in papers_of(job) if p.kind == PaperKind.AEM)
        aem.state = PaperState.RECEIVED
    assert [period.justified for period in work(world)] == [True, False]


def test_an_aem_seen_at_france_travail_justifies_without_a_copy(world):
    job = added(world, world.lune)
    with world.inside(world.lune):
        next(p for p in papers_of(job) if p.kind == PaperKind.AEM).seen_on = TODAY
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
        work_periods()
        assert len(statements) == 1
