"""What is asked of the list of invoices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Shown(StrEnum):
    ALL = "all"
    DRAFTS = "drafts"
    WAITING = "waiting"
    LATE = "late"
    PAID = "paid"
    CREDITS = "credits"


@dataclass(frozen=True)
class Filters:
    shown: Shown = Shown.ALL
    words: str = ""
    year: int | None = None
    production: str = ""  # public_id
    client: str = ""  # public_id of its contact
    page: int = 1

    @classmethod
    def asked(cls, args: Mapping[str, str]) -> Filters:
        """From a query string, in which anything may be written."""
        shown, year, page = args.get("show", ""), args.get("year", ""), args.get("page", "")
        return cls(
            shown=Shown(shown) if shown in list(Shown) else Shown.ALL,
            words=" ".join(args.get("q", "").split())[:200],
            year=int(year) if _is_number(year, 4) else None,
            production=args.get("production", "")[:12],
            client=args.get("client", "")[:12],
            page=max(1, int(page)) if _is_number(page, 4) else 1,
        )

    def args(self, **changes: Any) -> dict[str, Any]:
        """The query string that asks this, the page apart."""
        values = {
            "show": "" if self.shown is Shown.ALL else self.shown.value,
            "q": self.words,
            "year": self.year,
            "production": self.production,
            "client": self.client,
            **changes,
        }
        return {name: value for name, value in values.items() if value}

    @property
    def is_narrow(self) -> bool:
        return bool(self.words or self.year or self.production or self.client)


def _is_number(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= most
