from datetime import date
from itertools import pairwise

import pytest

from webapp.domain.refusals import Refused
from webapp.domain.rights import scales
from webapp.domain.rights.scales import EVERY_SCALE, Scale, Unit
from webapp.domain.words import sentence


@pytest.mark.parametrize("scale", EVERY_SCALE, ids=lambda scale: str(scale.name))
def test_every_figure_says_where_it_comes_from(scale: Scale) -> None:
    for figure in scale.figures:
        assert figure.value > 0
        assert figure.source.text
        assert figure.source.url.startswith("https://")
    assert all(before.from_on < after.from_on for before, after in pairwise(scale.figures))


@pytest.mark.parametrize(
    ("scale", "value"),
    [
        (scales.THRESHOLD, 507 * 60),
        (scales.CACHET, 12 * 60),
        (scales.MONTH_ONE_EMPLOYER, 208 * 60),
        (scales.MONTH_SEVERAL_EMPLOYERS, 250 * 60),
        (scales.MONTH_DEROGATION, 260 * 60),
        (scales.MONTH_CACHETS, 28),
        (scales.PARTIAL_MONTH_DIVISOR, 208),
        (scales.TEACHING, 70 * 60),
        (scales.TEACHING_FROM_50, 120 * 60),
        (scales.TRAINING, 338 * 60),
        (scales.ASSIMILATED_DAY, 5 * 60),
        (scales.WORK_AFTER_RESIGNATION, 455 * 60),
        (scales.RESIGNATION_REVIEW, 121),
        (scales.ABSENCE_DAYS, 35),
        (scales.ABSENCE_TO_DECLARE, 7),
        (scales.READMISSION_HOURS, 42 * 60),
        (scales.READMISSION_DAYS, 30),
        (scales.RATTRAPAGE_FROM, 338 * 60),
        (scales.RATTRAPAGE_MONTHS, 6),
        (scales.RATTRAPAGE_OPENINGS, 5),
        (scales.RATTRAPAGE_HOURS, 2535 * 60),
        (scales.RATTRAPAGE_REQUEST, 30),
        (scales.RATTRAPAGE_TRAINING, 226 * 60),
        (scales.RATTRAPAGE_HOLIDAY, 2),
        (scales.RATTRAPAGE_WAGE, 2),
        (scales.AJ_MINIMUM, 31_96),
        (scales.AJ_FLOOR[8], 38_00),
        (scales.AJ_FLOOR[10], 44_00),
        (scales.AJ_CEILING_RATE, 34_40),
        (scales.PASS_ANNUAL, 48_060_00),
        (scales.SMIC_HOUR, 12_31),
        (scales.MONTH_CAP_RATE, 118_00),
        (scales.HOLIDAY_PAY_RATE, 10_00),
        (scales.DAILY_REST, 11 * 60),
    ],
    ids=lambda told: str(told.name) if isinstance(told, Scale) else None,
)
def test_the_figures_of_2026(scale: Scale, value: int) -> None:
    assert scales.on(scale, date(2026, 11, 21)).value == value


@pytest.mark.parametrize(
    ("scale", "figures"),
    [
        (scales.AJ_MINIMUM, {"2019-11-01": 31_36, "2023-07-01": 31_96}),
        (
            scales.PASS_ANNUAL,
            {
                "2019-01-01": 40_524_00,
                "2020-01-01": 41_136_00,
                "2021-01-01": 41_136_00,
                "2022-01-01": 41_136_00,
                "2023-01-01": 43_992_00,
                "2024-01-01": 46_368_00,
                "2025-01-01": 47_100_00,
                "2026-01-01": 48_060_00,
            },
        ),
        (
            scales.SMIC_HOUR,
            {
                "2019-01-01": 10_03,
                "2020-01-01": 10_15,
                "2021-01-01": 10_25,
                "2021-10-01": 10_48,
                "2022-01-01": 10_57,
                "2022-05-01": 10_85,
                "2022-08-01": 11_07,
                "2023-01-01": 11_27,
                "2023-05-01": 11_52,
                "2024-01-01": 11_65,
                "2024-11-01": 11_88,
                "2026-01-01": 12_02,
                "2026-06-01": 12_31,
            },
        ),
    ],
)
def test_the_figures_that_change_keep_their_days(scale: Scale, figures: dict[str, int]) -> None:
    """A figure of a later day may be added: those of the past stay."""
    known = {figure.from_on.isoformat(): figure.value for figure in scale.figures}

    assert {day: known.get(day) for day in figures} == figures
    assert [day for day in known if day < max(figures)] == sorted(figures)[:-1]


