"""What a person chooses to take, as plain values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CloneTerms:
    title: str
    start_on: date | None = None  # the first day of the new one; none keeps the dates
    takes_days: bool = True
    takes_sequences: bool = True
    takes_tasks: bool = True
    takes_jobs: bool = False
