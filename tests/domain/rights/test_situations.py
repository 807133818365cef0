from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.rights.make import lived, one_situation, work
from tests.domain.rights.make import situation as period
from webapp.domain.periods import DAY, DateRange
from webapp.domain.refusals import Refused
from webapp.domain.rights import situations
from webapp.domain.rights.situations import (
    Situation,
    SituationKind,
    assimilated_minutes,
    blocks,
    changes,
    days_of,
    is_followed_by_work,
    lengthened,
    maternity_days,
    neutralised,
    ptp_minutes,
    training_minutes,
)
from webapp.domain.rights.work import Regime, State

K = SituationKind
YEAR = DateRange(date(2025, 11, 22), date(2026, 11, 21))


def said(situation: Situation) -> str:
    return " ".join(str(sentence) for sentence in changes(situation))


@pytest.mark.parametrize(
    ("situation", "days"),
    [
        (period(K.SICK_LEAVE, "2026-08-20", "2026-08-26"), 7),
        (period(K.PATERNITY, "2026-08-20", "2026-08-26"), 7),
        (period(K.SICK_LEAVE, "2026-11-21", "2026-12-25"), 1),
        (period(K.SICK_LEAVE, "2026-11-22", "2026-12-25"), 0),
        (period(K.SICK_LEAVE, "2026-08-20", "2026-08-26", in_contract=True), 0),
        (period(K.SICK_LEAVE, "2026-08-20", "2026-08-26", is_indemnified=False), 0),
        (period(K.MATERNITY, "2026-08-20", "2026-08-26"), 0),
        (period(K.ALD, "2026-08-20", "2026-08-26"), 0),
        (period(K.ABSENCE, "2026-08-20", "2026-08-26"), 0),
    ],
)
def test_leave_paid_between_contracts_lengthens_the_period_day_for_day(
    situation: Situation, days: int
) -> None:
    assert neutralised([situation], YEAR) == days
    assert lengthened(YEAR, [situation]).days == YEAR.days + days


def test_leave_met_by_going_back_lengthens_again() -> None:
    recent = period(K.SICK_LEAVE, "2026-08-01", "2026-08-10")
    older = period(K.SICK_LEAVE, "2025-11-10", "2025-11-16")
    oldest = period(K.SICK_LEAVE, "2025-11-01", "2025-11-06")

    assert lengthened(YEAR, [recent]).start_on == date(2025, 11, 12)
    assert lengthened(YEAR, [recent, older]).start_on == date(2025, 11, 5)
    assert lengthened(YEAR, [recent, older, oldest]).start_on == date(2025, 10, 30)


def test_leave_across_the_first_day_is_met_whole() -> None:
    across = period(K.SICK_LEAVE, "2025-11-15", "2025-11-25")

    assert neutralised([across], YEAR) == 4
    assert lengthened(YEAR, [across]).start_on == date(2025, 11, 11)


def test_a_day_of_two_leaves_counts_once() -> None:
    first = period(K.SICK_LEAVE, "2026-08-01", "2026-08-10")
    inside = period(K.SICK_LEAVE, "2026-08-04", "2026-08-06")
    across = period(K.PATERNITY, "2026-08-09", "2026-08-12")

    assert neutralised([first, inside, across], YEAR) == 12


@pytest.mark.parametrize("kind", sorted(situations.SUSPENDING))
def test_a_suspended_contract_counts_five_hours_a_day(kind: SituationKind) -> None:
    assert assimilated_minutes(period(kind, "2026-08-01", "2026-08-10", in_contract=True), YEAR) == 50 * 60


@pytest.mark.parametrize(
    ("kind", "hours"),
    [
        (K.SICK_LEAVE, 0),
        (K.PATERNITY, 0),
        (K.MATERNITY, 50),
        (K.ADOPTION, 50),
        (K.WORK_ACCIDENT, 50),
        (K.ALD, 0),
        (K.TRAINING, 0),
        (K.PTP, 0),
        (K.ABSENCE, 0),
        (K.RESIGNATION, 0),
        (K.PREVIOUS_RIGHT, 0),
    ],
)
def test_outside_a_contract_only_some_days_count(kind: SituationKind, hours: int) -> None:
    assert assimilated_minutes(period(kind, "2026-08-01", "2026-08-10"), YEAR) == hours * 60


def test_an_ald_outside_a_contract_needs_a_former_right() -> None:
    ald = period(K.ALD, "2026-08-01", "2026-08-10")

    assert assimilated_minutes(ald, YEAR, has_former_right=True) == 50 * 60
    assert assimilated_minutes(period(K.ABSENCE, "2026-08-01"), YEAR, has_former_right=True) == 0


