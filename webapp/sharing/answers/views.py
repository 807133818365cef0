from datetime import datetime

from flask import abort, g, render_template, request, session, url_for
from flask_babel import gettext as _

from webapp.core import throttle
from webapp.core.access import Door, access
from webapp.core.db import db, write_after_all
from webapp.core.tenancy import act_as
from webapp.core.web import invalid, say, see_other, wants_part
from webapp.domain.permissions import Permission
from webapp.sharing.answers import actions
from webapp.sharing.answers.forms import AnswerForm
from webapp.sharing.answers.queries import reply_or_404, share_of
from webapp.sharing.models import ReplyKind
from webapp.sharing.opened import queries
from webapp.sharing.opened.confirmed import Signed
from webapp.sharing.opened.door import let_in
from webapp.sharing.queries import share_or_404
from webapp.sharing.views import bp

# A planning is confirmed day by day; nobody has so much to ask.
ANSWERS = throttle.Limit("share answers", 150, per_minutes=60)
QUESTIONS = throttle.Limit("share questions", 20, per_minutes=60)
PAGE, PART, DONE = (f"sharing/answers/{name}.html" for name in ("answer", "_form", "_asked"))
SIGNATURES = "signatures"  # in the cookie: how somebody signed here, by link
REMEMBERED = 20


@bp.route("/s/<token>/answers/<section>/<production>/<key>", methods=["GET", "POST"])
@access(Door.LINK)
def answer(token, section, production, key):
    """What may be answered is what the role of links reads there now."""
    opened = queries.enter(token)
    page = queries.page_of(opened)
    let_in(opened, page.header)
    subject = _subject_or_404(page, production, section, key)
    form = _form(page, f"answer-{production}-{section}-{key}")
    named = {"token": token, "section": section, "production": production, "key": key}
    where = {**named, "langue": request.args.get("langue")}
    shown = {"where": where, "subject": subject, "page": page, "token": token, "form": form}
    if request.method != "POST":
        return render_template(PART if wants_part() else PAGE, **shown)
    if not form.validate_on_submit():
        return invalid(PART if wants_part() else PAGE, **shown)
    throttle.spend(ANSWERS, opened.share.hex)
    if form.asked is ReplyKind.QUESTION:
        throttle.spend(QUESTIONS, opened.share.hex)
    write_after_all()
    act_as(db(), workspace=opened.workspace_id)
    at = actions.note_answer(_answer(opened, where, subject, form))
    _keep_signature(opened.share.hex, form.name.data)
    return _done(where, subject, form, at, page.header.from_name)


@bp.post("/w/<workspace>/shares/replies/<reply_id>/handling")
@access(Permission.SHARES_WRITE)
def handle(reply_id):
    """Done, or with `undo` to do again; then back where it was said."""
    reply = reply_or_404(reply_id)
    is_undone, at = "undo" in request.args, request.args.get("at", "")
    actions.mark(reply, is_handled=not is_undone)
    if is_undone:
        say(_("Réponse à traiter de nouveau."))
    else:
        say(_("Réponse traitée."), undo=url_for(".handle", reply_id=reply_id, at=at, undo="y"))
    return see_other(_back(at, share_of(reply)))


@bp.post("/w/<workspace>/shares/<share_id>/replies/handling")
@access(Permission.SHARES_WRITE)
def handle_all(share_id):
    share = share_or_404(share_id)
    undone = _instant(request.args.get("undo"))
    if undone:
        actions.reopen_all(share.id, undone)
        say(_("Réponses à traiter de nouveau."))
    else:
        at = actions.handle_all(share.id)
        say(_("Tout est traité."), undo=url_for(".handle_all", share_id=share_id, undo=at.isoformat()))
    return see_other(_back("share", share.public_id))


def _instant(typed):
    try:
        found = datetime.fromisoformat(typed or "")
    except ValueError:
        return None
    return found if found.tzinfo else None


def _back(at, share_id):
    if at == "home":
        return url_for("home.today")
    return url_for(".index") if at == "list" else url_for(".show", share_id=share_id)


def _subject_or_404(page, production, section, key):
    shown = next((one for one in page.productions if one.key == production), None)
    subject = shown.subject(section, key) if shown else None
    if subject is None:
        g.workspace = g.membership = None  # no navigation, whoever asks
        abort(404)
    return subject


@bp.context_processor
def _in_templates():
    return {"signature_of": signature_of}


def signature_of(page):
    """As whoever answered through this very link signed on this device; nothing before."""
    return session.get(SIGNATURES, {}).get(page.header.share.hex, "")


def _keep_signature(share, name):
    others = {key: kept for key, kept in session.get(SIGNATURES, {}).items() if key != share}
    session[SIGNATURES] = dict([*others.items(), (share, name)][-REMEMBERED:])


def _form(page, name):
    form = AnswerForm(kind=request.args.get("kind"), name=signature_of(page) or page.header.name)
    for field in form:
        field.id = f"{name}-{field.name}"  # several are open at once on one page
    return form


def _answer(opened, where, subject, form):
    return actions.Answer(
        share=opened.share,
        production=where["production"],
        section=where["section"],
        subject=where["key"],
        label=subject.label,
        digest=subject.digest,
        kind=form.asked,
        name=form.name.data,
        words=form.words.data,
    )


def _done(where, subject, form, at, author):
    is_question = form.asked is ReplyKind.QUESTION
    if wants_part():
        signed = subject if is_question else subject.signed_too(Signed(form.name.data, at, is_changed=False))
        return render_template(
            DONE, where=where, subject=signed, signature=form.name.data, answered=form.asked.value
        )
    say(
        _("Question envoyée à %(name)s.", name=author)
        if is_question
        else _("Confirmé. %(name)s en est prévenu.", name=author)
    )
    anchor = f"answer-{where['production']}-{where['section']}-{where['key']}"
    return see_other(url_for(".shown", token=where["token"], langue=where["langue"], _anchor=anchor))
