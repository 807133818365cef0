"""What writes a situation, notes that somebody validated it, and takes one back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from webapp.core import clock
from webapp.core.db import db, hold
from webapp.domain.refusals import Refused
from webapp.domain.situations import Count
from webapp.domain.words import sentence
from webapp.sharing.models import Situation
from webapp.sharing.situations.queries import last_situation, situation_or_404


@dataclass(frozen=True)
class Written:
    """What somebody says, and the figures they keep beside it."""

    on: date
    text: str
    by_name: str
    by_job: str | None
    figures: Sequence[Count] = ()


class Meanwhile(Refused):
    """Something changed since the page was opened."""


def write_situation(production_id: UUID, written: Written, *, after: str) -> Situation:
    """The links show it at once; `after` is the public id of the last one as the person saw it."""
    hold("situations", production_id)
    last = last_situation(production_id)
    if (last.public_id if last else "") != after:
        raise Meanwhile(sentence("Une autre situation est en tête de vos liens maintenant. Relisez-la."))
    situation = Situation(
        production_id=production_id,
        on=written.on,
        text=written.text,
        figures=[count.to_values() for count in written.figures],
        by_name=written.by_name,
        by_job=written.by_job,
    )
    db().add(situation)
    db().flush()
    return situation


def validate(production_id: UUID, public_id: str, *, by: str, job: str | None, at: datetime) -> None:
    """Somebody said yes to this very text, the one that links show."""
    hold("situations", production_id)
    situation = situation_or_404(production_id, public_id)
    last = last_situation(production_id)
    if last is None or last.id != situation.id:
        raise Refused(sentence("Une autre situation a été écrite depuis\u00a0: c’est elle qui se valide."))
    if situation.validated_by:
        raise Refused(sentence("Elle est déjà validée par %(name)s.", name=situation.validated_by))
    if at > clock.now():
        raise Refused(sentence("Cette heure n’est pas encore arrivée."))
    if at < situation.at.replace(second=0, microsecond=0):
        raise Refused(sentence("C’est avant que ce texte soit écrit\u00a0: indiquez quand il a été validé."))
    situation.validated_by, situation.validated_job, situation.validated_at = by, job, at
    db().flush()


def withdraw_validation(production_id: UUID, public_id: str) -> None:
    """Amounts leave the links at once."""
    hold("situations", production_id)
    situation = situation_or_404(production_id, public_id)
    situation.validated_by = situation.validated_job = situation.validated_at = None
    db().flush()


def remove_situation(production_id: UUID, public_id: str) -> None:
    """The one before counts again."""
    hold("situations", production_id)
    db().delete(situation_or_404(production_id, public_id))
    db().flush()
