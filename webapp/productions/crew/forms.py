"""What is typed about someone in a crew."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import Email, Optional

from webapp.contacts.fields import PhoneField
from webapp.core.forms import DayField, Form, Length, LineField, TextField, choices_of, not_before, required
from webapp.productions.crew import labels
from webapp.productions.crew.entries import WRITTEN, Entry, Reach
from webapp.productions.crew.models import ContractStatus, Department


class MemberForm(Form):
    name = LineField(_l("Nom"), [required()])
    phone = PhoneField(_l("Téléphone"))
    email = LineField(_l("Mail"), [Optional(), Email(), Length(max=254)])
    department = SelectField(_l("Département"), choices=choices_of(labels.DEPARTMENTS))
    contract_job = LineField(_l("Emploi au contrat"), [required()])
    credit_job = LineField(_l("Fonction au générique"))
    role_number = LineField(_l("Numéro de rôle"), [Length(max=8)])
    role_name = LineField(_l("Rôle"))
    agent = LineField(_l("Agent ou agence"))
    start_on = DayField(_l("Arrivée"))
    end_on = DayField(_l("Départ"), [not_before("start_on")])
    unit = SelectField(
        _l("Équipe de tournage"),
        choices=[
            SelectChoice("", _l("Toutes")),
            SelectChoice("1", _l("Équipe 1")),
            SelectChoice("2", _l("Équipe 2")),
        ],
        coerce=lambda value: int(value) if value else None,
    )
    contract_status = RadioField(
        _l("Contrat"), choices=choices_of(labels.CONTRACT_STEPS), default=ContractStatus.TO_MAKE
    )
    contract_sent_on = DayField(_l("Envoyé le"))
    dpae_on = DayField(_l("DPAE faite le"))
    shares_phone = BooleanField(_l("Son téléphone peut figurer dans la bible"), default=True)
    notes = TextField(_l("Notes"), [Length(max=2000)])
    # Who it is, when the address book knows somebody alike: a contact's public id, or “new”.
    same = RadioField(_l("Est-ce la même personne ?"), [Optional()], validate_choice=False)

    def entry(self) -> Entry:
        values = {name: self.data[name] for name in WRITTEN}
        values["department"] = Department(values["department"])
        values["contract_status"] = ContractStatus(values["contract_status"])
        return Entry(agent=self.agent.data, **values)

    def reach(self) -> Reach:
        return Reach(self.name.data or "", self.phone.data, self.email.data)


class CopyForm(Form):
    to = SelectField(_l("Production"))

    def __init__(self, productions, **kwargs):
        super().__init__(**kwargs)
        self.to.choices = [SelectChoice(one.public_id, one.title) for one in productions]

    def validate_to(self, field):
        if not field.choices:
            raise ValidationError(_("Il n’y a pas d’autre production."))
