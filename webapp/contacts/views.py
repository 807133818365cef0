"""Pages of the address book."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from webapp.contacts import actions, queries
from webapp.contacts.forms import form_for
from webapp.contacts.models import Kind
from webapp.core.access import access
from webapp.core.web import invalid, page_asked, render_page, say, see_other, wants_part
from webapp.domain.permissions import Permission

bp = Blueprint("contacts", __name__)


@bp.get("/w/<workspace>/contacts/")
@access(Permission.CONTACTS_READ)
def index():
    words, kind, page = request.args.get("q", "").strip()[:200], _kind(), page_asked()
    counts = queries.count_of_kinds(words)
    return render_page(
        "contacts/index.html",
        "contacts/_found.html",
        contacts=queries.contacts_found(words, kind, page),
        counts=counts,
        found=counts[kind] if kind else sum(counts.values()),
        words=words,
        kind=kind,
        page_number=page,
        per_page=queries.PAGE,
    )


@bp.get("/w/<workspace>/contacts/suggestions")
@access(Permission.CONTACTS_READ)
def suggestions():
    """Options for a datalist; the words are the first value asked, under any name but `kind`."""
    words = next((value for name, value in request.args.items() if name != "kind"), "")
    if not wants_part():
        return redirect(url_for(".index", q=words), 302)
    return render_template("contacts/_options.html", names=queries.names_like(words[:200], _kind()))


@bp.get("/w/<workspace>/contacts/new")
@access(Permission.CONTACTS_WRITE)
def new():
    kind = _kind() or Kind.PERSON
    return _new_page(kind, _forms(name=request.args.get("name"), company=request.args.get("company")))


@bp.post("/w/<workspace>/contacts/")
@access(Permission.CONTACTS_WRITE)
def create():
    kind, forms = _kind() or Kind.PERSON, _forms()
    form = forms[kind]
    if not form.validate_on_submit():
        return _new_page(kind, forms, status=422)
    details = form.details()
    alike = queries.same_as(details.kind, details.name, details.siret)
    if alike and request.form.get("anyway") != kind:
        return _new_page(kind, forms, alike=alike, status=422)
    contact = actions.add_contact(details)
    say(_("Contact ajouté."))
    return see_other(url_for(".show", public_id=contact.public_id))


@bp.get("/w/<workspace>/contacts/<public_id>")
@access(Permission.CONTACTS_READ)
def show(public_id):
    try:
        contact = queries.contact_or_404(public_id)
    except NotFound:
        kept = queries.merged_into(public_id)
        if kept is None:
            raise
        return redirect(url_for(".show", public_id=kept), 302)
    return render_template(
        "contacts/show.html",
        contact=contact,
        company=queries.contact_by_id(contact.company_id),
        people=queries.people_of(contact) if contact.is_company else [],
    )


@bp.get("/w/<workspace>/contacts/<public_id>/edit")
@access(Permission.CONTACTS_WRITE)
def edit(public_id):
    contact = queries.contact_or_404(public_id)
    form = form_for(Kind(contact.kind), contact)
    return render_template("contacts/edit.html", contact=contact, **_shown(form))


@bp.post("/w/<workspace>/contacts/<public_id>")
@access(Permission.CONTACTS_WRITE)
def update(public_id):
    contact = queries.contact_or_404(public_id)
    form = form_for(Kind(contact.kind), contact)
    if not form.validate_on_submit():
        return invalid("contacts/edit.html", contact=contact, **_shown(form))
    actions.update_contact(contact, form.details())
    say(_("Contact enregistré."))
    return see_other(url_for(".show", public_id=public_id))


@bp.post("/w/<workspace>/contacts/<public_id>/deletion")
@access(Permission.CONTACTS_WRITE)
def delete(public_id):
    contact = queries.contact_or_404(public_id)
    actions.delete_contact(contact)
    say(
        _("%(name)s n’est plus dans vos contacts.", name=contact.name),
        undo=url_for(".restore", public_id=public_id),
    )
    return see_other(url_for(".index"))


@bp.post("/w/<workspace>/contacts/<public_id>/restoration")
@access(Permission.CONTACTS_WRITE)
def restore(public_id):
    actions.restore_contact(queries.contact_or_404(public_id, deleted=True))
    say(_("Contact rétabli."))
    return see_other(url_for(".show", public_id=public_id))


def _forms(**values):
    """Both kinds, so that changing one's mind loses nothing; what was typed is in each."""
    return {kind: form_for(kind, **values) for kind in Kind}


def _new_page(kind, forms, alike=(), status=200):
    page = render_template("contacts/new.html", alike=alike, **_shown(forms[kind], *forms.values()))
    return page, status


def _shown(form, *both):
    """The form chosen, those of the kinds it may have, and a few companies: the field asks for others as one types."""
    by_kind = {one.kind: one for one in both or (form,)}
    person, company = (by_kind.get(kind) for kind in (Kind.PERSON, Kind.COMPANY))
    companies = queries.names_like("", Kind.COMPANY) if person else []
    return {"form": form, "person": person, "company": company, "companies": companies}


def _kind() -> Kind | None:
    try:
        return Kind(request.values.get("kind", ""))
    except ValueError:
        return None
