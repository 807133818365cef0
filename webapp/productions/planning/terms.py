"""What a person says of a day, as plain values: made by the forms and the seed alike."""

from dataclasses import dataclass

from webapp.domain.planning.plan import PlannedService
from webapp.productions.planning.models import DayKind


@dataclass(frozen=True)
class DayTerms:
    kind: DayKind = DayKind.SHOOT
    unit: int = 1
    place: str | None = None  # by its name; created when nobody has it yet
    call: int | None = None
    ready: int | None = None
    meal: int | None = None
    end: int | None = None
    is_continuous: bool = False
    notes: str | None = None
    services: tuple[PlannedService, ...] = ()
