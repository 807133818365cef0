"""Call sheets of a production: the list, a draft and its form, its sending, and who has answered."""

from dataclasses import replace

from flask import Blueprint, render_template, request, url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from webapp.billing import entitlements
from webapp.core import clock
from webapp.core.access import access
from webapp.core.again import answered_again
from webapp.core.current import current
from webapp.core.files import as_attachment, handed_over
from webapp.core.i18n import spoken
from webapp.core.web import ask_first, invalid, is_confirmed, say, see_other
from webapp.domain.permissions import Permission
from webapp.domain.plans.standing import Feature
from webapp.domain.refusals import Refused
from webapp.productions.callsheets import (
    actions,
    checks,
    editing,
    followup,
    labels,
    people,
    queries,
    sending,
    words,
)
from webapp.productions.callsheets.calls import called, calls_of, calls_typed
from webapp.productions.callsheets.forms import SECTION_FORMS, AddressForm, ApprovalForm, SheetForm
from webapp.productions.callsheets.models import Way
from webapp.productions.callsheets.paper import paper_of
from webapp.productions.crew.queries import crew_of
from webapp.productions.planning.labels import DAYS
from webapp.productions.planning.models import DayKind
from webapp.productions.planning.queries import day_or_404, days_of, ranks
from webapp.productions.queries import production_or_404

bp = Blueprint("callsheets", __name__)
BASE = "/w/<workspace>/productions/<production>/callsheets"
READ, WRITE = Permission.PRODUCTIONS_READ, Permission.PRODUCTIONS_WRITE
SHORTCUT_DAYS = 6
SECTION = "<any(scenes, cast, crew):section>"  # the long ones, on pages of their own
EDIT, EDIT_SECTION = "productions/callsheets/edit.html", "productions/callsheets/section.html"


@bp.get(f"{BASE}/")
@access(READ)
@answered_again
def index(production):
    found = production_or_404(production)
    sheets, days, today = queries.sheets_of(found.id), days_of(found.id), clock.today()
    done = {(sheet.on, sheet.unit) for sheet in sheets}
    to_do = [
        row
        for row in days
        if row[0].on >= today and (row[0].on, row[0].unit) not in done and row[0].kind != DayKind.REST
    ]
    return render_template(
        "productions/callsheets/index.html",
        production=found,
        sheets=sheets,
        to_do=to_do[:SHORTCUT_DAYS],
        ranks=ranks([row[0] for row in days]),
        kinds=DAYS,
        today=today,
        words=words,
    )


@bp.post(f"{BASE}/built")
@access(WRITE)
def build(production):
    found = production_or_404(production)
    sheet = actions.build_sheet(found, day_or_404(found.id, request.form.get("day", "")))
    is_draft = queries.file_or_404(production, sheet.public_id).draft is not None
    return see_other(url_for(".edit" if is_draft else ".show", production=production, sheet=sheet.public_id))


@bp.get(f"{BASE}/<sheet>")
@access(READ)
def show(production, sheet):
    file = queries.file_or_404(production, sheet)
    if file.last.is_leaving:
        return render_template("productions/callsheets/outbox.html", **_outbox(file))
    if file.current is None:
        return _draft(file)
    return _followed(file)


@bp.get(f"{BASE}/<sheet>/draft")
@access(READ)
def draft(production, sheet):
    return _draft(_with_draft(production, sheet))


@bp.get(f"{BASE}/<sheet>/edit")
@access(WRITE)
def edit(production, sheet):
    file = _with_draft(production, sheet)
    crew = crew_of(file.production.id)
    return render_template(EDIT, **editing.page(file, editing.form_of(file.last.sheet), crew))


@bp.post(f"{BASE}/<sheet>/edit")
@access(WRITE)
def save(production, sheet):
    file, form = _with_draft(production, sheet), SheetForm()
    crew = crew_of(file.production.id)
    if _asks_a_line(form) or not form.validate_on_submit():
        return invalid(EDIT, **editing.page(file, form, crew))
    form.take_phones(people.phones_by_name(crew))
    actions.save(file.last, form.sheet(file.last.sheet))
    return _onwards(production, sheet)


