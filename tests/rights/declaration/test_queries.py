from datetime import date

from tests.engagements.make import CACHETS, HOURS, added
from tests.make import World
from webapp.domain.declaration.lines import Doubt
from webapp.domain.periods import DateRange, Month
from webapp.domain.rights.situations import Situation, SituationKind
from webapp.domain.rights.work import Regime as WorkRegime
from webapp.engagements.actions import delete_engagement
from webapp.engagements.models import PaperState, Regime, State
from webapp.engagements.papers.actions import PayTerms, update_period
from webapp.engagements.queries import engagement_or_404, paid_periods, periods_of
from webapp.rights.declaration import queries
from webapp.rights.periods.actions import IncomeTerms, add_period, record_income
from webapp.rights.periods.models import IncomeKind

NOVEMBER = Month(2026, 11)
ON = date(2026, 12, 1)


def lines(world: World, month: Month = NOVEMBER, on: date = ON, place=None):
    with world.inside(place or world.lune):
        return queries.sheet(month, on).lines


def test_the_lines_are_the_signed_contracts_of_the_month(world: World):
    ponant = world.company(world.lune)
    added(world, world.lune, ponant)
    added(world, world.lune, ponant, lines=(CACHETS,), start_on=date(2026, 11, 20), end_on=date(2026, 11, 21))
    added(world, world.lune, ponant, state=State.OPTION)
    added(world, world.lune, ponant, start_on=date(2026, 10, 1), end_on=date(2026, 10, 2))
    added(world, world.soleil)
    first, second = lines(world)
    assert (first.minutes, first.cachets, first.gross_cents) == (40 * 60, 0, 86_000)
    assert (second.minutes, second.cachets, second.gross_cents) == (0, 200, 36_000)
    assert first.doubt is Doubt.UNPROVEN


def test_every_regime_is_declared(world: World):
    added(world, world.lune, regime=Regime.GENERAL, annexe=None)
    assert [line.regime for line in lines(world)] == [WorkRegime.GENERAL]


def test_a_deleted_or_released_job_is_no_line(world: World):
    gone = added(world, world.lune)
    added(world, world.lune, state=State.CANCELLED)
    with world.inside(world.lune):
        delete_engagement(engagement_or_404(gone.public_id))
    assert lines(world) == []


def test_a_received_aem_makes_the_line_certain(world: World):
    added(world, world.lune, aem=PaperState.RECEIVED)
    (line,) = lines(world)
    assert line.is_certain


def test_the_gross_of_a_contract_is_spread_over_its_months_like_its_hours(world: World):
    job = added(world, world.lune, start_on=date(2026, 10, 22), end_on=date(2026, 11, 10), lines=(HOURS,))
    october, november = (lines(world, Month(2026, number))[0] for number in (10, 11))
    assert (october.minutes, november.minutes) == (20 * 60, 20 * 60)
    assert (october.gross_cents, november.gross_cents) == (43_000, 43_000)
    assert november.doubt is Doubt.SPREAD
    assert november.contract_days == DateRange(job.start_on, job.end_on)


def test_the_figures_of_a_pay_period_are_taken_before_those_of_the_contract(world: World):
    job = added(world, world.lune, start_on=date(2026, 10, 22), end_on=date(2026, 11, 10))
    with world.inside(world.lune):
        october, _november = periods_of(job)
        terms = PayTerms(october.start_on, october.end_on, minutes=30 * 60, gross_cents=70_000)
        update_period(job, october, terms)
    october, november = (lines(world, Month(2026, number))[0] for number in (10, 11))
    assert (october.minutes, october.gross_cents, october.is_certain) == (30 * 60, 70_000, True)
    assert (november.minutes, november.gross_cents) == (10 * 60, 16_000)


def test_hours_of_the_pay_with_the_gross_of_the_contract_are_not_quite_certain(world: World):
    job = added(world, world.lune)
    with world.inside(world.lune):
        (period,) = periods_of(job)
        update_period(job, period, PayTerms(period.start_on, period.end_on, minutes=44 * 60))
    (line,) = lines(world)
    assert (line.minutes, line.gross_cents, line.doubt) == (44 * 60, 86_000, Doubt.GROSS)


def test_what_is_paid_is_asked_once(world: World, statements: list[str]):
    for day in range(2, 8):
        added(world, world.lune, start_on=date(2026, 11, day), end_on=date(2026, 11, day))
    with world.inside(world.lune):
        statements.clear()
        assert len(paid_periods(NOVEMBER.range)) == 6
        assert len(statements) == 1


def test_a_month_without_a_contract_begins_with_no_activity(world: World):
    with world.inside(world.lune):
        empty = queries.ticked_by_default(NOVEMBER, [])
        assert {one.value for one in empty.ticked} == {"none"}
    added(world, world.lune)
    assert queries.ticked_by_default(NOVEMBER, lines(world)).ticked == frozenset()


def test_a_month_begins_with_what_is_known_of_it(world: World):
    with world.inside(world.lune):
        add_period(Situation("", SituationKind.TRAINING, date(2026, 11, 2), date(2026, 11, 6), minutes=2100))
        add_period(Situation("", SituationKind.SICK_LEAVE, date(2026, 10, 2), date(2026, 10, 6)))
        record_income(None, IncomeTerms(IncomeKind.MICRO, date(2026, 11, 1), 45_000))
        found = queries.beside(world.lune.account_id)
        begun = queries.ticked_by_default(NOVEMBER, [], found.known)
    assert {one.value for one in begun.ticked} == {"training", "self_employed"}
    assert begun.self_employed_cents == 45_000
    with world.inside(world.soleil):
        theirs = queries.beside(world.soleil.account_id)
    assert {one.value for one in queries.ticked_by_default(NOVEMBER, [], theirs.known).ticked} == {"none"}
