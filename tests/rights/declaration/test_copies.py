from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.declaration.lines import Doubt, Line
from webapp.domain.declaration.situations import Situation, Situations
from webapp.domain.rights.work import Regime
from webapp.rights.declaration.copies import (
    kept_line,
    kept_situations,
    mark_of,
    read_line,
    read_situations,
)

LINES = st.builds(
    Line,
    contract=st.text(min_size=1, max_size=12), employer=st.text(max_size=30),
    start_on=st.just(date(2028, 2, 1)), end_on=st.dates(date(2028, 2, 1), date(2028, 2, 29)),
    minutes=st.integers(0, 60_000), cachets=st.integers(0, 2_800), gross_cents=st.integers(0, 10_000_000),
    doubt=st.sampled_from([None, *Doubt]), regime=st.sampled_from(Regime), production=st.text(max_size=10),
)  # fmt: skip


@given(line=LINES)
def test_a_line_is_read_as_it_was_kept(line: Line):
    assert read_line(kept_line(line)) == line


@given(ticked=st.frozensets(st.sampled_from(Situation)), cents=st.none() | st.integers(0, 1_000_000))
def test_situations_are_read_as_they_were_kept(ticked, cents):
    said = Situations(ticked, cents)
    assert read_situations(kept_situations(said)) == said


@given(line=LINES)
def test_the_mark_changes_with_the_figures(line: Line):
    assert mark_of([line]) == mark_of([replace(line, label="AUTRE")])
    assert mark_of([line]) != mark_of([replace(line, minutes=line.minutes + 1)])
    assert mark_of([line]) != mark_of([line, line])
