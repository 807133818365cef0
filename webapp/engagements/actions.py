from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from sqlalchemy import delete, select, update

from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.core.db import db
from webapp.core.fold import fold
from webapp.domain.periods import Month
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.engagements import queries
from webapp.engagements.models import Engagement, Line, Paper, PaperKind, PaperState, PayPeriod, State
from webapp.engagements.schedule import (
    civil_months,
    contract_papers,
    follow,
    is_monthly,
    is_touched,
    kinds_of,
    period_papers,
)
from webapp.engagements.standing import CLOSED, OPEN, SIGNED
from webapp.engagements.terms import Terms
from webapp.productions.models import Production

# From where a job may go, and where to.
WAYS = {
    State.LEAD: (State.OPTION, State.CONFIRMED, State.RELEASED),
    State.OPTION: (State.LEAD, State.CONFIRMED, State.RELEASED),
    State.CONFIRMED: (State.LEAD, State.OPTION, State.CANCELLED),
    State.DONE: (State.CANCELLED,),
    State.RELEASED: (State.LEAD, State.OPTION),
    State.CANCELLED: (State.CONFIRMED, State.DONE),
}
AT_ONCE = 1_000
OF_A_PERIOD = (PaperKind.PAYSLIP, PaperKind.AEM, PaperKind.CONGES_SPECTACLES)


@dataclass(frozen=True)
class New:
    """An engagement about to be added."""

    terms: Terms
    clash_reason: str | None = None
    aem: PaperState | None = None


def add_engagement(
    terms: Terms, *, clash_reason: str | None = None, aem: PaperState | None = None
) -> Engagement:
    return add_engagements([New(terms, clash_reason, aem)])[0]


def add_engagements(several: Iterable[New]) -> list[Engagement]:
    """Add many at once, with few statements whatever their number."""
    session = db()
    session.flush()  # the productions just made, before the rows that name them
    wanted = list(several)
    names = _Names([new.terms for new in wanted])
    added = [_engagement(new, names) for new in wanted]
    session.add_all(added)
    session.flush()
    pairs = zip(added, wanted, strict=True)
    # A few at a time: once written they are let go, where fifty thousand at once keep the garbage collector busy.
    while some := list(islice(pairs, AT_ONCE)):
        lines, periods, papers = _parts(some)
        session.add_all([*lines, *periods])
        session.flush()
        session.add_all(papers)
        session.flush()
    return added


def update_engagement(engagement: Engagement, terms: Terms, *, clash_reason: str | None = None) -> Engagement:
    """Give a job other terms; the periods and papers made by themselves follow, the others stay."""
    session = db()
    # Two who save at the same time do it in turn: the lines of one replace those of the other.
    session.execute(select(Engagement.id).where(Engagement.id == engagement.id).with_for_update())
    session.flush()
    was_monthly = is_monthly(queries.periods_of(engagement), engagement.start_on, engagement.end_on)
    _write(engagement, terms, _Names([terms]))
    engagement.clash_reason = clash_reason
    session.execute(delete(Line).where(Line.engagement_id == engagement.id))
    session.add_all(_lines(engagement, terms))
    session.flush()
    settle(engagement, monthly=was_monthly)
    return engagement


def move_to(engagement: Engagement, state: State, *, clash_reason: str | None = None) -> None:
    """Confirm, release, cancel, or come back from one of these."""
    if engagement.state == state:
        return
    if state not in WAYS[State(engagement.state)]:
        raise Refused(sentence("Cet engagement ne peut pas passer dans cet état."))
    if (engagement.state, state) == (State.LEAD, State.OPTION):
        engagement.option_rank = engagement.option_rank or 1
    engagement.state = state
    engagement.clash_reason = clash_reason or engagement.clash_reason
    db().flush()
    settle(engagement)


def delete_engagement(engagement: Engagement) -> None:
    engagement.deleted_at = clock.now()


def restore_engagement(engagement: Engagement) -> None:
    engagement.deleted_at = None


def settle(engagement: Engagement, *, monthly: bool | None = None) -> None:
    """Bring the pay periods and papers in line with the state and the dates.

    What the person has touched is kept: a paper received, a period with figures of its own.
    """
    session = db()
    periods, papers = queries.periods_of(engagement), queries.papers_of(engagement)
    if engagement.state in CLOSED:
        return
    if engagement.state in OPEN:
        _drop(periods, papers)
        return
    if not papers:
        papers = contract_papers(engagement)
        session.add_all(papers)
    if monthly is None:
        monthly = is_monthly(periods, engagement.start_on, engagement.end_on)
    if monthly or not periods:
        periods = _monthly(engagement, periods, papers)
    _complete(engagement, periods, papers)
    session.flush()


def refold_of_employers(ids: Sequence[UUID]) -> None:
    """The words of their jobs, when another company is now the employer."""
    rows = db().execute(
        select(Engagement, Contact.name, Production.title)
        .join(Contact, Contact.id == Engagement.employer_id)
        .outerjoin(Production, Production.id == Engagement.production_id)
        .where(Engagement.employer_id.in_(ids))
        .execution_options(populate_existing=True)
    )
    for engagement, employer, show in rows:
        engagement.folded = _folded(employer, show, engagement)
    db().flush()


