"""What the call sheets, the planning and the hours hand over, and how many there are."""

from collections.abc import Iterator
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ScalarSelect, func, select

from webapp.core import files
from webapp.core.archives import Entry
from webapp.core.db import db
from webapp.domain import tour
from webapp.productions.callsheets.models import CallSheet
from webapp.productions.callsheets.models import Version as SheetVersion
from webapp.productions.crew.models import Member, PrivateSheet
from webapp.productions.crew.queries import crew_of
from webapp.productions.hours import exports, pdf
from webapp.productions.hours.frozen import without_notes
from webapp.productions.hours.models import HoursEntry, HoursWeek
from webapp.productions.hours.queries import Version
from webapp.productions.models import Production
from webapp.productions.planning.board import board_of
from webapp.productions.planning.exports import days_csv, sequences_csv
from webapp.productions.planning.models import Day
from webapp.productions.tour.paper import told
from webapp.productions.tour.pdf import route_pdf
from webapp.productions.tour.queries import dates_of
from webapp.productions.tour.reading import route


def number_of_sheets(production_id: UUID) -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(CallSheet)
        .where(CallSheet.production_id == production_id)
        .scalar_subquery()
    )


def sheets(production_id: UUID) -> Iterator[Entry]:
    """The page of every version that was sent."""
    rows = db().execute(
        select(CallSheet.on, SheetVersion.number, SheetVersion.file_key, SheetVersion.file_name)
        .join(SheetVersion, SheetVersion.sheet_id == CallSheet.id)
        .where(
            CallSheet.production_id == production_id,
            SheetVersion.sent_at.is_not(None),
            SheetVersion.file_key.is_not(None),
        )
        .order_by(CallSheet.on, CallSheet.unit, SheetVersion.number)
    )
    for on, number, key, name in rows:
        assert key
        yield Entry((_("Feuilles de service"), f"{on.isoformat()} v{number} {name}"), files.store().open(key))


def number_of_days(production_id: UUID) -> ScalarSelect[int]:
    return select(func.count()).select_from(Day).where(Day.production_id == production_id).scalar_subquery()


def planning(production_id: UUID) -> Iterator[Entry]:
    board = board_of(production_id)
    if board.cards:
        yield Entry((_("Planning"), _("Journées") + ".csv"), [days_csv(board).encode()])
    if board.script:
        yield Entry((_("Planning"), _("Séquences") + ".csv"), [sequences_csv(board).encode()])


def routes(production_id: UUID) -> Iterator[Entry]:
    """Each feuille de route as the artists and as the technicians read it, which leaves out what is private."""
    production = db().scalars(select(Production).where(Production.id == production_id)).one()
    crew, dates = crew_of(production_id), dates_of(production)
    for dated in dates:
        if dated.sheet is None:
            continue
        whole = route(dated.sheet, dates, crew)
        for version in (tour.Version.ARTIST, tour.Version.TECHNICIAN):
            said = told(whole, tour.Reader(version))
            name = f"{dated.day.on.isoformat()} {said.title}, {said.version}.pdf"
            yield Entry((_("Feuilles de route"), name), [route_pdf(production.title, production.label, said)])


def number_of_weeks(production_id: UUID) -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(HoursWeek)
        .where(HoursWeek.production_id == production_id, HoursWeek.attested_on.is_not(None))
        .scalar_subquery()
    )


def weeks(production_id: UUID) -> Iterator[Entry]:
    """Attested weeks alone, every version, without their notes: the others are a draft of somebody's."""
    title = db().scalar(select(Production.title).where(Production.id == production_id)) or ""
    kept = db().scalars(
        select(HoursWeek)
        .where(HoursWeek.production_id == production_id, HoursWeek.attested_on.is_not(None))
        .order_by(HoursWeek.week_on, HoursWeek.version)
    )
    for week in kept:
        if week.frozen is None:
            continue
        said = Version(
            week.version, week.reason, week.attested_by, week.attested_job, week.attested_on, rule=None
        )
        name, frozen = f"{week.week_on.isoformat()} v{week.version}", without_notes(week.frozen)
        yield Entry((_("Heures"), f"{name}.pdf"), [pdf.week_pdf(title, frozen, said)])
        yield Entry((_("Heures"), f"{name}.xlsx"), [exports.xlsx_of(frozen)])


def number_of_hours(production_id: UUID) -> ScalarSelect[int]:
    """Days noted and weeks kept."""
    days = (
        select(func.count())
        .select_from(HoursEntry)
        .join(Member, Member.id == HoursEntry.member_id)
        .where(Member.production_id == production_id)
        .scalar_subquery()
    )
    kept = (
        select(func.count())
        .select_from(HoursWeek)
        .where(HoursWeek.production_id == production_id)
        .scalar_subquery()
    )
    return select(days + kept).scalar_subquery()


def number_of_private(production_id: UUID) -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(PrivateSheet)
        .join(Member, Member.id == PrivateSheet.member_id)
        .where(Member.production_id == production_id)
        .scalar_subquery()
    )
