"""What the three shows leave behind them day after day: tasks, a call sheet sent, hours, papers, suppliers."""

import hashlib
import io
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pikepdf
from sqlalchemy import select

from webapp.core import clock, kept_files
from webapp.core.db import db
from webapp.core.i18n import spoken
from webapp.documents.actions import InMemory
from webapp.domain.callsheets.lines import lines_of
from webapp.domain.periods import DAY
from webapp.domain.retro_models import ShowModel, duties
from webapp.productions.actions import production_titled
from webapp.productions.callsheets import queries, sending, words
from webapp.productions.callsheets.actions import approve, build_sheet
from webapp.productions.callsheets.models import Receipt, Version
from webapp.productions.callsheets.paper import paper_of
from webapp.productions.callsheets.showing import open_to_links
from webapp.productions.crew.entries import Reach
from webapp.productions.crew.models import Department, Member, SupplierKind
from webapp.productions.crew.queries import crew_of
from webapp.productions.crew.suppliers.actions import Terms, add_supplier
from webapp.productions.hours.actions import attest
from webapp.productions.hours.book import book_of
from webapp.productions.hours.frozen import freeze
from webapp.productions.hours.models import HoursEntry
from webapp.productions.hours.queries import entries_between, show_or_404
from webapp.productions.models import Production
from webapp.productions.papers.actions import drop_files
from webapp.productions.planning.models import COUNTED, Day
from webapp.productions.tasks.actions import add_duties, tick_task
from webapp.productions.tasks.models import Task
from webapp.productions.tasks.queries import setting_of

WEEK = timedelta(days=7)
MODELS = (
    ("Les Marées", ShowModel.FEATURE),
    ("La Grande Lessive", ShowModel.TOUR),
    ("Nuit blanche", ShowModel.SHORT),
)
LATE_AT = 20 * 60 + 15  # one evening ran over
SUPPLIERS = (
    ("Loc Armor", SupplierKind.RENTAL, "Deux fourgons, une voiture de jeu", "+33299000001"),
    ("La Cambuse", SupplierKind.CATERING, "Cantine, 58 couverts", "+33299000002"),
    (
        "Mairie de Saint-Malo",
        SupplierKind.TOWN_HALL,
        "Arrêtés de stationnement, domaine public",
        "+33299000003",
    ),
    ("Hôtel des Bains", SupplierKind.HOTEL, "Douze chambres jusqu’au 16 décembre", "+33299000004"),
)
PAPERS = {
    "Les Marées": ("Scénario v7.pdf", "PDT Les Marées v6.pdf", "Assurance RC tournage.pdf",
                   "Autorisation Port de Saint-Malo.pdf"),
    "La Grande Lessive": ("Fiche technique v3.pdf", "Plan de feu.pdf", "Conduite lumière.pdf"),
    "Nuit blanche": ("Scénario v2.pdf",),
}  # fmt: skip


def go_on(account_id: UUID) -> None:
    for title, model in MODELS:
        _tasks(production_titled(title), model)
    feature = production_titled("Les Marées")
    _suppliers(feature)
    _hours(feature)
    _call_sheet(feature)
    for title, names in PAPERS.items():
        drop_files(production_titled(title), [_paper(name) for name in names], by=account_id)


def _tasks(production: Production, model: ShowModel) -> None:
    """What is behind is done, but for the last two."""
    setting = setting_of(production.id)
    if setting.first_on is None or setting.last_on is None:
        return
    lines = duties(model, setting.first_on)
    titles = {duty.key: spoken(duty.title) for duty in lines}
    add_duties(production, lines, setting.first_on, setting.last_on, titles)
    behind = db().scalars(
        select(Task)
        .where(Task.production_id == production.id, Task.due_on < clock.today())
        .order_by(Task.due_on.desc(), Task.position)
        .offset(2)
    )
    for task in behind.all():
        tick_task(task, is_done=True)


def _suppliers(production: Production) -> None:
    for name, kind, purpose, phone in SUPPLIERS:
        add_supplier(production.id, Terms(kind, purpose), Reach(name, phone))


def _hours(production: Production) -> None:
    """Noted up to yesterday as planned, one evening over; the weeks before this one are attested."""
    monday = clock.today() - timedelta(days=clock.today().weekday())
    days = [day for day in _days(production.id) if monday - 2 * WEEK <= day.on < clock.today()]
    people = [member for member, _contact in crew_of(production.id)]
    db().add_all(entry for day in days for entry in _noted(day, people))
    db().flush()
    for week_on in (monday - 2 * WEEK, monday - WEEK):
        if any(week_on <= day.on < week_on + WEEK for day in days):
            show = show_or_404(production.public_id, week_on)
            entries = entries_between(production.id, week_on - DAY, week_on + WEEK)
            book = book_of(show, crew_of(production.id), entries, week_on, clock.today())
            attest(
                production.id,
                freeze(book),
                by="Aïcha Diallo",
                job="Directrice de production",
                on=week_on + WEEK,
            )


def _noted(day: Day, people: list[Member]) -> Iterator[HoursEntry]:
    for member in people:
        if member.is_in(day.on) and member.department != Department.CAST and day.call_minute is not None:
            is_over = day.on.weekday() == 1 and member.department == Department.MANAGEMENT
            yield HoursEntry(
                member_id=member.id, on=day.on, call_minute=day.call_minute, start_minute=day.call_minute,
                break_minutes=60, end_minute=LATE_AT if is_over else day.end_minute, travel_minutes=0,
            )  # fmt: skip


def _days(production_id: UUID) -> list[Day]:
    wanted = select(Day).where(Day.production_id == production_id, Day.kind.in_(COUNTED)).order_by(Day.on)
    return list(db().scalars(wanted))


def _call_sheet(production: Production) -> None:
    """Of today, or of the next day of shooting: sent last evening, opened by most, confirmed by many."""
    day = next((one for one in _days(production.id) if one.on >= clock.today()), None)
    if day is None:
        return
    sheet = build_sheet(production, day)
    version = queries.file_or_404(production.public_id, sheet.public_id).last
    approve(version, "Aïcha Diallo", "Directrice de production", clock.today() - DAY, 19 * 60)
    content = paper_of(sending.shown(version))
    version.file_key, version.file_name = kept_files.put(content), words.file_name(version.sheet)
    version.file_size, version.sha256 = len(content), hashlib.sha256(content).hexdigest()
    version.sender, version.sent_at = "Camille Roussel", clock.now() - timedelta(hours=12)
    open_to_links(version, sheet)
    sending.open_group(sheet)
    _receipts(version, production.id)


def _receipts(version: Version, production_id: UUID) -> None:
    emails = {member.public_id: contact.email for member, contact in crew_of(production_id)}
    for rank, (key, line) in enumerate(lines_of(version.sheet).items()):
        receipt = Receipt(
            sheet_id=version.sheet_id, version_id=version.id, number=version.number, member_key=key,
            name=line.name, job=line.job, department=line.department, email=emails.get(key),
        )  # fmt: skip
        if rank % 5:
            receipt.opened_at = clock.now() - timedelta(hours=11)
        if rank % 5 > 1:
            receipt.confirmed_at = clock.now() - timedelta(hours=10)
        db().add(receipt)
    db().flush()


def _paper(name: str) -> InMemory:
    page = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(page)
    page.seek(0)
    return InMemory(page, name)
