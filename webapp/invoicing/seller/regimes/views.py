from datetime import date

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.exceptions import NotFound

from webapp.core import clock
from webapp.core.access import access
from webapp.core.i18n import spoken
from webapp.core.web import ask_first, is_confirmed, say, see_other
from webapp.domain.invoices import law
from webapp.domain.invoices.document import VatRegime
from webapp.domain.refusals import Refused
from webapp.invoicing import words
from webapp.invoicing.models import Activity
from webapp.invoicing.seller.regimes import actions, queries
from webapp.invoicing.seller.regimes.forms import RegimeForm
from webapp.invoicing.seller.regimes.spans import spans
from webapp.invoicing.seller.views import BASE, READ, WRITE, bp

LIST = f"{BASE}/regimes"
ONE = f"{LIST}/<day>"


@bp.get(LIST)
@access(READ)
def regimes():
    return _page(RegimeForm())


@bp.post(LIST)
@access(WRITE)
def add_regime():
    form = RegimeForm()
    if not form.validate_on_submit():
        return _page(form, 422)
    try:
        kept = actions.add_regime(form.from_on.data, VatRegime(form.regime.data))
    except Refused as refusal:
        form.from_on.errors = [spoken(refusal.sentence)]
        return _page(form, 422)
    _say_kept(kept)
    return see_other(url_for(".regimes"))


@bp.get(f"{ONE}/edit")
@access(WRITE)
def edit_regime(day):
    held = queries.held_or_404(queries.regimes_held(), _day(day))
    form = RegimeForm(data={"regime": held.regime, "from_on": held.row.from_on})
    return render_template("invoicing/seller/regimes/edit.html", form=form, held=held, words=words)


@bp.post(ONE)
@access(WRITE)
def update_regime(day):
    held = queries.held_or_404(queries.regimes_held(), _day(day))
    form = RegimeForm()
    if form.validate_on_submit():
        try:
            kept = actions.correct_regime(held.row.from_on, form.from_on.data, VatRegime(form.regime.data))
        except Refused as refusal:
            form.from_on.errors = [spoken(refusal.sentence)]
        else:
            _say_kept(kept)
            return see_other(url_for(".regimes"))
    return render_template("invoicing/seller/regimes/edit.html", form=form, held=held, words=words), 422


@bp.post(f"{ONE}/deletion")
@access(WRITE)
def delete_regime(day):
    held = queries.held_or_404(queries.regimes_held(), _day(day))
    if not is_confirmed():
        return ask_first(
            _("Retirer ce régime\u00a0?"),
            _("Celui d’avant vaut alors à sa place."),
            verb=_("Retirer ce régime"),
            back=url_for(".edit_regime", day=day),
        )
    actions.remove_regime(held.row.from_on)
    say(_("Régime retiré."))
    return see_other(url_for(".regimes"))


def _page(form, status=200):
    held = queries.regimes_held()
    if not held:
        raise NotFound  # no profile yet: it asks the first one
    found = spans([(one.row.from_on, one.regime) for one in held], clock.today())
    issued = {one.row.from_on: one.issued for one in held}
    page = render_template(
        "invoicing/seller/regimes/index.html",
        form=form,
        spans=found,
        issued=issued,
        limits=_limits(clock.today()),
        words=words,
    )
    return page, status


def _limits(day):
    """Of the franchise: (activity, threshold, threshold that ends it at once) in cents, as far as they are known."""
    asked = ((Activity.SERVICES, _("Prestations de services")), (Activity.SALES, _("Ventes")))
    found = [
        (name, law.known(law.FRANCHISE[of], day), law.known(law.FRANCHISE_MOST[of], day))
        for of, name in asked
    ]
    return [(name, low.value, high.value) for name, low, high in found if low and high]


def _say_kept(kept):
    """What was issued is frozen: the person puts it right, document by document."""
    say(_("Régime de TVA enregistré."))
    if kept:
        say(
            ngettext(
                "%(num)d pièce émise depuis ce jour garde son régime\u00a0: si elle devait porter la TVA, corrigez-la par un avoir.",
                "%(num)d pièces émises depuis ce jour gardent leur régime\u00a0: si elles devaient porter la TVA, corrigez-les par un avoir.",
                kept,
            ),
            "warn",
        )


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound from None
