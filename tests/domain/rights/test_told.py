"""Whole explanations, word for word: `told/NAME.txt` is what a person reads, with what each step used.

`~` is a no-break space, `_` a narrow one. A word changed on purpose is changed there too.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.domain.rights.make import HOUR, situation, work
from tests.domain.rights.sample import sample_periods
from tests.domain.rights.test_whatif import DONE, OFFER, RIGHT, first, since
from webapp.domain.periods import DateRange, Month
from webapp.domain.rights.allowance import Tax, net
from webapp.domain.rights.explain import explain_hours
from webapp.domain.rights.explain_allowance import explain_allowance, explain_net
from webapp.domain.rights.explain_waiting import explain_month, explain_waiting
from webapp.domain.rights.explain_whatif import explain
from webapp.domain.rights.hours import HoursResult, count_hours
from webapp.domain.rights.moves import moves, verdict
from webapp.domain.rights.payment import MonthWork, pay_month
from webapp.domain.rights.reference import Reference, refer
from webapp.domain.rights.situations import Situation, SituationKind, blocks, changes
from webapp.domain.rights.steps import Step
from webapp.domain.rights.waiting import Balance, holiday_franchise, wage_franchise
from webapp.domain.rights.whatif import WhatIf
from webapp.domain.rights.window import first_request, since_opening
from webapp.domain.rights.work import Regime, State, WorkPeriod
from webapp.domain.words import Sentence, plain

K = SituationKind
ON = date(2026, 11, 21)
YEAR = first_request(ON)
TOLD = Path(__file__).parent / "told"
NOVEMBER = Month(2026, 11)


def steps(found: Iterable[Step]) -> list[str]:
    lines = []
    for step in found:
        assert isinstance(step.inputs, Mapping)
        lines.append(f"{step.label} = {plain(step.result)}")
        if step.formula:
            lines.append(f"    {step.formula}")
        if step.inputs:
            lines.append("    " + ", ".join(f"{name} {plain(value)}" for name, value in step.inputs.items()))
        if step.source:
            lines.append(f"    [{step.source.text}]")
        if step.uncertain:
            lines.append(f"    ({step.uncertain})")
    return lines


def counted(worked: list[WorkPeriod], window: DateRange = YEAR, **told: object) -> HoursResult:
    return count_hours(worked, window, on=window.end_on, **told)  # type: ignore[arg-type]


def referred(worked: list[WorkPeriod], known: list[Situation] | None = None, **told: object) -> Reference:
    return refer(counted(worked, situations=known or [], **told), known or [])


def reasons(result: HoursResult) -> list[str]:
    lines = []
    for line in result.lines:
        hours, inside = line.counted_minutes / HOUR, line.window_minutes / HOUR
        lines.append(f"{line.period.start_on:%d/%m/%Y} {line.kind}: {hours:g} h of {inside:g}")
        lines += [f"    {said}" for said in line.why]
    return lines


def _the_hours_of_the_sample() -> list[str]:
    result = counted(sample_periods(), since_opening(date(2026, 3, 14), ON))
    return steps(explain_hours(result)) + reasons(result)


def _the_hours_of_a_poor_year() -> list[str]:
    known = [
        situation(K.MATERNITY, "2026-06-01", "2026-06-10"),
        situation(K.TRAINING, "2026-07-01", "2026-07-31", minutes=330 * HOUR, is_proven=True),
        situation(K.ABSENCE, "2026-08-01"),
    ]
    worked = [
        work("2025-11-20", "2025-12-03", 70, justified=False),
        work("2026-02-02", "2026-02-27", 216, employer="Brique Rouge"),
        work("2026-03-02", "2026-03-27", 90, regime=Regime.TEACHING),
        work("2026-10-31", "2026-11-01", 16),
    ]
    result = counted(worked, situations=known, required_minutes=549 * HOUR)
    return steps(explain_hours(result)) + reasons(result)


def _the_hours_of_annexe_10() -> list[str]:
    worked = [
        work("2025-11-22", "2025-11-22", 20, annexe=10),
        work("2026-02-02", "2026-02-27", cachets_hundredths=3000, annexe=10),
        work("2026-03-02", "2026-03-27", 216),
        work("2026-04-01", "2026-04-30", 216),
        work("2026-04-01", "2026-04-30", 216, employer="Brique Rouge"),
    ]
    result = counted(worked, annexe=10)
    return steps(explain_hours(result)) + reasons(result)


def _what_does_not_count() -> list[str]:
    worked = [
        work("2025-11-01", "2025-11-10", 20),
        work("2025-11-19", "2025-11-24", 36),
        work("2026-02-01", hours=8, state=State.LEAD),
        work("2026-02-02", hours=8, state=State.OPTION),
        work("2026-02-03", hours=8, state=State.RELEASED),
        work("2026-02-04", hours=8, state=State.CANCELLED),
        work("2026-02-05", hours=8, regime=Regime.GENERAL),
        work("2026-02-06", hours=8, annexe=None),
        work("2026-04-29", "2026-05-04", 40),
        work("2026-11-19", "2026-11-24", 36),
        work("2026-11-21", "2026-11-22", 12),
        work("2026-12-01", "2026-12-04", 36),
        work("2026-11-20", "2026-11-21", 16, contract_end_on=date(2026, 12, 18)),
        work("2026-11-20", "2026-11-21", 16, regime=Regime.TEACHING, contract_end_on=date(2026, 12, 18)),
    ]
    across = work("2026-11-20", "2026-11-23", 32)
    teaching = work("2026-11-20", "2026-11-23", 32, regime=Regime.TEACHING)
    later = count_hours([across, teaching], YEAR, on=date(2026, 11, 23))
    result = counted(worked)
    return [*steps(explain_hours(result)), *reasons(result), *reasons(later)]


def _the_allowance_of_the_sample() -> list[str]:
    found = referred(sample_periods())
    gross = found.allowance
    taken = net(gross.gross_cents, found.daily_wage, on=ON)
    return steps(explain_allowance(found, gross)) + steps(explain_net(taken, found))


def _an_allowance_at_its_floor() -> list[str]:
    found = referred(
        [work("2026-05-04", "2026-05-29", cachets_hundredths=700, gross_cents=900_00)], annexe=10
    )
    minimal = net(31_96, found.daily_wage, on=ON)
    return steps(explain_allowance(found, found.allowance)) + steps(explain_net(minimal, found))


def _an_allowance_of_a_longer_period() -> list[str]:
    known = [
        situation(K.MATERNITY, "2026-06-01", "2026-06-20"),
        situation(K.PTP, "2026-07-01", "2026-07-05", minutes=30 * HOUR, gross_cents=600_00),
    ]
    worked = [
        work("2026-05-04", "2026-05-29", 170, gross_cents=300_000_00),
        work("2026-09-07", "2026-09-11", 40, gross_cents=15_000_00),
    ]
    found = referred(worked, known, required_minutes=549 * HOUR)
    gross = found.allowance
    lines = steps(explain_allowance(found, gross))
    for tax in Tax:
        taken = net(gross.gross_cents, found.daily_wage / 100, on=ON, tax=tax, alsace_moselle=True)
        lines += steps(explain_net(taken, found, tax=tax, alsace_moselle=True))
    return lines


def _an_allowance_at_its_ceiling() -> list[str]:
    found = referred([work("2026-05-04", "2026-05-29", 170, gross_cents=500_000_00)])
    return steps(explain_allowance(found, found.allowance))


def _figures_not_known_yet() -> list[str]:
    after = first_request(date(2027, 6, 30))
    result = counted([work("2026-09-07", "2026-09-11", 40, gross_cents=15_000_00)], after)
    found = refer(result)
    taken = net(90_00, found.daily_wage, on=after.end_on)
    busy = pay_month(Month(2027, 6), MonthWork(80 * HOUR, 4700_00), annexe=8, aj_cents=140_00)[0]
    return [
        *steps(explain_allowance(found, found.allowance)),
        *steps(explain_net(taken, found)),
        *steps(explain_month(busy, 8)),
    ]


def _waits() -> list[str]:
    lines = []
    for known in (
        sample_periods(),
        sample_periods()[:1],
        [work("2026-05-04", "2026-05-29", 200, gross_cents=40_000_00, days_worked=20)],
    ):
        found = referred(known)
        holiday = holiday_franchise(found.days_worked, ON)
        wages = wage_franchise(found.all_wages_cents, found.daily_wage, ON)
        lines += steps(explain_waiting(found, holiday, wages))
    return lines


def _months() -> list[str]:
    lines = []
    waits = Balance(2, 7, 10, 2, 0, 12, 4)
    for told, annexe, balance in (
        (MonthWork(60 * HOUR, 1300_00), 8, Balance()),
        (MonthWork(30 * HOUR, 1300_00), 10, waits),
        (MonthWork(208 * HOUR, 4000_00), 8, waits),
        (MonthWork(16 * HOUR, 4625_89), 8, Balance(waiting=3)),
        (MonthWork(0, 0, 1200_00), 10, Balance()),
        (MonthWork(), 8, Balance()),
    ):
        paid = pay_month(NOVEMBER, told, annexe=annexe, aj_cents=67_55, balance=balance)[0]
        lines += steps(explain_month(paid, annexe))
    return lines


def _other_periods() -> list[str]:
    days = ("2026-08-01", "2026-08-12")
    known = [situation(kind, *days, minutes=35 * HOUR) for kind in K]
    known += [situation(kind, *days, minutes=35 * HOUR, in_contract=True) for kind in K]
    known += [
        situation(K.SICK_LEAVE, *days, is_proven=True),
        situation(K.PATERNITY, *days, is_indemnified=False),
        situation(K.TRAINING, *days, minutes=35 * HOUR, is_paid_by_unemployment=True),
        situation(K.TRAINING, *days, minutes=35 * HOUR, is_proven=True),
        situation(K.PTP, *days, minutes=35 * HOUR, gross_cents=2000_00),
        situation(K.ABSENCE, "2026-08-01", "2026-08-07"),
        situation(K.ABSENCE, "2026-08-01", "2026-09-04"),
        situation(K.ABSENCE, "2026-08-01", "2026-09-05"),
        situation(K.RESIGNATION, *days, is_legitimate=True),
    ]
    lines = []
    for one in known:
        lines.append(f"{one.kind}{' in a contract' if one.in_contract else ''}, {one.range.days} days")
        lines += [f"    {said}" for said in changes(one)]
    left = situation(K.RESIGNATION, "2026-03-01")
    said: list[Sentence | None] = [
        blocks(left, worked_minutes_since=400 * HOUR, on=day)
        for day in (date(2026, 6, 29), date(2026, 6, 30))
    ]
    return [*lines, *map(str, said)]


def moved(found: WhatIf) -> list[str]:
    lines = []
    for move in moves(found):
        up = " up" if move.is_up else ""
        lines.append(f"{move.key}: {move.label}, {move.note}")
        change = f"{plain(move.before)} > {plain(move.after)}, {plain(move.difference)}"
        lines.append(f"    {change}, {move.trend}{up}")
    return lines


def _what_an_offer_changes() -> list[str]:
    """Taken, then given up: each line the other way."""
    owed = replace(RIGHT, balance=Balance(waiting=7, wage=60, wage_monthly=8))
    long = replace(OFFER, end_on=date(2027, 1, 15))
    busy = replace(OFFER, start_on=date(2026, 12, 1), end_on=date(2026, 12, 31), minutes=260 * HOUR)
    ready = [*DONE, work("2026-11-02", "2026-11-20", 100)]
    lines = []
    for found in (
        since(DONE, OFFER),
        since(DONE, long, right=owed),
        since(DONE, busy),
        since(DONE, replace(OFFER, minutes=0, gross_cents=0), months=[Month(2027, 1), Month(2027, 4)]),
        first(DONE, long),
        first(ready, OFFER),
        first([], replace(OFFER, minutes=0, gross_cents=0)),
    ):
        back = replace(found, before=found.after, after=found.before)
        lines += [str(verdict(found)), *moved(found), "given up:", *moved(back)]
    return lines


def _the_working_of_an_offer() -> list[str]:
    rich = work("2026-05-04", "2026-08-28", 800, gross_cents=20_000_00)
    full = replace(OFFER, start_on=date(2026, 12, 1), end_on=date(2026, 12, 31), minutes=216 * HOUR)
    capped = replace(OFFER, gross_cents=4_000_00)
    lines = []
    for found in (since(DONE, OFFER), since([*DONE, rich], full), since(DONE, capped), first(DONE, OFFER)):
        for part in explain(found):
            lines += [f"{part.title}: {plain(part.result)}", *steps(part.steps)]
    return lines


TALES: dict[str, Callable[[], list[str]]] = {
    "hours-of-the-sample": _the_hours_of_the_sample,
    "hours-of-a-poor-year": _the_hours_of_a_poor_year,
    "hours-of-annexe-10": _the_hours_of_annexe_10,
    "what-does-not-count": _what_does_not_count,
    "allowance-of-the-sample": _the_allowance_of_the_sample,
    "allowance-at-its-floor": _an_allowance_at_its_floor,
    "allowance-at-its-ceiling": _an_allowance_at_its_ceiling,
    "allowance-of-a-longer-period": _an_allowance_of_a_longer_period,
    "figures-not-known-yet": _figures_not_known_yet,
    "waits": _waits,
    "months": _months,
    "other-periods": _other_periods,
    "what-an-offer-changes": _what_an_offer_changes,
    "working-of-an-offer": _the_working_of_an_offer,
}


@pytest.mark.parametrize("name", TALES)
def test_an_explanation_is_told_word_for_word(name: str) -> None:
    told = "\n".join(TALES[name]()).replace("\u00a0", "~").replace("\u202f", "_")

    assert told.splitlines() == (TOLD / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("bound", [38_00, 181_18])
def test_an_allocation_that_falls_on_a_bound_does_not_need_it(bound: int) -> None:
    found = referred(sample_periods())
    exact = replace(found.allowance, a_cents=bound - found.allowance.b_cents - found.allowance.c_cents)

    assert "Plancher et plafond = non atteints" in steps(explain_allowance(found, exact))


def test_no_tale_is_left_untold() -> None:
    assert {path.stem for path in TOLD.glob("*.txt")} == set(TALES)
