"""The tab “Feuilles de route” of a live show."""

from datetime import date, timedelta

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.billing import entitlements
from webapp.core import clock
from webapp.core.access import access
from webapp.core.fold import fold, slug
from webapp.core.formats import day as short_day
from webapp.core.i18n import spoken
from webapp.core.web import download, invalid, say, see_other
from webapp.domain.permissions import Permission
from webapp.domain.plans.standing import Feature
from webapp.domain.refusals import Refused
from webapp.domain.tour import Need, Reader, Version
from webapp.productions.crew.queries import crew_of
from webapp.productions.planning.labels import DAYS
from webapp.productions.queries import production_or_404
from webapp.productions.tour import actions, labels, queries
from webapp.productions.tour.board import rows_of, sections_of
from webapp.productions.tour.filling import Filling
from webapp.productions.tour.forms import (
    ContractForm,
    CopyForm,
    EndingForm,
    NotesForm,
    ReaderForm,
    ShowForm,
)
from webapp.productions.tour.paper import lacks_of, share_text, title_of, told
from webapp.productions.tour.pdf import route_pdf
from webapp.productions.tour.reading import route

bp = Blueprint("tour", __name__)

BASE = "/w/<workspace>/productions/<production>/tour"
SHEET = f"{BASE}/<route_id>"
LINES = f"{SHEET}/<part>"
READ, WRITE = Permission.PRODUCTIONS_READ, Permission.PRODUCTIONS_WRITE
FACTS = {"contract": ContractForm, "show": ShowForm, "ending": EndingForm, "notes": NotesForm}


@bp.get(f"{BASE}/")
@access(READ)
def index(production):
    production = production_or_404(production)
    rows = rows_of(queries.dates_of(production), crew_of(production.id))
    return render_template(
        "productions/tour/index.html",
        production=production,
        rows=rows,
        today=clock.today(),
        labels=labels,
        days=DAYS,
    )


@bp.post(f"{BASE}/")
@access(WRITE)
def create(production):
    production = production_or_404(production)
    day, _place, there = queries.day_to_show_or_404(production.id, request.form.get("day", ""))
    sheet = there or actions.add_sheet(day)
    return see_other(url_for(".show", production=production.public_id, route_id=sheet.public_id))


@bp.get(SHEET)
@access(READ)
def show(production, route_id):
    sheet = queries.sheet_or_404(production, route_id)
    read = _read(sheet)
    return render_template(
        "productions/tour/show.html",
        production=sheet.production,
        tour_sheet=sheet,
        title=title_of(read),
        route=read,
        sections=sections_of(read),
        lacks=lacks_of(read),
        opened=request.args.get("open", ""),
        labels=labels,
    )


@bp.get(f"{SHEET}/read")
@access(READ)
def version(production, route_id):
    return render_template("productions/tour/version.html", **_version(production, route_id))


@bp.get(f"{SHEET}/print")
@access(READ)
def print_one(production, route_id):
    return render_template("productions/tour/print.html", **_version(production, route_id))


@bp.get(f"{SHEET}/pdf")
@access(READ)
def pdf(production, route_id):
    page = _version(production, route_id)
    told, production = page["told"], page["production"]
    name = slug(f"{production.label} {told.title} {told.version}")
    entitlements.need(Feature.PDFS, production.id)
    content = route_pdf(production.title, production.label, told)
    return download(content, f"feuille-de-route-{name}.pdf", "application/pdf")


@bp.post(f"{SHEET}/deletion")
@access(WRITE)
def delete(production, route_id):
    found = queries.sheet_or_404(production, route_id)
    actions.delete_sheet(found.row)
    say(_("Feuille de route supprimée."), undo=url_for(".restore", production=production, route_id=route_id))
    return see_other(url_for(".index", production=production))


@bp.post(f"{SHEET}/restoration")
@access(WRITE)
def restore(production, route_id):
    found = queries.sheet_or_404(production, route_id, deleted=True)
    try:
        actions.restore_sheet(found.row)
    except Refused as refusal:
        say(spoken(refusal.sentence), "danger")
        return see_other(url_for(".index", production=production))
    say(_("Feuille de route rétablie."))
    return see_other(url_for(".show", production=production, route_id=route_id))


