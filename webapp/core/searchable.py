"""Rows found by their words, mistakes included.

`folded` holds the words; `grams` follows it by itself, so that near words are found by counting bits:
the embedded PostgreSQL has no pg_trgm, and under row-level security no index of it would be used.
"""

from typing import Any

from sqlalchemy.dialects.postgresql import BIT, BitString
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, validates

from webapp.domain.likeness import BITS, grams


def _of_folded(context: DefaultExecutionContext) -> BitString:
    given: dict[str, Any] = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return BitString(grams(given.get("folded", "")))


class Searchable:
    grams: Mapped[BitString] = mapped_column(BIT(BITS), default=_of_folded, deferred=True)

    @validates("folded")
    def _spell(self, _key: str, folded: str) -> Any:
        self.grams = BitString(grams(folded))
        return folded
