"""What a comparison changes: the AEM is right, or one of its fields is not."""

from datetime import date

from sqlalchemy import select

from webapp.core.db import db
from webapp.domain.aem.figures import Field, Value, is_same, written
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.engagements.models import Paper, PaperState
from webapp.engagements.papers import actions
from webapp.engagements.papers.checks.queries import Check
from webapp.engagements.papers.models import AemDifference


def find_right(paper: Paper, today: date) -> None:
    """Its copy is here, and says what it should."""
    actions.hold(paper, True, today)
    paper.checked_on = today
    db().flush()


def note_difference(check: Check, field: Field, received: Value, today: date) -> AemDifference:
    """Noted once by field: saying it again says it better."""
    if field not in check.expected:
        raise Refused(sentence("Rien n’est attendu ici\u00a0: complétez d’abord l’engagement."))
    expected = check.expected[field]
    if is_same(field, expected, received):
        raise Refused(sentence("C’est ce qui est attendu\u00a0: il n’y a rien à corriger."))
    paper = check.paper
    noted = _open(paper, field) or AemDifference(paper_id=paper.id, field=field)
    noted.expected, noted.received = written(field, expected), written(field, received)
    noted.noted_on = today
    paper.received_on = paper.received_on or today
    actions.stand(paper, PaperState.WRONG, today)
    db().add(noted)
    db().flush()
    return noted


def forget_difference(paper: Paper, difference: AemDifference, today: date) -> None:
    """Noted by mistake; without another one, the paper is not wrong."""
    db().delete(difference)
    db().flush()
    if paper.state == PaperState.WRONG and not _any_open(paper):
        actions.fault(paper, False, today)


def _open(paper: Paper, field: Field) -> AemDifference | None:
    # Two who compare at the same time do it in turn: a field is noted once.
    db().execute(select(Paper.id).where(Paper.id == paper.id).with_for_update())
    still = (AemDifference.paper_id == paper.id, AemDifference.closed_on.is_(None))
    return db().scalar(select(AemDifference).where(*still, AemDifference.field == field))


def _any_open(paper: Paper) -> bool:
    still = (AemDifference.paper_id == paper.id, AemDifference.closed_on.is_(None))
    return db().scalar(select(AemDifference.id).where(*still).limit(1)) is not None
