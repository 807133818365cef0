"""The list of invoices, and the page of one that is issued."""

from flask import Blueprint, render_template, request, url_for

from webapp.core import clock
from webapp.core.access import access
from webapp.core.again import answered_again
from webapp.core.web import render_page, see_other
from webapp.domain.invoices.totals import net_of_line
from webapp.domain.permissions import Permission
from webapp.invoicing.clients.queries import MONTHS
from webapp.invoicing.facturx import told
from webapp.invoicing.facturx.told import rate
from webapp.invoicing.invoices import labels, listing, reading
from webapp.invoicing.invoices.filters import Filters
from webapp.invoicing.payments.part import part_of
from webapp.invoicing.words import NATURES

bp = Blueprint("invoices", __name__)

READ, WRITE = Permission.INVOICING_READ, Permission.INVOICING_WRITE
ONE = "/w/<workspace>/invoicing/invoices/<invoice_id>"


@bp.context_processor
def _words():
    return {
        "labels": labels,
        "today": clock.today(),
        "vat_rate": rate,
        "told": told,
        "natures": NATURES,
        "net_of_line": net_of_line,
    }


@bp.get("/w/<workspace>/invoicing")
@access(READ)
@answered_again
def index():
    listed = listing.listed(Filters.asked(request.args), clock.today())
    return render_page("invoicing/invoices/index.html", "invoicing/invoices/_list.html", listed=listed)


@bp.get(ONE)
@access(READ)
def show(invoice_id):
    shown = reading.issued_or_none(invoice_id, clock.today())
    if shown is None:
        return see_other(url_for(".edit", invoice_id=reading.draft_or_404(invoice_id)))
    part = part_of(shown.row, shown.today)
    return render_template("invoicing/invoices/show.html", shown=shown, part=part, months=MONTHS)


from webapp.invoicing.invoices.writing import views as _writing  # noqa: E402, F401
