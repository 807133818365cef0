from hashlib import sha256
from secrets import token_urlsafe
from typing import cast

from flask import Blueprint, Response, current_app, make_response, render_template, request, url_for
from flask_babel import gettext as _

from webapp.billing import stripe
from webapp.core import clock
from webapp.core.access import access
from webapp.core.addresses import absolute, origin_of
from webapp.core.current import Workspace, current
from webapp.core.headers import leading_to
from webapp.core.i18n import language, spoken
from webapp.core.web import invalid, leave_for, render_page, say, see_other, wants_part
from webapp.domain.permissions import Permission
from webapp.domain.plans.prices import Interval, Sold, price_of
from webapp.domain.plans.standing import LIBRE_PRODUCTIONS
from webapp.domain.refusals import Refused
from webapp.subscription import actions, labels, queries
from webapp.subscription.actions import Payer
from webapp.subscription.forms import PauseForm, next_month
from webapp.subscription.page import Page, shown

bp = Blueprint("subscription", __name__)

READ, MANAGE = Permission.WORKSPACE_READ, Permission.WORKSPACE_MANAGE
BASE = "/w/<workspace>/subscription"
STRIPE_PAGES = ("https://checkout.stripe.com", "https://billing.stripe.com")
# A page of payment is confirmed in seconds: a minute of asking again, then a sentence.
ASKED_AGAIN = 30
RELOAD_SECONDS = 6
RELOADED = 10


@bp.after_request
def _may_lead_to_stripe(response: Response) -> Response:
    """Forms of this room end on Stripe's own pages, also where no script runs."""
    if stripe.is_sold():
        own = current_app.config["SETTINGS"].stripe_api_url
        pages = (origin_of(own),) if own else STRIPE_PAGES
        response.headers["Content-Security-Policy"] = leading_to(*pages)
    return response


@bp.errorhandler(stripe.Unreachable)
def _unreachable(_error: stripe.Unreachable) -> Response:
    """Nothing of ours is kept, and the same form asks for the same thing under the same key."""
    said = _(
        "Stripe ne répond pas pour l’instant. Rien n’est perdu, et rien ne sera payé deux fois\u00a0: réessayez dans une minute."
    )
    return _trouble(
        said, 422 if "HX-Request" in request.headers else 503
    )  # htmx shows no page of a server that fails


@bp.errorhandler(stripe.Declined)
def _declined(error: stripe.Declined) -> Response:
    current_app.logger.warning("Stripe said no: %s", error)
    return _trouble(_("Stripe n’a pas accepté cette demande. Rien n’a changé."), 422)


@bp.errorhandler(stripe.Gone)
def _gone(_error: stripe.Gone) -> Response:
    said = _(
        "Stripe n’a plus de compte pour cet espace\u00a0: rien n’est prélevé. Une nouvelle formule en ouvre un autre."
    )
    return _trouble(said, 422, may_try_again=False)


@bp.errorhandler(Refused)
def _refused(refusal: Refused) -> Response:
    return _trouble(spoken(refusal.sentence), 422, may_try_again=False)


@bp.get(f"{BASE}/")
@access(READ)
def show():
    return render_template("subscription/show.html", **_shown(next_month()))


@bp.post(f"{BASE}/plan")
@access(MANAGE)
def choose():
    """A formula: bought if there is none, changed for another."""
    asked = request.form.get("plan", "")
    if asked == "pass":
        return see_other(url_for("subscription.new_pass"))
    if asked not in (Interval.MONTH, Interval.YEAR):
        return invalid("subscription/show.html", **_shown(next_month(), error=_("Choisissez une formule.")))
    return _chosen(_page(), Interval(asked))


@bp.get(f"{BASE}/pay")
@access(MANAGE)
def pay():
    """On Stripe's page: an address of ours, so that a second click finds the same one."""
    asked = queries.asking()
    return leave_for(asked.url) if asked is not None and asked.url else see_other(url_for(".show"))


@bp.get(f"{BASE}/back")
@access(MANAGE)
def back():
    """From Stripe's page: paid, and waiting to be told so; or left, with nothing lost."""
    if not request.args.get("session"):
        say(_("Rien n’a été payé. Votre choix reste ouvert."), "info")
        return see_other(url_for(".show"))
    page, tries = _page(), _tries()
    if page.has_come:
        return _arrived(page)
    return render_template(
        "subscription/back.html",
        session=request.args["session"],
        tries=tries,
        seconds=RELOAD_SECONDS,
        is_late=tries >= RELOADED,
    )


