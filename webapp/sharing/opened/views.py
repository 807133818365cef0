from flask import g, render_template, request
from flask_babel import refresh

from webapp.core import clock
from webapp.core.access import Door, access
from webapp.core.current import current
from webapp.core.db import db, write_after_all
from webapp.core.visitors import is_a_person
from webapp.sharing import actions
from webapp.sharing.models import Device, Visited
from webapp.sharing.opened import queries
from webapp.sharing.views import bp

PAGE = "sharing/opened/show.html"


@bp.get("/s/<token>")
@access(Door.LINK)
def shown(token):
    """Opening tells nothing to whoever asked but that it was opened, by a person."""
    opened = queries.enter(token)
    page = queries.page_of(opened)
    _speak(page.header.language)
    drawn = render_template(PAGE, page=page, token=token)
    if is_a_person(request):
        note(opened, Visited.PAGE)
    return drawn


def note(opened, what):
    """Last in a view: what was read is let go of."""
    write_after_all()
    db()
    actions.note_visit.later(
        workspace_id=opened.workspace_id,
        share=str(opened.share),
        seen_at=clock.now().isoformat(),
        device=device_of(request).value,
        what=what.value,
        by=str(current.user.id) if current.user else None,
    )


def device_of(asked):
    """Coarse on purpose."""
    agent = asked.headers.get("User-Agent", "")
    if "iPad" in agent or ("Android" in agent and "Mobile" not in agent):
        return Device.TABLET
    return Device.PHONE if "Mobi" in agent else Device.COMPUTER


def _speak(language):
    g.language = language
    refresh()
