"""A career read from its jobs: titles, functions, days, rates, minimums."""

from datetime import date

import pytest

from webapp.domain.career.filmography import Credit, by_function, titles
from webapp.domain.career.grids import grids, published
from webapp.domain.career.minimums import Basis, Minimum, minimum_on
from webapp.domain.career.path import path
from webapp.domain.career.rates import Pay, Work, current, days_until, functions
from webapp.domain.career.trade import ENGLISH, english, function_key

TODAY = date(2026, 11, 23)


def credit(key: str, start: str, end: str, job: str = "a", **values) -> Credit:
    days = {"start_on": date.fromisoformat(start), "end_on": date.fromisoformat(end)}
    return Credit(
        **{"key": key, "title": key, "kind": "feature", "job": job, "job_key": job, **days, **values}
    )


def work(start: str, end: str, *pays: Pay, job: str = "a", told: int | None = None) -> Work:
    return Work(job, job, date.fromisoformat(start), date.fromisoformat(end), pays, told)


def hours(number: int, cents: int) -> Pay:
    return Pay("hour", number * 100, number * 60, cents)


def test_contracts_of_one_show_are_one_title_from_its_first_year_to_its_last():
    (one,) = titles(
        [
            credit("Sel", "2025-12-01", "2026-01-10", "a", company="Ponant"),
            credit("Sel", "2024-03-01", "2024-03-05", "b", company="Estran"),
            credit("Sel", "2025-02-01", "2025-02-05", "a", company="Ponant"),
        ]
    )
    assert (one.years, one.job, one.company) == ("2024–2026", "a, b", "Ponant, Estran")


def test_the_latest_title_comes_first_and_one_typed_after_those_of_its_year():
    found = titles(
        [
            credit("own", "2025-01-01", "2025-12-31", is_own=True),
            credit("march", "2025-03-01", "2025-03-05"),
            credit("old", "2019-01-01", "2019-12-31", is_own=True, is_hidden=True),
            credit("may", "2025-05-01", "2025-05-05"),
            credit("winter", "2025-11-01", "2026-02-05"),
        ]
    )
    assert [one.key for one in found] == ["winter", "may", "march", "own", "old"]
    assert [one.is_hidden for one in found] == [False] * 4 + [True]


def test_a_show_and_a_title_typed_under_the_same_id_are_two():
    days = ("2025-01-01", "2025-12-31")
    assert len(titles([credit("x", *days), credit("x", *days, is_own=True)])) == 2


def test_by_function_the_last_held_comes_first_under_its_last_name():
    found = titles(
        [
            credit("one", "2025-01-01", "2025-01-05", "Assistant", job_key="k"),
            credit("two", "2026-01-01", "2026-01-05", "Assistante", job_key="k"),
            credit("two", "2025-06-01", "2025-06-05", "Chargée", job_key="c"),
        ]
    )
    groups = [(name, [one.key for one in own]) for name, own in by_function(found)]
    assert groups == [("Assistante", ["two", "one"]), ("Chargée", ["two"])]


@pytest.mark.parametrize(
    ("pays", "told", "days"),
    [
        ((hours(40, 0),), None, 5),
        ((Pay("day", 300),), None, 3),
        ((Pay("week", 100),), None, 5),
        ((Pay("cachet", 200),), None, 2),
        ((Pay("service", 200, 8 * 60),), None, 1),
        ((Pay("flat", 100, 0, 50_000),), None, 0),
        ((Pay("bonus", 100, 0, 50_000),), None, 0),
        ((hours(400, 0),), None, 7),  # never more than the calendar has
        ((hours(40, 0),), 4, 4),  # those of the pay slips
        ((), None, 0),
    ],
)
def test_days_are_those_of_the_pay_slip_else_of_the_contract(pays, told, days):
    assert work("2026-11-02", "2026-11-08", *pays, told=told).days == days


def test_days_still_to_come_are_not_worked():
    half = work("2026-11-14", "2026-12-03", Pay("day", 10_00))
    assert days_until([half, work("2026-12-05", "2026-12-06", Pay("day", 2_00))], TODAY) == 5


def test_a_rate_counts_no_prime_and_an_hour_no_cachet():
    (one,) = functions(
        [
            work("2026-03-02", "2026-03-06", hours(40, 1_000_00), Pay("bonus", 100, 0, 500_00)),
            work("2026-04-01", "2026-04-02", Pay("cachet", 200, 0, 400_00)),
        ],
        TODAY,
    )
    (rate,) = one.rates
    assert (rate.days, rate.per_day, rate.per_hour) == (7, 200_00, 25_00)
    assert rate.minimum is None and rate.above is None


def test_a_contract_over_the_new_year_is_shared_by_its_days():
    (one,) = functions([work("2025-12-27", "2026-01-05", Pay("day", 1000, 0, 2_000_00))], TODAY)
    assert [(rate.year, rate.days, rate.per_day) for rate in one.rates] == [
        (2025, 5, 200_00),
        (2026, 5, 200_00),
    ]


def test_unpaid_work_has_days_and_no_rate():
    (one,) = functions([work("2026-03-02", "2026-03-06", hours(40, 0))], TODAY)
    assert not one.is_paid and one.days == 5 and one.rates[0].per_day is None


