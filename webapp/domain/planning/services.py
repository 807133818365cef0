"""Services of live shows: three or four hours by agreement, counted for each person of the plateau."""

from __future__ import annotations

from webapp.domain.daytime import following

LENGTHS = (180, 240)
# Nobody is called for these.
UNCOUNTED = frozenset({"travel", "rest", "other"})


def services_of(kind: str, start: int | None, end: int | None, length: int) -> int:
    """How many a half-day counts for: one begun is due whole; one whose hours are not known counts for one."""
    if kind in UNCOUNTED:
        return 0
    if start is None or end is None:
        return 1
    return max(1, -(-(following(end, start) - start) // length))
