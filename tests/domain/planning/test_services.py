import pytest

from webapp.domain.planning.services import services_of


@pytest.mark.parametrize(
    ("kind", "start", "end", "length", "count"),
    [
        ("rig", 8 * 60, 12 * 60, 240, 1),
        ("rig", 8 * 60, 12 * 60, 180, 2),
        ("rig", 9 * 60, 19 * 60, 240, 3),
        ("show", 20 * 60, None, 240, 1),
        ("strike", 22 * 60, 2 * 60, 240, 1),
        ("travel", 14 * 60, 18 * 60, 240, 0),
        ("rest", None, None, 240, 0),
    ],
)
def test_a_service_begun_is_due_whole(kind, start, end, length, count):
    assert services_of(kind, start, end, length) == count
