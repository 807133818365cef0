"""The links of the workspace, and one with what became of it."""

from datetime import timedelta

import segno
from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from webapp.billing import entitlements
from webapp.core import clock
from webapp.core.access import access
from webapp.core.addresses import absolute
from webapp.core.current import current
from webapp.core.web import ask_first, is_confirmed, page_asked, render_page, say, see_other, wants_part
from webapp.domain.permissions import Permission
from webapp.domain.plans.standing import Feature
from webapp.productions import limits
from webapp.productions.queries import production_or_404
from webapp.sharing import actions, labels, listing, presets, sections
from webapp.sharing.answers.queries import replies_of, waiting_replies
from webapp.sharing.forms import LONGEST, UntilForm
from webapp.sharing.queries import share_or_404, share_with_productions
from webapp.sharing.visits.queries import visits_of

bp = Blueprint("sharing", __name__)
BASE = "/w/<workspace>/shares/"
ONE = f"{BASE}<share_id>"
READ, WRITE = Permission.SHARES_READ, Permission.SHARES_WRITE
MORE = timedelta(days=30)
FEW = 10  # answers told above the list; the others come as these are handled


@bp.get(BASE)
@access(READ)
def index():
    words, production = request.args.get("q", "").strip()[:200], request.args.get("production", "")[:12]
    today, page = clock.today(), page_asked()
    found = listing.shares_found(words, production, today, page, passed=_passed())
    return render_page(
        "sharing/index.html",
        "sharing/_found.html",
        found=found,
        productions=[] if wants_part() else listing.productions_shared(),
        replies=[] if wants_part() or words or production or page > 1 else waiting_replies()[:FEW],
        words=words,
        production=production,
        page_number=page,
        per_page=listing.PAGE,
        today=today,
        labels=labels,
        content_of=presets.content_of,
    )


@bp.get(f"{BASE}of")
@access(READ)
def of():
    """A part for the page of a production, whose room knows nothing of links."""
    production = production_or_404(request.args.get("production", ""))
    if not wants_part():
        return see_other(url_for(".index", production=production.public_id))
    return render_template(
        "sharing/_ending.html" if "ending" in request.args else "sharing/_of.html",
        production=production,
        is_open=_is_open(production.id),
        listed=listing.shares_of(production, clock.today()),
        content_of=presets.content_of,
    )


@bp.get(ONE)
@access(READ)
def show(share_id):
    listed = _listed(share_id)
    return _shown(listed, UntilForm(formdata=None, data={"ends_on": listed.share.ends_on}))


@bp.get(f"{ONE}/qr")
@access(WRITE)
def qr(share_id):
    """To be scanned on set, from this very screen. Whoever holds the link answers in its name: it is no reading."""
    listed = _listed(share_id)
    drawn = segno.make_qr(address_of(listed.share), error="m").svg_inline(
        border=2, light="#fff", omitsize=True
    )
    return render_template(
        "sharing/qr.html", listed=listed, share=listed.share, drawn=Markup(drawn), today=clock.today()
    )


@bp.post(f"{ONE}/extension")
@access(WRITE)
def extend(share_id):
    """To the day typed; one tap gives thirty days more."""
    listed, form, today = _listed(share_id), UntilForm(), clock.today()
    share = listed.share
    if share.revoked_at:
        raise NotFound
    if "ends_on" not in request.form:
        ends_on = min(max(share.ends_on, today) + MORE, today + LONGEST)
    elif form.validate_on_submit():
        ends_on = form.ends_on.data
    else:
        return _shown(listed, form), 422
    entitlements.need(Feature.SHARES, *listed.ids)
    actions.extend_share(share, ends_on)
    say(_("Le lien de %(name)s reste ouvert.", name=share.name))
    return see_other(url_for(".index") if "listed" in request.form else url_for(".show", share_id=share_id))


@bp.post(f"{ONE}/revocation")
@access(WRITE)
def revoke(share_id):
    share = share_or_404(share_id)
    if not is_confirmed():
        return ask_first(
            _("Couper le lien de %(name)s\u00a0?", name=share.name),
            _("Il ne s’ouvre plus, même sur les pages déjà ouvertes. Il ne pourra pas être rétabli."),
            verb=_("Couper le lien"),
            back=url_for(".show", share_id=share_id),
        )
    actions.revoke_share(share)
    say(_("Lien de %(name)s coupé.", name=share.name))
    return see_other(url_for(".show", share_id=share_id))


@bp.post(f"{ONE}/address")
@access(WRITE)
def renew(share_id):
    share, productions = share_with_productions(share_id)
    if share.revoked_at:
        raise NotFound
    entitlements.need(Feature.SHARES, *productions)
    if not is_confirmed():
        return ask_first(
            _("Changer l’adresse du lien\u00a0?"),
            _("Celle que vous avez donnée ne s’ouvre plus\u00a0: il faudra donner la nouvelle."),
            verb=_("Changer l’adresse"),
            back=url_for(".show", share_id=share_id),
        )
    actions.renew_share(share)
    say(_("Nouvelle adresse\u00a0: l’ancienne ne s’ouvre plus."))
    return see_other(url_for(".show", share_id=share_id))


def address_of(share):
    return absolute("sharing.shown", token=actions.token_of_share(share))


def _listed(share_id):
    found = listing.share_with(share_id)
    if found is None:
        raise NotFound
    return found


def _shown(listed, form):
    share = listed.share
    return render_template(
        "sharing/show.html",
        listed=listed,
        share=share,
        url=address_of(share) if current.may(WRITE) else "",
        form=form,
        visits=visits_of(share.id),
        replies=replies_of(share.id),
        today=clock.today(),
        labels=labels,
        content_of=presets.content_of,
        sections=sections.SECTIONS,
    )


def _passed():
    """Productions whose pass keeps their links open; None: the plan opens every one."""
    plan, now = entitlements.plan_here(), clock.now()
    if plan.may(Feature.SHARES, now):
        return None
    return [one for one in plan.passes if plan.has_pass(one, now)]


def _is_open(production_id):
    """Its links may be made: it is not one that Libre only lets be read."""
    are_open = limits.open_ids()
    return are_open is None or production_id in are_open


from webapp.sharing.answers import views as _answers  # noqa: E402, F401
from webapp.sharing.calendars import views as _calendars  # noqa: E402, F401
from webapp.sharing.making import views as _making  # noqa: E402, F401
from webapp.sharing.opened import views as _opened  # noqa: E402, F401
from webapp.sharing.quotes import views as _quotes  # noqa: E402, F401
from webapp.sharing.sending import views as _sending  # noqa: E402, F401
from webapp.sharing.situations import views as _situations  # noqa: E402, F401
from webapp.sharing.visits import jobs as _visits  # noqa: E402, F401
