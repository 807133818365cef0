"""Stripe's own pages: Checkout, 3-D Secure, the portal, an invoice."""

from flask import Blueprint, Response, abort, current_app, redirect, render_template_string, request
from werkzeug.wrappers import Response as AnyResponse

from tests.stripe import changes, checkout, payments, subscriptions
from tests.stripe.shop import Refusal, Shop, Thing

bp = Blueprint("hosted", __name__)
FRAME = """<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ title }}</title><style>body{font:16px/1.5 system-ui;max-width:30rem;margin:2rem auto;padding:0 1rem}
label{display:block;margin:.75rem 0}input,select,button{font:inherit;padding:.5rem;width:100%;box-sizing:border-box}
.err{color:#a00}</style><body><main><h1>{{ title }}</h1>{% if error %}<p class="err" role="alert">{{ error }}</p>{% endif %}
"""
PAY = (
    FRAME
    + """<p><b>{{ "%.2f" | format((later or session.amount_total) / 100) }} €</b>{% if later %} après l’essai{% endif %}</p>
<form method="post"><label>E-mail<input name="email" type="email" value="{{ said.email or session.customer_email or '' }}"></label>
<label>Nom<input name="name" value="{{ said.name or '' }}"></label>
{% if session.billing_address_collection == "required" %}<label>Adresse<input name="line1" value="{{ said.line1 or '' }}"></label>
<label>Code postal<input name="postal_code" value="{{ said.postal_code or '' }}"></label><label>Ville<input name="city" value="{{ said.city or '' }}"></label>{% endif %}
{% if session.tax_id_collection.enabled %}<label>Numéro de TVA<input name="tax_id" value="{{ said.tax_id or '' }}"></label>{% endif %}
{% if session.allow_promotion_codes %}<label>Code promotionnel<input name="code" value="{{ said.code or '' }}"></label>{% endif %}
<label>Carte ou IBAN<input name="number" inputmode="numeric" value=""></label><button>Payer</button></form>
{% if session.cancel_url %}<p><a href="{{ session.cancel_url }}">Retour</a></p>{% endif %}</main>"""
)
ASKS = (
    FRAME
    + """<form method="post" action="/pay/{{ session.id }}/3ds">{% for name, value in said.items() %}<input type="hidden" name="{{ name }}" value="{{ value }}">{% endfor %}
<button name="passed" value="y">Valider</button><button name="passed" value="">Refuser</button></form></main>"""
)
PORTAL = (
    FRAME
    + """{% for sub in subs %}<section><p>{{ sub.status }}{% if sub.cancel_at %}, se termine à la fin de la période{% endif %}</p>
<form method="post">{% if sub.cancel_at %}<button name="does" value="keep">Renouveler l’abonnement</button>{% else %}<button name="does" value="cancel">Annuler l’abonnement</button>{% endif %}
{% for price in prices if price.recurring.interval != sub["items"].data[0].price.recurring.interval %}<button name="does" value="{{ price.id }}">Passer à {{ "%.2f" | format(price.unit_amount / 100) }} € {{ "par an" if price.recurring.interval == "year" else "par mois" }}</button>{% endfor %}
<input type="hidden" name="id" value="{{ sub.id }}"></form></section>{% endfor %}
<form method="post"><label>Nouvelle carte<input name="number" inputmode="numeric"></label><button name="does" value="card">Enregistrer la carte</button></form>
<h2>Factures</h2><ul>{% for one in bills %}<li><a href="{{ one.hosted_invoice_url }}">{{ one.number }}</a> {{ one.status }} {{ "%.2f" | format(one.total / 100) }} €</li>{% endfor %}</ul>
<p><a href="{{ portal.return_url }}">Retour</a></p></main>"""
)
INVOICE = (
    FRAME
    + """<p>{{ one.customer_name }}</p><ul>{% for line in one.lines.data %}<li>{{ line.description }} {{ "%.2f" | format(line.amount / 100) }} €</li>{% endfor %}</ul>
<p>Total {{ "%.2f" | format(one.total / 100) }} €, {{ one.status }}</p></main>"""
)


def shop() -> Shop:
    found: Shop = current_app.extensions["shop"]
    return found


def found_or_404(what: str, thing_id: str) -> Thing:
    try:
        return shop().get(what, thing_id)
    except Refusal:
        abort(404)


@bp.get("/pay/<id>")
def pay(id: str) -> str | AnyResponse:
    session = found_or_404("checkout.session", id)
    if session["status"] == "complete":
        return redirect(_success(session), 303)
    if session["status"] == "expired":
        return render_template_string(FRAME + "<p>Cette page a expiré.</p>", title="Stripe", error="")
    return _pay_page(session, {}, "")


@bp.post("/pay/<id>")
def paid(id: str) -> str | AnyResponse:
    return _finish(found_or_404("checkout.session", id), passed=False)


