"""Numbers of issued documents: one run without gap, at most 35 characters of those the reform takes (BR-FR-01, 02).

CGI ann. II art. 242 nonies A, I 7°: a unique number in a chronological and continuous sequence; several series may
run side by side. https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046086694 (2023-01-01).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

NUMBER = re.compile(r"[A-Za-z0-9+_/-]{1,35}")
PREFIX = re.compile(r"[A-Za-z0-9+_/-]{0,12}")


@dataclass(frozen=True)
class Run:
    """Where a series stands; `year` is that of the last number."""

    prefix: str
    digits: int
    is_yearly: bool
    year: int
    last_number: int
    last_on: date | None


def next_in(run: Run, on: date) -> tuple[str, int]:
    """The number a document of that day takes, and its rank; raises Refused for a day before the last one."""
    if run.last_on and on < run.last_on:
        raise Refused(
            sentence(
                "La date ne peut pas précéder celle du dernier document émis, le %(day)s.", day=run.last_on
            )
        )
    starts_again = run.is_yearly and on.year != run.year
    rank = 1 if starts_again else run.last_number + 1
    return written(run, on.year, rank), rank


def written(run: Run, year: int, rank: int) -> str:
    return (
        f"{run.prefix}{year}-{rank:0{run.digits}d}" if run.is_yearly else f"{run.prefix}{rank:0{run.digits}d}"
    )
