"""Objects with every field that stripe-python's types name, so that none is invented and none forgotten."""

import copy
from decimal import Decimal
from functools import cache
from typing import Any

from tests.stripe import annotations

EMPTY: dict[Any, Any] = {str: "", int: 0, bool: False, float: 0.0, Decimal: "0"}


def shape(cls: type, /, **values: Any) -> dict[str, Any]:
    """Optional fields are None, lists empty, until given. Raises AttributeError for a field the type has not."""
    made = copy.deepcopy(_skeleton(cls))
    for name, value in values.items():
        if name not in made:
            raise AttributeError(f"{cls.__name__} has no field {name}")
        made[name] = value
    return made


def listed(things: list[dict[str, Any]], url: str, *, has_more: bool = False) -> dict[str, Any]:
    return {"object": "list", "data": things, "has_more": has_more, "url": url}


@cache
def _skeleton(cls: type) -> dict[str, Any]:
    return {name: _empty(hint) for name, hint in annotations.fields(cls).items()}


def _empty(hint: Any) -> Any:
    """The first that it can be, which is nothing wherever it can be nothing."""
    inner = annotations.choices(hint)
    if type(None) in inner:
        return None
    one = inner[0]
    if names := annotations.names(one):
        return names[0]
    if annotations.is_list(one):
        return []
    if annotations.is_listed(one):
        return listed([], "")
    return _skeleton(one) if annotations.is_object(one) else EMPTY.get(one, {})