@bp.post("/pay/<id>/3ds")
def confirmed(id: str) -> str | AnyResponse:
    session = found_or_404("checkout.session", id)
    if not request.form.get("passed"):
        return _pay_page(session, request.form.to_dict(), "La banque n’a pas validé le paiement.")
    return _finish(session, passed=True)


def _finish(session: Thing, *, passed: bool) -> str | AnyResponse:
    said = request.form.to_dict()
    address = {name: said.get(name) for name in ("line1", "postal_code", "city")} | {
        "country": "FR",
        "line2": None,
        "state": None,
    }
    who = {
        "email": said.get("email"),
        "name": said.get("name"),
        "tax_id": said.get("tax_id"),
        "address": address if said.get("line1") else None,
    }
    number = said.get("number", "").replace(" ", "")
    if said.get("code") and not checkout.redeem(shop(), session, said["code"]):
        return _pay_page(session, said, "Ce code n’est pas valable.")
    if len(number) < 14:
        return _pay_page(session, said, "Numéro incomplet.")
    with shop().lock:
        ended = checkout.finish(shop(), session, who, number, passed=passed)
    if ended == "asks":
        return render_template_string(ASKS, title="Votre banque", error="", session=session, said=said)
    if ended == "declined":
        return _pay_page(session, said, "Votre carte a été refusée.")
    return redirect(_success(session), 303)


def _pay_page(session: Thing, said: Thing, error: str) -> str:
    trial_end = session["asked"]["subscription"].get("trial_end")
    later = checkout.total_of(session["asked"]["lines"]) if trial_end else 0
    return render_template_string(PAY, title="Paiement", session=session, said=said, error=error, later=later)


def _success(session: Thing) -> str:
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])


@bp.route("/portal/<id>", methods=["GET", "POST"])
def portal(id: str) -> str | AnyResponse:
    found = found_or_404("billing_portal.session", id)
    mine = [one for one in shop().every("subscription") if one["customer"] == found["customer"]]
    error = ""
    if request.method == "POST":
        with shop().lock:
            error = _does(found, mine)
        if not error:
            return redirect(request.path, 303)
    bills = [one for one in shop().every("invoice") if one["customer"] == found["customer"]]
    alive = [one for one in mine if one["status"] not in subscriptions.OVER]
    return render_template_string(
        PORTAL,
        title="Facturation",
        portal=found,
        subs=alive,
        bills=bills,
        error=error,
        prices=_offered(alive),
    )


def _does(portal: Thing, mine: list[Thing]) -> str:
    does = request.form.get("does")
    if does == "card":
        number = request.form.get("number", "").replace(" ", "")
        if number == payments.DECLINED or len(number) < 14:
            return "Votre carte a été refusée."
        method = payments.card(shop(), portal["customer"], number)
        customer = shop().get("customer", portal["customer"])
        customer["invoice_settings"]["default_payment_method"] = method["id"]
        shop().tell("customer.updated", customer)
        for one in mine:
            if one["status"] not in subscriptions.OVER:
                subscriptions.pays_with(shop(), one, method)
            if one["status"] == "past_due":
                subscriptions.pay_late(shop(), one)
        return ""
    chosen = next((one for one in mine if one["id"] == request.form.get("id")), None)
    if chosen is None or chosen["status"] in subscriptions.OVER:
        return "Cet abonnement est terminé."
    if does not in ("cancel", "keep"):
        return _switch(chosen, str(does))
    # A subscription in flexible billing mode ends at a date here, its flag untouched.
    changes.update(shop(), chosen, {"cancel_at": "min_period_end" if does == "cancel" else ""})
    return ""


def _offered(alive: list[Thing]) -> list[Thing]:
    """Other intervals of what is had, for a subscription of one line: the portal changes no other."""
    had = {one["items"]["data"][0]["price"]["product"] for one in alive if len(one["items"]["data"]) == 1}
    return [
        one for one in shop().every("price") if one["product"] in had and one["active"] and one["recurring"]
    ]


def _switch(chosen: Thing, price: str) -> str:
    if price not in {one["id"] for one in _offered([chosen])}:
        return "Cette offre n’existe pas."
    line = {"id": chosen["items"]["data"][0]["id"], "price": price}
    changes.update(shop(), chosen, {"items": [line], "proration_behavior": "always_invoice"})
    return ""


@bp.get("/invoice/<id>")
def invoice(id: str) -> str:
    one = found_or_404("invoice", id)
    return render_template_string(INVOICE, title=f"Facture {one['number']}", one=one, error="")


@bp.get("/invoice/<id>/pdf")
def invoice_pdf(id: str) -> Response:
    found_or_404("invoice", id)
    return Response(b"%PDF-1.4\n%%EOF\n", mimetype="application/pdf")
