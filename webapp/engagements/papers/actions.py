from dataclasses import dataclass
from datetime import date

from sqlalchemy import update

from webapp.core.db import db
from webapp.documents.actions import entitle, file_waiting
from webapp.documents.models import Document, DocumentKind
from webapp.domain.periods import DateRange
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.engagements.models import Engagement, Paper, PaperKind, PaperState, PayPeriod
from webapp.engagements.papers.models import AemDifference
from webapp.engagements.queries import papers_of
from webapp.engagements.schedule import follow, period_papers
from webapp.engagements.standing import HELD


@dataclass(frozen=True)
class PayTerms:
    """What a pay period says; figures left out come from the contract."""

    start_on: date
    end_on: date
    minutes: int | None = None
    cachets: int | None = None
    days_worked: int | None = None
    gross_cents: int | None = None
    net_expected_cents: int | None = None
    paid_on: date | None = None


def hold(paper: Paper, is_held: bool, today: date) -> None:
    """A copy is there, or is not after all."""
    if is_held:
        stand(paper, PaperState.CORRECTED if paper.state == PaperState.WRONG else PaperState.RECEIVED, today)
        paper.received_on = paper.received_on or today
    else:
        stand(paper, PaperState.TO_COME, today)
        paper.received_on = None
    db().flush()


def fault(paper: Paper, is_wrong: bool, today: date) -> None:
    """It came and is wrong, or is not after all: then it stands as it did."""
    if is_wrong:
        stand(paper, PaperState.WRONG, today)
    elif paper.state == PaperState.WRONG:
        has_come = paper.received_on or paper.document_id
        stand(paper, PaperState.RECEIVED if has_come else PaperState.TO_COME, today)
    db().flush()


def stand(paper: Paper, state: PaperState, today: date) -> None:
    """A wrong paper is not a checked one; what was noted of it is closed, and kept, once it is not wrong any more."""
    if state == PaperState.WRONG:
        paper.checked_on = None
    elif paper.state == PaperState.WRONG:
        still = (AemDifference.paper_id == paper.id, AemDifference.closed_on.is_(None))
        db().execute(update(AemDifference).where(*still).values(closed_on=today))
    if state in (PaperState.TO_COME, PaperState.EXPECTED):
        paper.checked_on = None
    paper.state = state


def see(paper: Paper, is_seen: bool, today: date) -> None:
    """An AEM is in the person's own space at France Travail, or is not after all."""
    if paper.kind != PaperKind.AEM:
        raise Refused(sentence("Seule une AEM se voit dans l’espace France Travail."))
    paper.seen_on = (paper.seen_on or today) if is_seen else None
    db().flush()


def note(
    paper: Paper,
    *,
    state: PaperState,
    expected_on: date | None,
    received_on: date | None,
    said: str | None,
    today: date,
) -> None:
    stand(paper, state, today)
    paper.expected_on = expected_on
    paper.received_on = (received_on or today) if state in (*HELD, PaperState.WRONG) else None
    paper.note = said
    db().flush()


def attach(paper: Paper, document: Document, today: date, *, title: str) -> None:
    """Its file is here, so it has come; a file for a wrong one is the corrected one."""
    entitle(document, title)
    paper.document_id = document.id
    hold(paper, True, today)


def attach_waiting(paper: Paper, document: Document, today: date, *, title: str) -> None:
    """A document of the tray is the file of this paper. Raises Refused if it was filed since."""
    file_waiting(document, DocumentKind(paper.kind))
    attach(paper, document, today, title=title)


def add_paper(engagement: Engagement, kind: PaperKind, period: PayPeriod | None = None) -> Paper:
    """One more than the contract brings by itself: an amendment, a second payslip."""
    paper = Paper(
        engagement_id=engagement.id,
        pay_period_id=period.id if period else None,
        kind=kind,
        state=PaperState.EXPECTED,
    )
    db().add(paper)
    db().flush()
    return paper


def remove_paper(paper: Paper) -> None:
    """Its file, if any, stays among the documents."""
    db().delete(paper)
    db().flush()


def add_period(engagement: Engagement, terms: PayTerms) -> PayPeriod:
    period = PayPeriod(engagement_id=engagement.id)
    _write(engagement, period, terms)
    db().add(period)
    db().flush()
    db().add_all(period_papers(engagement, period))
    db().flush()
    return period


def update_period(engagement: Engagement, period: PayPeriod, terms: PayTerms) -> None:
    _write(engagement, period, terms)
    follow(period, papers_of(engagement))
    db().flush()


def remove_period(engagement: Engagement, period: PayPeriod) -> None:
    """With its papers, unless one has come in."""
    own = [paper for paper in papers_of(engagement) if paper.pay_period_id == period.id]
    if any(paper.state in HELD or paper.document_id or paper.seen_on for paper in own):
        raise Refused(sentence("Un papier de cette période est arrivé. Retirez-le d’abord."))
    for paper in own:
        db().delete(paper)
    db().flush()
    db().delete(period)
    db().flush()


def _write(engagement: Engagement, period: PayPeriod, terms: PayTerms) -> None:
    contract = DateRange(engagement.start_on, engagement.end_on)
    if terms.start_on not in contract or terms.end_on not in contract:
        raise Refused(
            sentence("Une période de paie reste dans les dates du contrat, %(dates)s.", dates=contract.said)
        )
    for name, value in vars(terms).items():
        setattr(period, name, value)
