import pytest

from tests.mutants.tally import Tally


def test_the_figure_is_said_in_one_line() -> None:
    assert str(Tally(1234, 1150)) == "mutants: 1234 made, 1150 killed, 84 survived (6.8 %)"
    assert str(Tally(0, 0)) == "mutants: 0 made, 0 killed, 0 survived (0.0 %)"


@pytest.mark.parametrize(
    ("made", "killed", "enough"), [(100, 90, True), (1000, 899, False), (7, 7, True), (0, 0, False)]
)
def test_one_in_ten_may_survive(made: int, killed: int, enough: bool) -> None:
    assert Tally(made, killed).is_enough is enough


def test_only_what_a_test_saw_is_killed() -> None:
    stats = {"killed": 80, "timeout": 5, "survived": 6, "no_tests": 3, "suspicious": 2, "segfault": 1}

    assert Tally.of(stats | {"total": 100, "skipped": 3}) == Tally(97, 85)
