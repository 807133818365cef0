from datetime import date, timedelta
from itertools import pairwise

import pytest

from webapp.domain.invoices import law
from webapp.domain.invoices.document import Activity
from webapp.domain.invoices.law import EVERY_SCALE, Scale
from webapp.domain.refusals import Refused

NOW = date(2026, 11, 27)


@pytest.mark.parametrize("scale", EVERY_SCALE, ids=lambda scale: str(scale.name))
def test_every_figure_says_where_it_comes_from_and_holds_alone(scale: Scale):
    for figure in scale.figures:
        assert figure.value > 0
        assert figure.source.text and figure.source.url.startswith("https://")
    assert all(
        before.until_on and before.until_on < after.from_on for before, after in pairwise(scale.figures)
    )


@pytest.mark.parametrize(
    ("scale", "value"),
    [
        (law.FRANCHISE[Activity.LIBERAL], 37_500_00),
        (law.FRANCHISE[Activity.SERVICES], 37_500_00),
        (law.FRANCHISE[Activity.SALES], 85_000_00),
        (law.FRANCHISE_MOST[Activity.LIBERAL], 41_250_00),
        (law.FRANCHISE_MOST[Activity.SERVICES], 41_250_00),
        (law.FRANCHISE_MOST[Activity.SALES], 93_500_00),
        (law.MICRO[Activity.LIBERAL], 83_600_00),
        (law.MICRO[Activity.SERVICES], 83_600_00),
        (law.MICRO[Activity.SALES], 203_100_00),
        (law.RECOVERY, 40_00),
        (law.LEGAL_INTEREST_TIMES, 3),
        (law.ECB_POINTS, 10_00),
        (law.ECB_POINTS_PUBLIC, 8_00),
        (law.LONGEST_TERM, 60),
        (law.LONGEST_TERM_MONTH_END, 45),
        (law.NOTE, 25_00),
        (law.WITHDRAWAL, 14),
        (law.RETENTION, 10),
    ],
    ids=lambda told: str(told.name) if isinstance(told, Scale) else None,
)
def test_the_figures_of_2026(scale: Scale, value: int):
    assert law.value(scale, NOW) == value


@pytest.mark.parametrize(
    ("scale", "figures"),
    [
        (
            law.LEGAL_INTEREST,
            {"2023-07-01": 4_22, "2024-01-01": 5_07, "2024-07-01": 4_92, "2025-01-01": 3_71, "2025-07-01": 2_76, "2026-01-01": 2_62},
        ),
        (
            law.ECB,
            {"2023-07-01": 4_00, "2024-01-01": 4_50, "2024-07-01": 4_25, "2025-01-01": 3_15, "2025-07-01": 2_15, "2026-01-01": 2_15},
        ),
        (law.MICRO[Activity.LIBERAL], {"2023-01-01": 77_700_00, "2026-01-01": 83_600_00}),
        (law.MICRO[Activity.SALES], {"2023-01-01": 188_700_00, "2026-01-01": 203_100_00}),
    ],
)  # fmt: skip
def test_the_figures_that_change_keep_their_days(scale: Scale, figures: dict[str, int]):
    known = {figure.from_on.isoformat(): figure.value for figure in scale.figures}
    assert {day: known.get(day) for day in figures} == figures
    assert [day for day in known if day < max(figures)] == sorted(figures)[:-1]


@pytest.mark.parametrize("scale", [law.LEGAL_INTEREST, law.ECB])
def test_a_rate_holds_for_its_half_year_to_the_day(scale: Scale):
    for figure in scale.figures:
        assert (figure.from_on.month, figure.from_on.day) in ((1, 1), (7, 1))
        assert figure.until_on
        assert (figure.until_on.month, figure.until_on.day) == (
            (6, 30) if figure.from_on.month == 1 else (12, 31)
        )
    assert all(
        before.until_on and before.until_on + timedelta(1) == after.from_on
        for before, after in pairwise(scale.figures)
    )


