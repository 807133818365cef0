from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from webapp.core.db import db, hold
from webapp.core.tenancy import workspace_of
from webapp.documents.actions import file_document, title_of
from webapp.documents.models import Document, DocumentKind
from webapp.domain.periods import Month
from webapp.domain.refusals import Refused
from webapp.domain.rights.situations import Situation
from webapp.domain.words import Cents, sentence
from webapp.rights.periods.models import Income, IncomeKind, Period
from webapp.rights.periods.queries import overlapping, same_month

WRITTEN = (
    "kind",
    "start_on",
    "end_on",
    "in_contract",
    "minutes",
    "gross_cents",
    "is_paid_by_unemployment",
    "is_indemnified",
    "is_legitimate",
    "is_proven",
)


@dataclass(frozen=True)
class IncomeTerms:
    kind: IncomeKind
    month: date
    cents: int
    days: int | None = None
    received_on: date | None = None
    note: str | None = None


def add_period(situation: Situation, note: str | None = None) -> Period:
    """Raises Refused on days that a period of the same kind already holds."""
    _refuse_overlap(situation)
    period = Period()
    _write(period, situation, note)
    db().add(period)
    db().flush()
    return period


def update_period(period: Period, situation: Situation, note: str | None = None) -> None:
    _refuse_overlap(situation, period)
    _write(period, situation, note)
    db().flush()


def remove_period(period: Period) -> None:
    """Its proof, if any, stays among the documents."""
    db().delete(period)
    db().flush()


def record_income(income: Income | None, terms: IncomeTerms) -> Income:
    """A new one or a correction. Raises Refused for a month already written."""
    hold("rights incomes", workspace_of(db()))
    found = same_month(terms.kind, terms.month, but=income.id if income else None)
    if found is not None and terms.kind.is_monthly:
        raise Refused(
            sentence(
                "Déjà noté pour %(month)s\u00a0: %(amount)s. Modifiez cette ligne plutôt que d’en ajouter une.",
                month=Month.of(terms.month).name,
                amount=Cents(found.cents),
            )
        )
    income = income or Income()
    for name, value in vars(terms).items():
        setattr(income, name, value)
    db().add(income)
    db().flush()
    return income


def remove_income(income: Income) -> None:
    """Its proof, if any, stays among the documents."""
    db().delete(income)
    db().flush()


def prove(kept: Period | Income, document: Document, *, title: str) -> None:
    """`title` takes the place of the name of the file, never of one the person gave."""
    if document.title == title_of(document.file_name):
        document.title = title
        document.refold()
    kept.document_id = document.id
    db().flush()


def prove_waiting(kept: Period | Income, document: Document, *, title: str) -> None:
    """A document of the tray is the proof: it is filed as such. Raises Refused if it was filed since."""
    if document.is_filed:
        raise Refused(sentence("«\u00a0%(title)s\u00a0» est déjà classé.", title=document.title))
    file_document(document, kind=DocumentKind.PROOF)
    prove(kept, document, title=title)


def _refuse_overlap(situation: Situation, period: Period | None = None) -> None:
    hold("rights periods", workspace_of(db()))
    found = overlapping(situation, but=period.id if period else None)
    if found is not None:
        raise Refused(
            sentence(
                "Une période du même type est déjà notée du %(start)s au %(end)s.",
                start=found.start_on,
                end=found.end_on,
            )
        )


def _write(period: Period, situation: Situation, note: str | None) -> None:
    for name in WRITTEN:
        setattr(period, name, getattr(situation, name))
    period.note = note
