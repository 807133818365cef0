"""The address that calendar applications read, and how it is told on the page of the link."""

import hashlib
import re
from urllib.parse import urlsplit

from flask import make_response, request

from webapp.accounts.mails import in_language
from webapp.calendar.feeds.ics import written
from webapp.core import clock
from webapp.core.access import Door, access
from webapp.core.addresses import absolute
from webapp.core.db import db, write_after_all
from webapp.core.links import LinkClosed
from webapp.productions.labels import in_file_name
from webapp.sharing.calendars import actions, queries
from webapp.sharing.calendars.telling import told
from webapp.sharing.codes import calendar_key
from webapp.sharing.models import Device
from webapp.sharing.opened.door import let_in
from webapp.sharing.opened.queries import enter, header_of
from webapp.sharing.views import bp

ICS = "text/calendar; charset=utf-8"
# Those that come back by themselves: a browser that fetches the file once follows nothing.
APPLICATIONS = re.compile(
    r"dataaccessd|calendar|ical\b|icsx|outlook|exchange|thunderbird|evolution|nextcloud|caldav|davx|kalender|agenda",
    re.IGNORECASE,
)
IN_A_POCKET = re.compile(r"\biOS/|Android|iPhone", re.IGNORECASE)


@bp.get("/s/<token>/agenda.ics")
@access(Door.LINK)
def shown_calendar(token):
    """Whoever holds the address reads, in the language of the link; a closed one answers as any other."""
    opened = enter(token)
    if not opened.scope.has("calendar"):
        raise LinkClosed
    header = header_of(opened)
    let_in(opened, header)
    reading = queries.reading_of(opened)
    with in_language(header.language):
        calendar = told(reading, opened.scope.today, clock.now())
    response = make_response()
    response.set_etag(hashlib.sha256(repr((calendar.name, calendar.said)).encode()).hexdigest()[:32])
    response.last_modified = calendar.changed_at
    name = in_file_name(calendar.name)
    response.headers.update({"Content-Type": ICS, "Content-Disposition": f'inline; filename="{name}.ics"'})
    _note(opened, reading, calendar)
    if response.make_conditional(request).status_code != 304:
        response.set_data(written(calendar.name, calendar.events, calendar.stamps))
    return response


@bp.context_processor
def _in_templates():
    return {"calendar_address": address_of}


def address_of(page, token):
    """Under https, and as the one that opens the application of the device; nothing before the link is made."""
    if not token:
        return None
    url = absolute("sharing.shown_calendar", token=token, k=calendar_key(page.header))
    parts = urlsplit(url)
    return {"https": url, "webcal": parts._replace(scheme="webcal").geturl()}


def _note(opened, reading, calendar):
    """Last: what was read is let go of. Only when there is something to keep, so that a refresh writes nothing."""
    device = _application(request.headers.get("User-Agent", ""))
    is_first = bool(device) and not reading.is_subscribed
    if not (calendar.is_news or is_first):
        return
    write_after_all()
    db()
    actions.note_calendar.later(
        workspace_id=opened.workspace_id,
        share=str(opened.share),
        said=calendar.said,
        changed_at=calendar.changed_at.isoformat(),
        seen_at=clock.now().isoformat(),
        device=device,
    )


def _application(agent):
    """The kind of device of an application that follows calendars; nothing for anybody else."""
    if not APPLICATIONS.search(agent):
        return ""
    return (Device.PHONE if IN_A_POCKET.search(agent) else Device.COMPUTER).value
