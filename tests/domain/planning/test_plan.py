import json
from dataclasses import replace
from datetime import date

from webapp.domain.planning.plan import (
    Field,
    Plan,
    PlannedDay,
    PlannedService,
    PlannedStrip,
    Sort,
    differences,
)


def strip(number: str) -> PlannedStrip:
    return PlannedStrip("sequence", number, eighths=12, seconds=150)


ONE = PlannedDay(
    "a", date(2026, 11, 23), "shoot", number=1, call=435, end=1320, strips=(strip("41"), strip("42"))
)
OTHER = PlannedDay("b", date(2026, 11, 26), "shoot", number=2, place="Cale de Dinan", strips=(strip("52"),))
BEFORE = Plan((ONE, OTHER))


def told(after: Plan) -> list[tuple]:
    return [(one.sort, one.day.key, one.field, one.number) for one in differences(BEFORE, after)]


def test_a_plan_is_kept_as_json_and_read_back():
    service = PlannedService("morning", "rig", 480, 720, "poutres")
    meal = PlannedStrip("meal", text="cantine", minute=750)
    plan = Plan(
        (replace(ONE, strips=(*ONE.strips, meal)), replace(OTHER, services=(service,), is_continuous=True))
    )
    assert Plan.from_values(json.loads(json.dumps(plan.to_values()))) == plan


def test_the_same_plan_has_no_difference():
    assert differences(BEFORE, Plan.from_values(BEFORE.to_values())) == []


def test_hours_and_places_are_told_with_before_and_after():
    later = replace(ONE, end=1410)
    (found,) = differences(BEFORE, Plan((later, OTHER)))
    assert (found.field, found.before, found.after) == (Field.END, 1320, 1410)
    assert told(Plan((ONE, replace(OTHER, place="Quai Duguay")))) == [
        (Sort.DAY_CHANGED, "b", Field.PLACE, "")
    ]


def test_a_sequence_that_changes_day_is_moved_once():
    to = replace(ONE, strips=(*ONE.strips, strip("52")))
    assert told(Plan((to, replace(OTHER, strips=())))) == [(Sort.MOVED, "a", None, "52")]


def test_a_sequence_is_placed_or_taken_off():
    more, less = replace(ONE, strips=(*ONE.strips, strip("60"))), replace(OTHER, strips=())
    assert told(Plan((more, less))) == [(Sort.PLACED, "a", None, "60"), (Sort.TAKEN_OFF, "b", None, "52")]


def test_days_come_and_go_with_their_sequences():
    new = PlannedDay("c", date(2026, 11, 24), "shoot", number=2)
    assert told(Plan((ONE, new))) == [
        (Sort.DAY_ADDED, "c", None, ""),
        (Sort.DAY_REMOVED, "b", None, ""),
        (Sort.TAKEN_OFF, "b", None, "52"),
    ]


def test_two_days_swapped_are_two_dates_changed():
    swapped = Plan((replace(OTHER, on=ONE.on), replace(ONE, on=OTHER.on)))
    assert told(swapped) == [(Sort.DAY_CHANGED, "b", Field.ON, ""), (Sort.DAY_CHANGED, "a", Field.ON, "")]


def test_an_order_a_line_or_a_half_day_that_changes_is_told():
    turned = replace(ONE, strips=ONE.strips[::-1])
    lined = replace(OTHER, strips=(*OTHER.strips, PlannedStrip("note", text="Marée à 14h12")))
    assert told(Plan((turned, lined))) == [(Sort.ORDER, "a", None, ""), (Sort.LINES, "b", None, "")]
    halved = replace(ONE, services=(PlannedService("evening", "show", 1200),))
    assert told(Plan((halved, OTHER))) == [(Sort.SERVICES, "a", None, "")]


def test_a_sequence_over_two_days_that_leaves_one_is_taken_off_it_alone():
    both = Plan((ONE, replace(OTHER, strips=(strip("41"), strip("52")))))
    assert [(one.sort, one.day.key) for one in differences(both, BEFORE)] == [(Sort.TAKEN_OFF, "b")]
