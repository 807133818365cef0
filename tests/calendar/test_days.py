from dataclasses import dataclass, replace
from datetime import date

from webapp.calendar.days import coming_weeks, meetings, stretches
from webapp.calendar.things import Kind, things_of
from webapp.domain.clashes import Job, Level
from webapp.domain.periods import DateRange
from webapp.domain.rights.work import State as WorkState
from webapp.engagements.models import State

MONDAY = date(2026, 11, 23)
SHOWN = coming_weeks(MONDAY)


@dataclass(frozen=True)
class Row:
    public_id: str
    start_on: date
    end_on: date
    state: State = State.CONFIRMED
    daily_start_minute: int | None = None
    option_until_on: date | None = None
    call_back_on: date | None = None
    production_id: str | None = None
    source: str = "job"


def job(key: str, start: date, end: date, hours: tuple[int, int] | None = None, **values) -> Job:
    first, last = (hours[0] * 60, hours[1] * 60) if hours else (None, None)
    return Job(key, key.title(), f"{key} films", start, end, first, last, **values)


def test_the_coming_weeks_end_on_a_sunday():
    assert DateRange(MONDAY, date(2026, 12, 27)) == SHOWN
    assert coming_weeks(date(2026, 11, 25)).end_on == date(2027, 1, 3)


def test_equal_days_of_a_week_are_told_once_and_today_alone():
    row = Row("a", date(2026, 11, 20), date(2026, 12, 1))
    told = [
        (s.days.start_on.day, s.days.end_on.day, s.is_today)
        for s in stretches(things_of([row]), [], SHOWN, today=MONDAY)
    ]
    assert told == [(23, 23, True), (24, 29, False), (30, 1, False)]


def test_a_day_with_something_more_stands_apart():
    long = Row("a", date(2026, 11, 24), date(2026, 11, 28))
    short = Row("b", date(2026, 11, 26), date(2026, 11, 26), daily_start_minute=600)
    told = stretches(things_of([long, short]), [], SHOWN, today=MONDAY)
    assert [(s.days.start_on.day, s.days.end_on.day) for s in told] == [(24, 25), (26, 26), (27, 28)]
    assert [entry.of.public_id for entry in told[1].entries] == ["b", "a"]


def test_what_must_be_answered_shows_on_its_day_outside_the_dates_of_the_job():
    option = Row("o", date(2027, 3, 1), date(2027, 3, 5), State.OPTION, option_until_on=date(2026, 11, 25))
    lead = Row("p", date(2027, 4, 1), date(2027, 4, 5), State.LEAD, call_back_on=date(2026, 11, 25))
    told = stretches(things_of([option, lead]), [], SHOWN, today=MONDAY)
    assert [s.days.start_on.day for s in told] == [25]
    assert [entry.kind for entry in told[0].entries] == [Kind.ANSWER, Kind.CALL]


def test_a_confirmed_job_no_longer_asks_for_an_answer():
    row = Row("o", date(2027, 3, 1), date(2027, 3, 5), State.CONFIRMED, option_until_on=date(2026, 11, 25))
    assert stretches(things_of([row]), [], SHOWN, today=MONDAY) == []


def test_a_clash_is_told_once_and_marks_its_days_on_both_jobs():
    film = job("film", date(2026, 11, 23), date(2026, 11, 27), (8, 18))
    stage = job("stage", date(2026, 11, 26), date(2026, 11, 26), (14, 23))
    met = meetings([film, stage], SHOWN)
    assert [(m.level, {j.key for j in m.jobs}) for m in met] == [(Level.RED, {"film", "stage"})]

    rows = [Row("film", film.start_on, film.end_on), Row("stage", stage.start_on, stage.end_on)]
    told = {s.days.start_on.day: s for s in stretches(things_of(rows), met, SHOWN, today=MONDAY)}
    assert [entry.level for entry in told[26].entries] == [Level.RED, Level.RED]
    assert [entry.level for entry in told[24].entries] == [None]


def test_a_clash_outside_the_days_shown_is_left_out():
    film = job("film", date(2027, 3, 1), date(2027, 3, 5), (8, 18))
    assert meetings([film, replace(film, key="stage")], SHOWN) == []


def test_a_month_over_its_cap_is_told_once_and_marks_no_day():
    film = job("film", date(2026, 12, 1), date(2026, 12, 11), (8, 12), minutes=150 * 60)
    stage = job("stage", date(2026, 12, 14), date(2026, 12, 24), (8, 12), minutes=150 * 60)
    met = meetings([film, stage], SHOWN)
    assert [m.level for m in met] == [Level.NOTE]
    rows = [Row("film", film.start_on, film.end_on)]
    assert all(
        e.level is None for s in stretches(things_of(rows), met, SHOWN, today=MONDAY) for e in s.entries
    )


def test_the_worst_clash_comes_first():
    film = job("film", date(2026, 11, 24), date(2026, 12, 4), (8, 18))
    option = job("option", date(2026, 11, 24), date(2026, 11, 24), state=WorkState.OPTION)
    stage = job("stage", date(2026, 12, 2), date(2026, 12, 2), (14, 23))
    assert [m.level for m in meetings([film, option, stage], SHOWN)] == [Level.RED, Level.ORANGE]
