"""Clients: their list, the page of each, what is typed of them."""

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from webapp.contacts.queries import names_like
from webapp.core import clock
from webapp.core.access import access
from webapp.core.i18n import spoken
from webapp.core.web import invalid, page_asked, render_page, say, see_other
from webapp.domain.invoices.checks import Problems
from webapp.domain.invoices.document import ClientKind, Document, Kind, Line
from webapp.domain.invoices.draft import Draft
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.invoicing import words
from webapp.invoicing.clients import actions, queries
from webapp.invoicing.clients.countries import country_name
from webapp.invoicing.clients.forms import NewClientForm, form_of
from webapp.invoicing.composing import composed
from webapp.invoicing.errands import back_from_errand, begun_for, errand
from webapp.invoicing.queries import seller_facts

bp = Blueprint("clients", __name__)

READ, WRITE = Permission.INVOICING_READ, Permission.INVOICING_WRITE
BASE = "/w/<workspace>/invoicing/clients"
ONE = f"{BASE}/<contact>"


@bp.get(f"{BASE}/")
@access(READ)
def index():
    asked, kind, page = request.args.get("q", "").strip()[:200], _kind(), page_asked()
    counts = queries.count_of_kinds(asked)
    found = queries.clients_found(asked, kind, page)
    return render_page(
        "invoicing/clients/index.html",
        "invoicing/clients/_found.html",
        clients=found,
        employers=queries.employment_of([one.contact_id for one in found]),
        counts=counts,
        found=counts[kind] if kind else sum(counts.values()),
        asked=asked,
        kind=kind,
        page_number=page,
        per_page=queries.PAGE,
        country_name=country_name,
        words=words,
    )


@bp.get(f"{BASE}/new")
@access(WRITE)
def new():
    form = NewClientForm(data={"contact": request.args.get("name")})
    return render_template("invoicing/clients/new.html", **_new(form))


@bp.post(f"{BASE}/")
@access(WRITE)
def create():
    form = NewClientForm()
    if not form.validate_on_submit():
        return invalid("invoicing/clients/new.html", **_new(form))
    terms = form.terms()
    try:
        contact = actions.contact_for(form.contact.data, terms)
    except Refused as refusal:
        form.contact.errors = [spoken(refusal.sentence)]
        return invalid("invoicing/clients/new.html", **_new(form))
    actions.keep_client(contact, terms)
    say(_("Client ajouté."))
    return see_other(begun_for(contact.public_id, url_for(".show", contact=contact.public_id)))


@bp.get(ONE)
@access(READ)
def show(contact):
    """Of any contact: one that is not a client yet is offered to become one."""
    person, client = queries.contact_with_client(contact)
    if client is None:
        return render_template("invoicing/clients/none.html", contact=person)
    facts = seller_facts()
    return render_template(
        "invoicing/clients/show.html",
        contact=person,
        client=client,
        employment=queries.employment_of([person.id]).get(person.id),
        months=queries.MONTHS,
        billed=_billed(facts, client, person),
        has_seller=facts is not None,
        country_name=country_name,
        words=words,
    )


@bp.get(f"{ONE}/edit")
@access(WRITE)
def edit(contact):
    person, client = queries.contact_with_client(contact)
    form = form_of(person, client)
    return render_template("invoicing/clients/edit.html", form=form, **_asked(person, client))


@bp.post(ONE)
@access(WRITE)
def update(contact):
    person, client = queries.contact_with_client(contact)
    form = form_of(person, client)
    if not form.validate_on_submit():
        return invalid("invoicing/clients/edit.html", form=form, **_asked(person, client))
    actions.keep_client(person, form.terms())
    say(_("Client enregistré."))
    return see_other(back_from_errand(url_for(".show", contact=contact)))


def _new(form):
    return {"form": form, "names": names_like("", None), "errand": errand()}


def _asked(contact, client):
    here = url_for(".show", contact=contact.public_id)
    return {
        "contact": contact,
        "client": client,
        "errand": errand(),
        "back_to": back_from_errand(here),
        "here": here,
    }


def _billed(facts, client, contact) -> Document | None:
    """An invoice of today to this client: its VAT and its mentions are those of the next one."""
    one = Draft(lines=(Line("", 100_00),))
    try:
        return composed(Kind.INVOICE, one, facts, client, contact, on=clock.today())
    except Problems:
        return None


def _kind() -> ClientKind | None:
    try:
        return ClientKind(request.args.get("kind", ""))
    except ValueError:
        return None