@bp.get(f"{BASE}/<sheet>/edit/{SECTION}")
@access(WRITE)
def edit_section(production, sheet, section):
    file = _with_draft(production, sheet)
    crew, told = crew_of(file.production.id), file.last.sheet
    form, calls = editing.section_of(section, told, crew), calls_of(told, crew)
    return render_template(EDIT_SECTION, **editing.section_page(file, section, form, calls, crew))


@bp.post(f"{BASE}/<sheet>/edit/{SECTION}")
@access(WRITE)
def save_section(production, sheet, section):
    file, form = _with_draft(production, sheet), SECTION_FORMS[section]()
    crew, told = crew_of(file.production.id), file.last.sheet
    calls = calls_typed(told, crew, request.form, request.form.getlist("on"))
    is_wrong = section == "crew" and any(call.error for call in calls)
    if _asks_a_line(form) or not form.validate_on_submit() or is_wrong:
        return invalid(EDIT_SECTION, **editing.section_page(file, section, form, calls, crew))
    typed = form.sheet(told)
    if section == "crew":
        typed = replace(typed, crew=(*called(calls), *typed.crew))
    if section == "cast":
        typed = replace(typed, cast=people.known_only(typed.cast, crew, told))
    actions.save(file.last, typed)
    return _onwards(production, sheet)


@bp.post(f"{BASE}/<sheet>/approval")
@access(WRITE)
def approve(production, sheet):
    file, form = _with_draft(production, sheet), ApprovalForm()
    if not form.validate_on_submit():
        return invalid("productions/callsheets/draft.html", **_page(file, approval=form))
    actions.approve(
        file.last,
        form.approved_by.data,
        form.approved_job.data,
        form.approved_on.data or clock.today(),
        form.approved_minute.data,
    )
    say(_("Validée par %(name)s.", name=form.approved_by.data))
    return see_other(url_for(".draft", production=production, sheet=sheet))


@bp.post(f"{BASE}/<sheet>/sending")
@access(WRITE)
def send(production, sheet):
    file = queries.file_or_404(production, sheet)
    sender = sending.Sender(current.signature, current.person.email, str(get_locale()))
    keys = [key for key in dict.fromkeys(request.form.getlist("to")) if key]
    try:
        entitlements.need(Feature.SENDING, file.production.id)
        sending.send(file, keys, sender=sender, tells_others="others" in request.form)
    except Refused as refusal:
        if file.draft is None:
            raise
        return invalid(
            "productions/callsheets/draft.html",
            **_page(file, refusal=spoken(refusal.sentence), ticked=keys),
        )
    return see_other(url_for(".show", production=production, sheet=sheet))


@bp.post(f"{BASE}/<sheet>/sending/cancellation")
@access(WRITE)
def cancel(production, sheet):
    sending.stop(queries.file_or_404(production, sheet).last)
    say(_("Envoi annulé. Rien n’est parti."))
    return see_other(url_for(".draft", production=production, sheet=sheet))


@bp.post(f"{BASE}/<sheet>/versions")
@access(WRITE)
def next_version(production, sheet):
    version = actions.begin_next(queries.file_or_404(production, sheet))
    if version.way == Way.RECEIVED:
        return see_other(url_for(".drop", production=production))
    return see_other(url_for(".edit", production=production, sheet=sheet))


@bp.post(f"{BASE}/<sheet>/deletion")
@access(WRITE)
def delete(production, sheet):
    file = queries.file_or_404(production, sheet)
    if not is_confirmed():
        return ask_first(
            _("Supprimer le brouillon\u00a0?"),
            _("Ce qui y est écrit est perdu. Une version déjà partie reste."),
            verb=_("Supprimer le brouillon"),
            back=url_for(".show", production=production, sheet=sheet),
        )
    actions.delete_draft(file)
    say(_("Brouillon supprimé."))
    if file.sent:
        return see_other(url_for(".show", production=production, sheet=sheet))
    return see_other(url_for(".index", production=production))


@bp.get(f"{BASE}/<sheet>/paper")
@access(READ)
def paper(production, sheet):
    """The page of a version: frozen when it left, read again whatever the plan; else as the draft stands."""
    file = queries.file_or_404(production, sheet)
    number = request.args.get("version", file.last.number, type=int)
    version = next((one for one in file.versions if one.number == number), None)
    if version is None:
        raise NotFound
    if version.file_key:
        name = version.file_name or words.file_name(version.sheet)
        return as_attachment(version.file_key, name, "application/pdf", version.file_size or 0, inline=True)
    entitlements.need(Feature.PDFS, file.production.id)
    shown = people.with_phones(sending.shown(version), crew_of(file.production.id))
    before = file.replaced.sheet if file.replaced else None
    made = paper_of(shown, before)
    return handed_over([made], words.file_name(shown), "application/pdf", len(made), inline=True)


