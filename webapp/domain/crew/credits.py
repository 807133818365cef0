"""The générique as a draft: who is named under which job, department by department."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

CAST, EXTRAS = "cast", "extras"
# A film's own order: the parts first, those who made it, those who passed by.
ORDER = (
    CAST,
    "direction",
    "production",
    "management",
    "camera",
    "sound",
    "electric",
    "grip",
    "light",
    "stage",
    "video",
    "art",
    "props",
    "costume",
    "makeup",
    "post",
    "other",
    EXTRAS,
)


@dataclass(frozen=True)
class Credited:
    """One person in one job."""

    name: str
    department: str
    job: str  # as credited
    contract_job: str = ""
    role_number: str = ""
    role_name: str = ""


@dataclass(frozen=True)
class CreditLine:
    job: str
    names: list[str] = field(default_factory=list)
    contract_job: str = ""  # when the contract says otherwise


@dataclass(frozen=True)
class CreditGroup:
    department: str
    lines: list[CreditLine]


def credits(people: Iterable[Credited]) -> list[CreditGroup]:
    """Jobs keep the order people came in; those of one job share its line. The cast goes by number of role."""
    placed = sorted(people, key=lambda one: _place(one.department))
    groups = []
    for department, members in groupby(placed, key=lambda one: one.department):
        there = list(members)
        if department == CAST:
            there.sort(key=lambda one: (role_order(one.role_number), one.name))
        groups.append(CreditGroup(department, _lines(there)))
    return groups


def as_text(groups: Iterable[CreditGroup], titles: dict[str, str]) -> str:
    """To paste in a mail: one job a line, an empty line between departments."""
    return "\n\n".join(
        "\n".join(
            [
                titles[group.department].upper(),
                *(f"{line.job}\u00a0: {', '.join(line.names)}" for line in group.lines),
            ]
        )
        for group in groups
    )


def role_order(number: str | None) -> tuple[int, int, str]:
    """`2` before `10`, `10` before `10 bis`, those without a number last."""
    found = re.match(r"\s*([0-9]+)(.*)", number or "")
    if found is None:
        return (1 if not number else 0, 10**6, number or "")
    return (0, int(found[1]), found[2].strip())


def _lines(people: list[Credited]) -> list[CreditLine]:
    lines: dict[tuple[str, str], CreditLine] = {}
    for one in people:
        job = (one.role_name if one.department == CAST else "") or one.job
        other = one.contract_job if one.department != CAST and one.contract_job != job else ""
        lines.setdefault((job, other), CreditLine(job, [], other)).names.append(one.name)
    return list(lines.values())


def _place(department: str) -> int:
    return ORDER.index(department) if department in ORDER else len(ORDER)
