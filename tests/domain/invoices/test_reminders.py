from datetime import date

from webapp.domain.invoices.reminders import Proposal, Tone, proposals

DUE = date(2026, 11, 8)


def test_three_tones_four_days_two_weeks_and_a_month_after():
    assert proposals(DUE, {}) == [
        Proposal(Tone.CORDIAL, date(2026, 11, 12)),
        Proposal(Tone.FIRM, date(2026, 11, 26)),
        Proposal(Tone.FORMAL, date(2026, 12, 8)),
    ]


def test_a_late_reminder_leaves_a_week_before_the_next():
    found = proposals(DUE, {Tone.CORDIAL: date(2026, 12, 1)})
    assert [(one.tone, one.on) for one in found] == [
        (Tone.FIRM, date(2026, 12, 8)),
        (Tone.FORMAL, date(2026, 12, 15)),
    ]


def test_none_is_milder_than_the_last_one_sent():
    assert [one.tone for one in proposals(DUE, {Tone.FIRM: date(2026, 11, 10)})] == [Tone.FORMAL]
    assert proposals(DUE, {Tone.FORMAL: date(2026, 12, 8)}) == []


def test_later_puts_off_the_next_one():
    first, second, _third = proposals(DUE, {}, snoozed_until=date(2026, 12, 1))
    assert (first.on, second.on) == (date(2026, 12, 1), date(2026, 12, 8))
    assert first.is_due(date(2026, 12, 1))
    assert not first.is_due(date(2026, 11, 30))
