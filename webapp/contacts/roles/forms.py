"""What is typed about a role."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from webapp.contacts.models import Role
from webapp.contacts.queries import contact_by_id
from webapp.contacts.roles import days
from webapp.core.forms import Form, LineField, TypedField, not_before, required


class StartField(TypedField):
    parse = staticmethod(days.parse_start)

    def shown(self, value):
        return days.typed(value)


class EndField(TypedField):
    parse = staticmethod(days.parse_end)

    def shown(self, value):
        return days.typed(value, is_end=True)


class RoleForm(Form):
    job = LineField(_l("Fonction"), [required()])
    company = LineField(_l("Structure"))
    show = LineField(_l("Production ou spectacle"))
    start_on = StartField(_l("Depuis"))
    end_on = EndField(_l("Jusqu’à"), [not_before("start_on")])

    def validate_show(self, field):
        if not field.data and not self.company.data:
            raise ValidationError(_("Indiquez la structure, la production, ou les deux."))


def form_of(role: Role) -> RoleForm:
    company = contact_by_id(role.company_id)
    return RoleForm(obj=role, data={"company": company.name if company else None})
