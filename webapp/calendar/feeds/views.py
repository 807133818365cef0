"""Addresses that other applications read, and the calendar they get."""

from typing import Any
from urllib.parse import urlsplit

from flask import make_response, render_template, request, session, url_for
from flask_babel import gettext as _

from webapp.accounts.mails import in_language
from webapp.calendar.feeds import actions, queries
from webapp.calendar.feeds.events import HOLDS, events_of
from webapp.calendar.feeds.forms import FeedForm
from webapp.calendar.feeds.ics import written
from webapp.calendar.sources import rows_between
from webapp.calendar.views import bp
from webapp.core import clock
from webapp.core.access import Door, access
from webapp.core.addresses import absolute
from webapp.core.current import current
from webapp.core.db import may_note
from webapp.core.i18n import language
from webapp.core.links import enter_by_link
from webapp.core.web import ask_first, invalid, is_confirmed, say, see_other
from webapp.domain.permissions import Permission
from webapp.productions.queries import production_or_404, productions_for_choice

ICS = "text/calendar; charset=utf-8"


@bp.get("/w/<workspace>/agenda/feeds")
@access(Permission.ENGAGEMENTS_READ)
def feeds():
    chosen: dict[str, Any] = {"jobs": True, "options": True, "days": True, "tasks": True, "places": True}
    if asked := request.args.get("production", ""):
        chosen["production"] = production_or_404(asked).public_id
    return render_template("calendar/feeds/index.html", **_page(_form(formdata=None, data=chosen)))


@bp.post("/w/<workspace>/agenda/feeds")
@access(Permission.ENGAGEMENTS_WRITE)
def make_feed():
    form = _form()
    if not form.validate_on_submit():
        return invalid("calendar/feeds/index.html", **_page(form))
    title = form.productions.get(form.production.data)
    terms = actions.FeedTerms(
        name=form.name.data or f"Raccord, {title or _space()}",
        holds=form.holds(),
        has_places=bool(form.places.data),
        production=form.production.data,
        language=language(),
    )
    # Told once, on the page that follows: only its digest is kept.
    session["feed"] = actions.make_feed(current.workspace_id, terms, by=current.person.id)
    return see_other(url_for(".feeds", _anchor="nouveau"))


@bp.post("/w/<workspace>/agenda/feeds/<uuid:link_id>/revocation")
@access(Permission.ENGAGEMENTS_WRITE)
def revoke_feed(link_id):
    feed = queries.feed_or_404(current.workspace_id, link_id)
    if not is_confirmed():
        return ask_first(
            _("Fermer «\u00a0%(name)s\u00a0»\u00a0?", name=feed.payload["name"]),
            _("Son adresse ne s’ouvrira plus, et les agendas qui la lisent cesseront de se mettre à jour."),
            verb=_("Fermer cette adresse"),
            back=url_for(".feeds"),
        )
    actions.revoke_feed(current.workspace_id, link_id)
    say(_("Adresse fermée. Elle ne s’ouvre plus."))
    return see_other(url_for(".feeds"))


@bp.get("/ics/<token>.ics")
@access(Door.LINK)
def feed(token):
    """Whoever holds the address reads; an unknown one and a closed one answer alike."""
    noted = may_note()
    opened = enter_by_link(queries.FEED, token)
    given = opened.payload
    days = queries.span()
    with in_language(given["language"]):
        events = events_of(
            rows_between(days.start_on, days.end_on),
            given["holds"],
            production=given["production"],
            has_places=given["places"],
        )
    reading = actions.read(opened, events)
    response = make_response()
    response.set_etag(reading.etag)
    response.last_modified = reading.changed_at
    response.headers.update(
        {
            "Content-Type": ICS,
            "Cache-Control": "private, no-cache",
            "Content-Disposition": 'inline; filename="raccord.ics"',
        }
    )
    if noted and reading.payload is not None:
        actions.note(opened, reading.payload)
    if response.make_conditional(request).status_code != 304:
        response.set_data(written(given["name"], events, reading.stamps))
    return response


def _space():
    return current.workspace.name if current.workspace else ""


def _form(**values):
    return FeedForm(productions_for_choice(), **values)


def _page(form):
    token = session.pop("feed", None)
    url = absolute("calendar.feed", token=token) if token else ""
    return {
        "form": form,
        "feeds": queries.feeds_of(current.workspace_id),
        "url": url,
        "webcal": f"webcal://{urlsplit(url).netloc}{urlsplit(url).path}" if url else "",
        "holds": HOLDS,
        "read_on": actions.read_on,
        "today": clock.today(),
    }
