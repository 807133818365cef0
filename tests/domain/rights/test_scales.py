from datetime import date
from itertools import pairwise

import pytest

from webapp.domain.refusals import Refused
from webapp.domain.rights import scales
from webapp.domain.rights.scales import EVERY_SCALE, Scale


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


def test_a_figure_starts_on_its_day() -> None:
    assert scales.on(scales.CACHET, date(2016, 8, 1)).value == 720
    assert scales.known(scales.CACHET, date(2016, 7, 31)) is None


def test_the_latest_figure_of_a_scale_prevails() -> None:
    assert scales.on(scales.DAILY_REST, date(2016, 8, 9)).source.on == date(1998, 6, 13)
    assert scales.on(scales.DAILY_REST, date(2016, 8, 10)).source.on == date(2016, 8, 8)


def test_a_day_without_a_figure_is_refused() -> None:
    with pytest.raises(Refused, match="Aucun chiffre connu au 31/07/2016"):
        scales.on(scales.CACHET, date(2016, 7, 31))
