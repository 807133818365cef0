"""When to remind a client, and in which tone: proposed, never sent by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Tone(StrEnum):
    CORDIAL = "cordial"
    FIRM = "firm"
    FORMAL = "formal"  # mise en demeure


DAYS_AFTER = {Tone.CORDIAL: 4, Tone.FIRM: 18, Tone.FORMAL: 30}
"""From the due date: the bank and the post had their time, then two weeks, then a month."""
BREATH = timedelta(days=7)
"""Between two reminders."""
ANSWER = timedelta(days=8)
"""What a mise en demeure leaves."""


@dataclass(frozen=True)
class Proposal:
    tone: Tone
    on: date

    def is_due(self, today: date) -> bool:
        return self.on <= today


def proposals(
    due_on: date, reminded: Mapping[Tone, date], *, snoozed_until: date | None = None
) -> list[Proposal]:
    """Those not sent yet, milder than none that was; the first is the one to read."""
    sent = [rank for rank, tone in enumerate(Tone) if tone in reminded]
    left = list(Tone)[max(sent, default=-1) + 1 :]
    found: list[Proposal] = []
    for tone in left:
        earliest = [due_on + timedelta(days=DAYS_AFTER[tone])]
        if found:
            earliest.append(found[-1].on + BREATH)
        else:
            earliest += [max(reminded.values()) + BREATH] if reminded else []
            earliest += [snoozed_until] if snoozed_until else []
        found.append(Proposal(tone, max(earliest)))
    return found
