"""What is typed about a person or a company."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, ValidationError
from wtforms.validators import Email, Optional

from webapp.contacts import numbers
from webapp.contacts.details import Details
from webapp.contacts.models import Contact, Kind
from webapp.contacts.queries import contact_by_id
from webapp.core.forms import Form, Length, LineField, SiretField, TextField, required
from webapp.core.i18n import spoken
from webapp.domain.refusals import Refused


class _ParsedField(LineField):
    """A line brought to one shape; the typed text stays when it is wrong."""

    def __init__(self, label, parse, validators=None, **kwargs):
        super().__init__(label, [*(validators or []), Optional()], **kwargs)
        self.parse = parse

    def pre_validate(self, form):
        super().pre_validate(form)
        try:
            self.data = self.parse(self.data) if self.data else None
        except Refused as refusal:
            raise ValidationError(spoken(refusal.sentence)) from refusal


class _ContactForm(Form):
    name = LineField(_l("Nom"), [required()])
    phone = _ParsedField(_l("Téléphone"), numbers.parse_phone)
    email = LineField(_l("Mail"), [Optional(), Email(), Length(max=254)])
    address = LineField(_l("Adresse"))
    postal_code = _ParsedField(_l("Code postal"), numbers.parse_postal_code, [Length(max=10)])
    city = LineField(_l("Ville"), [Length(max=100)])
    notes = TextField(_l("Notes"))

    kind: Kind

    def details(self) -> Details:
        values = {name: value for name, value in self.data.items() if name in Details.__dataclass_fields__}
        return Details(kind=self.kind, **values)


class PersonForm(_ContactForm):
    kind = Kind.PERSON

    job = LineField(_l("Fonction"))
    company = LineField(_l("Structure"))


class CompanyForm(_ContactForm):
    kind = Kind.COMPANY

    siret = SiretField(_l("SIRET"))
    naf = _ParsedField(_l("Code NAF"), numbers.parse_naf)
    idcc = _ParsedField(_l("Convention collective (IDCC)"), numbers.parse_idcc)
    is_guso = BooleanField(_l("Déclare par le Guso"))
    payroll_contact = LineField(_l("Contact paie"))
    payroll_email = LineField(_l("Mail de la paie"), [Optional(), Email(), Length(max=254)])
    payroll_phone = _ParsedField(_l("Téléphone de la paie"), numbers.parse_phone)
    payroll_provider = LineField(_l("Prestataire de paie"))
    employee_space_url = _ParsedField(_l("Espace salarié"), numbers.parse_https)


FORMS = {Kind.PERSON: PersonForm, Kind.COMPANY: CompanyForm}


def form_for(kind: Kind, contact: Contact | None = None, **values: object) -> _ContactForm:
    """The form of a kind, filled from a contact if there is one."""
    if contact is not None and contact.company_id:
        company = contact_by_id(contact.company_id)
        values["company"] = company.name if company else None
    return FORMS[kind](obj=contact, data=values or None)
