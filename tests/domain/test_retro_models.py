from datetime import date

import pytest

from webapp.domain.retro_models import CHECKED_ON, MODELS, ShowModel, duties, in_order

FIRST, LAST = date(2026, 11, 5), date(2026, 12, 15)


@pytest.mark.parametrize("model", ShowModel)
def test_a_model_names_each_line_once_and_waits_only_for_its_own_earlier_lines(model: ShowModel):
    lines = {duty.key: duty for duty in MODELS[model]}
    assert len(lines) == len(MODELS[model])
    for duty in lines.values():
        if duty.after:
            assert lines[duty.after].due_on(FIRST, LAST) <= duty.due_on(FIRST, LAST), duty.key


@pytest.mark.parametrize("model", ShowModel)
def test_every_line_is_dated_and_what_binds_says_when_it_was_read(model: ShowModel):
    for duty in MODELS[model]:
        assert duty.phase in ("preparation", "shoot", "post")
        assert len(str(duty.title)) <= 200
        assert duty.checked_on <= CHECKED_ON
        assert duty.from_end == (duty.phase == "post"), duty.key


def test_days_count_from_the_first_day_or_from_the_last():
    lines = {duty.key: duty for duty in MODELS[ShowModel.FEATURE]}
    assert lines["insurance"].due_on(FIRST, LAST) == date(2026, 10, 6)
    assert lines["vhss-training"].due_on(FIRST, LAST) == FIRST
    assert lines["aem"].due_on(FIRST, LAST) == date(2026, 12, 30)


def test_a_rule_binds_the_shows_that_begin_from_its_day_on():
    assert "vhss-heads" in {duty.key for duty in duties(ShowModel.FEATURE, date(2026, 1, 1))}
    assert "vhss-heads" not in {duty.key for duty in duties(ShowModel.FEATURE, date(2025, 12, 31))}


def test_only_the_long_fiction_is_asked_the_training_of_the_cnc():
    asked = {model for model in ShowModel if any(d.key == "vhss-training" for d in MODELS[model])}
    assert asked == {ShowModel.FEATURE}


@pytest.mark.parametrize("key", ["permits", "insurance", "medical", "dpae"])
def test_practice_is_not_told_as_an_obligation(key: str):
    for model in ShowModel:
        assert not any(duty.is_binding for duty in MODELS[model] if duty.key == key)


def test_lines_are_told_by_date():
    dates = [d.due_on(FIRST, LAST) for d in in_order(MODELS[ShowModel.TOUR], FIRST, LAST)]
    assert dates == sorted(dates)
