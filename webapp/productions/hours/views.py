"""Pages of the hours of a crew: the week, one day to note, one person, and the week attested."""

from datetime import date

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.billing import entitlements
from webapp.core import clock
from webapp.core.access import access
from webapp.core.formats import long_day
from webapp.core.i18n import spoken
from webapp.core.web import XLSX, ask_first, download, is_confirmed, say, see_other
from webapp.domain import typed
from webapp.domain.crewhours import due_on, week_of
from webapp.domain.periods import monday_of
from webapp.domain.permissions import Permission
from webapp.domain.plans.standing import Feature
from webapp.domain.refusals import Refused
from webapp.productions.crew.labels import DEPARTMENTS
from webapp.productions.crew.models import Department
from webapp.productions.crew.queries import crew_of
from webapp.productions.hours import actions, exports, pdf, queries
from webapp.productions.hours.actions import Meanwhile
from webapp.productions.hours.book import DAY, book_of, lines_of, weeks_of
from webapp.productions.hours.forms import (
    END_OF,
    PLANNED,
    AttestationForm,
    CorrectionForm,
    PersonDay,
    RuleForm,
)
from webapp.productions.hours.frozen import freeze, without_notes
from webapp.productions.planning.queries import ranks
from webapp.productions.queries import production_or_404

bp = Blueprint("hours", __name__)

READ, WRITE = Permission.PRODUCTIONS_READ, Permission.PRODUCTIONS_WRITE
BASE = "/w/<workspace>/productions/<production>/hours"
PDF = "application/pdf"


@bp.get(f"{BASE}/")
@access(READ)
def week(production):
    today = clock.today()
    if "week" in request.args:
        monday = monday_of(_day_shown("week"))
        show = queries.show_or_404(production, monday)
    else:
        show = queries.show_or_404(production, near=today)
        monday = show.nearest(today)
    book = _book(show, monday)
    return render_template(
        "productions/hours/week.html",
        show=show,
        production=show.production,
        book=book,
        today=today,
        due_on=due_on(monday),
        departments=DEPARTMENTS,
        week_before=monday - 7 * DAY,
        week_after=monday + 7 * DAY,
    )


@bp.get(f"{BASE}/day")
@access(READ)
def day(production):
    on = _day_shown("on")
    show = queries.show_or_404(production, monday_of(on))
    return _day_page(show, on, _people(show, on))


@bp.post(f"{BASE}/day")
@access(WRITE)
def note(production):
    on = _day_asked("on") or abort(404)
    show = queries.show_or_404(production, monday_of(on))
    people, fill = _people(show, on, is_sent=True), request.form.get("fill", "")
    end, end_refused = _end_for_all(fill)
    wrong = [one for one in people if not one.form.validate()]
    said = {} if wrong or end_refused else {one.member.id: one.said(on, fill, end) for one in people}
    if end_refused or any(one.wrong for one in people):
        return _day_page(show, on, people, end_refused=end_refused), 422
    touched = {one.member.id: one for one in people if said[one.member.id] != one.seen}
    try:
        actions.note_day(
            show.production.id,
            on,
            {key: said[key] for key in touched},
            {key: one.seen for key, one in touched.items()},
        )
    except Meanwhile as refused:
        for key, stands in refused.found.items():
            touched[key].see(stands)
            touched[key].meanwhile = stands
        return _day_page(show, on, people, refusal=spoken(refused.sentence)), 422
    except Refused as refused:
        return _day_page(show, on, people, refusal=spoken(refused.sentence)), 422
    say(_noted(len(touched)))
    return see_other(url_for(".day", production=production, on=on.isoformat()))


@bp.post(f"{BASE}/day/clearing")
@access(WRITE)
def clear(production):
    on = _day_asked("on") or abort(404)
    show, back = (
        production_or_404(production),
        url_for(".day", production=production, on=on.isoformat()),
    )
    if not is_confirmed():
        return ask_first(
            _("Effacer les heures du %(day)s\u00a0?", day=long_day(on)),
            _("Tout ce qui est noté ce jour-là, pour toute l’équipe, est effacé."),
            verb=_("Effacer la journée"),
            back=back,
            values={"on": on.isoformat()},
        )
    actions.clear_day(show.id, on)
    say(_("Journée effacée."))
    return see_other(back)


@bp.get(f"{BASE}/people/<member>")
@access(READ)
def person(production, member):
    show, today = queries.show_or_404(production), clock.today()
    who, contact = queries.person_or_404(show.production.id, member)
    return render_template(
        "productions/hours/person.html",
        show=show,
        production=show.production,
        member=who,
        contact=contact,
        weeks=weeks_of(show, who, queries.entries_of(who.id), today),
        departments=DEPARTMENTS,
    )


@bp.get(f"{BASE}/rule")
@access(WRITE)
def rule(production):
    show = queries.show_or_404(production)
    return _rule_page(show.production, RuleForm(data=vars(show.rule)))


@bp.post(f"{BASE}/rule")
@access(WRITE)
def set_rule(production):
    show, form = production_or_404(production), RuleForm()
    if not form.validate_on_submit():
        return _rule_page(show, form), 422
    actions.set_rule(show.id, form.rule())
    say(_("Règle enregistrée\u00a0: les semaines qui ne sont pas attestées sont recomptées."))
    return see_other(url_for(".week", production=production))


@bp.get(f"{BASE}/attestation")
@access(WRITE)
def attestation(production):
    monday = monday_of(_day_shown("week"))
    show = queries.show_or_404(production, monday)
    name, job = queries.last_attester(show.production.id)
    form = AttestationForm(data={"attested_by": name, "attested_job": job, "attested_on": clock.today()})
    return _attestation_page(show, _book(show, monday), form)


