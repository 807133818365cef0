from datetime import date

import pytest

from webapp.domain.invoices.profile import contrast_on_white, parse_accent, parse_penalty
from webapp.domain.refusals import Refused


def test_contrast_goes_from_white_to_black():
    assert contrast_on_white("#ffffff") == pytest.approx(1)
    assert contrast_on_white("#000000") == pytest.approx(21)


@pytest.mark.parametrize("typed", ["#1D4ED8", " #b91c1c ", "#15161b"])
def test_a_colour_that_reads_on_paper_is_taken(typed: str):
    assert parse_accent(typed) == typed.strip().lower()


@pytest.mark.parametrize("typed", ["#ffd21f", "#9ca3af", "#ffffff", "rouge", "#fff", "#12345g", "url(x)"])
def test_a_colour_too_light_or_no_colour_is_refused(typed: str):
    with pytest.raises(Refused):
        parse_accent(typed)


@pytest.mark.parametrize(("typed", "rate"), [("12,5", 1250), ("7.86", 786), ("10 %", 1000), ("40", 4000)])
def test_penalties_are_three_times_the_legal_rate_at_least(typed: str, rate: int):
    assert parse_penalty(typed, date(2026, 11, 26)) == rate


@pytest.mark.parametrize("typed", ["7,85", "0", "41", "beaucoup"])
def test_penalties_the_law_would_not_take_are_refused(typed: str):
    with pytest.raises(Refused):
        parse_penalty(typed, date(2026, 11, 26))
