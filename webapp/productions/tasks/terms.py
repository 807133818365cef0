"""What a person writes about a task, as plain values: made by the form, the models and the seed alike."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from webapp.productions.models import PhaseKind


@dataclass(frozen=True)
class TaskTerms:
    title: str
    phase: PhaseKind = PhaseKind.PREPARATION
    due_on: date | None = None
    owner: str | None = None  # by name: someone of the crew, or anybody
    depends_on_id: UUID | None = None
    notes: str | None = None
