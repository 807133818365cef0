from flask import abort, g, make_response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import TooManyRequests

from webapp.core import clock
from webapp.core.access import Door, access
from webapp.core.current import current
from webapp.core.db import db, finish, write_after_all
from webapp.core.files import as_attachment, handed_over
from webapp.core.links import LinkClosed
from webapp.core.visitors import is_a_person
from webapp.core.web import invalid, see_other, wants_part
from webapp.sharing import actions
from webapp.sharing.models import Device, Visited
from webapp.sharing.opened import paper, queries
from webapp.sharing.opened.door import CODE, EnoughToday, keep_language, let_in, speak, try_code
from webapp.sharing.opened.forms import CodeForm
from webapp.sharing.sections import BY_KEY
from webapp.sharing.views import bp

PAGE, PART = (f"sharing/opened/{name}.html" for name in ("show", "_shown"))
CLOSED = "sharing/opened/closed.html"

bp.url_defaults(keep_language)


@bp.get("/s/<token>")
@access(Door.LINK)
def shown(token):
    """Opening tells nothing to whoever asked but that it was opened, by a person.

    A tab that comes back says the version it shows: it is no new opening, and gets nothing when nothing changed.
    """
    opened = queries.enter(token)
    page = queries.page_of(opened)
    let_in(opened, page.header)
    if wants_part():
        is_same = request.args.get("version") == page.version
        return ("", 204) if is_same else render_template(PART, page=page, token=token)
    drawn = render_template(PAGE, page=page, token=token)
    note(opened, Visited.PAGE)
    return drawn


@bp.route("/s/<token>/code", methods=["GET", "POST"])
@access(Door.LINK)
def code(token):
    opened = queries.enter(token)
    header = queries.header_of(opened)
    speak(header)
    there = url_for(".shown", token=token)
    if request.method != "POST" or header.code_digest is None:
        return see_other(there)
    form, status = CodeForm(), 422
    if form.validate_on_submit():
        try:
            if try_code(header, form.code.data):
                return see_other(there)
            form.code.errors = [
                _("Ce n’est pas le bon code. Redemandez-le à %(name)s.", name=header.from_name)
            ]
        except TooManyRequests as refusal:
            form.code.errors, status = [_enough(refusal, header)], 429
    return make_response(invalid(CODE, header=header, token=token, form=form), status)


@bp.get("/s/<token>/pdf")
@access(Door.LINK)
def shown_pdf(token):
    opened = queries.enter(token)
    page = queries.page_of(opened)
    let_in(opened, page.header)
    content = paper.pdf_of(page)
    note(opened, Visited.PDF)
    return handed_over([content], paper.name_of(page), "application/pdf", len(content))


@bp.get("/s/<token>/files/<section>/<production>/<key>")
@access(Door.LINK)
def shown_file(token, section, production, key):
    """The section reads it, within one production of the link and what is granted of it."""
    opened = queries.enter(token)
    header, scope = queries.scope_of(opened, production)
    let_in(opened, header)
    found = _file(scope, section, key)
    if found is None:
        g.workspace = g.membership = None  # no navigation, whoever asks
        abort(404)
    note(opened, Visited.FILE)
    if found.key:
        return as_attachment(found.key, found.name, found.media_type, found.size)
    content = found.content or b""
    return handed_over([content], found.name, found.media_type, len(content))


@bp.errorhandler(LinkClosed)
def closed(_error):
    """One page for every link that does not open, at every address; a tab that asked for a part takes it whole."""
    finish(keep=False)
    response = make_response(render_template(CLOSED), 404)
    if wants_part():
        response.headers["HX-Refresh"] = "true"
    return response


def _enough(refusal, header):
    if isinstance(refusal, EnoughToday):
        return _("Trop d’essais aujourd’hui. Demandez un autre lien à %(name)s.", name=header.from_name)
    return _("Trop d’essais. Attendez un quart d’heure avant de recommencer.")


def _file(scope, section, key):
    hands_over = BY_KEY[section].file if section in BY_KEY else None
    return hands_over(scope, key) if hands_over and scope and scope.has(section) else None


def note(opened, what):
    """Last in a view: what was read is let go of. Robots, and the members of the workspace, are no visitors."""
    if not is_a_person(request) or (current.workspace and current.workspace.id == opened.workspace_id):
        return
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
