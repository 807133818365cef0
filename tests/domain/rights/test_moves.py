from dataclasses import replace
from datetime import date

from hypothesis import given

from tests.domain.rights.make import work
from tests.domain.rights.test_whatif import DONE, OFFER, RIGHT, UNHURRIED, calm, first, offers, since
from webapp.domain.periods import Month
from webapp.domain.rights.forecast import Right
from webapp.domain.rights.moves import Move, Trend, moves, verdict
from webapp.domain.rights.waiting import Balance
from webapp.domain.rights.whatif import WhatIf
from webapp.domain.rights.work import Regime, WorkPeriod
from webapp.domain.words import Cents


def told(found: WhatIf) -> dict[str, Move]:
    return {move.key: move for move in moves(found)}


def plain(value: object) -> str:
    return str(value).replace("\u202f", " ").replace("\u00a0", " ")


def line(move: Move) -> str:
    return plain(f"{move.before} {move.after} {move.difference}")


def whole(found: WhatIf) -> list[str]:
    return [
        plain(f"{m.label} | {m.note} | {m.before} > {m.after} | {m.difference} {m.trend} {m.is_up}")
        for m in moves(found)
    ]


def test_a_job_over_two_months_of_a_right_is_told_line_by_line() -> None:
    owed = replace(RIGHT, balance=Balance(wage=78, wage_monthly=8))
    assert whole(since(DONE, replace(OFFER, end_on=date(2027, 1, 15)), right=owed)) == [
        "Heures comptées | du 15/03/2026 au 15/01/2027 | 450 h > 522 h | 72 h better True",
        "Heures manquantes | pour 507 h | 57 h > 0 h | 57 h better False",
        "Allocation en cours | brute par jour, fixée jusqu’au 14/03/2027 | 59,20 € > 59,20 € | inchangée same False",
        "Allocation du prochain droit | brute par jour, examinée le 15/01/2027 | aucune > 51,27 € | 51,27 € better True",
        "Date anniversaire | celle du droit en cours | 2027-03-14 > 2027-03-14 | inchangée same False",
        "Jours indemnisés | décembre 2026 | 25 j > 18 j | 7 j other False",
        "Salaires et allocation | décembre 2026, nets avant impôt | 1 375,00 € > 1 734,98 € | 359,98 € better True",
        "Jours indemnisés | janvier 2027 | 31 j > 27 j | 4 j other False",
        "Salaires et allocation | janvier 2027, nets avant impôt | 1 705,00 € > 1 931,99 € | 226,99 € better True",
        "Ensemble de ces mois | de décembre 2026 à janvier 2027 | 3 080,00 € > 3 666,97 € | 586,97 € better True",
        "Franchises restantes | après janvier 2027, délai d’attente compris | 0 j > 0 j | inchangées same False",
        "Reste du droit | les autres mois jusqu’au 14/03/2027, nets avant impôt | 2 310,00 € > 2 310,00 € | inchangé same False",
    ]  # fmt: skip


def test_a_first_request_is_told_line_by_line() -> None:
    assert whole(first(DONE, OFFER)) == [
        "Heures comptées | du 19/12/2025 au 18/12/2026 | 450 h > 522 h | 72 h better True",
        "Heures manquantes | pour 507 h | 57 h > 0 h | 57 h better False",
        "Allocation du prochain droit | brute par jour, examinée le 18/12/2026 | aucune > 51,27 € | 51,27 € better True",
        "Date anniversaire | du droit qui s’ouvrirait | aucune > 2027-12-18 | un droit de plus better True",
        "Salaires | décembre 2026, nets, ordre de grandeur, sans allocation | 0,00 € > 1 191,96 € | 1 191,96 € better True",
    ]  # fmt: skip


def test_an_allocation_on_too_few_hours_is_told_as_such() -> None:
    short = told(first(DONE[1:2], OFFER))["next"]
    assert plain(short.note) == "brute par jour, si ces heures suffisaient"
    assert line(short) == "38,00 € 38,00 € inchangée"


def test_the_verdict_says_the_day_the_hours_are_passed() -> None:
    assert plain(verdict(since(DONE, OFFER))) == (
        "Vous passez les 507 h le 18/12/2026, 531,96 € de plus en décembre 2026."
    )


def test_the_verdict_says_when_nothing_changes_for_the_rights() -> None:
    elsewhere = replace(OFFER, regime=Regime.GENERAL, annexe=None)
    assert plain(verdict(since(DONE, elsewhere))) == (
        "Rien ne change pour vos droits, 531,96 € de plus en décembre 2026."
    )


def test_the_verdict_says_what_is_still_missing() -> None:
    assert plain(verdict(since(DONE[:1], OFFER))).startswith("72 h de plus, encore 295 h avant les 507 h, ")


