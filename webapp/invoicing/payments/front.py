"""The blueprint that the pages of this room hang on, and the ways between them."""

from flask import Blueprint, url_for

from webapp.domain.permissions import Permission

bp = Blueprint("payments", __name__)

READ, WRITE = Permission.INVOICING_READ, Permission.INVOICING_WRITE
ROOM = "/w/<workspace>/invoicing"
INVOICE = f"{ROOM}/invoices/<invoice_id>"


def page_of(invoice_id: str) -> str:
    """The page of the document itself, where payments are one part."""
    return url_for("invoices.show", invoice_id=invoice_id)
