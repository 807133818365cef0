from datetime import UTC, datetime

import pytest

from webapp.domain.notices import Notice, due_at


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-11-23T18:11", [Notice.TOMORROW]),  # 19 h in Paris, winter
        ("2026-07-23T17:11", [Notice.TOMORROW]),  # and in summer
        ("2026-07-23T16:59", []),
        ("2026-11-23T20:59", [Notice.TOMORROW]),
        ("2026-11-23T21:00", []),
        ("2026-11-23T06:00", [Notice.OPTION]),
        ("2026-11-23T07:00", [Notice.OPTION, Notice.CONTRACT]),
        ("2026-11-23T09:30", [Notice.CONTRACT]),
        ("2026-11-23T12:00", []),
    ],
)
def test_each_mail_has_its_hours_in_paris(moment, due):
    assert due_at(datetime.fromisoformat(moment).replace(tzinfo=UTC)) == due
