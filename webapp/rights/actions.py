from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from webapp.core.db import db
from webapp.domain.rights.window import date_anniversaire
from webapp.rights.models import Opening


@dataclass(frozen=True)
class OpeningTerms:
    """What the letter of France Travail says; all but the annexe and the birth is empty before a first one."""

    is_first_request: bool
    fct_on: date | None = None
    anniversary_on: date | None = None
    aj_cents: int | None = None
    annexe: int = 8
    notified_on: date | None = None
    born_on: date | None = None


def record_opening(terms: OpeningTerms) -> Opening:
    """A new row each time: what was believed before stays."""
    has_right = not terms.is_first_request
    anniversary_on = terms.anniversary_on
    if has_right and anniversary_on is None and terms.fct_on is not None:
        anniversary_on = date_anniversaire(terms.fct_on)
    opening = Opening(
        is_first_request=terms.is_first_request,
        fct_on=terms.fct_on if has_right else None,
        anniversary_on=anniversary_on if has_right else None,
        aj_cents=terms.aj_cents if has_right else None,
        notified_on=terms.notified_on if has_right else None,
        annexe=terms.annexe,
        born_on=terms.born_on,
    )
    db().add(opening)
    db().flush()
    return opening
