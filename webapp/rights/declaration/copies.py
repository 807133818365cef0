"""What is kept of a declaration: its lines and situations as plain values, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from webapp.domain.declaration.lines import Doubt, Line
from webapp.domain.declaration.situations import Situation, Situations
from webapp.domain.rights.work import Regime


def kept_line(line: Line) -> dict[str, Any]:
    return {
        "contract": line.contract,
        "employer": line.employer,
        "start_on": line.start_on.isoformat(),
        "end_on": line.end_on.isoformat(),
        "minutes": line.minutes,
        "cachets": line.cachets,
        "gross_cents": line.gross_cents,
        "doubt": line.doubt,
        "regime": line.regime,
        "production": line.production,
    }


def read_line(kept: dict[str, Any]) -> Line:
    return Line(
        contract=kept["contract"],
        employer=kept["employer"],
        start_on=date.fromisoformat(kept["start_on"]),
        end_on=date.fromisoformat(kept["end_on"]),
        minutes=kept["minutes"],
        cachets=kept["cachets"],
        gross_cents=kept["gross_cents"],
        doubt=Doubt(kept["doubt"]) if kept["doubt"] else None,
        regime=Regime(kept["regime"]),
        production=kept["production"],
    )


def kept_situations(said: Situations) -> dict[str, Any]:
    return {
        "ticked": [one.value for one in Situation if one in said.ticked],
        "self_employed_cents": said.self_employed_cents,
    }


def read_situations(kept: dict[str, Any]) -> Situations:
    return Situations(frozenset(map(Situation, kept["ticked"])), kept["self_employed_cents"])


def mark_of(lines: Sequence[Line]) -> str:
    """A short mark of the figures, to notice that they changed since they were read."""
    said = json.dumps([kept_line(line) for line in lines], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
