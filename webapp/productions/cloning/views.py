from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from webapp.core.access import access
from webapp.core.i18n import spoken
from webapp.core.web import invalid, say, see_other
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.productions.cloning.actions import clone_production
from webapp.productions.cloning.forms import CloneForm
from webapp.productions.cloning.queries import holdings_of
from webapp.productions.queries import production_or_404

bp = Blueprint("cloning", __name__)

PAGE = "/w/<workspace>/productions/<production>/clone"


@bp.get(PAGE)
@access(Permission.PRODUCTIONS_WRITE)
def new(production):
    production = production_or_404(production)
    holdings = holdings_of(production.id)
    form = CloneForm(
        data=dict.fromkeys(("days", "sequences", "tasks"), True), is_dated=bool(holdings.start_on)
    )
    return render_template(
        "productions/cloning/new.html", production=production, form=form, holdings=holdings
    )


@bp.post(PAGE)
@access(Permission.PRODUCTIONS_WRITE)
def create(production):
    production = production_or_404(production)
    holdings = holdings_of(production.id)
    form = CloneForm(is_dated=bool(holdings.start_on))
    if form.validate_on_submit():
        try:
            made = clone_production(production, form.terms())
        except Refused as refusal:
            form.start_on.errors = [spoken(refusal.sentence)]
        else:
            say(_("Production clonée. Complétez l’équipe et la structure."))
            return see_other(url_for("productions.show", public_id=made.public_id))
    return invalid("productions/cloning/new.html", production=production, form=form, holdings=holdings)
