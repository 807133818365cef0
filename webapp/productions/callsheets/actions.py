"""What changes a sheet before it leaves: written, received, approved, begun again."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select

from webapp.contacts.queries import contact_by_id
from webapp.core import clock, files, kept_files
from webapp.core.db import db, hold
from webapp.core.links import Link
from webapp.core.tenancy import workspace_of
from webapp.documents.actions import Upload
from webapp.documents.models import Document
from webapp.domain.callsheets.kept import as_values
from webapp.domain.callsheets.sheet import Sheet, Spot
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.places.queries import places_for_choice
from webapp.productions.callsheets import people, queries
from webapp.productions.callsheets.built import Plan, sheet_from, spot_of
from webapp.productions.callsheets.models import CallSheet, Receipt, Version, Way
from webapp.productions.crew.queries import crew_of
from webapp.productions.models import Production
from webapp.productions.papers.actions import add_paper
from webapp.productions.papers.models import PaperKind, ProductionPaper
from webapp.productions.planning.models import Day
from webapp.productions.planning.queries import days_of

MOST_VERSIONS = 99
CHOOSE = sentence("Choisissez le PDF de la feuille.")


@dataclass(frozen=True)
class Figures:
    """What is typed of a sheet made by somebody else."""

    day: date
    number: int | None = None
    of: int | None = None
    unit: int = 1
    call: int | None = None
    ready: int | None = None
    meal: int | None = None
    end: int | None = None
    place: str | None = None
    approved_by: str | None = None
    approved_minute: int | None = None


def build_sheet(production: Production, day: Day) -> CallSheet:
    """Written from the planning; a day that has its sheet keeps it."""
    hold("call sheet", workspace_of(db()), production.id, day.on, day.unit)
    there, _version = queries.sheet_of_day(production.id, day.on, day.unit)
    if there is not None:
        return there
    company = contact_by_id(production.company_id)
    days = days_of(production.id)
    plan = Plan(
        production=production,
        company=company.name if company else "",
        day=day,
        place=next((place for one, place in days if one.id == day.id), None),
        days=days,
        strips=queries.strips_of(day.id),
        crew=crew_of(production.id),
    )
    sheet = _sheet(production, day.on, day.unit)
    _add_version(sheet, 1, Way.BUILT, sheet_from(plan))
    return sheet


def keep_received(production: Production, upload: Upload, *, by: UUID) -> ProductionPaper:
    """The PDF, as a paper of the production."""
    paper, _document = add_paper(production, upload, PaperKind.CALL_SHEET, by=by)
    return paper


def receive_sheet(production: Production, document: Document, figures: Figures) -> CallSheet:
    """The PDF goes as it is; the next one of the same day is its next version. Raises Refused while one leaves."""
    hold("call sheet", workspace_of(db()), production.id, figures.day, figures.unit)
    sheet, last = queries.sheet_of_day(production.id, figures.day, figures.unit)
    sheet = sheet or _sheet(production, figures.day, figures.unit)
    content = _received(production, figures)
    if last is not None and last.is_leaving:
        raise Refused(sentence("La version %(number)s est en train de partir.", number=last.number))
    if last is None or last.sent_at is not None:
        version = _add_version(sheet, last.number + 1 if last else 1, Way.RECEIVED, content)
    else:
        version = last
        version.way = Way.RECEIVED
        save(version, content)
    _join(version, document)
    if figures.approved_by:
        approve(version, figures.approved_by, None, clock.today(), figures.approved_minute)
    db().flush()
    return sheet


def save(version: Version, sheet: Sheet) -> None:
    """A draft as it is now; what somebody approved was something else."""
    _refuse_unless_draft(version)
    content = as_values(replace(sheet, version=version.number, approved_by=""))
    if content != version.content:
        version.content = content
        version.approved_by = version.approved_job = version.approved_on = version.approved_minute = None
    version.saved_at = clock.now()
    db().flush()


def approve(version: Version, name: str, job: str | None, on: date, minute: int | None) -> None:
    _refuse_unless_draft(version)
    version.approved_by, version.approved_job = name, job
    version.approved_on, version.approved_minute = on, minute
    db().flush()


def begin_next(file: queries.File) -> Version:
    """A new draft that starts from the last one sent; one at a time."""
    hold("call sheet", workspace_of(db()), file.sheet.id)
    last = file.last
    if last.sent_at is None:
        return last
    if last.number >= MOST_VERSIONS:
        raise Refused(sentence("Une feuille a au plus %(most)s versions.", most=MOST_VERSIONS))
    version = _add_version(file.sheet, last.number + 1, Way(last.way), last.sheet)
    if last.way == Way.RECEIVED:
        assert last.file_key
        version.file_key, version.file_name = kept_files.put(files.read(last.file_key)), last.file_name
        version.file_size, version.sha256 = last.file_size, last.sha256
    db().flush()
    return version


def delete_draft(file: queries.File) -> None:
    """A draft is thrown away; with the only one goes the sheet."""
    draft = file.draft
    if draft is None:
        raise Refused(sentence("Une version partie ne se supprime pas."))
    kept_files.forget(draft.file_key)
    db().delete(draft)
    db().flush()
    if len(file.versions) == 1:
        db().delete(file.sheet)
        db().flush()


def _sheet(production: Production, on: date, unit: int) -> CallSheet:
    sheet = CallSheet(production_id=production.id, on=on, unit=unit)
    db().add(sheet)
    db().flush()
    return sheet


def _add_version(sheet: CallSheet, number: int, way: Way, content: Sheet) -> Version:
    values = as_values(replace(content, version=number, approved_by=""))
    version = Version(sheet_id=sheet.id, number=number, way=way, content=values)
    db().add(version)
    db().flush()
    return version


def _received(production: Production, figures: Figures) -> Sheet:
    """The figures, and whoever of the crew is there that day."""
    company = contact_by_id(production.company_id)
    bare = Sheet(
        production=production.title,
        company=company.name if company else "",
        day=figures.day,
        kind="",
        number=figures.number,
        of=figures.of,
        unit=figures.unit,
        call=figures.call,
        ready=figures.ready,
        meal=figures.meal,
        end=figures.end,
        spots=(_known_spot(figures.place),) if figures.place else (),
    )
    crew = crew_of(production.id)
    return replace(bare, cast=people.cast_of(crew, bare), crew=people.crew_of_day(crew, bare))


def _known_spot(name: str) -> Spot:
    """A place of that name brings its access, its parking and its hospital."""
    wanted = name.casefold()
    known = next((place for place in places_for_choice() if place.name.casefold() == wanted), None)
    return spot_of(known) if known else Spot(name=name, place=name)


def _join(version: Version, document: Document) -> None:
    """A copy of one's own: the document may leave with the papers of the production."""
    kept_files.forget(version.file_key)
    version.file_key = kept_files.put(files.read(document.file_key))
    version.file_name, version.file_size = document.file_name, document.size
    version.sha256 = document.sha256


def _refuse_unless_draft(version: Version) -> None:
    """Looked at again under its lock: it may have left since the page was opened."""
    queries.version_to_send(version.id)
    if not version.is_draft:
        raise Refused(sentence("La version %(number)s est figée.", number=version.number))


def erase_sheets(production_id: UUID) -> int:
    """Sheets, versions, who received them, their links and their files, for good. How many sheets there were."""
    sheets = db().scalars(select(CallSheet).where(CallSheet.production_id == production_id)).all()
    ids = [sheet.id for sheet in sheets]
    for key in db().scalars(select(Version.file_key).where(Version.sheet_id.in_(ids))):
        if key:
            files.store().delete(key)
    owned = db().scalars(
        select(Receipt.link_id).where(Receipt.sheet_id.in_(ids), Receipt.link_id.is_not(None)).distinct()
    )
    links = [*owned, *(sheet.group_link_id for sheet in sheets if sheet.group_link_id)]
    db().execute(delete(Link).where(Link.workspace_id == workspace_of(db()), Link.id.in_(links)))
    for sheet in sheets:
        db().delete(sheet)
    db().flush()
    return len(sheets)