@bp.get(f"{SHEET}/copy")
@access(WRITE)
def copy(production, route_id):
    sheet = queries.sheet_or_404(production, route_id)
    others = queries.others_of(sheet)
    parts = [part for part in (*actions.FACTS, *actions.COPIED) if not _is_filled(sheet, part)]
    form = CopyForm(sources=_sources(others), data={"parts": parts})
    return render_template("productions/tour/copy.html", **_copy_page(sheet, others, form))


@bp.post(f"{SHEET}/copy")
@access(WRITE)
def copy_from(production, route_id):
    sheet = queries.sheet_or_404(production, route_id)
    others = queries.others_of(sheet)
    form = CopyForm(sources=_sources(others))
    if form.validate_on_submit():
        source, day, _place = next(one for one in others if one.RouteSheet.public_id == form.source.data)
        try:
            copied = actions.copy_parts(source, day.on, sheet.row, sheet.day.on, form.parts.data or [])
        except Refused as refusal:
            form.source.errors = [spoken(refusal.sentence)]
        else:
            say(ngettext("%(num)s élément repris.", "%(num)s éléments repris.", copied))
            return see_other(url_for(".show", production=production, route_id=sheet.id))
    return invalid("productions/tour/copy.html", **_copy_page(sheet, others, form))


@bp.get(f"{SHEET}/facts/<facts>")
@access(WRITE)
def edit_facts(production, route_id, facts):
    sheet = queries.sheet_or_404(production, route_id)
    return render_template("productions/tour/facts.html", **_facts_page(sheet, facts, _facts(sheet, facts)))


@bp.post(f"{SHEET}/facts/<facts>")
@access(WRITE)
def update_facts(production, route_id, facts):
    sheet = queries.sheet_or_404(production, route_id)
    form = _facts(sheet, facts)
    if not form.validate_on_submit():
        return invalid("productions/tour/facts.html", **_facts_page(sheet, facts, form))
    actions.write(sheet.row, form.values())
    say(_("Enregistré."))
    return _to_part(sheet, facts)


@bp.get(f"{LINES}/new")
@access(WRITE)
def new(production, route_id, part):
    filling = _filling(production, route_id, part)
    form = filling.blank(like=request.args.get("like", ""), mode=request.args.get("mode", ""))
    return render_template("productions/tour/line.html", **_line_page(filling, form))


@bp.post(f"{LINES}/")
@access(WRITE)
def create_line(production, route_id, part):
    filling = _filling(production, route_id, part)
    form = filling.sent()
    if not form.validate_on_submit():
        return invalid("productions/tour/line.html", **_line_page(filling, form))
    try:
        line = filling.add(form)
    except Refused as refusal:
        form.form_errors = [spoken(refusal.sentence)]
        return invalid("productions/tour/line.html", **_line_page(filling, form))
    say(_("Ajouté."))
    if "again" in request.form:
        return see_other(url_for(".new", production=production, route_id=route_id, part=part, like=line))
    return _to_part(filling.sheet, filling.opens(form))


@bp.get(f"{LINES}/<line_id>")
@access(WRITE)
def edit(production, route_id, part, line_id):
    filling = _filling(production, route_id, part)
    held = filling.line_or_404(line_id)
    return render_template("productions/tour/line.html", **_line_page(filling, filling.form_of(held), held))


@bp.post(f"{LINES}/<line_id>")
@access(WRITE)
def update(production, route_id, part, line_id):
    filling = _filling(production, route_id, part)
    held, form = filling.line_or_404(line_id), filling.sent()
    if not form.validate_on_submit():
        return invalid("productions/tour/line.html", **_line_page(filling, form, held))
    filling.update(queries.line_or_404(filling.model, filling.sheet, line_id), form)
    say(_("Enregistré."))
    return _to_part(filling.sheet, filling.opens(form))


