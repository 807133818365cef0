from datetime import datetime

import pytest

from webapp.domain.daytime import PARIS
from webapp.domain.plans.passes import ends_of


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("paid", "ends"),
    [
        (["2026-12-01T10:00"], ["2027-03-01T10:00"]),
        (["2026-11-30T10:00"], ["2027-02-28T10:00"]),
        (["2027-11-30T10:00"], ["2028-02-29T10:00"]),
        (["2027-01-15T09:00"], ["2027-04-15T09:00"]),  # summer time between: the same hour on the wall
        (["2026-12-28T02:30"], ["2027-03-28T03:30"]),  # an hour that is not
        (["2026-12-01T10:00", "2026-12-20T10:00"], ["2027-03-01T10:00", "2027-06-01T10:00"]),
        (["2026-12-01T10:00", "2027-05-20T10:00"], ["2027-03-01T10:00", "2027-08-20T10:00"]),
        ([], []),
    ],
)
def test_three_months_each_one_after_the_other(paid: list[str], ends: list[str]) -> None:
    found = [one.timestamp() for one in ends_of([at(one) for one in paid])]
    assert found == [at(one).timestamp() for one in ends]
