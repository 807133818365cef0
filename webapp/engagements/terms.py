"""What is agreed for a job, as plain values: made by the form, the import and the seed alike."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from webapp.engagements.models import Regime, State, Unit

CACHET_MINUTES = 12 * 60  # since 01/08/2016, see domain/rights/scales.py


@dataclass(frozen=True)
class LineTerms:
    """One line of pay; `minutes` is 0 for cachets and primes, whose hours follow from the law or are none."""

    unit: Unit
    quantity: int  # hundredths
    minutes: int = 0
    gross_cents: int = 0
    label: str | None = None


@dataclass(frozen=True)
class Terms:
    state: State
    employer_id: UUID
    contract_job: str
    start_on: date
    end_on: date
    lines: tuple[LineTerms, ...] = field(default=())
    production_id: UUID | None = None
    actual_job: str | None = None
    daily_start_minute: int | None = None
    daily_end_minute: int | None = None
    regime: Regime = Regime.SPECTACLE
    annexe: int | None = 8
    idcc: str | None = None
    place: str | None = None
    notes: str | None = None
    option_rank: int | None = None
    option_until_on: date | None = None
    called_by: str | None = None
    call_back_on: date | None = None

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.lines)

    @property
    def cachets(self) -> int:
        """Hundredths of cachets."""
        return sum(line.quantity for line in self.lines if line.unit == Unit.CACHET)

    @property
    def gross_cents(self) -> int:
        return sum(line.gross_cents for line in self.lines)
