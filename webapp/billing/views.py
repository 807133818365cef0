"""Where Stripe says that something changed."""

from flask import Blueprint, abort, request

from webapp.billing import actions, entitlements, stripe
from webapp.core.access import public

bp = Blueprint("billing", __name__)
bp.add_app_template_global(entitlements.told, "told")
MOST_BYTES = 1024 * 1024  # of an event: whoever is not Stripe can send as much as they like


@bp.url_value_preprocessor
def _small(_endpoint, _values):
    request.max_content_length = MOST_BYTES


@bp.post("/stripe/events")
@public
def events():
    """Verified on the raw body; kept once; answered at once."""
    if not stripe.is_sold():
        abort(400)
    try:
        event = stripe.heard(request.get_data(), request.headers.get("Stripe-Signature"))
    except stripe.Forged:
        abort(400)
    actions.take(event)
    return "", 204
