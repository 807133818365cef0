from flask_babel import lazy_gettext
from wtforms import RadioField, SelectField
from wtforms.fields import SelectChoice

from webapp.accounts.forms import EmailField
from webapp.core.forms import Form, Length, LineField, no_address, required
from webapp.domain.permissions import Role

LONGEST_NAME = 80
ROLES = {
    Role.EDITOR.value: lazy_gettext("Peut modifier"),
    Role.VIEWER.value: lazy_gettext("Peut voir"),
    Role.OWNER.value: lazy_gettext("Propriétaire"),
}
CHOICES = [SelectChoice(value, text) for value, text in ROLES.items()]


class WorkspaceForm(Form):
    name = LineField(lazy_gettext("Nom de l’espace"), [required(), Length(max=LONGEST_NAME), no_address])


class InviteForm(Form):
    email = EmailField(lazy_gettext("Adresse mail"), [required()])
    role = RadioField(lazy_gettext("Rôle"), choices=CHOICES, default=Role.EDITOR.value)


class RoleForm(Form):
    role = SelectField(lazy_gettext("Rôle"), choices=CHOICES)


class AcceptForm(Form):
    name = LineField(
        lazy_gettext("Votre nom dans cet espace"), [required(), Length(max=LONGEST_NAME), no_address]
    )
