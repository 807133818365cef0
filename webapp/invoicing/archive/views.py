from flask import Blueprint
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from webapp.core.access import access
from webapp.core.db import db
from webapp.core.files import handed_over
from webapp.domain.permissions import Permission
from webapp.invoicing.models import Invoice

bp = Blueprint("archive", __name__)

ONE = "/w/<workspace>/invoicing/invoices/<invoice_id>"


@bp.get(f"{ONE}/pdf")
@access(Permission.INVOICING_READ)
def pdf(invoice_id):
    return _handed(Invoice.pdf, invoice_id, "pdf", "application/pdf")


@bp.get(f"{ONE}/xml")
@access(Permission.INVOICING_READ)
def xml(invoice_id):
    return _handed(Invoice.xml, invoice_id, "xml", "application/xml")


def _handed(column, invoice_id, ending, media_type):
    row = db().execute(select(Invoice.number, column).where(Invoice.public_id == invoice_id)).first()
    if row is None:
        raise NotFound
    return handed_over([row[1]], f"{row.number}.{ending}", media_type, len(row[1]))