@pytest.mark.parametrize("kind", [K.TRAINING, K.PTP, K.ABSENCE, K.RESIGNATION, K.PREVIOUS_RIGHT])
def test_what_suspends_no_contract_is_never_assimilated(kind: SituationKind) -> None:
    assert assimilated_minutes(period(kind, "2026-08-01", in_contract=True), YEAR) == 0


def test_only_the_days_of_the_window_are_assimilated() -> None:
    assert assimilated_minutes(period(K.MATERNITY, "2025-11-01", "2025-11-23"), YEAR) == 10 * 60
    assert assimilated_minutes(period(K.MATERNITY, "2025-11-01", "2025-11-21"), YEAR) == 0


def test_a_window_before_the_known_figures_is_refused() -> None:
    old = DateRange(date(2010, 1, 1), date(2010, 12, 31))

    with pytest.raises(Refused, match="Aucun chiffre connu au 31/12/2010"):
        assimilated_minutes(period(K.MATERNITY, "2010-02-01"), old)
    assert assimilated_minutes(period(K.MATERNITY, "2011-02-01"), old) == 0


@pytest.mark.parametrize(
    ("told", "followed"),
    [
        ({"start": "2026-08-11"}, True),
        ({"start": "2026-08-10", "end": "2026-08-20"}, False),
        ({"start": "2026-08-11", "state": State.CONFIRMED}, True),
        ({"start": "2026-08-11", "state": State.OPTION}, False),
        ({"start": "2026-08-11", "regime": Regime.GENERAL}, False),
        ({"start": "2026-08-11", "regime": Regime.TEACHING}, False),
        ({"start": "2026-07-11"}, False),
    ],
)
def test_assimilated_days_are_followed_by_signed_work(told: dict[str, object], followed: bool) -> None:
    leave = period(K.MATERNITY, "2026-08-01", "2026-08-10")

    assert is_followed_by_work(leave, [work(**told)]) is followed  # type: ignore[arg-type]


def test_in_a_contract_its_own_work_after_the_leave_is_enough() -> None:
    leave = period(K.SICK_LEAVE, "2026-08-01", "2026-08-10", in_contract=True)

    assert is_followed_by_work(leave, [work("2026-07-20", "2026-08-11")])
    assert not is_followed_by_work(leave, [work("2026-07-20", "2026-08-10")])


def test_nothing_needs_to_follow_a_ptp() -> None:
    assert is_followed_by_work(period(K.PTP, "2026-08-01"), [])
    assert not is_followed_by_work(period(K.MATERNITY, "2026-08-01"), [])


def test_the_hours_of_training_are_laid_on_its_days() -> None:
    training = period(K.TRAINING, "2025-11-20", "2025-11-24", minutes=35 * 60)

    assert training_minutes(training, YEAR) == 21 * 60
    assert ptp_minutes(training, YEAR) == 0
    paid = period(K.TRAINING, "2026-09-14", minutes=420, is_paid_by_unemployment=True)
    assert training_minutes(paid, YEAR) == 0


def test_the_hours_of_a_ptp_are_laid_on_its_days() -> None:
    ptp = period(K.PTP, "2025-11-20", "2025-11-24", minutes=35 * 60)

    assert ptp_minutes(ptp, YEAR) == 21 * 60
    assert training_minutes(ptp, YEAR) == 0


def test_the_reference_wages_leave_births_and_ald_apart() -> None:
    known = [
        period(K.MATERNITY, "2026-02-01", "2026-02-10"),
        period(K.ALD, "2026-02-08", "2026-02-12"),
        period(K.ADOPTION, "2025-11-20", "2025-11-23", in_contract=True),
        period(K.SICK_LEAVE, "2026-05-01", "2026-05-31"),
        period(K.WORK_ACCIDENT, "2026-06-01", "2026-06-30"),
    ]

    assert maternity_days(known, YEAR) == 14


def test_a_resignation_blocks_until_enough_is_worked() -> None:
    left = period(K.RESIGNATION, "2026-03-01")
    early = blocks(left, worked_minutes_since=400 * 60, on=date(2026, 6, 29))
    later = blocks(left, worked_minutes_since=455 * 60 - 1, on=date(2026, 6, 30))

    assert "encore 55\u00a0h pour en faire 455\u00a0h" in str(early)
    assert "Vous pourrez demander un réexamen à partir du 30/06/2026." in str(early)
    assert "Vous pouvez demander un réexamen depuis le 30/06/2026." in str(later)
    assert blocks(left, worked_minutes_since=455 * 60, on=date(2026, 6, 29)) is None
    assert blocks(left, worked_minutes_since=0, on=date(2026, 3, 1)) is not None
    assert blocks(left, worked_minutes_since=0, on=date(2026, 2, 28)) is None


