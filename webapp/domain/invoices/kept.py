"""A document as plain values that a database keeps, and back: exactly the same, whatever is added to it later."""

from __future__ import annotations

from dataclasses import asdict, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Kept = TypeVar("Kept")


def as_values(plain: Any) -> dict[str, Any]:
    """Of any of the dataclasses of documents; days are written as in ISO 8601."""
    values: dict[str, Any] = _plain(asdict(plain))
    return values


def kept(kind: type[Kept], values: dict[str, Any]) -> Kept:
    """What `as_values` wrote; a name it does not know is left out, one that is missing takes its default."""
    found: Kept = _read(kind, values)
    return found


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case dict():
            return {name: _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
    return value


def _read(kind: Any, value: Any) -> Any:
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], one) for one in value)
    if isinstance(kind, UnionType):
        if value is None:
            return None
        kind = next(one for one in get_args(kind) if one is not NoneType)
    if isinstance(kind, type) and is_dataclass(kind):
        known = _hints(kind)
        return kind(**{name: _read(known[name], one) for name, one in value.items() if name in known})
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """Of its fields; working them out costs more than reading a whole document."""
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind)}
