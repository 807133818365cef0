"""Issued documents to take away, the stored bytes and never others."""

from datetime import date, timedelta
from os import SEEK_END

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from webapp.core import archives, clock
from webapp.core.access import access
from webapp.core.files import handed_over
from webapp.core.web import invalid
from webapp.domain.invoices import law
from webapp.domain.permissions import Permission
from webapp.invoicing.archive import packing, queries
from webapp.invoicing.archive.forms import PeriodForm
from webapp.invoicing.archive.names import file_name
from webapp.invoicing.models import Invoice

bp = Blueprint("archive", __name__)
AT = "/w/<workspace>/invoicing"
XML = "text/xml"


@bp.get(f"{AT}/invoices/<invoice_id>/pdf")
@access(Permission.INVOICING_READ)
def pdf(invoice_id):
    return _handed_over(queries.paper_or_404(invoice_id, Invoice.pdf), "pdf", "application/pdf")


@bp.get(f"{AT}/invoices/<invoice_id>/xml")
@access(Permission.INVOICING_READ)
def xml(invoice_id):
    return _handed_over(queries.paper_or_404(invoice_id, Invoice.xml), "xml", XML)


@bp.get(f"{AT}/archive")
@access(Permission.INVOICING_READ)
def period():
    today = clock.today()
    if not request.args:
        return _page(PeriodForm(data={"start_on": date(today.year, 1, 1), "end_on": today}))
    form = PeriodForm(request.args)
    return _page(form) if form.validate() else _wrong(form)


@bp.get(f"{AT}/archive/zip", endpoint="zip")
@access(Permission.INVOICING_READ)
def zip_file():
    form = PeriodForm(request.args)
    if not form.validate():
        return _wrong(form)
    start, end = form.days
    spool = packing.spooled(start, end)
    size = spool.seek(0, SEEK_END)
    spool.seek(0)
    name = archives.safe(f"{_('Factures')} {start.isoformat()} {end.isoformat()}.zip")
    response = handed_over(packing.pieces_of(spool), name, "application/zip", size)
    response.call_on_close(spool.close)  # for one who asks for the head alone, or leaves
    return response


def _page(form):
    start, end = form.days
    count, weight = queries.counted(start, end)
    return render_template("invoicing/archive/period.html", **_shown(form, start, end, count, weight))


def _wrong(form):
    return invalid("invoicing/archive/period.html", **_shown(form))


def _shown(form, start=None, end=None, count=None, weight=0):
    today = clock.today()
    return {
        "form": form,
        "start_on": start,
        "end_on": end,
        "count": count,
        "weight": weight,
        "ways": _ways(today),
        "years_kept": law.value(law.RETENTION, today),
    }


def _ways(today):
    """Periods an accountant asks for: (words, first day, last day)."""
    month = today.replace(day=1)
    last_month_end = month - timedelta(days=1)
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    return [
        (_("Ce mois-ci"), month, today),
        (_("Le mois dernier"), last_month_end.replace(day=1), last_month_end),
        (_("Ce trimestre"), quarter, today),
        (str(today.year), date(today.year, 1, 1), today),
        (str(today.year - 1), date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    ]


def _handed_over(row, ending, media_type):
    return handed_over([row.content], file_name(row.number, ending), media_type, len(row.content))
