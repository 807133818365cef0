"""What a person says of a sequence, as plain values: made by the form and by pasted lines alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.productions.planning.models import Effect, Light


@dataclass(frozen=True)
class SequenceTerms:
    number: str
    effect: Effect | None = None
    light: Light | None = None
    set_name: str | None = None
    place: str | None = None  # by its name; created when nobody has it yet
    summary: str | None = None
    story_day: str | None = None
    eighths: int | None = None
    seconds: int | None = None
    roles: tuple[str, ...] = ()
    extras: int | None = None
    needs: Mapping[str, str] = field(default_factory=dict)
