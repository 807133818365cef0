import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.refusals import Refused
from webapp.productions.hours.actions import Noted
from webapp.productions.hours.forms import ShortField, _read_mark, mark_of

minutes = st.integers(0, 1439)


@given(
    st.builds(
        Noted,
        st.none() | minutes,
        st.none() | minutes,
        st.none() | minutes,
        minutes,
        minutes,
        st.booleans(),
        st.none() | st.text(min_size=1, max_size=200),
    )
)
def test_what_was_shown_comes_back_as_it_was(noted: Noted):
    assert _read_mark(mark_of(noted)) == noted


@given(st.none() | st.text(max_size=40) | st.text("0123456789/", max_size=40))
def test_a_mark_that_somebody_made_up_is_read_without_a_fault(text: str | None):
    assert isinstance(_read_mark(text), Noted)


@pytest.mark.parametrize(
    ("text", "count"), [("60", 60), ("0", 0), ("1h", 60), ("1h15", 75), ("0:45", 45), (" 1 h 30 ", 90)]
)
def test_short_times_are_minutes_or_hours(text: str, count: int):
    assert ShortField.parse(text) == count


@pytest.mark.parametrize("text", ["longue", "-5", "1,5", "1h75", "19h", "99999", "１２"])
def test_other_short_times_are_refused(text: str):
    with pytest.raises(Refused):
        ShortField.parse(text)
