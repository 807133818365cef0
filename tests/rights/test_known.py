from datetime import date

from tests.make import World
from tests.rights.test_year import ARE, MICRO, earned
from webapp.domain.periods import Month
from webapp.domain.rights.situations import Situation, SituationKind
from webapp.rights.known import known
from webapp.rights.periods.actions import add_period


def test_the_opening_the_periods_and_the_income_are_read_in_one_statement(
    world: World, statements: list[str]
):
    with world.inside(world.lune):
        add_period(Situation("", SituationKind.SICK_LEAVE, date(2026, 6, 1), date(2026, 6, 3), minutes=0))
    with world.inside(world.soleil):
        add_period(Situation("", SituationKind.ABSENCE, date(2026, 7, 1), date(2026, 7, 3)))
    earned(world, world.lune, ARE, "2026-05", 123_450, days=21)
    earned(world, world.lune, MICRO, "2025-12", 1_000)
    with world.inside(world.lune):
        statements.clear()
        found = known(world.lune.id)
        assert len(statements) == 1
    (leave,) = found.situations
    assert (leave.kind, leave.range.days, leave.is_indemnified) == (SituationKind.SICK_LEAVE, 3, True)
    are = next(one for one in found.incomes if one.kind == ARE)
    assert (are.month, are.cents, are.days) == (Month(2026, 5), 123_450, 21)
    assert found.micro == {Month(2025, 12): 1_000}
    assert found.opening is None
