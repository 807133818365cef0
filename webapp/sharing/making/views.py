"""A link is made, looked at, and changed."""

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from webapp.billing import entitlements
from webapp.contacts.queries import contact_or_404
from webapp.core import clock
from webapp.core.access import access
from webapp.core.web import invalid, say, see_other
from webapp.domain.permissions import Permission
from webapp.domain.plans.standing import Feature
from webapp.productions.queries import productions_for_choice
from webapp.sharing import actions, presets, sections
from webapp.sharing.making import drafting
from webapp.sharing.making.screens import drawn
from webapp.sharing.opened.queries import page_as
from webapp.sharing.queries import share_or_404, share_with_productions
from webapp.sharing.views import BASE, ONE, bp

WRITE = Permission.SHARES_WRITE
NEW, EDIT = "sharing/new.html", "sharing/edit.html"


@bp.get(f"{BASE}new")
@access(WRITE)
def new():
    asked, contact = request.args.get("production", "")[:12], request.args.get("contact", "")[:12]
    if not asked:
        return render_template("sharing/choice.html", productions=productions_for_choice(), contact=contact)
    draft = drafting.begun(asked, contact_or_404(contact) if contact else None)
    return render_template(NEW, **_page(draft))


@bp.post(BASE)
@access(WRITE)
def create():
    draft = drafting.sent()
    if answer := _not_yet(NEW, draft):
        return answer
    entitlements.need(Feature.SHARES, *[one.id for one in draft.chosen])
    share = actions.make_share(draft.wanted(), [one.id for one in draft.chosen])
    _keep_code(share, draft.form)
    return _onwards(share, _("Lien créé."))


@bp.post(f"{BASE}switches")
@access(WRITE)
def switches():
    """What there is to tick, as a preset or the productions change."""
    draft = drafting.sent()
    if request.form.get("refill") == "preset":
        drafting.refill(draft)
    return invalid("sharing/_granted.html", **_page(draft))


@bp.post(f"{BASE}sketch")
@access(WRITE)
def sketch():
    """The small screen beside the form; what is still wrong is said when the form is sent."""
    draft = drafting.sent()
    name = draft.form.name.data or "…"
    return invalid("sharing/_screen.html", screen=_screen(draft) if draft.can_be_seen else "", name=name)


@bp.get(f"{ONE}/edit")
@access(WRITE)
def edit(share_id):
    share = share_or_404(share_id)
    return render_template(EDIT, share=share, **_page(drafting.shown(share)))


@bp.post(f"{ONE}/edit")
@access(WRITE)
def update(share_id):
    share = share_or_404(share_id)
    if share.revoked_at:
        raise NotFound
    draft = drafting.sent(share)
    if answer := _not_yet(EDIT, draft, share=share):
        return answer
    entitlements.need(Feature.SHARES, *[one.id for one in draft.chosen])
    actions.change_share(share, draft.wanted(), [one.id for one in draft.chosen])
    _keep_code(share, draft.form)
    return _onwards(share, _("Lien modifié\u00a0: la prochaine ouverture le montre."))


@bp.get(f"{ONE}/preview")
@access(Permission.SHARES_READ)
def preview(share_id):
    """As its reader sees it now; it is no opening."""
    share, productions = share_with_productions(share_id)
    scope = drafting.scope_of(productions, tuple(share.grants), actions.documents_of(share))
    page = page_as(drafting.header_of(share), scope)
    return render_template(
        "sharing/preview.html",
        name=share.name,
        screen=drawn(page) if page else "",
        back=url_for(".show", share_id=share_id),
        values=None,
    )


def _not_yet(template, draft, **more):
    """The form once more, with other switches or what is wrong; or what its reader would see."""
    if "refill" in request.form:
        drafting.refill(draft)
    elif "back" not in request.form and draft.is_right:
        return _look(draft) if "look" in request.form else None
    return invalid(template, **_page(draft), **more)


def _look(draft):
    """On a page of its own, which sends the form back as it was typed."""
    kept = [
        (name, value) for name, value in request.form.items(multi=True) if name not in ("csrf_token", "look")
    ]
    return invalid(
        "sharing/preview.html",
        name=draft.form.name.data,
        screen=_screen(draft),
        back=request.path,
        values=kept,
    )


def _screen(draft):
    page = page_as(draft.header(), draft.scope())
    return drawn(page) if page else ""


def _keep_code(share, form):
    """Nothing typed keeps the code there is."""
    if not form.asks_code.data:
        share.code_digest = None
    elif form.code.data:
        share.code_digest = actions.code_of(share, form.code.data)


def _onwards(share, told):
    code = request.form.get("code", "").strip()
    if share.is_locked and code:
        told = f"{told} " + _("Code à dire de vive voix\u00a0: %(code)s.", code=code)
    say(told)
    return see_other(url_for(".show", share_id=share.public_id))


def _page(draft):
    return {
        "form": draft.form,
        "listed": draft.listed,
        "chosen": draft.chosen,
        "papers": draft.papers,
        "presets": presets.offered(),
        "sections": sections.SECTIONS,
        "today": clock.today(),
    }