@pytest.mark.parametrize(("scale", "day"), [
    (law.LEGAL_INTEREST, "2023-06-30"),
    (law.LEGAL_INTEREST, "2040-01-01"),
    (law.FRANCHISE[Activity.LIBERAL], "2024-12-31"),
    (law.MICRO[Activity.LIBERAL], "2029-01-01"),
])  # fmt: skip
def test_a_day_without_a_figure_is_refused(scale: Scale, day: str):
    on = date.fromisoformat(day)
    assert law.known(scale, on) is None
    with pytest.raises(Refused) as refused:
        law.value(scale, on)
    assert str(refused.value) == f"Aucun chiffre connu au {on:%d/%m/%Y}\u00a0: {scale.name}."


def test_what_the_law_was_not_read_for_says_so():
    assert str(law.on(law.MICRO[Activity.LIBERAL], NOW).uncertain).startswith("Annoncé")
    assert law.on(law.FRANCHISE[Activity.LIBERAL], NOW).uncertain is None
    assert str(law.wording("franchise", NOW, cibs=True).uncertain).startswith("Aucune formule")
    assert law.wording("franchise", NOW).uncertain is None


@pytest.mark.parametrize(
    ("day", "rates"), [("2026-11-27", (2000, 1000, 850, 550, 210)), ("2013-12-31", (850, 550, 210))]
)
def test_the_rates_a_person_may_choose(day: str, rates: tuple[int, ...]):
    assert law.vat_rates(date.fromisoformat(day)) == rates


@pytest.mark.parametrize(("bp", "day", "is_one"), [
    (2000, "2026-11-27", True), (1300, "2026-11-27", True), (0, "2026-11-27", False), (1960, "2026-11-27", False),
    (1960, "2013-12-31", True), (1960, "2014-01-01", False), (2000, "2013-12-31", False), (700, "2012-01-01", True),
])  # fmt: skip
def test_a_rate_is_one_of_its_day(bp: int, day: str, is_one: bool):
    assert law.is_vat_rate(bp, date.fromisoformat(day)) is is_one


def test_a_scale_reads_its_figures_their_sources_and_their_ends():
    before = list(EVERY_SCALE)
    kept = (("micro_services", law.MICRO[Activity.SERVICES]), ("legal_interest", law.LEGAL_INTEREST))
    made = [law._scale(key, scale.name) for key, scale in kept]
    added = EVERY_SCALE[len(before) :]
    EVERY_SCALE[:] = before

    assert made == added
    assert [(one.name, one.figures) for one in made] == [(one.name, one.figures) for _key, one in kept]
    first, second = made[0].figures
    assert (first.value, first.from_on, first.until_on) == (77_700_00, date(2023, 1, 1), date(2025, 12, 31))
    assert first.source.url == "https://www.avocat.fr/le-micro-entrepreneur-ex-auto-entrepreneur"
    assert (first.uncertain, second.uncertain) == (None, law.UNCERTAIN["announced"])


def test_the_union_is_that_of_the_day():
    assert len(law.members(NOW)) == 27
    assert law.members(date(2020, 12, 31)) - law.members(date(2021, 1, 1)) == {"GB"}


@pytest.mark.parametrize(("day", "keys"), [
    ("2026-08-31", []), ("2026-09-01", ["receive"]), ("2027-08-31", ["receive"]), ("2027-09-01", ["receive", "issue"]),
])  # fmt: skip
def test_the_duties_of_the_reform_begin_on_their_days(day: str, keys: list[str]):
    assert [duty.key for duty in law.duties(date.fromisoformat(day))] == keys


def test_a_duty_is_said_and_sourced():
    receive, issue = law.duties(date(2027, 9, 1))
    assert "reçoit" in str(receive.said) and "émettent" in str(issue.said)
    assert receive.source.url.startswith("https://")


@pytest.mark.parametrize("day", ["2022-05-14", "1990-01-01"])
def test_a_wording_that_did_not_exist_is_refused(day: str):
    on = date.fromisoformat(day)
    with pytest.raises(Refused) as refused:
        law.wording("ei", on)
    assert str(refused.value) == f"Les mentions d’un document du {on:%d/%m/%Y} ne sont pas connues."
    assert law.wording("ei", date(2022, 5, 15)).text
