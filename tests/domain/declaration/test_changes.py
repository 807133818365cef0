import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.declaration.changes import Change, differences
from webapp.domain.declaration.lines import Doubt, Line
from webapp.domain.rights.work import Regime
from webapp.domain.words import Cents, Minutes

LINE = Line(
    contract="a", employer="Studio Faubourg", start_on=date(2026, 10, 28), end_on=date(2026, 10, 28),
    minutes=8 * 60, cachets=0, gross_cents=17_200, doubt=Doubt.UNPROVEN,
)  # fmt: skip


def test_nothing_changed_is_no_difference_even_when_it_became_certain():
    assert differences([LINE], [replace(LINE, doubt=None, production="Autre")]) == []
    assert differences([], []) == []


@pytest.mark.parametrize(
    ("changed", "change", "cost"),
    [
        ({"minutes": 12 * 60}, Change.HOURS, "plus de jours non indemnisables.*trop-perçu.*507"),
        ({"minutes": 4 * 60}, Change.HOURS, "moins de jours non indemnisables.*peut vous être due"),
        ({"cachets": 100}, Change.CACHETS, "plus de jours non indemnisables"),
        ({"gross_cents": 25_800}, Change.GROSS, "plafond.*trop-perçu"),
        ({"gross_cents": 10_000}, Change.GROSS, "peut vous être due"),
        ({"end_on": date(2026, 10, 29)}, Change.DAYS, "celles du contrat et de l’AEM"),
        ({"employer": "Faubourg Films"}, Change.EMPLOYER, "Sous un autre nom"),
    ],
)
def test_each_figure_that_changed_says_what_it_may_cost(changed, change, cost):
    (found,) = differences([LINE], [replace(LINE, **changed)])
    assert found.change is change
    assert found.contract == "a"
    assert re.search(cost, str(found.cost))


def test_before_and_after_are_told():
    hours, gross = differences([LINE], [replace(LINE, minutes=12 * 60, gross_cents=25_800, doubt=None)])
    assert (hours.before, hours.after, hours.is_certain) == (Minutes(480), Minutes(720), True)
    assert (gross.before, gross.after) == (Cents(17_200), Cents(25_800))


def test_more_hours_outside_the_annexes_say_nothing_of_the_507():
    general = replace(LINE, regime=Regime.GENERAL)
    (found,) = differences([general], [replace(general, minutes=600)])
    assert "507" not in str(found.cost)
    (missing,) = differences([], [general])
    assert "507" not in str(missing.cost)


def test_a_contract_forgotten_loses_its_hours():
    (found,) = differences([], [LINE])
    assert (found.change, found.before, found.after) == (Change.MISSING, None, Minutes(480))
    assert "exclues des 507" in str(found.cost)


def test_a_contract_declared_and_not_done_is_told_too():
    (found,) = differences([LINE], [])
    assert (found.change, found.before, found.after) == (Change.TOO_MANY, Minutes(480), None)


LINES = st.lists(
    st.builds(
        lambda contract, minutes, gross: replace(LINE, contract=contract, minutes=minutes, gross_cents=gross),
        st.sampled_from("abcd"), st.integers(0, 3), st.integers(0, 3),
    ),
    unique_by=lambda line: line.contract,
)  # fmt: skip


@given(lines=LINES)
def test_a_copy_never_differs_from_itself(lines):
    assert differences(lines, lines) == []


@given(declared=LINES, today=LINES)
def test_there_is_a_difference_as_soon_as_the_lines_are_not_the_same(declared, today):
    same = {line.contract: line for line in declared} == {line.contract: line for line in today}
    assert (differences(declared, today) == []) is same


@given(declared=LINES, today=LINES)
def test_what_is_missing_one_way_is_too_much_the_other(declared, today):
    def of(change, found):
        return {one.contract for one in found if one.change is change}

    there, back = differences(declared, today), differences(today, declared)
    assert of(Change.MISSING, there) == of(Change.TOO_MANY, back)
