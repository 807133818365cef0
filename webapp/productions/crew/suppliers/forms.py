from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, ValidationError
from wtforms.validators import Email, Optional

from webapp.contacts.fields import PhoneField
from webapp.contacts.models import Kind
from webapp.contacts.queries import same_as
from webapp.core.formats import phone as shown_phone
from webapp.core.forms import Form, Length, LineField, choices_of, required
from webapp.productions.crew import labels


class SupplierForm(Form):
    name = LineField(_l("Nom"), [required()])
    kind = SelectField(_l("Type"), choices=choices_of(labels.SUPPLIERS))
    purpose = LineField(_l("Pour quoi"))
    phone = PhoneField(_l("Téléphone"))
    email = LineField(_l("Mail"), [Optional(), Email(), Length(max=254)])


class NewSupplierForm(SupplierForm):
    def validate_phone(self, field):
        """A known company keeps its number: another one is typed in its own page, knowingly."""
        known = same_as(Kind.COMPANY, self.name.data or "", None)
        if field.data and known and known[0].phone and known[0].phone != field.data:
            raise ValidationError(
                _(
                    "%(name)s a déjà le %(phone)s dans vos contacts. Laissez ce champ vide, ou changez sa fiche.",
                    name=known[0].name,
                    phone=shown_phone(known[0].phone),
                )
            )
