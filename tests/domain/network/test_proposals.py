from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.network.proposals import (
    LEAST_DAYS,
    MOST,
    SCALE,
    Because,
    Coming,
    Gap,
    Hire,
    Known,
    Through,
    next_gap,
    proposals,
    reasons_of,
)
from webapp.domain.network.touch import News, Proof
from webapp.domain.periods import DateRange

TODAY = date(2026, 11, 27)
GAP = Gap(DateRange(date(2026, 12, 19), date(2027, 1, 10)), is_open=False)


def days(first: tuple[int, int, int], last: tuple[int, int, int]) -> DateRange:
    return DateRange(date(*first), date(*last))


BUSY_NOW = days((2026, 11, 23), (2026, 12, 18))
JANUARY = days((2027, 1, 11), (2027, 1, 15))


@pytest.mark.parametrize(
    ("busy", "found", "is_near"),
    [
        ([BUSY_NOW, JANUARY], GAP, True),
        ([JANUARY, BUSY_NOW], GAP, True),
        ([], Gap(days((2026, 11, 27), (2027, 11, 27)), True), True),
        ([BUSY_NOW], Gap(days((2026, 12, 19), (2027, 11, 27)), True), True),
        (
            [BUSY_NOW, days((2026, 12, 28), (2027, 1, 8))],
            Gap(days((2027, 1, 9), (2027, 11, 27)), True),
            False,
        ),
        ([days((2026, 11, 27), (2027, 1, 7))], Gap(days((2027, 1, 8), (2027, 11, 27)), True), True),
        ([days((2026, 11, 27), (2027, 1, 8))], Gap(days((2027, 1, 9), (2027, 11, 27)), True), False),
        ([days((2026, 11, 1), (2028, 1, 1))], None, False),
    ],
    ids=[
        "between two jobs",
        "whatever the order of jobs",
        "an empty diary is a gap that began",
        "after the last job nothing is known",
        "nine days are a week and its week-ends, not a gap",
        "six weeks ahead to the day",
        "six weeks and a day",
        "a year full",
    ],
)
def test_the_next_gap_worth_calling_for(busy, found, is_near):
    gap = next_gap(busy, TODAY)
    assert gap == found
    assert (gap is not None and gap.is_near(TODAY)) is is_near
    assert gap is None or gap.days.days >= LEAST_DAYS


OCTOBER, LAST_YEAR = days((2026, 10, 5), (2026, 10, 9)), days((2026, 1, 8), (2026, 1, 10))
LONG_GONE = days((2024, 5, 6), (2024, 5, 10))

