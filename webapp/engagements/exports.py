"""The list as a file: the columns an import reads, so that what goes out can come back and add nothing."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, ScalarSelect, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.core.sheets import Sheet, Value, as_csv, book
from webapp.engagements.imports import layouts, vocabulary
from webapp.engagements.listing import Filters, aem_standing, aems, matching
from webapp.engagements.models import (
    Engagement,
    Line,
    PaperState,
    Regime,
    State,
    Unit,
)
from webapp.engagements.queries import with_names
from webapp.engagements.standing import PaperStanding, state_on
from webapp.engagements.terms import CACHET_MINUTES
from webapp.productions.models import Production

TITLES = [column.title for column in layouts.COLUMNS]
WIDTHS = {
    "employer": 28,
    "production": 28,
    "job": 28,
    "actual_job": 28,
    "place": 20,
    "siret": 17,
    "notes": 40,
}
FORMATS = {"quantity": "0.##", "cachets": "0.##", "hours": "0.00", "gross": "#,##0.00"}
# Of the words an import reads, those of an AEM that depend on the day.
AEM_WORDS = {PaperStanding.LATE: "manquante", PaperStanding.EXPECTED: "attendue"}


def exported(filters: Filters, today: date) -> list[dict[str, Value]]:
    """Every engagement the list shows, the first day first, one row each."""
    wanted = with_names(
        select(
            Engagement.state,
            Engagement.start_on,
            Engagement.end_on,
            Engagement.contract_job,
            Engagement.actual_job,
            Engagement.gross_cents,
            Engagement.regime,
            Engagement.annexe,
            Engagement.place,
            Engagement.notes,
            Contact.name.label("employer"),
            Contact.siret,
            Production.title.label("production"),
            _lines().label("lines"),
            aems().label("aem"),
        )
    ).where(*matching(filters, today))
    first = (Engagement.start_on, Engagement.end_on, Engagement.id)
    return [_exported(row, today) for row in db().execute(wanted.order_by(*first))]


def csv_of(rows: Sequence[dict[str, Value]]) -> str:
    return as_csv([TITLES, *([_typed(value) for value in _in_order(row)] for row in rows)])


def xlsx_of(rows: Sequence[dict[str, Value]]) -> bytes:
    return book([sheet_of(rows)])


def sheet_of(rows: Sequence[dict[str, Value]]) -> Sheet:
    keys = [column.key for column in layouts.COLUMNS]
    return Sheet(
        "Engagements",
        TITLES,
        [WIDTHS.get(key, 12) for key in keys],
        [FORMATS.get(key, "") for key in keys],
        ([row[key] for key in keys] for row in rows),
    )


def _lines() -> ScalarSelect[Any]:
    """Unit, quantity and minutes of each line, as one value."""
    each = func.json_build_array(Line.unit, Line.quantity, Line.minutes)
    return (
        select(func.json_agg(aggregate_order_by(each, Line.position)))
        .where(Line.engagement_id == Engagement.id)
        .correlate(Engagement)
        .scalar_subquery()
    )


def _exported(row: Row[Any], today: date) -> dict[str, Value]:
    state = state_on(row.state, row.end_on, today)
    return {
        "start": row.start_on,
        "end": row.end_on,
        "employer": row.employer,
        "production": row.production,
        "job": row.contract_job,
        **_measures(row.lines or []),
        "gross": Decimal(row.gross_cents) / 100,
        "annexe": row.annexe,
        "regime": vocabulary.REGIMES[Regime(row.regime)][0],
        "aem": vocabulary.OPTION[0] if state == State.OPTION else _aem_word(row.aem, today),
        "state": "fait" if state == State.DONE else vocabulary.STATES[state][0],
        "place": row.place,
        "siret": row.siret,
        "actual_job": row.actual_job,
        "notes": row.notes,
    }


def _measures(lines: Sequence[Sequence[Any]]) -> dict[str, Value]:
    """The lines of pay as one: in their unit when they share one, else in hours; cachets apart if mixed."""
    cachets = sum(quantity for unit, quantity, _minutes in lines if unit == Unit.CACHET)
    worked = [line for line in lines if line[0] not in (Unit.CACHET, Unit.BONUS)]
    if not worked:
        if cachets:
            return _measure(Unit.CACHET, cachets, cachets * CACHET_MINUTES // 100)
        return _measure(Unit.BONUS, lines[0][1], None) if lines else _measure(None, None, None)
    minutes = sum(line[2] for line in worked)
    units = {line[0] for line in worked}
    if len(units) == 1:
        return _measure(Unit(units.pop()), sum(line[1] for line in worked), minutes, cachets)
    return _measure(Unit.HOUR, (minutes * 100 + 30) // 60, minutes, cachets)


def _measure(
    unit: Unit | None, quantity: int | None, minutes: int | None, cachets: int = 0
) -> dict[str, Value]:
    return {
        "unit": vocabulary.UNITS[unit][0] if unit else None,
        "quantity": None if quantity is None else Decimal(quantity) / 100,
        "hours": None if minutes is None else Decimal((minutes * 100 + 30) // 60) / 100,
        "cachets": Decimal(cachets) / 100 if cachets else None,
    }


def _aem_word(papers: str | None, today: date) -> str | None:
    standing = aem_standing(papers, today)
    if standing is None:
        return None
    return AEM_WORDS.get(standing) or vocabulary.AEM[PaperState(standing.value)][0]


def _in_order(row: dict[str, Value]) -> Iterator[tuple[str, Value]]:
    return ((column.key, row[column.key]) for column in layouts.COLUMNS)


def _typed(cell: tuple[str, Value]) -> str:
    """As one types it in France."""
    key, value = cell
    match value:
        case None:
            return ""
        case date():
            return f"{value:%d/%m/%Y}"
        case Decimal():
            text = f"{value:.2f}".replace(".", ",")
            return text if key in ("hours", "gross") else text.rstrip("0").rstrip(",")
        case _:
            return str(value)
