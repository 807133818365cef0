"""Each case run, and whether the domain agrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from webapp.domain.refusals import Refused
from webapp.rights.vectors.cases import Case, cases_of, is_number, shown
from webapp.rights.vectors.kinds import KINDS


@dataclass(frozen=True)
class Verdict:
    case: Case
    got: dict[str, Any] | str
    is_right: bool

    def __str__(self) -> str:
        if self.is_right:
            return f"{self.case.id} ok"
        return f"{self.case.id} expected {shown(self.case.expected)} got {shown(self.got)}"


def verdicts(path: Path) -> Iterator[Verdict]:
    """Raises Malformed before the first verdict when the file is not a list of cases."""
    cases = cases_of(path, KINDS)
    return (_verdict(case) for case in cases)


def _verdict(case: Case) -> Verdict:
    try:
        got = KINDS[case.kind](case, case.inputs)
    except Refused as refusal:
        return Verdict(case, str(refusal), False)
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        return Verdict(case, f"inputs not understood: {type(error).__name__} {error}", False)
    agrees = _agrees(case.expected, got, case.tolerance)
    return Verdict(case, got, agrees is not (case.expect == "differs"))


def _agrees(expected: Any, got: Any, tolerance: Decimal) -> bool:
    if isinstance(expected, dict):
        return isinstance(got, dict) and all(
            key in got and _agrees(value, got[key], tolerance) for key, value in expected.items()
        )
    if isinstance(expected, list):
        return (
            isinstance(got, list)
            and len(expected) == len(got)
            and all(_agrees(*pair, tolerance) for pair in zip(expected, got, strict=True))
        )
    if is_number(expected) and is_number(got):
        return abs(Fraction(expected) - Fraction(got)) <= Fraction(tolerance)
    return type(expected) is type(got) and bool(expected == got)
