"""Two ways to look at a row: it holds every word, or it shares enough trigrams with them.

Statements are made once for as many words: what changes from one search to the next is bound.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, bindparam, case, func, literal_column, or_, type_coerce
from sqlalchemy.dialects.postgresql import BIT

from webapp.domain.likeness import BITS
from webapp.search.asked import Asked

BRIEF = 2  # letters of a word that is looked for at the beginning of others alone
# Written as they are: each value bound costs, and every part would bind them anew.
FIRST, THEN, LAST = (literal_column(n, Integer) for n in "012")
SHARED = 0.34  # of the trigrams asked, what a word mistyped still has


@dataclass(frozen=True)
class Holding:
    """Every word is there; what begins with the first one comes first."""

    brief: tuple[bool, ...]  # for each word

    @classmethod
    def of(cls, words: Sequence[str]) -> "Holding":
        return cls(tuple(len(word) <= BRIEF for word in words))

    def where(self, folded: Any, _grams: Any) -> ColumnElement[bool]:
        return and_(*(_held(folded, n, is_brief) for n, is_brief in enumerate(self.brief)))

    def rank(self, folded: Any, _grams: Any) -> ColumnElement[int]:
        begins = (folded.like(bindparam("begins_0")), FIRST), (folded.like(bindparam("within_0")), THEN)
        return case(*begins, else_=LAST)

    def limit(self, shown: int) -> int:
        return shown + 1


@dataclass(frozen=True)
class Nearing:
    """Words that resemble; those with a figure are there as they are."""

    exact: tuple[bool, ...]  # for each word

    @classmethod
    def of(cls, words: Sequence[str]) -> "Nearing":
        return cls(tuple(not word.isalpha() for word in words))

    def where(self, folded: Any, grams: Any) -> ColumnElement[bool]:
        held = (_held(folded, n, False) for n, is_exact in enumerate(self.exact) if is_exact)
        return and_(_shared(grams) >= bindparam("least", type_=Integer), *held)

    def rank(self, _folded: Any, grams: Any) -> ColumnElement[int]:
        shared: ColumnElement[int] = _shared(grams)
        return -shared

    def limit(self, shown: int) -> int:
        """Many for one that is right: they are compared letter by letter afterwards."""
        return shown * 6


Look = Holding | Nearing


def bound(asked: Asked) -> dict[str, Any]:
    """The values both looks need."""
    values: dict[str, Any] = {
        "grams": asked.hex_grams,
        "least": max(2, round(asked.grams.count("1") * SHARED)),
    }
    for n, word in enumerate(asked.words):
        values |= {f"holds_{n}": f"%{word}%", f"begins_{n}": f"{word}%", f"within_{n}": f"% {word}%"}
    return values


def _held(folded: Any, n: int, is_brief: bool) -> ColumnElement[bool]:
    if is_brief:
        return or_(folded.like(bindparam(f"begins_{n}")), folded.like(bindparam(f"within_{n}")))
    held: ColumnElement[bool] = folded.like(bindparam(f"holds_{n}"))
    return held


def _shared(grams: Any) -> Any:
    return type_coerce(func.bit_count(grams.op("&")(bindparam("grams", type_=BIT(BITS)))), Integer)
