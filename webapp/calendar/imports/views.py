"""Calendars of elsewhere, and each of their events."""

from typing import Any

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.exceptions import RequestEntityTooLarge

from webapp.calendar.imports import actions, queries
from webapp.calendar.imports.forms import AddressForm, CalendarForm, FileForm
from webapp.calendar.imports.reading import MOST_BYTES, TOO_HEAVY
from webapp.calendar.views import bp
from webapp.core.access import access
from webapp.core.errors import fault
from webapp.core.i18n import spoken
from webapp.core.web import ask_first, invalid, is_confirmed, say, see_other
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence
from webapp.productions.queries import productions_for_choice

BASE = "/w/<workspace>/agenda/imports"
WRITE = Permission.ENGAGEMENTS_WRITE
SHOWN = 12


@bp.get(BASE)
@access(Permission.ENGAGEMENTS_READ)
def imports():
    return render_template("calendar/imports/index.html", **_page())


@bp.post(f"{BASE}/file")
@access(WRITE)
def import_file():
    form = FileForm()
    if not form.validate_on_submit():
        return invalid("calendar/imports/index.html", **_page(file_form=form))
    name = (form.file.data.filename or "").rpartition("/")[2].removesuffix(".ics") or _("Agenda importé")
    try:
        kept = actions.look(form.file.data.stream.read(MOST_BYTES + 1), name=name)
    except Refused as refusal:
        form.file.errors = [spoken(refusal.sentence)]
        return invalid("calendar/imports/index.html", **_page(file_form=form))
    return see_other(url_for(".import_preview", calendar_id=kept.public_id))


@bp.post(f"{BASE}/address")
@access(WRITE)
def import_address():
    form = AddressForm()
    if not form.validate_on_submit():
        return invalid("calendar/imports/index.html", **_page(address_form=form))
    try:
        kept = actions.look_at(form.url.data or "")
    except Refused as refusal:
        form.url.errors = [spoken(refusal.sentence)]
        return invalid("calendar/imports/index.html", **_page(address_form=form))
    return see_other(url_for(".import_preview", calendar_id=kept.public_id))


@bp.get(f"{BASE}/<calendar_id>/preview")
@access(WRITE)
def import_preview(calendar_id):
    found = queries.subscription_or_404(calendar_id)
    if found.kept_at:
        return redirect(url_for(".imported", calendar_id=calendar_id))
    return render_template("calendar/imports/preview.html", **_preview(found, _form_of(found)))


@bp.post(f"{BASE}/<calendar_id>/preview")
@access(WRITE)
def import_keep(calendar_id):
    found = queries.draft_or_404(calendar_id)
    form = _form()
    if not form.validate_on_submit():
        return invalid("calendar/imports/preview.html", **_preview(found, form))
    try:
        change = actions.keep(found, **form.terms())
    except Refused as refusal:
        return invalid("calendar/imports/preview.html", **_preview(found, form, spoken(refusal.sentence)))
    say(ngettext("%(num)d date ajoutée à l’agenda.", "%(num)d dates ajoutées à l’agenda.", len(change.added)))
    return see_other(url_for(".imports"))


@bp.get(f"{BASE}/<calendar_id>")
@access(WRITE)
def imported(calendar_id):
    found = queries.kept_or_404(calendar_id)
    return render_template("calendar/imports/show.html", **_show(found, _form_of(found)))


@bp.post(f"{BASE}/<calendar_id>")
@access(WRITE)
def update_imported(calendar_id):
    found = queries.kept_or_404(calendar_id)
    form = _form(found)
    if not form.validate_on_submit():
        return invalid("calendar/imports/show.html", **_show(found, form))
    for name, value in form.terms().items():
        setattr(found, name, value)
    say(_("Agenda importé enregistré."))
    return see_other(url_for(".imports"))


