from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from webapp.core.db import db
from webapp.domain.aem.differences import Difference
from webapp.engagements.models import Engagement, Paper
from webapp.engagements.papers.checks.queries import as_difference
from webapp.engagements.papers.models import PaperReminder
from webapp.engagements.papers.queries import Slot, differences_of
from webapp.engagements.queries import alive


def reminder_or_404(reminder_id: str) -> Sequence[PaperReminder]:
    """Its rows, one a paper."""
    found = (
        select(PaperReminder)
        .join(Paper, Paper.id == PaperReminder.paper_id)
        .join(Engagement, Engagement.id == Paper.engagement_id)
        .where(PaperReminder.reminder_id == reminder_id, alive())
    )
    rows = db().scalars(found).all()
    if not rows:
        raise NotFound
    return rows


def what_is_wrong(slots: Sequence[Slot]) -> Mapping[UUID, Sequence[Difference]]:
    """What was noted of the wrong ones, by paper."""
    wrong = [slot.paper for slot in slots if slot.row.differences]
    found = differences_of(wrong, is_open=True) if wrong else {}
    return {paper_id: [as_difference(kept) for kept in noted] for paper_id, noted in found.items()}
