from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from webapp.accounts.door import let_out
from webapp.accounts.front import knows_password
from webapp.accounts.mails import in_language
from webapp.core import throttle
from webapp.core.access import Door, access, signed_in
from webapp.core.addresses import absolute
from webapp.core.current import current
from webapp.core.files import as_attachment
from webapp.core.i18n import spoken
from webapp.core.links import open_link, token_of
from webapp.core.mail import send_mail
from webapp.core.web import invalid, leave_for, say, see_other
from webapp.domain.refusals import Refused
from webapp.leaving import actions, queries
from webapp.leaving.forms import LeaveForm

bp = Blueprint("leaving", __name__)
ARCHIVES = throttle.Limit("archives", 10, per_minutes=60)


@bp.get("/account/leave")
@signed_in
def show():
    return render_template("leaving/show.html", **_page(LeaveForm(formdata=None)))


@bp.post("/account/leave/archive")
@signed_in
def prepare():
    throttle.spend(ARCHIVES, str(current.person.id))
    try:
        actions.prepare_archive(current.person.id)
    except Refused as refusal:
        form = LeaveForm(formdata=None)
        form.form_errors.append(spoken(refusal.sentence))
        return invalid("leaving/show.html", **_page(form))
    say(_("Votre archive est prête."))
    return see_other(url_for(".show", _anchor="archive"))


@bp.post("/account/leave")
@signed_in
def leave():
    form, person = LeaveForm(), current.person
    if not form.validate_on_submit() or not knows_password(person.email, form.password):
        return invalid("leaving/show.html", **_page(form))
    email, language = person.email, person.language
    try:
        archive = actions.leave(person.id)
    except Refused as refusal:
        form.form_errors.append(spoken(refusal.sentence))
        return invalid("leaving/show.html", **_page(form))
    token = token_of(archive.id) if archive else ""
    with in_language(language):
        url = absolute("leaving.archive", token=token) if token else ""
        send_mail(email, "leaving/mail/left.txt", url=url, days=actions.ARCHIVE_LASTS.days)
    let_out()
    if token:
        return leave_for(url_for(".archive", token=token))
    say(_("Votre compte est supprimé."))
    return leave_for(url_for("home.landing"))


@bp.get("/archive/<token>")
@access(Door.LINK)
def archive(token):
    """Opens without an account: there may be none any more."""
    opened = open_link(queries.ARCHIVE, token)
    return render_template("leaving/archive.html", token=token, kept=opened.payload)


@bp.get("/archive/<token>/zip")
@access(Door.LINK)
def archive_file(token):
    throttle.spend(ARCHIVES, request.remote_addr or "")
    kept = open_link(queries.ARCHIVE, token).payload
    return as_attachment(kept["key"], "raccord-archive.zip", "application/zip", kept["size"])


def _page(form):
    spaces = queries.spaces_left()
    archive = queries.last_archive(current.person.id, spaces)
    return {
        "form": form,
        "spaces": spaces,
        "issued": sum(queries.issued_in(spaces).values()),
        "archive": archive,
        "token": token_of(archive.id) if archive else "",
    }
