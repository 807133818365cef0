from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from webapp.core.db import db
from webapp.domain.rights.allowance import Tax
from webapp.domain.rights.window import date_anniversaire
from webapp.rights.models import Opening

REST_OF_THE_LETTER = (
    "registered_on",
    "sr_cents",
    "nht_minutes",
    "waiting_days",
    "deferral_days",
    "holiday_days",
    "wage_days",
)
ONLY_IN_A_LETTER = ("fct_on", "anniversary_on", "aj_cents", "notified_on", *REST_OF_THE_LETTER)


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
    registered_on: date | None = None
    sr_cents: int | None = None
    nht_minutes: int | None = None
    waiting_days: int | None = None
    deferral_days: int | None = None
    holiday_days: int | None = None
    wage_days: int | None = None
    has_derogation: bool = False
    is_alsace_moselle: bool = False
    tax: Tax = Tax.FULL


def record_opening(terms: OpeningTerms) -> Opening:
    """A new row each time: what was believed before stays."""
    has_right = not terms.is_first_request
    anniversary_on = terms.anniversary_on
    if has_right and anniversary_on is None and terms.fct_on is not None:
        anniversary_on = date_anniversaire(terms.fct_on)
    said = vars(terms) | {"anniversary_on": anniversary_on}
    if not has_right:
        said |= dict.fromkeys(ONLY_IN_A_LETTER)
    opening = Opening(**said)
    db().add(opening)
    db().flush()
    return opening
