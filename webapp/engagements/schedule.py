"""Which pay periods a contract has, which papers it must bring, and when they are expected."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from webapp.domain.periods import DateRange, Month
from webapp.engagements.models import Engagement, Paper, PaperKind, PaperState, PayPeriod, Regime

# Filed before the 15th of the month after the pay, with a copy to the person; chased from the 16th.
# No text of law found for the day itself: practice, as told at
# https://www.1-bis.com/lattestation-employeur-mensuelle-aem-pour-les-intermittents/ (read on 23/11/2026).
AEM_DAY = 15


def civil_months(start_on: date, end_on: date) -> list[DateRange]:
    """The stretches of a contract paid month by month."""
    days = DateRange(start_on, end_on)
    return [part for month in days.months() if (part := days.intersection(month.range))]


def is_monthly(periods: Sequence[PayPeriod], start_on: date, end_on: date) -> bool:
    """The periods are those made by themselves, not weeks or dates of the person's own."""
    return sorted((p.start_on, p.end_on) for p in periods) == [
        (part.start_on, part.end_on) for part in civil_months(start_on, end_on)
    ]


def aem_expected_on(period_end_on: date) -> date:
    return Month.of(period_end_on).next().start_on + timedelta(days=AEM_DAY - 1)


def contract_papers(engagement: Engagement) -> list[Paper]:
    return [Paper(engagement_id=engagement.id, kind=PaperKind.CONTRACT, state=PaperState.TO_COME)]


def period_papers(engagement: Engagement, period: PayPeriod) -> list[Paper]:
    return [_paper(engagement, period, kind) for kind in kinds_of(engagement.regime)]


def kinds_of(regime: str) -> Iterable[PaperKind]:
    """Teaching is proved by the employer's attestation, in the place of the AEM; no Congés Spectacles."""
    yield PaperKind.PAYSLIP
    if regime != Regime.GENERAL:
        yield PaperKind.AEM
    if regime == Regime.SPECTACLE:
        yield PaperKind.CONGES_SPECTACLES


def follow(period: PayPeriod, papers: Iterable[Paper]) -> None:
    """An AEM still to come is expected after the days its period now has."""
    for paper in papers:
        if paper.pay_period_id == period.id and paper.kind == PaperKind.AEM and not is_touched(paper):
            paper.expected_on = aem_expected_on(period.end_on)


def is_touched(paper: Paper) -> bool:
    """The person has said or kept something of it: it is not taken away by itself."""
    come = (PaperState.RECEIVED, PaperState.WRONG, PaperState.CORRECTED)
    return paper.state in come or any((paper.document_id, paper.seen_on, paper.note))


def _paper(engagement: Engagement, period: PayPeriod, kind: PaperKind) -> Paper:
    return Paper(
        engagement_id=engagement.id,
        pay_period_id=period.id,
        kind=kind,
        state=PaperState.TO_COME,
        expected_on=aem_expected_on(period.end_on) if kind == PaperKind.AEM else None,
    )
