"""The address book taken away: one card for a phone, a selection or everything."""

from dataclasses import replace

from flask import Blueprint, abort, request

from webapp.contacts import queries as book
from webapp.contacts.exports import files, tables
from webapp.contacts.exports.queries import photos_of
from webapp.contacts.exports.vcards import NEW, OLD, card_of
from webapp.contacts.many.queries import within
from webapp.contacts.many.views import selection_in
from webapp.core import clock
from webapp.core.access import access
from webapp.core.files import handed_over
from webapp.core.fold import slug
from webapp.core.web import CSV, XLSX, download
from webapp.domain.permissions import Permission

bp = Blueprint("exports", __name__)

VCARD = "text/vcard"


@bp.get("/w/<workspace>/contacts/exports/<any(vcf, vcf3, csv, xlsx):kind>")
@access(Permission.CONTACTS_READ)
def file(kind):
    """Those ticked, or all those found; one's private notes only when they are asked for."""
    cards = book.cards_of(*within(selection_in(request.args)))
    with_notes = request.args.get("notes") == "y"
    name = f"raccord-contacts-{clock.today():%Y-%m-%d}"
    if kind == "csv":
        return download(tables.csv_of(cards, with_notes=with_notes), f"{name}.csv", CSV)
    if kind == "xlsx":
        return download(tables.xlsx_of(cards, with_notes=with_notes), f"{name}.xlsx", XLSX)
    pieces, size = files.vcards_of(cards, OLD if kind == "vcf3" else NEW, with_notes=with_notes)
    return handed_over(pieces, f"{name}.vcf", VCARD, size)


@bp.get("/w/<workspace>/contacts/<public_id>/card")
@access(Permission.CONTACTS_READ)
def card(public_id):
    """For one's own phone, in the version that each of them reads; without one's notes and tags, since it is often
    passed on.
    """
    found = book.card_or_404(public_id)
    contact = found.contact
    if contact.deleted_at:
        abort(404)
    photo = photos_of([contact.id]).get(contact.id) if found.photo else None
    content = card_of(replace(found, tags=()), OLD, photo=photo).encode()
    return handed_over([content], f"{slug(contact.name) or 'contact'}.vcf", VCARD, len(content))
