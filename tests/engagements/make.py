"""Terms a test may override, for the actions of engagements."""

from datetime import date
from typing import Any

from tests.make import Place, World
from webapp.engagements import actions
from webapp.engagements.models import Engagement, PaperState, State, Unit
from webapp.engagements.terms import LineTerms, Terms

HOURS = LineTerms(Unit.HOUR, 4000, 40 * 60, 86_000)
CACHETS = LineTerms(Unit.CACHET, 200, 0, 36_000)


def terms(employer: Any, **values: Any) -> Terms:
    """A confirmed job of 40 hours, from 2 to 6 November 2026."""
    values = {
        "state": State.CONFIRMED,
        "employer_id": employer.id,
        "contract_job": "Assistante de production",
        "start_on": date(2026, 11, 2),
        "end_on": date(2026, 11, 6),
        "lines": (HOURS,),
        **values,
    }
    return Terms(**values)


def added(
    world: World, whose: Place, employer: Any = None, *, aem: PaperState | None = None, **values: Any
) -> Engagement:
    """An engagement as the form makes it, with its periods and papers."""
    employer = employer or world.company(whose)
    with world.inside(whose):
        return actions.add_engagement(terms(employer, **values), aem=aem)
