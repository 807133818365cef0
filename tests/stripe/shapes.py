"""Objects with every field that stripe-python's types name, so that none is invented and none forgotten."""

import inspect
import types
import typing
from functools import cache
from typing import Any

EMPTY: dict[Any, Any] = {str: "", int: 0, bool: False, float: 0.0}


def shape(cls: type, /, **values: Any) -> dict[str, Any]:
    """Optional fields are None, lists empty, until given. Raises AttributeError for a field the type has not."""
    made = {name: _copy(value) for name, value in _skeleton(cls).items()}
    for name, value in values.items():
        if name not in made:
            raise AttributeError(f"{cls.__name__} has no field {name}")
        made[name] = value
    return made


def listed(things: list[dict[str, Any]], url: str, *, has_more: bool = False) -> dict[str, Any]:
    return {"object": "list", "data": things, "has_more": has_more, "url": url}


def _copy(value: Any) -> Any:
    return list(value) if isinstance(value, list) else dict(value) if isinstance(value, dict) else value


@cache
def _skeleton(cls: type) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if base.__module__.startswith("stripe") and base.__name__ != "StripeObject":
            for name, hint in inspect.get_annotations(base).items():
                if not name.startswith("_") and "ClassVar" not in str(hint) and name != "deleted":
                    found[name] = _empty(hint)
    found.pop("OBJECT_NAME", None)
    return found


def _empty(hint: Any) -> Any:
    if isinstance(hint, str):
        return None if hint.startswith("Optional") else [] if hint.startswith("List") else {}
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        if type(None) in inner:
            return None
        return _empty(inner[0])
    if origin is typing.Literal:
        return inner[0]
    if origin is list:
        return []
    return EMPTY.get(hint, {})