def test_the_verdict_says_hours_beyond_those_asked() -> None:
    more = work("2026-11-02", "2026-11-13", 70)
    assert plain(verdict(since([*DONE, more], OFFER))).startswith("72 h de plus, au-delà des 507 h, ")


def test_less_money_is_said_as_such() -> None:
    badly_paid = replace(OFFER, gross_cents=10_000)
    found = since(DONE, badly_paid)
    assert plain(verdict(found)).endswith(", 583,00 € de moins en décembre 2026.")
    assert told(found)["cash-2026-12"].trend is Trend.WORSE


def test_a_job_that_pays_nothing_leaves_the_money_as_it_was() -> None:
    found = since(DONE, replace(OFFER, minutes=0, gross_cents=0))
    assert plain(verdict(found)) == "Rien ne change pour vos droits, autant d’argent en décembre 2026."
    assert all(move.is_same for move in moves(found))


def test_months_are_named_from_the_first_to_the_last_when_they_follow() -> None:
    long = replace(OFFER, end_on=date(2027, 2, 5))
    assert plain(verdict(since(DONE, long))).endswith("de décembre 2026 à février 2027.")
    apart = since(DONE, OFFER, months=[Month(2027, 2)])
    assert plain(verdict(apart)).endswith("sur 2 mois.")


def test_equal_lines_are_told_as_unchanged() -> None:
    lines = told(since(DONE, OFFER))
    assert line(lines["anniversary"]) == "2027-03-14 2027-03-14 inchangée"
    assert line(lines["now"]) == "59,20 € 59,20 € inchangée"


def test_only_what_is_better_is_told_as_better() -> None:
    lines = told(since(DONE, OFFER))
    assert line(lines["hours"]) == "450 h 522 h 72 h"
    assert line(lines["missing"]) == "57 h 0 h 57 h"
    assert (lines["hours"].trend, lines["hours"].is_up) == (Trend.BETTER, True)
    assert (lines["missing"].trend, lines["missing"].is_up) == (Trend.BETTER, False)
    assert (lines["days-2026-12"].trend, lines["days-2026-12"].is_up) == (Trend.OTHER, False)
    assert line(lines["days-2026-12"]) == "31 j 19 j 12 j"
    assert lines["cash-2026-12"].trend is Trend.BETTER


def test_without_a_right_there_is_neither_allocation_nor_paid_day() -> None:
    lines = told(first(DONE, OFFER))
    assert set(lines) == {"hours", "missing", "next", "anniversary", "cash-2026-12"}
    assert "sans allocation" in plain(lines["cash-2026-12"].note)
    assert line(lines["anniversary"]) == "aucune 2027-12-18 un droit de plus"
    assert lines["anniversary"].trend is Trend.BETTER


def test_an_anniversary_that_moves_is_neither_good_nor_bad() -> None:
    ready = [*DONE, work("2026-11-02", "2026-11-20", 100)]
    moved = told(first(ready, OFFER))["anniversary"]
    assert line(moved) == "2027-11-20 2027-12-18 28 j"
    assert moved.trend is Trend.OTHER


def test_hours_lost_to_a_cap_are_named() -> None:
    busy = replace(OFFER, start_on=date(2026, 12, 1), end_on=date(2026, 12, 31), minutes=260 * 60)
    assert "52 h au-delà d’un plafond" in plain(told(since(DONE, busy))["hours"].note)


def test_several_months_are_added_up() -> None:
    found = since(DONE, replace(OFFER, end_on=date(2027, 1, 15)))
    lines = told(found)
    assert lines["total"].difference == Cents(found.gained_cents)
    assert found.gained_cents == sum(
        after.total_cents - before.total_cents
        for before, after in zip(found.before.months, found.after.months, strict=True)
    )
    assert list(lines)[-3:] == ["total", "left", "rest"]


@UNHURRIED
@given(calm(), offers())
def test_the_same_lines_are_told_whatever_the_job(known: list[WorkPeriod], offer: WorkPeriod) -> None:
    for right in (RIGHT, None):
        found = since(known, offer, right=right) if right else first(known, offer)
        keys = [move.key for move in moves(found)]
        assert len(keys) == len(set(keys))
        assert {"hours", "missing", "next", "anniversary"} <= set(keys)
        assert all((move.trend is Trend.SAME) is (move.before == move.after) for move in moves(found))
        assert str(verdict(found)).endswith(".")


def test_a_right_given_is_the_one_told() -> None:
    other = Right(8, RIGHT.range, 4000, 4000)
    assert line(told(since(DONE, OFFER, right=other))["now"]) == "40,00 € 40,00 € inchangée"
