import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from webapp.domain.situations import (
    Count,
    CountKind,
    DayKept,
    Kept,
    SheetSent,
    Source,
    SourceKind,
    counts_of,
    proposed,
)

TODAY = date(2026, 11, 23)
SHOOT = tuple(
    DayKept(TODAY + timedelta(days=n - 3), 1, True, 0) for n in range(7)
)  # three behind, today, three ahead
SHEET = SheetSent(date(2026, 11, 22), 1, 3, date(2026, 11, 21))
FILM = Kept(TODAY, False, SHOOT)
SHOT = Source(SourceKind.PLANNING)


def only(kept: Kept, kind: CountKind) -> Count | None:
    return next((count for count in counts_of(kept) if count.kind == kind), None)


def test_nothing_is_counted_of_what_nothing_keeps():
    assert counts_of(Kept(TODAY, False)) == ()
    assert counts_of(Kept(TODAY, True)) == ()


FROM_THE_PLANNING = [
    ("as the planning stands", FILM, 3, 7, date(2026, 11, 22), SHOT),
    ("as a version published it", replace(FILM, version=6), 3, 7, date(2026, 11, 22), Source(SourceKind.VERSION, 6)),
    (
        "by the sheet of the last day", replace(FILM, sheets=(SHEET,)), 3, 7, date(2026, 11, 22),
        Source(SourceKind.SHEET, 3, SHEET.on),
    ),
    (
        "not by the sheet of another day", replace(FILM, sheets=(replace(SHEET, on=date(2026, 11, 21)),)), 3, 7,
        date(2026, 11, 22), SHOT,
    ),
    ("before the first day", replace(FILM, today=date(2026, 11, 20)), 0, 7, date(2026, 11, 20), SHOT),
    (
        "of the first crew, and it is said", replace(FILM, days=(*SHOOT, DayKept(date(2026, 11, 22), 2, True, 0))), 3, 7,
        date(2026, 11, 22), replace(SHOT, unit=1),
    ),
    (
        "other days aside", replace(FILM, days=(*SHOOT, DayKept(date(2026, 11, 2), 1, False, 0))), 3, 7,
        date(2026, 11, 22), SHOT,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kept", "count", "of", "on", "source"), [case[1:] for case in FROM_THE_PLANNING],
                         ids=[case[0] for case in FROM_THE_PLANNING])  # fmt: skip
def test_days_are_shot_once_they_are_over(kept: Kept, count: int, of: int, on: date, source: Source):
    assert only(kept, CountKind.SHOT) == Count(CountKind.SHOT, count, of, on, source)


def test_a_live_show_counts_what_it_plays_twice_a_day_included():
    days = (
        DayKept(date(2026, 11, 20), 1, False, 0),
        DayKept(date(2026, 11, 21), 1, False, 2),
        DayKept(TODAY, 1, False, 1),
    )
    kept = Kept(TODAY, True, days)
    assert only(kept, CountKind.PLAYED) == Count(CountKind.PLAYED, 2, 3, date(2026, 11, 21), SHOT)
    assert only(kept, CountKind.SHOT) is None
    assert only(replace(FILM, days=days), CountKind.PLAYED) is None


def test_contracts_and_sheets_say_where_they_come_from():
    later = SheetSent(date(2026, 11, 24), 2, 1, date(2026, 11, 23))
    kept = replace(FILM, signed=19, contracts=24, sheets=(later, SHEET), confirmed=4, asked=5)
    crew = Source(SourceKind.CREW)
    assert only(kept, CountKind.CONTRACTS) == Count(CountKind.CONTRACTS, 19, 24, TODAY, crew)
    last = Source(SourceKind.LAST_SHEET, 1, later.on, 2)
    assert only(kept, CountKind.SHEETS) == Count(CountKind.SHEETS, 2, None, later.sent_on, last)
    asked = Source(SourceKind.SHEET, 1, later.on, 2)
    assert only(kept, CountKind.RECEIVED) == Count(CountKind.RECEIVED, 4, 5, TODAY, asked)
    assert only(replace(kept, asked=0), CountKind.RECEIVED) is None
    live = only(replace(kept, is_live=True), CountKind.SHEETS)
    assert live and live.source == replace(last, number=None)


def count(kind: CountKind, number: int, of: int | None = None, sheet: int | None = None) -> Count:
    return Count(kind, number, of, TODAY, Source(SourceKind.SHEET, sheet, TODAY))


SAID = [
    (
        [count(CountKind.SHOT, 11, 28), count(CountKind.CONTRACTS, 19, 24)],
        "Onze jours tournés sur vingt-huit, dix-neuf contrats signés sur vingt-quatre.",
        "Eleven of twenty-eight days shot, nineteen of twenty-four contracts signed.",
    ),
    ([count(CountKind.SHOT, 0, 28)], "Aucun jour tourné sur vingt-huit.", "None of twenty-eight days shot."),
    ([count(CountKind.SHOT, 1, 1)], "Un jour tourné sur un.", "One of one day shot."),
    (
        [count(CountKind.PLAYED, 1, 21), count(CountKind.SHEETS, 21)],
        "Une représentation jouée sur vingt et une, vingt et une feuilles de service envoyées.",
        "One of twenty-one performances played, twenty-one call sheets sent.",
    ),
    (
        [count(CountKind.RECEIVED, 22, 24, 11)],
        "Vingt-deux «\u00a0Bien reçu\u00a0» sur vingt-quatre pour la feuille de service J11.",
        "Twenty-two of twenty-four people confirmed for call sheet 11.",
    ),
    ([count(CountKind.RECEIVED, 0, 3)], "Aucun «\u00a0Bien reçu\u00a0» sur trois.", "None of three people confirmed."),
    ([], "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("counts", "french", "english"), SAID)
def test_the_sentence_proposed_says_the_counts_and_nothing_else(counts, french: str, english: str):
    assert proposed(counts, "fr") == french
    assert proposed(counts, "en") == english


def test_a_count_is_kept_as_it_was_and_known_by_all_it_says():
    kept = replace(FILM, version=6, signed=1, contracts=2, sheets=(SHEET,), confirmed=1, asked=2)
    for one in counts_of(kept):
        assert Count.from_values(json.loads(json.dumps(one.to_values()))) == one
        assert replace(one, count=one.count + 1).key != one.key
        assert one.key.partition("-")[0] == one.kind
