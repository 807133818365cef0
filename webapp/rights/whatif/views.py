from flask import render_template, request, url_for
from flask_babel import gettext as _
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from webapp.core import formats
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.i18n import spoken
from webapp.core.web import see_other
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence
from webapp.engagements import words
from webapp.engagements.queries import engagement_or_404
from webapp.rights.views import bp
from webapp.rights.whatif import queries
from webapp.rights.whatif.cards import card, cards, differing
from webapp.rights.whatif.forms import OfferForm, PairForm

BASE = "/w/<workspace>/rights/whatif"


@bp.get(f"{BASE}/")
@access(Permission.RIGHTS_READ)
def whatif():
    """Of a lead or an option, of a job typed in the address, or the choice of either. Nothing is kept."""
    if asked := request.args.get("engagement"):
        return _of_engagement(asked)
    form = OfferForm(request.args)
    if not request.args or "edit" in request.args:
        return _choice_page(form, queries.open_offers())
    if not form.validate():
        return _choice_page(form, queries.open_offers(), status=422)
    ground = queries.ground(current.workspace_id)
    period = form.period(ground.person.annexe)
    choice, offer = queries.choice(ground, typed=period), queries.Offer(period, period.job or period.employer)
    try:
        return _card_page(ground, card(ground, choice, offer), choice, typed=form.typed())
    except Refused as refusal:
        form.form_errors = [*form.form_errors, spoken(refusal.sentence)]
        return _choice_page(form, choice, status=422)


@bp.get(f"{BASE}/comparison")
@access(Permission.RIGHTS_READ)
def whatif_comparison():
    ground, form = queries.ground(current.workspace_id), PairForm(request.args)
    keys = [key for key in dict.fromkeys((form.a.data, form.b.data)) if key]
    choice = queries.choice(ground, keys)
    offers = [choice.offer_or_404(key) for key in keys]
    form.a.choices = [SelectChoice(offer.key, _named(offer)) for offer in choice.offers]
    form.b.choices = [SelectChoice("", _("Ne rien accepter d’autre")), *form.a.choices]
    if not request.args:
        return _comparison_page(form, choice, [])
    if not (form.validate() and offers):
        return _comparison_page(form, choice, [], status=422)
    try:
        return _comparison_page(form, choice, cards(ground, choice, offers))
    except Refused as refusal:
        form.form_errors = [spoken(refusal.sentence)]
        return _comparison_page(form, choice, [], status=422)


def _of_engagement(public_id):
    ground = queries.ground(current.workspace_id)
    if public_id not in ground.open_periods:
        engagement_or_404(public_id)  # answered already: its own page says how
        return see_other(url_for("engagements.show", public_id=public_id))
    choice = queries.choice(ground, [public_id])
    offer = choice.offer_or_404(public_id)
    try:
        return _card_page(ground, card(ground, choice, offer), choice)
    except Refused as refusal:
        return _card_page(ground, None, choice, offer=offer, refusal=spoken(refusal.sentence)), 422


def _card_page(ground, found, choice, *, offer=None, typed=None, refusal=""):
    offer = offer or found.offer
    return render_template(
        "rights/whatif/show.html",
        card=found,
        offer=offer,
        others=[other for other in choice.offers if other.key != offer.key],
        opening=ground.opening,
        is_running=ground.running is not None and ground.running.range.end_on >= ground.today,
        typed=typed,
        refusal=refusal,
        words=words,
        said=_said,
    )


def _choice_page(form, choice, status=200):
    page = "rights/whatif/index.html"
    return render_template(page, form=form, offers=choice.offers, words=words), status


def _comparison_page(form, choice, found, status=200):
    text = render_template(
        "rights/whatif/comparison.html",
        form=form,
        offers=choice.offers,
        cards=found,
        differing=differing(found),
        words=words,
        said=_said,
    )
    return text, status


def _named(offer):
    period = offer.period
    return f"{offer.title}, {formats.day_range(period.start_on, period.end_on)}"


def _said(value):
    return spoken(Sentence("%(value)s", {"value": value}))
