"""The list of engagements: what is asked of it, its rows, its months and its choices. Three statements."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    ScalarSelect,
    Select,
    String,
    and_,
    cast,
    extract,
    func,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.core.fold import fold
from webapp.engagements.models import Engagement, Paper, PaperKind, PaperState, PayPeriod, State
from webapp.engagements.queries import alive, with_names
from webapp.engagements.standing import CLOSED, SIGNED, PaperStanding, paper_on
from webapp.productions.models import Production

PAGE = 50
KEPT = 500  # statements: putting one together costs as much as running it
STATES = ("lead", "option", "confirmed", "done", "closed")
NOT_IN = (PaperState.TO_COME, PaperState.EXPECTED)
WORST = (
    PaperStanding.LATE,
    PaperStanding.WRONG,
    PaperStanding.EXPECTED,
    PaperStanding.TO_COME,
    PaperStanding.CORRECTED,
    PaperStanding.RECEIVED,
)


@dataclass(frozen=True)
class Filters:
    words: str = ""
    state: str = ""
    production: str = ""  # public_id
    employer: str = ""  # public_id
    year: int | None = None
    paper: str = ""  # a kind of paper that is missing
    page: int = 1

    @classmethod
    def asked(cls, args: Mapping[str, str]) -> "Filters":
        """From a query string, in which anything may be written."""
        year, page = args.get("year", ""), args.get("page", "")
        state, paper = args.get("state", ""), args.get("paper", "")
        return cls(
            words=" ".join(args.get("q", "").split())[:200],
            state=state if state in STATES else "",
            production=args.get("production", "")[:12],
            employer=args.get("employer", "")[:12],
            year=int(year) if _is_number(year, 4) else None,
            paper=paper if paper in list(PaperKind) else "",
            page=max(1, int(page)) if _is_number(page, 5) else 1,
        )

    def args(self, **changes: Any) -> dict[str, Any]:
        """The query string that asks this, the page apart."""
        values = {
            "q": self.words,
            "state": self.state,
            "production": self.production,
            "employer": self.employer,
            "year": self.year,
            "paper": self.paper,
            **changes,
        }
        return {name: value for name, value in values.items() if value}

    @property
    def narrows(self) -> bool:
        return bool(self.args())


def matching(filters: Filters, today: date) -> list[ColumnElement[bool]]:
    """Conditions on Engagement joined with Contact and Production (`with_names`)."""
    conditions = [alive(), _in_state(filters.state, today)]
    conditions += [_has_word(word) for word in fold(filters.words).split()]
    if filters.production:
        conditions.append(Production.public_id == filters.production)
    if filters.employer:
        conditions.append(Contact.public_id == filters.employer)
    if filters.year:
        first, last = date(filters.year, 1, 1), date(filters.year, 12, 31)
        conditions.append(and_(Engagement.start_on <= last, Engagement.end_on >= first))
    if filters.paper:
        conditions.append(_lacks(PaperKind(filters.paper), today))
    return conditions


def page_of(filters: Filters, today: date, most: int = PAGE) -> Sequence[Row[Any]]:
    """A page of rows, the latest first."""
    return db().execute(_page_wanted(filters, today, most)).all()


@lru_cache(KEPT)
def _page_wanted(filters: Filters, today: date, most: int) -> Select[*tuple[Any, ...]]:
    wanted = with_names(
        select(
            Engagement.public_id,
            Engagement.state,
            Engagement.option_rank,
            Engagement.option_until_on,
            Engagement.call_back_on,
            Engagement.contract_job,
            Engagement.start_on,
            Engagement.end_on,
            Engagement.minutes,
            Engagement.cachets,
            Engagement.gross_cents,
            Contact.name.label("employer"),
            Production.title.label("production"),
            Production.label.label("label"),
            Production.hue.label("hue"),
            aems(Engagement.state.in_(SIGNED)).label("aem"),
        )
    ).where(*matching(filters, today))
    latest = (Engagement.start_on.desc(), Engagement.end_on.desc(), Engagement.id.desc())
    return wanted.order_by(*latest).limit(most).offset((filters.page - 1) * most)


@dataclass(frozen=True)
class MonthTotal:
    """What begins in a month: leads and options are shown, not added up."""

    start_on: date
    count: int
    minutes: int
    cachets: int
    gross_cents: int


def months_of(filters: Filters, today: date) -> list[MonthTotal]:
    rows = db().execute(_months_wanted(filters, today))
    return [MonthTotal(date(r[0], r[1], 1), r[2], int(r[3]), int(r[4]), int(r[5])) for r in rows]


@lru_cache(KEPT)
def _months_wanted(filters: Filters, today: date) -> Select[*tuple[Any, ...]]:
    year, month = extract("year", Engagement.start_on), extract("month", Engagement.start_on)
    signed = Engagement.state.in_(SIGNED)
    return (
        with_names(
            select(
                cast(year, Integer).label("year"),
                cast(month, Integer).label("month"),
                func.count(Engagement.id).label("count"),
                func.coalesce(func.sum(Engagement.minutes).filter(signed), 0),
                func.coalesce(func.sum(Engagement.cachets).filter(signed), 0),
                func.coalesce(func.sum(Engagement.gross_cents).filter(signed), 0),
            )
        )
        .where(*matching(filters, today))
        .group_by(year, month)
        .order_by(year.desc(), month.desc())
    )


def by_month(
    rows: Sequence[Row[Any]], months: Sequence[MonthTotal]
) -> list[tuple[MonthTotal, list[Row[Any]]]]:
    """The rows under the month in which they begin."""
    totals = {total.start_on: total for total in months}
    return [
        (totals.get(day) or MonthTotal(day, 0, 0, 0, 0), list(jobs))
        for day, jobs in groupby(rows, lambda row: row.start_on.replace(day=1))
    ]


@dataclass(frozen=True)
class Choices:
    """Who and what the list can be narrowed to: (public_id, name)."""

    employers: list[tuple[str, str]]
    productions: list[tuple[str, str]]
    years: list[int]

    @property
    def year_pairs(self) -> list[tuple[str, str]]:
        return [(str(year), str(year)) for year in self.years]


def choices() -> Choices:
    row = db().execute(_choices_wanted()).first()
    employers, productions, years = row or ([], [], [])
    return Choices(_as_pairs(employers), _as_pairs(productions), [year for (year,) in years])


def _as_pairs(column: list[list[str]] | None) -> list[tuple[str, str]]:
    return [(key, name) for key, name in column or []]


@cache
def _choices_wanted() -> Select[*tuple[Any, ...]]:
    wanted = select(_used_employers(), _used_productions(), _used_years())
    # One row, and an ORM statement: without an entity of its own the guard of the workspace refuses it.
    return wanted.select_from(Engagement).where(alive()).limit(1)


def aem_standing(papers: str | None, today: date) -> PaperStanding | None:
    """The worst of the AEM of an engagement, as `aems` tells them."""
    found = [
        paper_on(
            state, date.fromisoformat(end_on), date.fromisoformat(expected_on) if expected_on else None, today
        )
        for state, expected_on, end_on in json.loads(papers or "[]")
    ]
    return min(found, key=WORST.index, default=None)


def is_missing(today: date) -> ColumnElement[bool]:
    """A paper that should be there: of work that has ended, asked for, or wrong."""
    begun = func.coalesce(PayPeriod.end_on, Engagement.start_on) <= today
    waited = or_(Paper.state == PaperState.EXPECTED, begun, Paper.expected_on < today)
    return or_(Paper.state == PaperState.WRONG, and_(Paper.state.in_(NOT_IN), waited))


def _in_state(state: str, today: date) -> ColumnElement[bool]:
    past = Engagement.end_on < today
    match state:
        case "confirmed":
            return and_(Engagement.state == State.CONFIRMED, ~past)
        case "done":
            return or_(Engagement.state == State.DONE, and_(Engagement.state == State.CONFIRMED, past))
        case "closed":
            return Engagement.state.in_(CLOSED)
        case "lead" | "option":
            return Engagement.state == state
        case _:
            return Engagement.state.not_in(CLOSED)


def _has_word(word: str) -> ColumnElement[bool]:
    """In its own words, or those of an employer or show renamed since."""
    columns = (Engagement.folded, Contact.folded, Production.folded)
    return or_(*(column.contains(word, autoescape=True) for column in columns))


def _lacks(kind: PaperKind, today: date) -> ColumnElement[bool]:
    return and_(
        Engagement.state.in_(SIGNED),
        select(Paper.id)
        .where(Paper.engagement_id == Engagement.id, Paper.kind == kind)
        .where(or_(Paper.state == PaperState.WRONG, and_(Paper.state.in_(NOT_IN), _is_due(today))))
        .exists(),
    )


def _is_due(today: date) -> ColumnElement[bool]:
    """Of a paper alone, inside a subquery of its engagement."""
    period = aliased(PayPeriod)
    ended = select(period.end_on).where(period.id == Paper.pay_period_id).scalar_subquery()
    begun = func.coalesce(ended, Engagement.start_on) <= today
    return or_(Paper.state == PaperState.EXPECTED, begun, Paper.expected_on < today)


def aems(*only: ColumnElement[bool]) -> ScalarSelect[Any]:
    """State, day expected and end of the work of each AEM of an engagement, as `aem_standing` reads them."""
    return (
        select(
            # As text: a row that holds no list can be a key.
            cast(
                func.json_agg(func.json_build_array(Paper.state, Paper.expected_on, PayPeriod.end_on)), String
            )
        )
        .join(PayPeriod, PayPeriod.id == Paper.pay_period_id)
        .where(
            Paper.engagement_id == Engagement.id,
            Paper.kind == PaperKind.AEM,
            *only,
        )
        .correlate(Engagement)
        .scalar_subquery()
    )


def _used_employers() -> ScalarSelect[Any]:
    used = (
        select(Contact.public_id, Contact.name, Contact.folded)
        .where(select(Engagement.id).where(Engagement.employer_id == Contact.id, alive()).exists())
        .subquery()
    )
    return _pairs(used.c.public_id, used.c.name, used.c.folded)


def _used_productions() -> ScalarSelect[Any]:
    used = (
        select(Production.public_id, Production.title, Production.folded)
        .where(select(Engagement.id).where(Engagement.production_id == Production.id, alive()).exists())
        .subquery()
    )
    return _pairs(used.c.public_id, used.c.title, used.c.folded)


def _used_years() -> ScalarSelect[Any]:
    year = cast(extract("year", Engagement.start_on), Integer)
    used = select(year.label("year")).where(alive()).distinct().subquery()
    ordered = func.json_agg(aggregate_order_by(func.json_build_array(used.c.year), used.c.year.desc()))
    return select(ordered).scalar_subquery()


def _pairs(key: Any, name: Any, order: Any) -> ScalarSelect[Any]:
    ordered = func.json_agg(aggregate_order_by(func.json_build_array(key, name), order))
    return select(ordered).scalar_subquery()


def _is_number(text: str, digits: int) -> bool:
    return text.isascii() and text.isdigit() and 0 < len(text) <= digits and int(text) > 0
