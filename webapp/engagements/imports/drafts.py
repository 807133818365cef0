from dataclasses import dataclass
from datetime import date
from uuid import UUID

from webapp.engagements.imports import measures
from webapp.engagements.imports.vocabulary import folded
from webapp.engagements.models import PaperState, Regime, State
from webapp.engagements.terms import LineTerms, Terms


@dataclass(frozen=True)
class Draft:
    """A job as a line says it, before its employer and production are found."""

    employer: str
    contract_job: str
    start_on: date
    end_on: date
    lines: tuple[LineTerms, ...]
    siret: str | None = None
    production: str | None = None
    actual_job: str | None = None
    regime: Regime = Regime.SPECTACLE
    annexe: int | None = 8
    state: State = State.CONFIRMED
    aem: PaperState | None = None
    place: str | None = None
    notes: str | None = None

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.lines)

    @property
    def cachets(self) -> int:
        return measures.cachets(self.lines)

    @property
    def gross_cents(self) -> int:
        return sum(line.gross_cents for line in self.lines)

    # With these two a draft has all that the guard between jobs reads of an engagement.
    daily_start_minute = daily_end_minute = None

    def terms(self, employer_id: UUID, production_id: UUID | None = None) -> Terms:
        return Terms(
            state=self.state,
            employer_id=employer_id,
            production_id=production_id,
            contract_job=self.contract_job,
            actual_job=self.actual_job,
            start_on=self.start_on,
            end_on=self.end_on,
            lines=self.lines,
            regime=self.regime,
            annexe=self.annexe,
            place=self.place,
            notes=self.notes,
        )

    @property
    def same(self) -> tuple[object, ...]:
        """What two lines of one job have in common, their employer apart."""
        return (
            self.start_on,
            self.end_on,
            folded(self.contract_job),
            self.minutes,
            self.cachets,
            self.gross_cents,
        )