@bp.post(f"{BASE}/<calendar_id>/refresh")
@access(WRITE)
def refresh_imported(calendar_id):
    found = queries.kept_or_404(calendar_id)
    if found.url is None:
        raise Refused(actions.A_FILE)
    change = actions.refresh_now(found)
    if change is None:
        say(_("L’adresse n’a pas pu être lue\u00a0: %(why)s", why=_trouble(found)), "danger")
    else:
        say(_("Relu\u00a0: %(added)s ajoutées, %(changed)s changées, %(gone)s retirées.",
              added=len(change.added), changed=len(change.changed), gone=change.gone))  # fmt: skip
    return see_other(url_for(".imported", calendar_id=calendar_id))


@bp.post(f"{BASE}/<calendar_id>/visibility")
@access(WRITE)
def show_imported(calendar_id):
    """Hidden if it was shown, shown if it was hidden."""
    found = queries.kept_or_404(calendar_id)
    found.is_hidden = not found.is_hidden
    undo = url_for(".show_imported", calendar_id=calendar_id)
    say(_("Agenda masqué.") if found.is_hidden else _("Agenda affiché."), undo=undo)
    return see_other(url_for(".imports"))


@bp.post(f"{BASE}/<calendar_id>/deletion")
@access(WRITE)
def delete_imported(calendar_id):
    found = queries.kept_or_404(calendar_id)
    if not is_confirmed():
        return ask_first(
            _("Retirer «\u00a0%(name)s\u00a0»\u00a0?", name=found.name),
            _("Toutes ses dates quittent l’agenda."),
            verb=_("Retirer cet agenda"),
            back=url_for(".imported", calendar_id=calendar_id),
        )
    actions.forget(found)
    say(_("Agenda importé retiré."))
    return see_other(url_for(".imports"))


@bp.get("/w/<workspace>/agenda/events/<event_id>")
@access(Permission.ENGAGEMENTS_READ)
def event(event_id):
    found, subscription = queries.event_or_404(event_id)
    return render_template("calendar/imports/event.html", event=found, subscription=subscription)


@bp.post("/w/<workspace>/agenda/events/<event_id>/visibility")
@access(WRITE)
def show_event(event_id):
    found, _subscription = queries.event_or_404(event_id)
    found.is_hidden = not found.is_hidden
    undo = url_for(".show_event", event_id=event_id)
    say(_("Date masquée.") if found.is_hidden else _("Date affichée."), undo=undo)
    return see_other(url_for(".day", day=found.start_on))


@bp.errorhandler(RequestEntityTooLarge)
def _too_heavy(_error):
    """Too heavy to be read even as a form: said without reading it."""
    return fault(422, spoken(TOO_HEAVY))


def _form(subscription=None, **values):
    productions: list[Any] = list(productions_for_choice())
    mine = queries.production_of(subscription) if subscription else None
    if mine and mine.id not in {row.id for row in productions}:
        productions.append(mine)
    return CalendarForm(productions, **values)


def _form_of(subscription):
    mine = queries.production_of(subscription)
    chosen = {
        "name": subscription.name,
        "hue": str(subscription.hue),
        "production": mine.public_id if mine else "",
    }
    return _form(subscription, formdata=None, data=chosen)


def _page(file_form=None, address_form=None):
    return {
        "file_form": file_form or FileForm(formdata=None),
        "address_form": address_form or AddressForm(formdata=None),
        "subscriptions": queries.subscriptions(),
        "limit": MOST_BYTES >> 20,
    }


def _preview(subscription, form, refused=""):
    events = actions.drafted(subscription)
    return {
        "subscription": subscription,
        "form": form,
        "events": events[:SHOWN],
        "total": len(events),
        "change": actions.change_of(subscription, events),
        "refused": refused,
    }


def _show(subscription, form):
    return {
        "subscription": subscription,
        "form": form,
        "hidden": queries.hidden_of(subscription.id),
        "trouble": _trouble(subscription),
    }


def _trouble(subscription):
    return spoken(Sentence(**subscription.trouble)) if subscription.trouble else ""