@bp.get(f"{BASE}/wait")
@access(READ)
def wait():
    """Asked again by the page until Stripe has said; not for ever."""
    page, tries = _page(), _tries()
    if page.has_come:
        return _arrived(page)
    if not wants_part():
        return see_other(url_for(".show"))
    return render_template("subscription/_wait.html", tries=tries, is_late=tries >= ASKED_AGAIN)


@bp.get(f"{BASE}/stop")
@access(MANAGE)
def confirm_stop():
    page = _page()
    if not page.may_stop:
        return see_other(url_for(".show"))
    return render_template("subscription/stop.html", page=page)


@bp.post(f"{BASE}/stop")
@access(MANAGE)
def stop():
    is_at_once = actions.stop(current.workspace_id, key=_key())
    return _asked(_("Demande d’arrêt envoyée à Stripe."), undo="" if is_at_once else url_for(".keep"))


@bp.post(f"{BASE}/keep")
@access(MANAGE)
def keep():
    actions.keep(current.workspace_id, key=_key())
    return _asked(_("Demande envoyée à Stripe\u00a0: Pro continue."))


@bp.post(f"{BASE}/pause")
@access(MANAGE)
def pause():
    form = PauseForm()
    if not form.validate_on_submit():
        return invalid("subscription/show.html", **_shown(form))
    actions.pause(current.workspace_id, form.resumes_on.data, key=_key())
    return _asked(_("Demande de pause envoyée à Stripe."))


@bp.post(f"{BASE}/resume")
@access(MANAGE)
def resume():
    if actions.resume(current.workspace_id, key=_key()):
        return _asked(_("Demande de reprise envoyée à Stripe."))
    return _asked(_("Le prélèvement est déjà en route\u00a0: Pro rouvre dès que la banque le confirme."))


@bp.post(f"{BASE}/portal")
@access(MANAGE)
def portal():
    here = absolute("subscription.show", workspace=_here().slug)
    return leave_for(actions.portal(current.workspace_id, back=here, language=language()))


@bp.get(f"{BASE}/bills")
@access(MANAGE)
def bills():
    """Stripe's own list: its absence costs a sentence, never the page."""
    try:
        found = actions.bills(current.workspace_id)
    except (stripe.Unreachable, stripe.Declined):
        found = None
    return render_page(
        "subscription/bills.html", "subscription/_bills.html", bills=found, states=labels.BILLS
    )


def _chosen(page: Page, interval: Interval) -> Response:
    if page.may_switch:
        if page.interval is interval:
            say(_("C’est déjà votre formule."), "info")
            return see_other(url_for(".show"))
        if not request.form.get("confirmed"):
            return invalid(
                "subscription/switch.html", plan=interval.value, text=labels.switching(page, interval)
            )
        actions.switch(current.workspace_id, interval, key=_key())
        return _asked(_("Demande de changement envoyée à Stripe."))
    payer = Payer(current.person.email, current.signature, language())
    here = absolute("subscription.back", workspace=_here().slug)
    actions.begin(current.workspace_id, interval, page.plan, payer, back=here)
    return see_other(url_for(".pay"))


def _here() -> Workspace:
    """The door let in: there is one."""
    return cast(Workspace, current.workspace)


def _page() -> Page:
    plan, now = _here().plan, clock.now()
    passed = [one for one in plan.passes if plan.has_pass(one, now)]
    return shown(plan, *queries.standing(), queries.usage(current.workspace_id, passed))


def _shown(form, error=""):
    return {
        "page": _page(),
        "form": form,
        "error": error,
        "stages": labels.STAGES,
        "pro": labels.PRO,
        "asked": labels.ASKED,
        "method_name": labels.method_name,
        "is_debit": labels.is_debit,
        "pass_cents": price_of(Sold.PASS, Interval.ONCE).cents,
        "limit": LIBRE_PRODUCTIONS,
    }


def _asked(text: str, *, undo: str = "") -> Response:
    say(text, undo=undo)
    return see_other(url_for(".show"))


def _arrived(page: Page) -> Response:
    if not page.is_resuming:
        say(_("C’est confirmé."))
    return see_other(url_for(".show"))


def _tries() -> int:
    return min(max(request.args.get("n", 0, type=int), 0), 1_000)


def _key() -> str:
    """Of the form that was sent: sent again, it is the same request."""
    asked = f"{current.workspace_id} {request.form.get('once') or token_urlsafe(12)}"
    return sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()  # whatever was sent, a header holds it


def _trouble(said: str, status: int, *, may_try_again: bool = True) -> Response:
    values = {name: value for name, value in request.form.items() if name not in ("csrf_token", "once")}
    drawn = render_template(
        "subscription/trouble.html",
        said=said,
        values=values,
        may_try_again=may_try_again and request.method == "POST",
    )
    return make_response(drawn, status)


from webapp.subscription.passes import views as _passes  # noqa: E402, F401