@bp.post(f"{BASE}/attestation")
@access(WRITE)
def attest(production):
    monday = monday_of(_day_asked("week") or abort(404))
    actions.hold_hours(production_or_404(production).id)
    show, form = queries.show_or_404(production, monday), AttestationForm()
    book, refusal = _book(show, monday), ""
    if form.validate_on_submit():
        try:
            actions.attest(
                show.production.id,
                freeze(book),
                by=form.attested_by.data,
                job=form.attested_job.data,
                on=form.attested_on.data,
            )
        except Refused as refused:
            refusal = spoken(refused.sentence)
        else:
            say(_("Semaine attestée par %(name)s.", name=form.attested_by.data))
            return see_other(url_for(".week", production=production, week=monday.isoformat()))
    return _attestation_page(show, book, form, refusal), 422


@bp.get(f"{BASE}/correction")
@access(WRITE)
def correction(production):
    monday = monday_of(_day_shown("week"))
    return _correction_page(queries.show_or_404(production, monday), monday, CorrectionForm())


@bp.post(f"{BASE}/correction")
@access(WRITE)
def correct(production):
    monday = monday_of(_day_asked("week") or abort(404))
    show, form, refusal = queries.show_or_404(production, monday), CorrectionForm(), ""
    if form.validate_on_submit():
        try:
            actions.correct(show.production.id, monday, form.reason.data or "")
        except Refused as refused:
            refusal = spoken(refused.sentence)
        else:
            say(_("La semaine est ouverte à la correction. Elle sera à attester de nouveau."))
            return see_other(url_for(".week", production=production, week=monday.isoformat()))
    return _correction_page(show, monday, form, refusal), 422


@bp.get(f"{BASE}/export")
@access(READ)
def export(production):
    """The week as it stands, or an attested version as it was attested; its notes only when asked for."""
    kind, monday = request.args.get("format", "pdf"), monday_of(_day_shown("week"))
    if kind not in ("pdf", "xlsx"):
        abort(404)
    show, number = queries.show_or_404(production, monday), request.args.get("version", type=int)
    number = number or (show.attested.number if show.attested else None)
    version = next((one for one in show.versions if one.number == number), None)
    kept = queries.version_or_404(show.production.id, monday, number) if number else None
    frozen = kept.frozen if kept and kept.frozen else freeze(_book(show, monday))
    if "notes" not in request.args:
        frozen = without_notes(frozen)
    name = f"heures-{monday.isoformat()}{f'-v{number}' if number else ''}.{kind}"
    if kind == "xlsx":
        return download(exports.xlsx_of(frozen), name, XLSX)
    entitlements.need(Feature.PDFS, show.production.id)
    return download(pdf.week_pdf(show.production.title, frozen, version), name, PDF)


def _book(show, monday):
    entries = queries.entries_between(show.production.id, monday - DAY, monday + 7 * DAY)
    return book_of(show, crew_of(show.production.id), entries, monday, clock.today())


def _people(show, on, *, is_sent=False):
    """Those of the crew that day, and whoever has hours noted."""
    entries = queries.entries_between(show.production.id, on, on)
    noted = {member.id: entry for entry, member, _contact in entries}
    crew = {member.id: (member, contact) for member, contact in crew_of(show.production.id)}
    crew |= {member.id: (member, contact) for _entry, member, contact in entries if member.id not in crew}
    found = []
    for member, contact in crew.values():
        if member.is_in(on) or member.id in noted:
            held = {on: noted[member.id]} if member.id in noted else {}
            (line,) = lines_of(show, member, held, [on], clock.today())
            if line.plan or line.entry or not show.days.get(on):
                found.append(PersonDay(member, contact, line, is_sent=is_sent))
    return found


def _day_page(show, on, people, *, end_refused="", refusal=""):
    departments: dict[Department, list[PersonDay]] = {}
    for one in people:
        departments.setdefault(one.department, []).append(one)
    ranked = ranks([day for days in show.days.values() for day in days])
    return render_template(
        "productions/hours/day.html",
        show=show,
        production=show.production,
        on=on,
        week=week_of(on),
        day_rank=next((ranked[day.id] for day in show.days.get(on, ()) if day.id in ranked), None),
        people=people,
        by_department=departments,
        departments=DEPARTMENTS,
        end_refused=end_refused,
        refusal=refusal,
        is_open=not show.attested,
        typed_ends=request.form,
        planned=PLANNED,
        end_of=END_OF,
        today=clock.today(),
    )


def _end_for_all(fill):
    """The end typed for a whole department, when its button was pressed."""
    if not fill.startswith(END_OF):
        return None, ""
    try:
        return typed.parse_time(request.form.get(fill, "")), ""
    except Refused as refused:
        return None, spoken(refused.sentence)


def _noted(count):
    if not count:
        return _("Rien n’a changé.")
    return ngettext("%(num)s personne notée.", "%(num)s personnes notées.", count)


def _rule_page(production, form):
    return render_template("productions/hours/rule.html", production=production, form=form)


def _attestation_page(show, book, form, refusal=""):
    return render_template(
        "productions/hours/attestation.html",
        show=show,
        production=show.production,
        book=book,
        form=form,
        refusal=refusal,
    )


def _correction_page(show, monday, form, refusal=""):
    return render_template(
        "productions/hours/correction.html",
        production=show.production,
        version=show.attested,
        monday=monday,
        form=form,
        refusal=refusal,
    )


def _day_shown(name) -> date:
    """The day of the address, today without one."""
    return clock.today() if name not in request.args else _day_asked(name) or abort(404)


def _day_asked(name) -> date | None:
    try:
        return typed.parse_day(request.values.get(name, ""))
    except Refused:
        return None
