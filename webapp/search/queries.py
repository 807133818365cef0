"""One statement finds what holds the words; another what resembles them, when the first finds too little."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from webapp.core.db import db
from webapp.domain.likeness import misses
from webapp.domain.permissions import Permission
from webapp.search.asked import Asked
from webapp.search.looks import Holding, Look, Nearing, bound
from webapp.search.parts import READ, statement

TOO_LITTLE = 3


@dataclass(frozen=True)
class Found:
    """A row, and how far it is from what was asked: nearest first."""

    row: Row[*tuple[Any, ...]]
    rank: int
    is_near: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.row.source, self.row.public_id


def everything(asked: Asked, rights: frozenset[Permission]) -> list[Found]:
    if not asked.words or not rights & READ:
        return []
    found = [Found(row, row.rank) for row in _rows(asked, Holding.of(asked.words), rights)]
    if len(found) < TOO_LITTLE and asked.may_be_wrong:
        held = {one.key for one in found}
        found += [one for one in _near(asked, rights) if one.key not in held]
    return found


def _near(asked: Asked, rights: frozenset[Permission]) -> Iterator[Found]:
    for row in _rows(asked, Nearing.of(asked.words), rights):
        missed = misses(asked.words, row.folded.split())
        if missed is not None:
            yield Found(row, 10 + missed, is_near=True)


def _rows(asked: Asked, look: Look, rights: frozenset[Permission]) -> list[Row[*tuple[Any, ...]]]:
    return list(db().execute(statement(look, rights), bound(asked)).all())
