"""Passes: asked for, paid by the person or through a link by the company, and what became of each."""

from uuid import UUID

from flask import g, make_response, render_template, request, url_for
from flask_babel import gettext as _

from webapp.billing import actions as billing
from webapp.billing import stripe
from webapp.billing.models import PassState
from webapp.core import clock
from webapp.core.access import Door, access
from webapp.core.addresses import absolute
from webapp.core.current import current
from webapp.core.i18n import LANGUAGES, language
from webapp.core.links import LinkClosed, enter_by_link
from webapp.core.web import invalid, leave_for, say, see_other
from webapp.domain.plans.passes import PASS_MONTHS
from webapp.domain.plans.prices import Interval, Sold, price_of
from webapp.productions.queries import productions_for_choice
from webapp.subscription.passes import actions, queries
from webapp.subscription.passes.forms import PassForm, SendingForm
from webapp.subscription.views import BASE, MANAGE, READ, RELOAD_SECONDS, RELOADED, bp

AT = f"{BASE}/passes"
ONE = f"{AT}/<pass_id>"
LINK = "/p/<token>"


@bp.get(f"{AT}/")
@access(READ)
def passes():
    return render_template("subscription/passes/index.html", passes=queries.held(), **_told())


@bp.get(f"{AT}/new")
@access(MANAGE)
def new_pass():
    form = _form(PassForm(formdata=None, data={"production": request.args.get("production", "")[:12]}))
    return render_template("subscription/passes/new.html", form=form, **_told())


@bp.post(f"{AT}/")
@access(MANAGE)
def ask_pass():
    productions = productions_for_choice()
    form = _form(PassForm(), productions)
    if not form.validate_on_submit():
        return invalid("subscription/passes/new.html", form=form, **_told())
    row = actions.ask_pass(next(one.id for one in productions if one.public_id == form.production.data))
    if form.payer.data == "me":
        return _to_stripe(queries.pass_or_404(row.public_id))
    actions.link_for(row, language(), _asker())
    return see_other(url_for(".show_pass", pass_id=row.public_id))


@bp.get(ONE)
@access(READ)
def show_pass(pass_id):
    held = queries.pass_or_404(pass_id)
    form = SendingForm(
        formdata=None,
        data={
            "to": held.row.sent_to or held.company_email,
            "language": language(),
            "message": _first_words(held),
        },
    )
    return _reloading(_page(held, form), held.row)


@bp.post(f"{ONE}/payment")
@access(MANAGE)
def pay_pass(pass_id):
    """By the person, at once: the link of the company no longer leads to a page of payment meanwhile."""
    return _to_stripe(queries.pass_or_404(pass_id))


@bp.post(f"{ONE}/link")
@access(MANAGE)
def link_pass(pass_id):
    held = queries.pass_or_404(pass_id)
    actions.link_for(held.row, language(), _asker())
    return see_other(url_for(".show_pass", pass_id=pass_id))


@bp.post(f"{ONE}/sending")
@access(MANAGE)
def send_pass(pass_id):
    held, form = queries.pass_or_404(pass_id), SendingForm()
    if not held.awaits:
        return see_other(url_for(".show_pass", pass_id=pass_id))
    if not form.validate_on_submit():
        return make_response(_page(held, form), 422)
    actions.link_for(held.row, form.language.data, _asker())
    actions.send_pass(
        held,
        to=form.to.data,
        message=form.message.data or "",
        language=form.language.data,
        url=_address_of(held.row),
        by=current.signature,
        reply_to=current.person.email,
    )
    say(_("Demande envoyée à %(to)s.", to=form.to.data))
    return see_other(url_for(".show_pass", pass_id=pass_id))


@bp.get(LINK)
@access(Door.LINK)
def pass_by_link(token):
    """What the company opens: what is asked, for what, and whether it is paid."""
    held, by = _opened(token)
    page = render_template(
        "subscription/passes/opened.html", held=held, by=by, token=token, **_waiting(held.row), **_told()
    )
    return _reloading(page, held.row)


@bp.post(f"{LINK}/payment")
@access(Door.LINK)
def pay_by_link(token):
    """The page of payment that is open, or another; none once it is paid."""
    held, _by = _opened(token)
    page = actions.page_of(
        held,
        is_for_company=True,
        customer=None,
        back=absolute("subscription.pass_by_link", token=token),
        language=g.language,
    )
    return leave_for(page.url) if page and page.url else see_other(url_for(".pass_by_link", token=token))


def _to_stripe(held):
    if not stripe.is_sold():
        return see_other(url_for(".passes"))
    workspace, person = current.workspace, current.person
    assert workspace
    page = actions.page_of(
        held,
        is_for_company=False,
        customer=billing.customer_for(workspace.id, person.email, workspace.name, language()),
        back=absolute("subscription.show_pass", workspace=workspace.slug, pass_id=held.row.public_id),
        language=language(),
    )
    if page is None or not page.url:
        say(_("Ce passe est déjà payé."), "info")
        return see_other(url_for(".show_pass", pass_id=held.row.public_id))
    return leave_for(page.url)


def _opened(token):
    opened = enter_by_link(actions.PURPOSE, token)
    g.language = opened.payload["language"] if opened.payload["language"] in LANGUAGES else "fr"
    if not stripe.is_sold():
        raise LinkClosed
    return queries.pass_of_link(UUID(opened.payload["pass"])), opened.payload.get("by", "")


def _asker():
    """Whose space it is, told to the company."""
    return current.workspace.name if current.workspace else ""


def _address_of(row):
    return absolute("subscription.pass_by_link", token=actions.token_of_pass(row)) if row.link_id else ""


def _first_words(held):
    return _(
        "Bonjour,\n\nPour «\u00a0%(title)s\u00a0», voici de quoi régler le passe production de Raccord. La facture est au nom de la société.",
        title=held.title,
    )


def _form(form, productions=None):
    rows = productions if productions is not None else productions_for_choice()
    form.production.choices = [("", "…"), *((one.public_id, one.title) for one in rows)]
    return form


def _page(held, form):
    return render_template(
        "subscription/passes/show.html",
        held=held,
        form=form,
        url=_address_of(held.row),
        **_waiting(held.row),
        **_told(),
    )


def _reloading(page, row):
    """Asked again until Stripe has said; not for ever."""
    response = make_response(page)
    if _is_back(row) and not _is_late():
        asked = {**(request.view_args or {}), "session": request.args["session"][:100], "n": _tries() + 1}
        again = url_for(request.endpoint or "", **asked)
        response.headers["Refresh"] = f"{RELOAD_SECONDS}; url={again}"
    return response


def _is_back(row):
    """Paid a moment ago by who comes back; a debit that was refused since is no longer awaited."""
    return bool(request.args.get("session")) and row.state == PassState.WAITING


def _is_late():
    return _tries() >= RELOADED


def _tries():
    return min(max(request.args.get("n", 0, type=int), 0), RELOADED)


def _waiting(row):
    return {"is_back": _is_back(row), "is_late": _is_late()}


def _told():
    return {
        "now": clock.now(),
        "cents": price_of(Sold.PASS, Interval.ONCE).cents,
        "months": PASS_MONTHS,
        "is_sold": stripe.is_sold(),
    }
