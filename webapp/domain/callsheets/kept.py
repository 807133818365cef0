"""A sheet as plain values that a database keeps, and back; what it does not know is left out."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from typing import Any

from webapp.domain.callsheets.sheet import (
    CastCall,
    Child,
    CrewCall,
    ExtrasCall,
    Forecast,
    Head,
    Move,
    Need,
    Scene,
    Sheet,
    Spot,
)

LINES: dict[str, type[Any]] = {
    "heads": Head,
    "spots": Spot,
    "scenes": Scene,
    "cast": CastCall,
    "extras": ExtrasCall,
    "crew": CrewCall,
    "children": Child,
    "needs": Need,
    "moves": Move,
    "forecasts": Forecast,
}


def as_values(sheet: Sheet) -> dict[str, Any]:
    values = asdict(sheet)
    return {name: _plain(value) for name, value in values.items()}


def sheet_of(values: dict[str, Any]) -> Sheet:
    known = {name: value for name, value in values.items() if name in _names(Sheet)}
    for name, kind in LINES.items():
        known[name] = tuple(_line(kind, line) for line in known.get(name, ()))
    return Sheet(**{**known, "day": date.fromisoformat(known["day"])})


def _line(kind: type[Any], values: dict[str, Any]) -> Any:
    known = {name: value for name, value in values.items() if name in _names(kind)}
    if kind is Forecast:
        known["day"] = date.fromisoformat(known["day"])
    if kind is Scene:
        known["roles"] = tuple(known.get("roles", ()))
    return kind(**known)


def _names(kind: type[Any]) -> set[str]:
    return {one.name for one in fields(kind)}


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case dict():
            return {name: _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
    return value