def write_callers(written: Sequence[str], name: str) -> None:
    """Who called under these names is now called so."""
    if written:
        db().execute(update(Engagement).where(Engagement.called_by.in_(written)).values(called_by=name))


def _folded(employer: str | None, show: str | None, of: Terms | Engagement) -> str:
    return fold(employer, show, of.contract_job, of.actual_job, of.place)[:800]


class _Names:
    """The names to search by, read once."""

    def __init__(self, several: Sequence[Terms]) -> None:
        self.employers = _named(Contact.id, Contact.name, {terms.employer_id for terms in several})
        shows = {terms.production_id for terms in several if terms.production_id}
        self.productions = _named(Production.id, Production.title, shows)

    def folded(self, terms: Terms) -> str:
        employer = self.employers.get(terms.employer_id)
        show = self.productions.get(terms.production_id) if terms.production_id else None
        return _folded(employer, show, terms)


def _named(key: object, name: object, ids: set[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    rows = db().execute(select(key, name).where(key.in_(ids)))  # type: ignore[call-overload,attr-defined]
    return {row[0]: row[1] for row in rows}


def _engagement(new: New, names: _Names) -> Engagement:
    engagement = Engagement(clash_reason=new.clash_reason)
    _write(engagement, new.terms, names)
    return engagement


def _write(engagement: Engagement, terms: Terms, names: _Names) -> None:
    for name in (
        *("state", "employer_id", "production_id", "contract_job", "actual_job", "start_on", "end_on"),
        *("daily_start_minute", "daily_end_minute", "regime", "annexe", "idcc", "place", "notes"),
        *("option_rank", "option_until_on", "called_by", "call_back_on"),
        *("minutes", "cachets", "gross_cents"),
    ):
        setattr(engagement, name, getattr(terms, name))
    engagement.folded = names.folded(terms)


def _lines(engagement: Engagement, terms: Terms) -> list[Line]:
    return [
        Line(
            engagement_id=engagement.id,
            position=position,
            unit=line.unit,
            label=line.label,
            quantity=line.quantity,
            minutes=line.minutes,
            gross_cents=line.gross_cents,
        )
        for position, line in enumerate(terms.lines)
    ]


def _parts(added: Iterable[tuple[Engagement, New]]) -> tuple[list[Line], list[PayPeriod], list[Paper]]:
    lines: list[Line] = []
    periods: list[PayPeriod] = []
    papers: list[Paper] = []
    for engagement, new in added:
        lines += _lines(engagement, new.terms)
        if engagement.state not in SIGNED:
            continue
        own = _periods(engagement)
        made = [*contract_papers(engagement), *(p for one in own for p in period_papers(engagement, one))]
        for paper in made:
            if new.aem is not None and paper.kind == PaperKind.AEM:
                paper.state = new.aem
        periods += own
        papers += made
    return lines, periods, papers


def _periods(engagement: Engagement) -> list[PayPeriod]:
    return [
        PayPeriod(engagement_id=engagement.id, start_on=part.start_on, end_on=part.end_on)
        for part in civil_months(engagement.start_on, engagement.end_on)
    ]


def _monthly(
    engagement: Engagement, periods: Sequence[PayPeriod], papers: Sequence[Paper]
) -> list[PayPeriod]:
    """One period per civil month again, keeping those there are."""
    by_month = {Month.of(period.start_on): period for period in periods}
    kept = []
    for wanted in _periods(engagement):
        period = by_month.pop(Month.of(wanted.start_on), None) or wanted
        period.start_on, period.end_on = wanted.start_on, wanted.end_on
        follow(period, papers)
        kept.append(period)
    gone = [period for period in by_month.values() if not _is_touched(period, papers)]
    _drop(gone, [paper for paper in papers if paper.pay_period_id in {period.id for period in gone}])
    db().add_all(kept)
    db().flush()
    return [*kept, *(period for period in by_month.values() if period not in gone)]


def _complete(engagement: Engagement, periods: Sequence[PayPeriod], papers: Sequence[Paper]) -> None:
    """Add the papers a period lacks, take away the untouched ones its régime does not bring."""
    kinds = set(kinds_of(engagement.regime))
    for period in periods:
        there = {paper.kind for paper in papers if paper.pay_period_id == period.id}
        db().add_all(paper for paper in period_papers(engagement, period) if paper.kind not in there)
    _drop((), [p for p in papers if p.pay_period_id and p.kind in OF_A_PERIOD and p.kind not in kinds])


def _drop(periods: Sequence[PayPeriod], papers: Sequence[Paper]) -> None:
    """Take away what was made by itself and never touched."""
    session = db()
    for paper in papers:
        if not is_touched(paper):
            session.delete(paper)
    session.flush()
    for period in periods:
        if not _is_touched(period, papers):
            session.delete(period)
    session.flush()


def _is_touched(period: PayPeriod, papers: Sequence[Paper]) -> bool:
    figures = (period.minutes, period.cachets, period.days_worked, period.gross_cents)
    return any(v is not None for v in (*figures, period.net_expected_cents, period.paid_on)) or any(
        is_touched(paper) for paper in papers if paper.pay_period_id == period.id
    )
