"""The shape of the numbers of a series, before its first document fixes it: two series never meet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from webapp.domain.invoices.numbering import PREFIX, Run
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence


@dataclass(frozen=True)
class Shape:
    prefix: str
    digits: int
    is_yearly: bool


def parse_prefix(text: str) -> str:
    found = text.strip()
    if not PREFIX.fullmatch(found):
        raise Refused(
            sentence(
                "Au plus 12 lettres sans accent, chiffres, tirets ou barres, sans espace. Exemple\u00a0: F-"
            )
        )
    return found


def may_meet(one: Shape, other: Shape) -> bool:
    """Whether both could write the same number some day."""
    if len(one.prefix) > len(other.prefix):
        one, other = other, one
    if not other.prefix.startswith(one.prefix):
        return False
    between = other.prefix[len(one.prefix) :]
    if not between:
        return one.is_yearly == other.is_yearly
    if other.is_yearly:
        return False  # one dash only is written after a prefix, and it is four digits away
    return bool(re.fullmatch(r"[0-9]{4}-[0-9]*" if one.is_yearly else r"[0-9]+", between))


def begun_elsewhere(shape: Shape, typed: str, on: date | None) -> tuple[int, int | None]:
    """The rank and the year of the last number issued before: `34`, or the whole of it, `2026-034`.

    Nothing typed is a series that begins here.
    """
    text = typed.strip()
    if not text:
        return 0, None
    if on is None:
        raise Refused(sentence("Indiquez aussi la date de cette pièce."))
    rank, year = _read(shape, text)
    if year is not None and year != on.year:
        raise Refused(sentence("L’année de ce numéro n’est pas celle de sa date."))
    return rank, on.year


def _read(shape: Shape, text: str) -> tuple[int, int | None]:
    bare = re.fullmatch(r"[0-9]{1,7}", text)
    if bare and not (shape.prefix and text.startswith(shape.prefix)):
        return _rank(text), None
    years = r"([0-9]{4})-" if shape.is_yearly else "()"
    whole = re.fullmatch(re.escape(shape.prefix) + years + r"([0-9]{1,7})", text)
    if whole is None:
        raise Refused(
            sentence(
                "«\u00a0%(typed)s\u00a0» ne suit pas la forme choisie. Tapez le rang seul, par exemple 34, ou changez la forme.",
                typed=text[:40],
            )
        )
    return _rank(whole[2]), int(whole[1]) if whole[1] else None


def _rank(text: str) -> int:
    rank = int(text)
    if not rank:
        raise Refused(sentence("Un premier numéro est 1\u00a0: laissez vide si la série commence ici."))
    return rank


def run_of(shape: Shape, rank: int, on: date | None, today: date) -> Run:
    year = on.year if on else today.year
    return Run(shape.prefix, shape.digits, shape.is_yearly, year, rank, on)