def test_only_a_resignation_without_a_legitimate_reason_blocks() -> None:
    reason = period(K.RESIGNATION, "2026-03-01", is_legitimate=True)

    assert blocks(reason, worked_minutes_since=0, on=date(2026, 6, 29)) is None
    assert blocks(period(K.ABSENCE, "2026-03-01"), worked_minutes_since=0, on=date(2026, 6, 29)) is None


@pytest.mark.parametrize(
    ("situation", "told", "untold"),
    [
        (
            period(K.SICK_LEAVE, "2026-08-20", "2026-08-26"),
            ["s’allonge de 7\u00a0j", "Sans attestation", "La Sécurité sociale paie", "sous 72\u00a0h"],
            ["par jour"],
        ),
        (
            period(K.SICK_LEAVE, "2026-08-20", "2026-08-26", is_proven=True),
            ["s’allonge de 7\u00a0j"],
            ["Sans attestation"],
        ),
        (
            period(K.SICK_LEAVE, "2026-08-20", "2026-08-26", is_indemnified=False),
            ["Sans indemnités de la Sécurité sociale, ni heures ni période"],
            ["s’allonge"],
        ),
        (
            period(K.PATERNITY, "2026-08-20", "2026-08-26", in_contract=True),
            [
                "Contrat suspendu\u00a0: 5\u00a0h par jour, 35\u00a0h vers les 507\u00a0h pour 7\u00a0j.",
                "suive",
            ],
            ["s’allonge", "La Sécurité sociale paie"],
        ),
        (
            period(K.MATERNITY, "2026-02-01", "2026-05-23"),
            [
                "Hors contrat\u00a0: 5\u00a0h par jour, 560\u00a0h vers les 507\u00a0h pour 112\u00a0j.",
                "112\u00a0j mis à part",
            ],
            ["Contrat suspendu"],
        ),
        (
            period(K.ADOPTION, "2026-02-01", "2026-02-10", in_contract=True),
            ["Contrat suspendu", "10\u00a0j mis à part"],
            ["Hors contrat", "sous 72\u00a0h"],
        ),
        (
            period(K.WORK_ACCIDENT, "2026-02-01", "2026-02-10"),
            ["50\u00a0h vers", "se prolonge après la fin du contrat"],
            ["mis à part"],
        ),
        (period(K.WORK_ACCIDENT, "2026-02-01", in_contract=True), ["Contrat suspendu"], ["se prolonge"]),
        (period(K.ALD, "2026-02-01"), ["5\u00a0h vers", "déjà eu des droits", "mis à part"], []),
        (period(K.ALD, "2026-02-01", in_contract=True), ["Contrat suspendu"], ["déjà eu des droits"]),
        (
            period(K.TRAINING, "2026-09-14", minutes=35 * 60),
            [
                "35\u00a0h vers les 507\u00a0h, heure pour heure\u00a0: 338\u00a0h au plus",
                "l’attestation de l’organisme",
            ],
            ["0\u00a0h vers"],
        ),
        (
            period(K.TRAINING, "2026-09-14", minutes=35 * 60, is_paid_by_unemployment=True),
            ["elle compte 0\u00a0h vers les 507\u00a0h"],
            ["35\u00a0h vers"],
        ),
        (
            period(K.PTP, "2026-09-14", minutes=35 * 60, gross_cents=2000_00),
            ["35\u00a0h vers", "2\u202f000,00\u00a0€ entrent dans le salaire de référence"],
            ["suive."],
        ),
        (period(K.PTP, "2026-09-14", minutes=60), ["1\u00a0h vers"], ["salaire de référence"]),
        (
            period(K.ABSENCE, "2026-07-01", "2026-07-07"),
            ["7\u00a0j\u00a0: rien à déclarer jusqu’à 7\u00a0j.", "35\u00a0j d’absence"],
            ["72\u00a0h", "dépasse"],
        ),
        (
            period(K.ABSENCE, "2026-07-01", "2026-07-08"),
            ["8\u00a0j, plus de 7\u00a0j\u00a0: à déclarer sous 72\u00a0h."],
            ["dépasse"],
        ),
        (period(K.ABSENCE, "2026-07-01", "2026-08-06"), ["dépasse de 2\u00a0j"], []),
        (period(K.ABSENCE, "2026-07-01", "2026-08-04"), ["35\u00a0j, plus de"], ["dépasse"]),
        (
            period(K.RESIGNATION, "2026-03-01"),
            ["travaillé 455\u00a0h depuis", "Après 121\u00a0j, à partir du 30/06/2026"],
            ["légitime"],
        ),
        (period(K.RESIGNATION, "2026-03-01", is_legitimate=True), ["elle ne bloque rien"], ["455"]),
        (
            period(K.PREVIOUS_RIGHT, "2021-02-10", "2022-02-10"),
            ["5 ouvertures en 10 ans ou 2\u202f535\u00a0h", "jusqu’au 10/02/2031", "notre lecture"],
            [],
        ),
    ],
)
def test_each_period_says_what_it_changes(situation: Situation, told: list[str], untold: list[str]) -> None:
    whole = said(situation)

    assert [words for words in told if words not in whole] == []
    assert [words for words in untold if words in whole] == []


