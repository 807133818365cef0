from dataclasses import replace
from datetime import date, timedelta

import pytest

from webapp.domain.crew.missing import SOON, Facts, Lack, ends_soon, lacking, works_unsigned

TODAY = date(2026, 11, 23)
COMPLETE = Facts(
    has_phone=True,
    has_email=True,
    start_on=date(2026, 11, 2),
    end_on=date(2026, 12, 11),
    has_contract=True,
    is_signed=True,
    dpae_on=date(2026, 10, 30),
    sheet={"address", "bank", "leave_number"},
)


def test_nothing_is_missing_of_somebody_complete():
    assert lacking(COMPLETE, TODAY) == []


@pytest.mark.parametrize(
    ("without", "lack"),
    [
        ({"has_phone": False}, Lack.PHONE),
        ({"has_email": False}, Lack.EMAIL),
        ({"end_on": None}, Lack.DATES),
        ({"dpae_on": None}, Lack.DPAE),
        ({"is_signed": False}, Lack.CONTRACT),
        ({"sheet": None}, Lack.SHEET),
        ({"sheet": {"address", "leave_number"}}, Lack.BANK),
        ({"sheet": {"bank", "leave_number"}}, Lack.ADDRESS),
        ({"sheet": {"bank", "address"}}, Lack.LEAVE_NUMBER),
    ],
)
def test_what_is_missing_is_named(without, lack):
    assert lacking(replace(COMPLETE, **without), TODAY) == [lack]


def test_papers_are_missing_when_the_start_is_near():
    far = replace(
        COMPLETE, is_signed=False, dpae_on=None, sheet=None, start_on=TODAY + SOON + timedelta(days=1)
    )
    assert lacking(replace(far, end_on=None), TODAY) == [Lack.DATES]
    near = replace(far, start_on=TODAY + SOON)
    assert lacking(near, TODAY) == [Lack.DPAE, Lack.CONTRACT, Lack.SHEET]


def test_who_has_no_contract_owes_no_papers():
    invoiced = replace(COMPLETE, has_contract=False, is_signed=False, dpae_on=None, sheet=None)
    assert lacking(invoiced, TODAY) == []
    assert lacking(replace(invoiced, sheet=set()), TODAY) == []


def test_extras_need_no_mail():
    assert lacking(replace(COMPLETE, is_extra=True, has_email=False), TODAY) == []


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 11, 1), False),
        (date(2026, 11, 2), True),
        (date(2026, 12, 11), True),
        (date(2026, 12, 12), False),
    ],
)
def test_working_unsigned_goes_from_the_first_day_to_the_last(day, found):
    assert works_unsigned(replace(COMPLETE, is_signed=False), day) is found
    assert not works_unsigned(COMPLETE, day)


def test_without_a_first_day_nobody_is_said_to_work():
    assert not works_unsigned(replace(COMPLETE, is_signed=False, start_on=None), TODAY)


@pytest.mark.parametrize(("days", "found"), [(-1, False), (0, True), (21, True), (22, False)])
def test_an_end_is_told_three_weeks_ahead(days, found):
    assert ends_soon(TODAY + timedelta(days=days), TODAY) is found


def test_no_end_is_no_notice():
    assert not ends_soon(None, TODAY)