def test_a_scale_reads_its_figures_their_sources_and_their_ends() -> None:
    before = list(EVERY_SCALE)
    made = [
        scales._scale(key, scale.name, scale.unit)
        for key, scale in (("pass_annual", scales.PASS_ANNUAL), ("daily_rest", scales.DAILY_REST))
    ]
    added = EVERY_SCALE[len(before) :]
    EVERY_SCALE[:] = before

    assert made == added
    assert [scale.figures for scale in made] == [scales.PASS_ANNUAL.figures, scales.DAILY_REST.figures]
    assert made[0].name == sentence("Plafond annuel de la sécurité sociale")
    assert (made[0].unit, made[1].unit) == (Unit.CENTS, Unit.MINUTES)
    first = made[0].figures[0]
    assert (first.value, first.from_on, first.until_on) == (40_524_00, date(2019, 1, 1), date(2019, 12, 31))
    assert first.source.url == "https://www.maitredata.com/plafond-de-la-securite-sociale-pass-2018/"
    assert made[1].figures[0].until_on is None


def test_the_last_figure_is_taken_and_said_when_the_next_one_is_not_known() -> None:
    assert scales.not_yet_known(scales.PASS_ANNUAL, date(2026, 12, 31)) is None
    assert scales.not_yet_known(scales.THRESHOLD, date(2040, 1, 1)) is None
    assert str(scales.not_yet_known(scales.PASS_ANNUAL, date(2027, 1, 1))) == (
        "Plafond annuel de la sécurité sociale\u00a0: le chiffre au 01/01/2027 n’est pas encore dans Raccord,"
        " celui du 01/01/2026 est pris."
    )
    assert scales.value(scales.PASS_ANNUAL, date(2027, 1, 1)) == 48_060_00


@pytest.mark.parametrize(
    ("day", "changed"),
    [
        ("2026-11-21", "2026-06-01"),
        ("2026-06-01", "2026-06-01"),
        ("2026-05-31", "2026-01-01"),
        ("2016-08-09", "2016-08-01"),
    ],
)
def test_the_rules_applied_are_those_of_their_latest_change(day: str, changed: str) -> None:
    assert scales.latest_change(date.fromisoformat(day)) == date.fromisoformat(changed)


def test_each_annexe_has_its_own_figure() -> None:
    assert scales.value(scales.AJ_FLOOR[8], date(2026, 11, 21)) == 38_00
    assert scales.value(scales.AJ_FLOOR[10], date(2026, 11, 21)) == 44_00


def test_a_figure_starts_on_its_day() -> None:
    assert scales.on(scales.CACHET, date(2016, 8, 1)).value == 720
    assert scales.known(scales.CACHET, date(2016, 7, 31)) is None


def test_the_latest_figure_of_a_scale_prevails() -> None:
    assert scales.on(scales.DAILY_REST, date(2016, 8, 9)).source.on == date(1998, 6, 13)
    assert scales.on(scales.DAILY_REST, date(2016, 8, 10)).source.on == date(2016, 8, 8)


def test_a_day_without_a_figure_is_refused() -> None:
    for asked in (scales.on, scales.value, scales.not_yet_known):
        with pytest.raises(Refused) as refused:
            asked(scales.CACHET, date(2016, 7, 31))
        assert str(refused.value) == "Aucun chiffre connu au 31/07/2016\u00a0: Durée d’un cachet."
