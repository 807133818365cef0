"""What keeps and forgets a reminder. Nothing is sent from here: the person writes, then says so."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete

from webapp.core.db import db
from webapp.core.tenancy import new_public_id
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.engagements.models import Paper
from webapp.engagements.papers.models import Channel, PaperReminder, Tone


def note_reminder(papers: Sequence[Paper], *, channel: Channel, tone: Tone, on: date, by: str) -> str:
    """One reminder for one or several papers; the id by which it is taken back."""
    if not papers:
        raise Refused(sentence("Choisissez au moins un papier."))
    reminder_id = new_public_id()
    db().add_all(
        PaperReminder(
            reminder_id=reminder_id, paper_id=paper.id, reminded_on=on, channel=channel, tone=tone, by_name=by
        )
        for paper in papers
    )
    db().flush()
    return reminder_id


def forget_reminder(reminders: Sequence[PaperReminder]) -> None:
    """Noted by mistake: of all its papers."""
    gone = PaperReminder.id.in_([reminder.id for reminder in reminders])
    db().execute(delete(PaperReminder).where(gone))