def test_a_day_without_a_figure_gives_a_sentence_and_no_figure() -> None:
    assert said(period(K.MATERNITY, "2010-02-01", "2010-02-10")).startswith(
        "Aucun chiffre connu au 10/02/2010"
    )


@given(one_situation("s"))
def test_every_period_of_today_says_something(situation: Situation) -> None:
    assert said(situation)
    assert "Aucun chiffre connu" not in said(situation)


def test_every_kind_says_where_its_rule_comes_from() -> None:
    assert set(situations.SOURCE) == set(K)
    assert all(source.url.startswith("https://") for source in situations.SOURCE.values())


@given(lived())
def test_leave_never_shortens_the_period(known: list[Situation]) -> None:
    longer = lengthened(YEAR, known)

    assert longer.start_on <= YEAR.start_on
    assert longer.end_on == YEAR.end_on
    assert longer.days == YEAR.days + neutralised(known, longer)


@given(lived())
def test_the_period_stops_at_the_first_day_that_is_enough(known: list[Situation]) -> None:
    longer = lengthened(YEAR, known)

    for days in range(1, longer.days - YEAR.days + 1):
        shorter = DateRange(longer.start_on + days * DAY, YEAR.end_on)
        assert neutralised(known, shorter) > shorter.days - YEAR.days


def test_sixty_years_of_leave_are_counted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    start = date(1966, 9, 10)
    known = [
        Situation(str(n), K.SICK_LEAVE, start + n * 22 * DAY, start + (n * 22 + 21) * DAY)
        for n in range(1_000)
    ]
    counted: list[int] = []
    monkeypatch.setattr(situations, "days_of", lambda held, days: counted.append(1) or days_of(held, days))

    assert lengthened(YEAR, known).start_on == known[0].start_on - neutralised(known, YEAR) * DAY
    assert len(counted) <= 2


@given(lived())
def test_each_day_counts_once(known: list[Situation]) -> None:
    held = [s.range for s in known if situations.lengthens(s)]
    apart = [s.range for s in known if s.kind in situations.APART]

    assert neutralised(known, YEAR) == sum(any(day in days for days in held) for day in YEAR)
    assert neutralised([*known, *known], YEAR) == neutralised(known, YEAR)
    assert maternity_days(known, YEAR) == sum(any(day in days for days in apart) for day in YEAR)


@given(lived(), st.randoms(use_true_random=False))
def test_the_order_of_the_periods_does_not_matter(known: list[Situation], random: Random) -> None:
    shuffled = list(known)
    random.shuffle(shuffled)

    assert lengthened(YEAR, shuffled) == lengthened(YEAR, known)
    assert neutralised(shuffled, YEAR) == neutralised(known, YEAR)
    assert maternity_days(shuffled, YEAR) == maternity_days(known, YEAR)


@given(lived(), lived())
def test_one_more_leave_never_shortens_the_period(known: list[Situation], others: list[Situation]) -> None:
    assert lengthened(YEAR, [*known, *others]).start_on <= lengthened(YEAR, known).start_on


@given(one_situation("s"), st.dates(date(2025, 11, 22), date(2026, 11, 20)))
def test_two_parts_of_a_window_add_up(situation: Situation, cut: date) -> None:
    before, after = DateRange(YEAR.start_on, cut), DateRange(cut + DAY, YEAR.end_on)

    for counted in (assimilated_minutes, training_minutes, ptp_minutes):
        assert counted(situation, before) + counted(situation, after) == counted(situation, YEAR)
