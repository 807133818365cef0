"""Pages of the address book."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.contacts import actions, birthdays, queries
from webapp.contacts.forms import form_of, new_form
from webapp.contacts.lists.forms import ListForm
from webapp.contacts.models import Kind
from webapp.contacts.queries import Filters
from webapp.contacts.roles import days
from webapp.contacts.roles.queries import roles_of
from webapp.contacts.ways import KINDS, LABELS
from webapp.core.access import access
from webapp.core.again import answered_again
from webapp.core.files import handed_over
from webapp.core.web import asks_a_line, invalid, page_asked, render_page, say, see_other, wants_part
from webapp.domain.permissions import Permission

bp = Blueprint("contacts", __name__)

BASE = "/w/<workspace>/contacts"
ONE = f"{BASE}/<public_id>"
READ, WRITE = Permission.CONTACTS_READ, Permission.CONTACTS_WRITE
MOST_PILLS = 24  # tags that one ticks; the others are typed
A_YEAR = "private, max-age=31536000, immutable"


@bp.get(f"{BASE}/")
@access(READ)
@answered_again
def index():
    return index_page(filters_in(request.args))


def index_page(filters, naming=None):
    """`naming` is the form that names a list, shown again when its name is wrong."""
    counts = queries.count_of_kinds(filters)
    return render_page(
        "contacts/index.html",
        "contacts/_found.html",
        contacts=queries.contacts_found(filters, page := page_asked()),
        counts=counts,
        found=counts[filters.kind] if filters.kind else sum(counts.values()),
        filters=filters,
        choices=queries.choices(),
        naming=naming or ListForm(formdata=None),
        is_ticking=request.args.get("select") == "y",
        page_number=page,
        per_page=queries.PAGE,
    )


def filters_in(values):
    """Read of an address or of a form."""
    words, tag, city = (values.get(name, "").strip()[:200] for name in ("q", "tag", "city"))
    return Filters(words, _kind(values), tag, city[:100])


@bp.get(f"{BASE}/suggestions")
@access(READ)
def suggestions():
    """Options for a datalist; the words are the first value asked, under any name but `kind`."""
    words = next((value for name, value in request.args.items() if name != "kind"), "")
    if not wants_part():
        return redirect(url_for(".index", q=words), 302)
    return render_template(
        "contacts/_options.html", names=queries.names_like(words[:200], _kind(request.args))
    )


@bp.get(f"{BASE}/new")
@access(WRITE)
def new():
    kind = _kind(request.args) or Kind.PERSON
    return _new_page(kind, _forms(name=request.args.get("name"), company=request.args.get("company")))


@bp.post(f"{BASE}/")
@access(WRITE)
def create():
    kind, forms = _kind(request.values) or Kind.PERSON, _forms()
    form = forms[kind]
    if asks_a_line(form) or not form.validate_on_submit():
        return _new_page(kind, forms, status=422)
    details = form.details()
    alike = queries.same_as(details.kind, details.name, details.siret)
    if alike and request.form.get("anyway") != kind:
        return _new_page(kind, forms, alike=alike, status=422)
    contact = actions.add_contact(details)
    say(_("Contact ajouté."))
    return see_other(url_for(".show", public_id=contact.public_id))


@bp.get(ONE)
@access(READ)
def show(public_id):
    card = queries.card_or_404(public_id)
    contact = card.contact
    if contact.deleted_at:
        return _where_it_went(contact)
    return render_template(
        "contacts/show.html",
        card=card,
        contact=contact,
        people=queries.people_of(contact) if contact.is_company else [],
        roles=[] if contact.is_company else roles_of(contact),
        introduced=queries.introduced_by(contact),
        days=days,
        birthdays=birthdays,
        kinds=KINDS,
    )


@bp.get(f"{ONE}/photo")
@access(READ)
def photo(public_id):
    """The mark in its address changes with the picture, so that a browser may keep it."""
    kept = queries.photo_or_404(public_id)
    response = handed_over([kept.content], "photo.jpg", "image/jpeg", len(kept.content), inline=True)
    response.headers["Cache-Control"] = A_YEAR if "v" in request.args else "private, no-store"
    return response


@bp.get(f"{ONE}/edit")
@access(WRITE)
def edit(public_id):
    card = _card_or_404(public_id)
    form = form_of(card)
    form.add_line()
    return render_template("contacts/edit.html", contact=card.contact, **_shown(form))


@bp.post(ONE)
@access(WRITE)
def update(public_id):
    card = _card_or_404(public_id)
    form = form_of(card)
    if asks_a_line(form) or not form.validate_on_submit():
        return invalid("contacts/edit.html", contact=card.contact, **_shown(form))
    actions.update_contact(card.contact, form.details())
    say(_("Contact enregistré."))
    return see_other(url_for(".show", public_id=public_id))


@bp.post(f"{ONE}/deletion")
@access(WRITE)
def delete(public_id):
    contact = queries.contact_or_404(public_id)
    actions.delete_contact(contact)
    say(
        _("%(name)s n’est plus dans vos contacts.", name=contact.name),
        undo=url_for(".restore", public_id=public_id),
    )
    return see_other(url_for(".index"))


@bp.post(f"{ONE}/restoration")
@access(WRITE)
def restore(public_id):
    """What was merged comes back by its own way."""
    contact = queries.contact_or_404(public_id, deleted=True)
    if contact.merged_into_id:
        abort(404)
    actions.restore_contact(contact)
    say(_("Contact rétabli."))
    return see_other(url_for(".show", public_id=public_id))


def _where_it_went(contact):
    """For as long as the merge may be undone, an old address leads to the one that was kept."""
    kept = queries.contact_by_id(contact.merged_into_id)
    return redirect(url_for(".show", public_id=kept.public_id), 302) if kept else abort(404)


def _card_or_404(public_id):
    card = queries.card_or_404(public_id)
    if card.contact.deleted_at:
        abort(404)
    return card


def _forms(**values):
    """Both kinds, so that changing one's mind loses nothing; what was typed is in each."""
    return {kind: new_form(kind, **values) for kind in Kind}


def _new_page(kind, forms, alike=(), status=200):
    page = render_template("contacts/new.html", alike=alike, **_shown(forms[kind], *forms.values()))
    return page, status


def _shown(form, *both):
    """The form chosen, those of the kinds it may have, and a few companies: the field asks for others as one types."""
    by_kind = {one.kind: one for one in both or (form,)}
    person, company = (by_kind.get(kind) for kind in (Kind.PERSON, Kind.COMPANY))
    known, ticked = queries.tag_names(), form.tags.data or []
    return {
        "form": form,
        "person": person,
        "company": company,
        "companies": queries.names_like("", Kind.COMPANY) if person else [],
        "labels": LABELS,
        "pills": list(dict.fromkeys([*ticked, *known[:MOST_PILLS]])),
        "known": known,
    }


def _kind(values) -> Kind | None:
    try:
        return Kind(values.get("kind", ""))
    except ValueError:
        return None


from webapp.contacts.gestures import views as _gestures  # noqa: E402, F401
from webapp.contacts.lists import views as _lists  # noqa: E402, F401
from webapp.contacts.many import views as _many  # noqa: E402, F401
from webapp.contacts.roles import views as _roles  # noqa: E402, F401
