from datetime import date, timedelta

from webapp.productions.models import Phase, PhaseKind
from webapp.productions.timeline import meetings, standing, whole, window

TODAY = date(2026, 11, 23)


def phase(kind: str, start: str, end: str) -> Phase:
    return Phase(kind=PhaseKind(kind), start_on=date.fromisoformat(start), end_on=date.fromisoformat(end))


def test_the_window_stays_around_today():
    seen = window([phase("shoot", "2020-01-01", "2030-01-01")], TODAY)
    assert seen.start_on == TODAY - timedelta(days=42)
    assert seen.end_on == TODAY + timedelta(days=77)


def test_the_window_reaches_the_first_phase_when_nothing_is_nearer():
    far = phase("shoot", "2027-06-01", "2027-06-20")
    assert window([far], TODAY).shows(far)


def test_the_window_is_never_a_sliver():
    seen = window([], TODAY)
    assert (seen.end_on - seen.start_on).days >= 56
    short = whole([phase("shoot", "2026-11-23", "2026-11-23")], TODAY)
    assert short.start_on < TODAY < short.end_on


def test_months_begin_with_the_first_one_that_has_room_for_its_name():
    assert window([phase("preparation", "2026-10-20", "2027-01-20")], TODAY).months == [
        date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1),
    ]  # fmt: skip


def test_two_shoots_on_the_same_days_meet():
    tides = [phase("shoot", "2026-11-05", "2026-12-11"), phase("post", "2026-12-12", "2027-02-28")]
    wash = [phase("preparation", "2026-10-17", "2026-11-30"), phase("shoot", "2026-12-08", "2026-12-19")]
    (found,) = meetings([tides, wash], TODAY)
    assert (found.first, found.second) == (0, 1)
    assert (found.start_on, found.end_on) == (date(2026, 12, 8), date(2026, 12, 11))


def test_preparing_while_another_shoots_is_no_clash_and_the_past_is_told_no_more():
    assert (
        meetings(
            [
                [phase("preparation", "2026-11-01", "2026-12-30")],
                [phase("shoot", "2026-12-08", "2026-12-19")],
            ],
            TODAY,
        )
        == []
    )
    past = [phase("shoot", "2026-10-01", "2026-10-09")]
    assert meetings([past, past], TODAY) == []


def test_the_shoot_is_what_goes_on_even_beside_the_edit():
    phases = [phase("shoot", "2026-11-05", "2026-12-11"), phase("post", "2026-11-20", "2027-02-28")]
    found = standing(phases, TODAY)
    assert found.now is phases[0]
    assert found.next is None
    assert not found.is_over


def test_before_after_and_without_dates():
    later, before = phase("shoot", "2027-01-11", "2027-01-22"), phase("shoot", "2026-01-11", "2026-01-22")
    assert standing([later], TODAY).next is later
    assert standing([before], TODAY).is_over
    assert not standing([], TODAY).is_over
