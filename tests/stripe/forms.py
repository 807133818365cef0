"""Stripe's forms: `items[0][price]=…` and `expand[]=…` as nested values, and how they are said again."""

import re
from collections.abc import Iterable
from typing import Any

KEY = re.compile(r"([^\[\]]+)|\[([^\[\]]*)\]")


def nested(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        keys = [first or second for first, second in KEY.findall(name)]
        at: Any = found
        for key, following in zip(keys, [*keys[1:], None], strict=True):
            if following is None:
                _put(at, key, value)
            else:
                at = at.setdefault(key, {})
    return {key: _lists(value) for key, value in found.items()}


def _put(at: dict[str, Any], key: str, value: Any) -> None:
    at[key or str(len(at))] = value


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inside = {key: _lists(one) for key, one in value.items()}
    if inside and all(key.isdigit() for key in inside):
        return [inside[key] for key in sorted(inside, key=int)]
    return inside