CASES = [
    ("nothing known", {}, []),
    ("having spoken is no reason by itself", {"spoken_on": date(2026, 6, 1)}, []),
    (
        "called once, lately",
        {"hires": (Hire(OCTOBER, "Les Marées"),)},
        [(25, "Son appel vous a fait travailler 1 fois, du 05/10/2026 au 09/10/2026 (Les Marées)")],
    ),
    (
        "called twice, long ago",
        {"hires": (Hire(LONG_GONE, "B"), Hire(days((2024, 1, 8), (2024, 1, 9)), "A"))},
        [(23, "Son appel vous a fait travailler 2 fois, la dernière du 06/05/2024 au 10/05/2024 (B)")],
    ),
    (
        "the strongest tie to a job is told alone",
        {
            "hires": (
                Hire(OCTOBER, "Les Marées", Through.HOUSE, "Ponant"),
                Hire(OCTOBER, "Les Marées", Through.LEAD, "Directrice de production"),
            )
        },
        [
            (
                20,
                "Directrice de production sur «\u00a0Les Marées\u00a0», où vous étiez du 05/10/2026 au 09/10/2026",
            )
        ],
    ),
    (
        "more than four times is worth no more",
        {
            "hires": tuple(
                Hire(days((2024, month, 1), (2024, month, 2)), "X", Through.HOUSE, "Ponant")
                for month in range(2, 9)
            )
        },
        [(19, "Ponant vous a fait travailler 7 fois, la dernière les 01/08/2024 et 02/08/2024 (X)")],
    ),
    (
        "the contracts of one show are one time, from its first day to its last",
        {
            "hires": (
                Hire(days((2026, 9, 7), (2026, 9, 11)), "Les Marées", show="m"),
                Hire(OCTOBER, "Les Marées", show="m"),
                Hire(days((2026, 9, 21), (2026, 9, 25)), "Les Marées", show="m"),
            )
        },
        [(25, "Son appel vous a fait travailler 1 fois, du 07/09/2026 au 09/10/2026 (Les Marées)")],
    ),
    (
        "at the head of two shows",
        {
            "hires": (
                Hire(OCTOBER, "Les Marées", Through.LEAD, "Directrice de production", "m"),
                Hire(LONG_GONE, "Sel", Through.LEAD, "Directrice de production", "s"),
            )
        },
        [
            (
                23,
                "Directrice de production sur 2 de vos productions, la dernière du 05/10/2026 au 09/10/2026 "
                "(Les Marées)",
            )
        ],
    ),
    (
        "in a crew that comes without taking anybody on",
        {
            "coming": (
                Coming(days((2026, 12, 1), (2027, 1, 8)), "Nuit blanche", "preparation", job="Régisseuse"),
            )
        },
        [(12, "Régisseuse\u00a0: «\u00a0Nuit blanche\u00a0» se prépare du 01/12/2026 au 08/01/2027")],
    ),
    (
        "the same period a year before",
        {"hires": (Hire(LAST_YEAR, "Lessive", Through.HOUSE, "Cie"),)},
        [
            (15, "Cie vous a fait travailler 1 fois, du 08/01/2026 au 10/01/2026 (Lessive)"),
            (10, "À la même période l’an dernier\u00a0: Lessive, du 08/01/2026 au 10/01/2026"),
        ],
    ),
    (
        "a show that comes, the nearest of two",
        {
            "coming": (
                Coming(days((2027, 2, 1), (2027, 2, 9)), "Lessive", "stage"),
                Coming(days((2026, 12, 1), (2027, 1, 8)), "Nuit blanche", "preparation"),
            )
        },
        [(30, "«\u00a0Nuit blanche\u00a0» se prépare du 01/12/2026 au 08/01/2027 (1 sur 2)")],
    ),
    (
        "a show over before the gap is no reason",
        {"coming": (Coming(days((2026, 11, 5), (2026, 12, 18)), "Les Marées"),)},
        [],
    ),
    (
        "a lead that is still ahead, and one that is not",
        {"openings": (Hire(days((2027, 3, 1), (2027, 3, 26)), "Coordination"), Hire(OCTOBER, "Passée"))},
        [(40, "Piste ouverte\u00a0: Coordination, du 01/03/2027 au 26/03/2027")],
    ),
    (
        "names given to one another",
        {"gave_mine": (date(2025, 3, 2), date(2026, 3, 2)), "gave_theirs": (date(2026, 9, 8),)},
        [
            (15, "A donné votre nom 2 fois, la dernière le 02/03/2026"),
            (8, "Vous avez donné son nom 1 fois, le 08/09/2026"),
        ],
    ),
    (
        "past the rhythm that was chosen",
        {"gave_mine": (date(2026, 3, 2),), "spoken_on": date(2026, 9, 1), "cadence_days": 60},
        [
            (15, "A donné votre nom 1 fois, le 02/03/2026"),
            (10, "Dernier échange il y a 87 jours, le 01/09/2026\u00a0; rythme prévu\u00a0: 60 jours"),
        ],
    ),
    (
        "within the rhythm, told and worth nothing",
        {"gave_mine": (date(2026, 3, 2),), "spoken_on": date(2026, 10, 6), "cadence_days": 60},
        [
            (15, "A donné votre nom 1 fois, le 02/03/2026"),
            (0, "Dernier échange il y a 52 jours, le 06/10/2026\u00a0; rythme prévu\u00a0: 60 jours"),
        ],
    ),
    (
        "without a rhythm, a month is long",
        {"gave_mine": (date(2026, 3, 2),), "spoken_on": date(2026, 10, 25)},
        [
            (15, "A donné votre nom 1 fois, le 02/03/2026"),
            (5, "Dernier échange il y a 33 jours, le 25/10/2026"),
        ],
    ),
    (
        "having worked together since is news too",
        {
            "gave_mine": (date(2026, 3, 2),),
            "spoken_on": date(2026, 9, 1),
            "news": News(date(2026, 10, 9), Proof.WORK),
            "cadence_days": 60,
        },
        [
            (15, "A donné votre nom 1 fois, le 02/03/2026"),
            (
                0,
                "Dernier travail ensemble il y a 49 jours, le 09/10/2026\u00a0; rythme prévu\u00a0: 60 jours",
            ),
        ],
    ),
    (
        "on the same show today",
        {"gave_mine": (date(2026, 3, 2),), "news": News(TODAY, Proof.WORK)},
        [(15, "A donné votre nom 1 fois, le 02/03/2026"), (0, "Vous travaillez ensemble en ce moment")],
    ),
]


