"""What a process keeps from a page of rights for the next ones, forgotten: the first page must be cheap too."""

import sys
from functools import cache
from typing import Any

from webapp.rights.standing import KEPT

CACHED = type(cache(len))


def forget() -> None:
    for kept in found():
        kept.cache_clear()


@cache
def found() -> tuple[Any, ...]:
    """Every function of the rights that keeps what it worked out for some people; statements are not forgotten."""
    rooms = [module for name, module in sorted(sys.modules.items()) if name.startswith("webapp.rights")]
    keeping = {value: None for room in rooms for value in vars(room).values() if isinstance(value, CACHED)}
    return tuple(value for value in keeping if value.cache_parameters()["maxsize"] == KEPT)