@bp.post(f"{LINES}/<line_id>/deletion")
@access(WRITE)
def delete_line(production, route_id, part, line_id):
    found = queries.sheet_or_404(production, route_id)
    actions.delete_line(queries.line_or_404(_model(part), found, line_id))
    undo = url_for(".restore_line", production=production, route_id=route_id, part=part, line_id=line_id)
    say(_("Ligne supprimée."), undo=undo)
    return _to_part(found, part)


@bp.post(f"{LINES}/<line_id>/restoration")
@access(WRITE)
def restore_line(production, route_id, part, line_id):
    found = queries.sheet_or_404(production, route_id)
    actions.restore_line(queries.line_or_404(_model(part), found, line_id, deleted=True))
    say(_("Ligne rétablie."))
    return _to_part(found, part)


def _read(sheet):
    return route(sheet, queries.days_with_services(sheet.production.id), crew_of(sheet.production.id))


def _version(production, route_id):
    """For whom it is asked in the address: a version, or one person; an unknown one is nobody's page."""
    sheet = queries.sheet_or_404(production, route_id)
    read = _read(sheet)
    people = sorted(_readers(read).items(), key=lambda pair: fold(pair[1].name))
    form = ReaderForm(request.args, people=[(key, person.name) for key, person in people])
    if not form.validate():
        abort(404)
    person = dict(people).get(form.person.data)
    asked = _version_asked()
    amounts = form.amounts.data
    reader = Reader.of(person, amounts=amounts) if person else Reader(asked, amounts=amounts)
    said = told(read, reader)
    return {
        "production": sheet.production,
        "tour_sheet": sheet,
        "form": form,
        "reader": reader,
        "told": said,
        "share": share_text(sheet.production.title, said),
        "asked": {
            "version": None if person else asked.value,
            "person": form.person.data or None,
            "amounts": "y" if amounts else None,
        },
        "labels": labels,
    }


def _readers(read):
    """Those present, and whoever has a place on a trip or in a room."""
    people = [*read.people, *(seat.person for trip in read.trips for seat in trip.seats)]
    people += [person for room in read.rooms for person in room.people]
    return {person.key: person for person in people}


def _version_asked():
    try:
        return Version(request.args.get("version", ""))
    except ValueError:
        return Version.ARTIST


def _model(part):
    return actions.LINES.get(part) or abort(404)


def _filling(production, route_id, part):
    _model(part)
    found = queries.sheet_or_404(production, route_id)
    hotels = queries.hotels() if part == "rooms" else ()
    return Filling(part, found, crew_of(found.production.id), hotels)


def _line_page(filling, form, line=None):
    return {
        "production": filling.sheet.production,
        "tour_sheet": filling.sheet,
        "part": filling.part,
        "form": form,
        "line": line,
        "labels": labels,
    }


def _facts(sheet, facts):
    kind = FACTS.get(facts) or abort(404)
    values = {name: getattr(sheet.row, name) for name in kind.names}
    if facts == "contract":
        values |= {need.value: need.value in sheet.row.spared for need in Need}
    if facts == "ending":
        last = sheet.until_on
        values["strike_on"] = values["strike_on"] or last
        values["leave_on"] = values["leave_on"] or last + timedelta(days=1)
    return kind(data=values, of=sheet)


def _facts_page(sheet, facts, form):
    return {
        "production": sheet.production,
        "tour_sheet": sheet,
        "facts": facts,
        "form": form,
        "capacity": sheet.place.capacity if sheet.place else None,
        "labels": labels,
    }


def _to_part(sheet, part):
    """Back to the feuille, at the part that was written, open."""
    there = url_for(".show", production=sheet.production.public_id, route_id=sheet.id, open=part)
    return see_other(f"{there}#p-{part}")


def _sources(others):
    return [(sheet.public_id, _named(day.on, place)) for sheet, day, place in others]


def _named(on: date, place):
    return " · ".join(said for said in (short_day(on), place.name if place else "") if said)


def _is_filled(sheet, part):
    if part in actions.FACTS:
        return any(getattr(sheet.row, name) is not None for name in actions.FACTS[part])
    return bool(sheet.lines[part])


def _copy_page(sheet, others, form):
    return {
        "production": sheet.production,
        "tour_sheet": sheet,
        "others": others,
        "form": form,
        "labels": labels,
    }
