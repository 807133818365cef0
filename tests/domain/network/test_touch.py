from datetime import date, timedelta

import pytest

from webapp.domain.network.birthdays import is_birthday
from webapp.domain.network.snooze import Snooze, back_on
from webapp.domain.network.touch import Known, News, Proof, turn_of

TODAY = date(2026, 11, 27)
ADDED = date(2026, 1, 5)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def called(days: int) -> News:
    return News(ago(days), Proof.EXCHANGE)


def said(known: Known) -> list[str]:
    turn = turn_of(known, TODAY)
    return [str(reason) for reason in turn.reasons] if turn else []


@pytest.mark.parametrize(("since", "due"), [(59, False), (60, True), (61, True)])
def test_the_turn_comes_on_the_very_day(since, due):
    assert (turn_of(Known(ADDED, own_days=60, news=called(since)), TODAY) is not None) == due


def test_the_contact_s_own_rhythm_outranks_its_tags_never_included():
    assert said(Known(ADDED, own_days=90, tag_days=30, tag="Nord", news=called(45))) == []
    assert said(Known(ADDED, own_days=0, tag_days=30, tag="Nord", news=called(400))) == []
    assert said(Known(ADDED, tag_days=30, tag="Nord", news=called(45))) == [
        "Rythme de «\u00a0Nord\u00a0»\u00a0: tous les 30 jours, dernier échange il y a 45 jours"
    ]
    assert said(Known(ADDED, news=called(4000))) == [], "without a rhythm nobody is due"


@pytest.mark.parametrize(
    ("news", "words"),
    [
        (called(74), "dernier échange il y a 74 jours"),
        (News(ago(74), Proof.LEAD), "dernière piste reçue il y a 74 jours"),
        (News(ago(74), Proof.MAIL), "dernier mail envoyé il y a 74 jours"),
        (News(ago(74), Proof.WORK), "dernier travail ensemble il y a 74 jours"),
        (None, "aucun échange noté, fiche créée il y a 326 jours"),
    ],
)
def test_the_reason_says_which_fact_one_counts_from(news, words):
    assert said(Known(ADDED, own_days=60, news=news)) == [f"Rythme\u00a0: tous les 60 jours, {words}"]


def test_a_day_is_said_as_people_say_it():
    assert said(Known(ADDED, own_days=1, news=called(1))) == [
        "Rythme\u00a0: chaque jour, dernier échange hier"
    ]


def test_who_was_added_today_is_not_due_before_their_rhythm():
    assert said(Known(TODAY, own_days=30)) == []
    assert Known(TODAY, own_days=30).due_on == TODAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("snooze", "until"),
    [
        (Snooze.TOMORROW, date(2026, 11, 28)),
        (Snooze.TWO_WEEKS, date(2026, 12, 11)),
        (Snooze.MONTH, date(2026, 12, 27)),
    ],
)
def test_who_is_put_off_comes_back_that_day(snooze, until):
    assert back_on(snooze, TODAY) == until
    known = Known(ADDED, own_days=30, news=called(40), snoozed_until=until)
    assert turn_of(known, until - timedelta(days=1)) is None
    assert turn_of(known, until) is not None
    assert back_on(Snooze.MONTH, date(2027, 1, 31)) == date(2027, 2, 28)


def test_putting_off_does_not_hasten():
    known = Known(ADDED, own_days=90, news=called(10), snoozed_until=ago(3))
    assert known.due_on == TODAY + timedelta(days=80)


@pytest.mark.parametrize(
    ("kept", "day", "wished"),
    [
        ("1988-11-27", TODAY, True),
        ("--11-27", TODAY, True),
        ("1988-11-28", TODAY, False),
        (None, TODAY, False),
        ("--02-29", date(2027, 2, 28), True),
        ("--02-29", date(2028, 2, 28), False),
        ("2000-02-29", date(2028, 2, 29), True),
        ("--02-28", date(2027, 2, 28), True),
        ("--02-29", date(2100, 2, 28), True),
    ],
)
def test_birthdays(kept, day, wished):
    assert is_birthday(kept, day) == wished


def test_a_birthday_is_told_until_one_has_spoken():
    known = Known(ADDED, own_days=30, news=called(40), birthday="--11-27")
    assert said(known)[0] == "C’est son anniversaire"
    assert len(said(known)) == 2
    assert said(Known(ADDED, news=News(TODAY, Proof.MAIL), birthday="--11-27")) == ["C’est son anniversaire"]
    assert said(Known(ADDED, news=called(0), birthday="--11-27")) == []