def test_functions_go_from_the_one_begun_last_and_the_current_one_is_of_the_latest_work():
    found = functions(
        [
            work("2019-03-02", "2019-03-06", job="regie"),
            work("2026-11-02", "2026-11-30", job="assistant"),
            work("2020-03-02", "2020-03-06", job="assistant"),
            work("2025-03-02", "2025-03-06", job="charge"),
            work("2026-12-02", "2026-12-06", job="to come"),
        ],
        TODAY,
    )
    assert [one.key for one in found] == ["charge", "assistant", "regie"]
    assert found[1].last_on == TODAY and found[1].first_on == date(2020, 3, 2)
    held = current(found)
    assert held is not None and held.key == "assistant"
    assert current([]) is None


def test_the_way_from_one_function_to_the_next_holds_jobs_and_memories():
    found = functions(
        [work("2024-03-04", "2024-03-08", job="charge"), work("2021-05-03", "2021-05-07", job="regie")], TODAY
    )
    own = [
        credit("Sel", "2020-01-01", "2025-12-31", "regie", is_own=True),
        credit("Gué", "2019-01-01", "2019-12-31", "stage", is_own=True),
        credit("Not typed", "2010-01-01", "2010-12-31", "other"),
    ]
    charge, regie, stage = path(found, titles(own))
    assert (charge.name, charge.first_on, charge.is_of_one_month, charge.days) == (
        "charge",
        date(2024, 3, 4),
        True,
        0,
    )
    assert (regie.first_year, regie.last_year, regie.first_on, regie.last_on) == (2020, 2025, None, None)
    assert (stage.key, stage.days, stage.is_of_one_year) == ("stage", None, True)
    assert path([], []) == []


def minimum(on: str, cents: int, basis: Basis = Basis.DAY, minutes: int = 480, key: str = "a") -> Minimum:
    return Minimum(key, date.fromisoformat(on), basis, cents, minutes, "lu")


def test_the_minimum_of_a_year_is_the_one_in_force_on_its_last_day_worked():
    kept = [
        minimum("2025-06-01", 150_00),
        minimum("2026-12-01", 999_00),
        minimum("2026-01-01", 1_00, key="b"),
    ]
    works = [
        work("2025-03-03", "2025-03-07", hours(40, 700_00)),
        work("2026-03-02", "2026-03-06", hours(40, 800_00)),
    ]
    (one,) = functions(works, TODAY, kept)
    assert [rate.above for rate in one.rates] == [None, 10_00]
    assert minimum_on(kept, "a", date(2025, 5, 31)) is None


def test_a_grid_holds_for_its_convention_until_another_is_known_and_after_what_was_noted():
    def floors(*works: Work, noted: tuple[Minimum, ...] = ()) -> list[int | None]:
        (one,) = functions(works, TODAY, [*noted, *published()])
        return [rate.minimum.cents if rate.minimum else None for rate in one.rates]

    def regie(year: int, idcc: str) -> Work:
        on = date(year, 3, 4)
        return Work("Régisseuse générale", "regisseur general", on, on, (hours(8, 300_00),), idcc=idcc)

    film = [regie(year, "3097") for year in (2017, 2018, 2020, 2026)]
    assert floors(*film) == [None, 138955, 141526, None]
    assert floors(regie(2018, "2642")) == floors(regie(2018, "")) == [None]
    assert floors(regie(2018, "3097"), regie(2018, "2642")) == [None]
    own = Minimum("regisseur general", date(2018, 1, 1), Basis.WEEK, 150000, 39 * 60, "lu")
    assert floors(*film, noted=(own,)) == [None, 150000, 150000, 150000]


def test_each_grid_says_its_days_its_text_and_functions_that_are_known():
    for grid in grids():
        assert grid.days.start_on <= grid.days.end_on < TODAY and grid.url.startswith(
            "https://www.legifrance"
        )
        assert all(
            function_key(one.job_key) == one.job_key and one.job_key in ENGLISH for one in grid.minimums
        )


@pytest.mark.parametrize(
    ("basis", "cents", "minutes", "per_day", "per_hour"),
    [
        (Basis.WEEK, 834_32, 39 * 60, 166_86, 21_39),
        (Basis.DAY, 185_40, 8 * 60, 185_40, 23_18),
        (Basis.HOUR, 20_86, 60, None, 20_86),
    ],
)
def test_a_minimum_is_brought_to_the_day_and_to_the_hour(basis, cents, minutes, per_day, per_hour):
    one = minimum("2026-01-01", cents, basis, minutes)
    assert (one.per_day, one.per_hour) == (per_day, per_hour)


def test_a_function_is_one_in_either_gender_and_has_its_english():
    assert function_key("assistante de production") == function_key("assistant de production")
    assert function_key("dresseuse de chats") == "dresseuse de chats"
    for both in ("assistant e de production", "assistant.e de production", "assistante de production"):
        assert function_key(both) == "assistant de production"
    assert function_key("regisseur euse general e") == function_key("regisseuse generale")
    assert function_key("directrice de post production") == "directeur de postproduction"
    assert english("Régisseuse générale", "regisseur general", {}, is_live=True) == "Stage manager"
    assert english("Régisseuse générale", "regisseur general", {"regisseur general": "Boss"}, True) == "Boss"
    assert english("Assistante de production", "assistant de production", {}) == "Production coordinator"
    assert english("Dresseuse de chats", "dresseuse de chats", {}) == "Dresseuse de chats"
    assert (
        english("Chargée de production", "charge de production", {"charge de production": "Producer"})
        == "Producer"
    )
    assert all(form == form.lower().strip() and form.isascii() for form in ENGLISH)
