from flask import render_template, url_for
from flask_babel import gettext as _

from webapp.contacts import queries as book
from webapp.contacts.models import Kind
from webapp.contacts.roles import actions, queries
from webapp.contacts.roles.forms import RoleForm, form_of
from webapp.contacts.views import ONE, WRITE, bp
from webapp.core.access import access
from webapp.core.web import invalid, say, see_other

ROLE = f"{ONE}/roles/<role_id>"


@bp.get(f"{ONE}/roles/new")
@access(WRITE)
def new_role(public_id):
    contact = _person_or_404(public_id)
    return render_template("contacts/role.html", **_shown(contact, RoleForm(formdata=None)))


@bp.post(f"{ONE}/roles")
@access(WRITE)
def create_role(public_id):
    contact, form = _person_or_404(public_id), RoleForm()
    if not form.validate_on_submit():
        return invalid("contacts/role.html", **_shown(contact, form))
    actions.add_role(contact, _held(form))
    say(_("Ajouté au parcours."))
    return see_other(url_for(".show", public_id=public_id))


@bp.get(ROLE)
@access(WRITE)
def edit_role(public_id, role_id):
    contact = _person_or_404(public_id)
    role = queries.role_or_404(contact, role_id)
    return render_template("contacts/role.html", **_shown(contact, form_of(role), role))


@bp.post(ROLE)
@access(WRITE)
def update_role(public_id, role_id):
    contact, form = _person_or_404(public_id), RoleForm()
    role = queries.role_or_404(contact, role_id)
    if not form.validate_on_submit():
        return invalid("contacts/role.html", **_shown(contact, form, role))
    actions.update_role(role, _held(form))
    say(_("Parcours enregistré."))
    return see_other(url_for(".show", public_id=public_id))


@bp.post(f"{ROLE}/deletion")
@access(WRITE)
def delete_role(public_id, role_id):
    contact = _person_or_404(public_id)
    gesture = actions.delete_role(queries.role_or_404(contact, role_id))
    say(_("Ligne retirée du parcours."), undo=url_for(".undo", gesture_id=gesture.public_id))
    return see_other(url_for(".show", public_id=public_id))


def _person_or_404(public_id):
    return book.contact_or_404(public_id)


def _held(form):
    return actions.Held(**{name: form[name].data for name in actions.Held.__dataclass_fields__})


def _shown(contact, form, role=None):
    companies = book.names_like("", Kind.COMPANY)
    return {"contact": contact, "role": role, "form": form, "companies": companies}
