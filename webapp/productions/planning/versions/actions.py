"""What publishes a plan de travail, or keeps the one that was received."""

from datetime import date
from uuid import UUID

from webapp.core import clock
from webapp.core.db import db
from webapp.documents.actions import Upload
from webapp.domain.planning.plan import Plan, differences
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.productions.models import Production
from webapp.productions.papers.actions import add_paper
from webapp.productions.papers.models import PaperKind
from webapp.productions.planning.actions import hold_planning
from webapp.productions.planning.board import board_of
from webapp.productions.planning.models import PlanVersion
from webapp.productions.planning.queries import with_last_plan
from webapp.productions.planning.versions.queries import next_number


def publish(production: Production, *, by_name: str, note: str | None) -> PlanVersion:
    """The draft as it stands. Raises Refused when nothing changed since the last one, or there is nothing yet."""
    hold_planning(production.id)
    _production, last, _minutes = with_last_plan(production.public_id)
    plan = board_of(production.id).plan
    if not plan.days:
        raise Refused(sentence("Ajoutez au moins une journée avant de publier."))
    if last and not differences(Plan.from_values(last.snapshot or {}), plan):
        raise Refused(sentence("Rien n’a changé depuis la version %(number)s.", number=last.number))
    version = PlanVersion(
        production_id=production.id,
        number=next_number(production.id),
        dated_on=clock.today(),
        by_name=by_name,
        note=note,
        snapshot=plan.to_values(),
    )
    db().add(version)
    db().flush()
    return version


def receive(
    production: Production,
    file: Upload,
    *,
    label: str,
    dated_on: date,
    by: UUID,
    by_name: str,
    note: str | None,
) -> PlanVersion:
    """The PDF of a plan de travail made elsewhere: the production's paper, not the person's."""
    hold_planning(production.id)
    title = f"{production.title}, plan de travail, {label}"[:200]
    _paper, document = add_paper(
        production, file, PaperKind.SCHEDULE, by=by, title=title, version=label, dated_on=dated_on
    )
    version = PlanVersion(
        production_id=production.id,
        number=next_number(production.id),
        label=label,
        dated_on=dated_on,
        by_name=by_name,
        note=note,
        document_id=document.id,
    )
    db().add(version)
    db().flush()
    return version
