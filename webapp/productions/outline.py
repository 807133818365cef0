"""What a person writes about a production, as plain values: made by the form, the import and the seed alike."""

import re
from dataclasses import dataclass, field
from datetime import date

from webapp.productions.models import PhaseKind, ShowKind

LONGEST_LABEL = 9
# Words too small to name a show by.
SMALL = frozenset(
    "a à au aux avec ce ces d dans de des du elle en et i il je l la le les leur ma mes mon n ne ou où par pas pour"
    " qu que qui s sa sans ses si son sous sur t tu un une vers y the of and".split()
)


@dataclass(frozen=True)
class Stretch:
    """A phase of the production's life."""

    kind: PhaseKind
    start_on: date
    end_on: date
    name: str | None = None


@dataclass(frozen=True)
class Outline:
    title: str
    kind: ShowKind = ShowKind.OTHER
    company: str | None = None  # by its name; created when nobody has it yet
    director: str | None = None
    label: str | None = None  # from the title when not said
    hue: int | None = None  # the next one when not said
    notes: str | None = None
    phases: tuple[Stretch, ...] = field(default=())
    object_number: str | None = None


def label_of(title: str) -> str:
    """The word one would write on camera tape: `Les Marées` gives `MARÉES`."""
    words = [word for word in re.split(r"[^\w]+", title) if word]
    telling = [word for word in words if word.casefold() not in SMALL] or words
    short = [word for word in telling if len(word.upper()) <= LONGEST_LABEL]
    chosen = max(short, key=len) if short else (telling or ["–"])[0]
    return chosen.upper()[:LONGEST_LABEL]
