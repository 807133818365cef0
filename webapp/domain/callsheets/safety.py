"""Whom to call, on every sheet: dated, since numbers and hours change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

EMERGENCY = ("15", "17", "18", "112")
KEPT_GOOD = timedelta(days=366)


@dataclass(frozen=True)
class SupportLine:
    name: str
    phone: str
    checked_on: date

    def is_due(self, today: date) -> bool:
        """To be checked once a year."""
        return today - self.checked_on > KEPT_GOOD


# Violences et harcèlement sexistes et sexuels: the listening line of the trade.
AUDIENS = SupportLine("Cellule d’écoute Audiens", "01 87 20 30 90", date(2026, 11, 23))


def vhss_line(referents: str = "") -> str:
    """What a sheet says: the référents, when they are known, and the line to call."""
    line = f"{AUDIENS.name}\u00a0: {AUDIENS.phone}"
    return f"Référents VHSS\u00a0: {referents}. {line}" if referents else line