@bp.post(f"{BASE}/<sheet>/reminders")
@access(WRITE)
def remind(production, sheet):
    file = queries.file_or_404(production, sheet)
    entitlements.need(Feature.SENDING, file.production.id)
    count = sending.remind(file)
    say(ngettext("%(num)d personne relancée.", "%(num)d personnes relancées.", count))
    return see_other(url_for(".show", production=production, sheet=sheet))


@bp.post(f"{BASE}/<sheet>/receipts/<receipt>")
@access(WRITE)
def resend(production, sheet, receipt):
    file, form = queries.file_or_404(production, sheet), AddressForm()
    asked = queries.receipt_or_404(file.sheet.id, receipt)
    if not form.validate_on_submit():
        return invalid("productions/callsheets/show.html", **followup.page(file, fixing=(receipt, form)))
    entitlements.need(Feature.SENDING, file.production.id)
    sending.resend(file, asked, form.email.data)
    say(_("Renvoyée à %(name)s.", name=asked.name))
    return see_other(url_for(".show", production=production, sheet=sheet))


@bp.post(f"{BASE}/<sheet>/link")
@access(WRITE)
def renew_link(production, sheet):
    file = queries.file_or_404(production, sheet)
    if not is_confirmed():
        return ask_first(
            _("Changer le lien du groupe\u00a0?"),
            _("Le lien déjà partagé ne s’ouvrira plus."),
            verb=_("Changer le lien du groupe"),
            back=url_for(".show", production=production, sheet=sheet),
        )
    entitlements.need(Feature.SENDING, file.production.id)
    sending.open_group(file.sheet)
    say(_("Nouveau lien du groupe. Le précédent ne s’ouvre plus."))
    return see_other(url_for(".show", production=production, sheet=sheet))


def _with_draft(production, sheet):
    """A version that has left, or is leaving, is not changed: 404 as there is no draft."""
    file = queries.file_or_404(production, sheet)
    if file.draft is None:
        raise NotFound
    return file


def _asks_a_line(form):
    """“Ajouter une ligne” sends the form and stores nothing."""
    asked = request.form.get("more")
    if asked in form.line_names:
        form.ask_line(asked)
    return asked is not None


def _onwards(production, sheet):
    """Saved: to a long section, to the page that sends, or back to the form."""
    say(_("Brouillon enregistré."))
    section = request.form.get("goto")
    if section in SECTION_FORMS:
        return see_other(url_for(".edit_section", production=production, sheet=sheet, section=section))
    page = ".draft" if "next" in request.form else ".edit"
    return see_other(url_for(page, production=production, sheet=sheet))


def _draft(file):
    return render_template("productions/callsheets/draft.html", **_page(file))


def _page(file, *, approval=None, refusal="", ticked=None):
    crew = crew_of(file.production.id)
    checked = checks.checked(file, file.last)
    return {
        "file": file,
        "version": file.last,
        "checked": checked,
        "approval": approval or editing.approval_of(file.last),
        "approvers": editing.approvers(crew),
        "emails": people.emails_of(crew),
        "ticked": checked.asked if ticked is None else ticked,
        "refusal": refusal,
        "labels": labels,
        "words": words,
        "lacking": [spoken(checks.MISSING[name]) for name in checked.missing],
        "advised_words": checks.ADVISED,
    }


def _outbox(file):
    checked = checks.checked(file, file.last)
    address = sending.group_address(file)
    return {
        "file": file,
        "version": file.last,
        "checked": checked,
        "left": max(0, round((file.last.leaves_at - clock.now()).total_seconds())),
        "shared": words.share_text(file.last.sheet, address),
        "labels": labels,
        "words": words,
    }


def _followed(file):
    state, number = request.args.get("state", "all"), request.args.get("page", 1, type=int)
    return render_template(
        "productions/callsheets/show.html", **followup.page(file, state=state, number=number)
    )


from webapp.productions.callsheets.answers import views as _answers  # noqa: E402, F401
from webapp.productions.callsheets.received import views as _received  # noqa: E402, F401
