from dataclasses import dataclass
from datetime import date

from webapp.engagements.models import State
from webapp.home.day import FirstSteps, day_of

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Row:
    start_on: date
    end_on: date
    state: State = State.CONFIRMED
    what: str = "job"
    daily_start_minute: int | None = None
    option_until_on: date | None = None
    call_back_on: date | None = None
    late: int | None = None
    more: dict | None = None


@dataclass(frozen=True)
class Show(Row):
    public_id: str = ""


def test_what_is_on_today_and_what_starts_this_week_are_apart():
    on = Row(date(2026, 11, 20), date(2026, 11, 23))
    soon = Row(date(2026, 11, 29), date(2026, 12, 4))
    later = Row(date(2026, 11, 30), date(2026, 12, 4))
    day = day_of([on, soon, later], TODAY)
    assert day.jobs == [on]
    assert day.week == [soon]


def test_the_earliest_job_comes_first_and_options_last():
    late = Row(TODAY, TODAY, daily_start_minute=840)
    early = Row(TODAY, TODAY, daily_start_minute=435)
    option = Row(TODAY, TODAY, State.OPTION, daily_start_minute=60)
    assert day_of([option, late, early], TODAY).jobs == [early, late, option]


def test_an_option_is_to_answer_until_its_last_day_and_a_lead_from_its_day():
    def asked(**values):
        far = date(2027, 3, 1)
        return bool(day_of([Row(far, far, **values)], TODAY).answers)

    assert asked(state=State.OPTION, option_until_on=TODAY)
    assert asked(state=State.OPTION, option_until_on=date(2026, 11, 29))
    assert not asked(state=State.OPTION, option_until_on=date(2026, 11, 30))
    assert not asked(state=State.OPTION, option_until_on=date(2026, 11, 22))
    assert not asked(state=State.OPTION)
    assert asked(state=State.LEAD, call_back_on=TODAY)
    assert asked(state=State.LEAD, call_back_on=date(2026, 11, 1))
    assert not asked(state=State.LEAD, call_back_on=date(2026, 11, 24))
    assert not asked(state=State.CONFIRMED, option_until_on=TODAY)


def test_late_papers_are_counted_beyond_those_told():
    papers = [Row(TODAY, TODAY, what="paper", late=5)] * 3
    day = day_of(papers, TODAY)
    assert (len(day.papers), day.late) == (3, 5)
    assert day.jobs == []


def test_the_titles_step_asks_for_three():
    assert not FirstSteps(True, True, 2, True).has_productions
    assert FirstSteps(True, True, 3, False).done == 3


def test_a_signed_job_is_told_by_the_day_of_its_production_an_option_is_not():
    show = Row(TODAY, TODAY, what="day", daily_start_minute=435)
    show = Show(**vars(show), public_id="p1")
    signed, option, elsewhere = (
        Row(TODAY, TODAY, state, more={"production": production})
        for state, production in ((State.CONFIRMED, "p1"), (State.OPTION, "p1"), (State.CONFIRMED, "p2"))
    )
    day = day_of([signed, option, elsewhere, show], TODAY)
    assert day.shows == [show]
    assert day.jobs == [elsewhere, option]
