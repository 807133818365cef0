"""What an AEM should say, from what is known of the work, the contract and the employer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Row, and_, select
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.domain.aem.differences import Difference
from webapp.domain.aem.figures import Field, Figures, Value, read_back
from webapp.domain.periods import DateRange
from webapp.engagements.models import Engagement, Paper, PaperKind, PayPeriod
from webapp.engagements.papers.models import AemDifference
from webapp.engagements.queries import alive, periods_of
from webapp.engagements.shares import Stretch, shares
from webapp.productions.models import Production


@dataclass(frozen=True)
class Check:
    """One AEM with all it is compared to, read at once."""

    row: Row[*tuple[Any, ...]]
    periods: Sequence[PayPeriod]

    @property
    def paper(self) -> Paper:
        found: Paper = self.row.Paper
        return found

    @property
    def engagement(self) -> Engagement:
        found: Engagement = self.row.Engagement
        return found

    @property
    def period(self) -> PayPeriod | None:
        return next((period for period in self.periods if period.id == self.paper.pay_period_id), None)

    @property
    def days(self) -> tuple[date, date]:
        of = self.period or self.engagement
        return of.start_on, of.end_on

    @property
    def pdf(self) -> Document | None:
        found: Document | None = self.row.Document
        return found if found and found.media_type == "application/pdf" else None

    @property
    def is_shared(self) -> bool:
        """Hours and gross are those of the whole contract: this period has none of its own, and is not alone."""
        period = self.period
        return (
            period is not None and len(self.periods) > 1 and period.minutes is None and period.cachets is None
        )

    @cached_property
    def expected(self) -> Figures:
        """Only what is known: nothing is guessed of a paper that decides of rights."""
        start_on, end_on = self.days
        minutes, cachets = self._worked()
        employer, production, period = self.row.Contact, self.row.Production, self.period
        known: dict[Field, Value | None] = {
            Field.EMPLOYER: employer.name,
            Field.SIRET: employer.siret,
            Field.NAF: employer.naf,
            Field.JOB: self.engagement.contract_job,
            Field.OBJECT_NUMBER: production.object_number if production else None,
            Field.START_ON: start_on,
            Field.END_ON: end_on,
            Field.ONGOING: end_on < self.engagement.end_on,
            Field.DAYS: period.days_worked if period else None,
            Field.HOURS: minutes if minutes or not cachets else None,
            Field.CACHETS: cachets or None,
            Field.GROSS: self._gross(),
        }
        return {field: value for field, value in known.items() if value is not None}

    def _worked(self) -> tuple[int, int]:
        engagement, period = self.engagement, self.period
        if period is None:
            return engagement.minutes, engagement.cachets
        stretches = [Stretch(DateRange(p.start_on, p.end_on), p.minutes, p.cachets) for p in self.periods]
        return shares(engagement.minutes, engagement.cachets, stretches)[self.periods.index(period)]

    def _gross(self) -> int | None:
        """A wage is not spread over months: known of the period, or of a contract paid at once."""
        if self.period is not None and self.period.gross_cents is not None:
            return self.period.gross_cents
        return self.engagement.gross_cents or None if len(self.periods) < 2 else None


def check_or_404(public_id: str) -> Check:
    """404 for a paper that is no AEM."""
    document = and_(Document.id == Paper.document_id, Document.deleted_at.is_(None))
    row: Row[*tuple[Any, ...]] | None = (
        db()
        .execute(
            select(Paper, Engagement, Contact, Production, Document)
            .join(Engagement, Engagement.id == Paper.engagement_id)
            .join(Contact, Contact.id == Engagement.employer_id)
            .outerjoin(Production, Production.id == Engagement.production_id)
            .outerjoin(Document, document)
            .where(Paper.public_id == public_id, Paper.kind == PaperKind.AEM, alive())
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound
    return Check(row, periods_of(row.Engagement))


def as_difference(kept: AemDifference) -> Difference:
    field = Field(kept.field)
    return Difference(field, read_back(field, kept.expected), read_back(field, kept.received))
