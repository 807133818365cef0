from datetime import timedelta

from flask import make_response, render_template, request, url_for
from flask_babel import gettext as _

from webapp.core import throttle
from webapp.core.access import Door, access
from webapp.core.files import as_attachment
from webapp.core.fold import fold
from webapp.core.i18n import spoken
from webapp.core.visitors import is_a_person
from webapp.core.web import invalid, see_other
from webapp.domain.callsheets.lines import scenes_of
from webapp.domain.refusals import Refused
from webapp.productions.callsheets import labels, words
from webapp.productions.callsheets.answers import actions, queries
from webapp.productions.callsheets.answers.forms import GroupForm, OwnForm
from webapp.productions.callsheets.views import bp

ANSWERS = throttle.Limit("call sheet answers", 60, per_minutes=10)
OWN_PAGE, GROUP_PAGE = "productions/callsheets/answers/own.html", "productions/callsheets/answers/group.html"
KEPT_NAME = "fds"


@bp.get("/fds/<token>")
@access(Door.LINK)
def own(token):
    """Opening tells nothing to whoever asked but that it was opened, by a person."""
    received = queries.own_sheet(token)
    workspace_id, receipt = received.receipt.workspace_id, received.receipt
    is_new = receipt.opened_at is None and is_a_person(request)
    receipt_id = receipt.id
    drawn = render_template(OWN_PAGE, **_own(token, received, OwnForm(formdata=None)))
    if is_new:
        actions.note_opening(workspace_id, receipt_id)
    return drawn


@bp.post("/fds/<token>")
@access(Door.LINK)
def own_answer(token):
    received, form = queries.own_sheet(token), OwnForm()
    throttle.spend(ANSWERS, request.remote_addr or "")
    if not form.validate_on_submit():
        return invalid(OWN_PAGE, **_own(token, received, form))
    try:
        _answer(received.receipt, form)
    except Refused as refusal:
        form.worry.errors = [spoken(refusal.sentence)]
        return invalid(OWN_PAGE, **_own(token, received, form))
    return see_other(url_for(".own", token=token))


@bp.get("/fds/<token>/paper")
@access(Door.LINK)
def own_paper(token):
    return _paper(queries.own_sheet(token).paper)


@bp.get("/fds/group/<token>")
@access(Door.LINK)
def group(token):
    shared = queries.group_sheet(token)
    return render_template(GROUP_PAGE, **_group(token, shared, GroupForm(formdata=None, who=_kept(shared))))


@bp.post("/fds/group/<token>")
@access(Door.LINK)
def group_answer(token):
    shared, form = queries.group_sheet(token), GroupForm()
    throttle.spend(ANSWERS, request.remote_addr or "")
    is_right = form.validate_on_submit()
    receipt = actions.named_in_group(shared.sheet_id, form.who.data or "") if is_right else None
    if is_right and receipt is None:
        form.who.errors = [_("Choisissez dans la liste.")]
    if receipt is None:
        return invalid(GROUP_PAGE, **_group(token, shared, form))
    try:
        _answer(receipt, form, by_group=True)
    except Refused as refusal:
        form.worry.errors = [spoken(refusal.sentence)]
        return invalid(GROUP_PAGE, **_group(token, shared, form))
    response = make_response(see_other(url_for(".group", token=token, done=receipt.public_id)))
    if "keep" in request.form:
        _keep_name(response, receipt.member_key)
    return response


@bp.get("/fds/group/<token>/paper")
@access(Door.LINK)
def group_paper(token):
    return _paper(queries.group_sheet(token).paper)


def _answer(receipt, form, *, by_group=False):
    if form.tells_a_worry:
        actions.worry(receipt, form.worry.data)
    else:
        actions.confirm(receipt, by_group=by_group)


def _own(token, received, form):
    line = received.line
    return {
        "received": received,
        "receipt": received.receipt,
        "sheet": received.sheet,
        "line": line,
        "scenes": scenes_of(received.sheet, line) if line else (),
        "form": form,
        "token": token,
        "labels": labels,
        "words": words,
    }


def _group(token, shared, form):
    asked = request.args.get("q", "").strip()[:80]
    return {
        "shared": shared,
        "sheet": shared.sheet,
        "names": _found(shared.names, asked, form.who.data),
        "asked": asked,
        "done": next((one for one in shared.names if one.id == request.args.get("done")), None),
        "form": form,
        "token": token,
        "labels": labels,
        "words": words,
    }


def _found(names, asked, chosen):
    wanted = fold(asked)
    return [one for one in names if wanted in fold(one.name, one.department) or one.id == chosen]


def _kept(shared):
    """The name this phone was told to keep, if it is on this sheet."""
    key = request.cookies.get(KEPT_NAME, "")
    return next((one.id for one in shared.names if one.key == key), None) if key else None


def _keep_name(response, key):
    response.set_cookie(
        KEPT_NAME,
        key,
        max_age=timedelta(days=60),
        path="/fds/",
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )


def _paper(paper):
    return as_attachment(paper.key, paper.name, "application/pdf", paper.size, inline=True)