@pytest.mark.parametrize(("facts", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_every_reason_is_said_with_its_date_and_its_number(facts, told):
    reasons = reasons_of(Known("a", "Aïcha", **facts), GAP, TODAY)
    assert [(reason.points, str(reason.said)) for reason in reasons] == told


@pytest.mark.parametrize(
    "facts",
    [
        {"cadence_days": 0},
        {"snoozed_until_on": TODAY + timedelta(days=1)},
        {"spoken_on": TODAY - timedelta(days=13)},
    ],
    ids=["never", "put off", "spoken to this fortnight"],
)
def test_who_is_left_in_peace(facts):
    known = Known("a", "Aïcha", hires=(Hire(OCTOBER, "Les Marées"),), **facts)
    assert proposals([known], GAP, TODAY) == []


@pytest.mark.parametrize(
    "facts",
    [{"snoozed_until_on": TODAY}, {"spoken_on": TODAY - timedelta(days=14)}],
    ids=["due", "a fortnight"],
)
def test_who_comes_back(facts):
    known = Known("a", "Aïcha", hires=(Hire(OCTOBER, "Les Marées"),), **facts)
    assert [one.known.key for one in proposals([known], GAP, TODAY)] == ["a"]


def test_a_company_is_called_once_but_for_whoever_is_tied_by_more():
    through_house = (Hire(OCTOBER, "Les Marées", Through.HOUSE, "Ponant"),)
    people = [
        Known("a", "Zoé", "ponant", through_house),
        Known("b", "Yves", "ponant", through_house),
        Known("c", "Aïcha", "ponant", (Hire(OCTOBER, "Les Marées"),)),
        Known("d", "Nour", "faubourg", through_house),
        Known("e", "Omar", "faubourg", through_house),
    ]
    assert [one.known.key for one in proposals(people, GAP, TODAY)] == ["c", "d"]


def test_who_had_no_news_for_longest_comes_first_among_equals():
    hired = (Hire(OCTOBER, "Les Marées"),)
    people = [
        Known("a", "A", "1", hires=hired, spoken_on=date(2026, 11, 10), cadence_days=90),
        Known("b", "B", "2", hires=hired, spoken_on=date(2026, 11, 1), cadence_days=90),
        Known("c", "C", "3", hires=hired),
    ]
    assert [one.known.key for one in proposals(people, GAP, TODAY)] == ["c", "b", "a"]


def test_the_scale_that_is_shown_is_the_one_that_counts():
    worth = {str(said): points for said, points in SCALE}
    known = Known("a", "A", openings=(Hire(JANUARY, "X"),), gave_mine=(TODAY,), gave_theirs=(TODAY,))
    told = {reason.because: reason.points for reason in reasons_of(known, GAP, TODAY)}
    assert told[Because.OPENING] == worth["Une piste ouverte avec cette personne"]
    assert told[Because.GAVE_MINE] == worth["A donné votre nom"]
    assert told[Because.GAVE_THEIRS] == worth["Vous avez donné son nom"]


some_days = st.builds(
    lambda start, length: DateRange(start, start + timedelta(days=length)),
    st.dates(date(2024, 1, 1), date(2027, 6, 1)),
    st.integers(0, 40),
)
some_people = st.lists(
    st.builds(
        Known,
        key=st.uuids().map(str),
        name=st.sampled_from(["Aïcha", "Omar", "Zoé"]),
        house=st.sampled_from(["", "ponant", "faubourg"]),
        hires=st.lists(
            st.builds(Hire, some_days, st.just("X"), st.sampled_from(list(Through)), st.just("Y")), max_size=4
        ).map(tuple),
        coming=st.lists(st.builds(Coming, some_days, st.just("Z")), max_size=2).map(tuple),
        gave_mine=st.lists(st.dates(date(2025, 1, 1), TODAY), max_size=2).map(tuple),
        spoken_on=st.none() | st.dates(date(2026, 1, 1), TODAY),
        cadence_days=st.sampled_from([None, 0, 30]),
    ),
    max_size=12,
    unique_by=lambda known: known.key,
)


@given(some_people, st.randoms(use_true_random=False))
def test_the_order_is_that_of_the_reasons_and_not_of_the_reading(people, random):
    told = proposals(people, GAP, TODAY)
    shuffled = [*people]
    random.shuffle(shuffled)
    assert proposals(shuffled, GAP, TODAY) == told
    assert len(told) <= MOST
    assert all(one.reasons and one.points == sum(reason.points for reason in one.reasons) for one in told)
    assert [one.points for one in told] == sorted((one.points for one in told), reverse=True)
    assert all("%(" not in str(reason.said) for one in told for reason in one.reasons)
