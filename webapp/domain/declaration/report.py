"""The message that tells France Travail what is no longer what was declared."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.domain.declaration.changes import Change, Difference
from webapp.domain.periods import Month

NAMES = {
    Change.EMPLOYER: "employeur",
    Change.DAYS: "dates",
    Change.HOURS: "heures",
    Change.CACHETS: "cachets",
    Change.GROSS: "salaire brut",
}


def report_of(month: Month, found: Sequence[Difference]) -> str:
    """A text to copy, in French whatever the language of the screen: its reader is France Travail."""
    lines = [f"- {_said(one)}" for one in found]
    return "\n".join(
        (
            "Bonjour,",
            f"Ma déclaration du mois ({month.name}) est à corriger\u00a0:",
            *lines,
            "Je tiens les justificatifs à votre disposition.",
            "Cordialement",
        )
    )


def _said(one: Difference) -> str:
    if one.change is Change.MISSING:
        return f"{one.employer}\u00a0: contrat non déclaré, {one.after}"
    if one.change is Change.TOO_MANY:
        return f"{one.employer}\u00a0: contrat déclaré et non effectué, {one.before}"
    told = f"{one.employer}, {NAMES[one.change]}\u00a0: {one.after}"
    # Dates come with their own words, « du … au … », which « au lieu de » cannot lead.
    return f"{told}, et non {one.before}" if one.change is Change.DAYS else f"{told} au lieu de {one.before}"
