from __future__ import annotations

from uuid import UUID

from webapp.core import clock
from webapp.core.db import db, hold
from webapp.domain.declaration.situations import Situations, check_situations
from webapp.domain.declaration.windows import check_window
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.rights.declaration.copies import kept_line, kept_situations, mark_of
from webapp.rights.declaration.models import Declaration, Silence
from webapp.rights.declaration.queries import Sheet, silence_of


def declare(sheet: Sheet, said: Situations, *, seen: str, by: UUID) -> Declaration:
    """Keep a copy of the lines as they were read (`seen`). Raises Refused when they cannot be what was declared."""
    check_window(sheet.window, sheet.on)
    if seen != mark_of(sheet.lines):
        raise Refused(
            sentence(
                "Les lignes ont changé depuis l’ouverture de la page. Relisez-les avant d’en garder une copie."
            )
        )
    check_situations(said, bool(sheet.lines))
    copy = Declaration(
        month_on=sheet.month.start_on,
        declared_by=by,
        lines=[kept_line(line) for line in sheet.lines],
        situations=kept_situations(said),
    )
    db().add(copy)
    db().flush()
    return copy


def cancel_copy(copy: Declaration) -> None:
    copy.cancelled_at = clock.now()
    db().flush()


def be_reminded(account_id: UUID, wanted: bool, *, workspace_id: UUID) -> None:
    hold("declaration silence", workspace_id, account_id)
    silence = silence_of(account_id)
    if wanted and silence is not None:
        db().delete(silence)
    elif not wanted and silence is None:
        db().add(Silence(account_id=account_id))
    db().flush()
