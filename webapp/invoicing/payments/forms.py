from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, ValidationError

from webapp.accounts.forms import EmailField
from webapp.core.forms import (
    CentsField,
    DayField,
    Form,
    Length,
    LineField,
    TextField,
    choices_of,
    not_empty,
    not_in_future,
    required,
)
from webapp.invoicing.models import Means
from webapp.invoicing.payments.actions import Terms
from webapp.invoicing.payments.letters import Letter
from webapp.invoicing.words import MEANS


class PaymentForm(Form):
    """Money that came, or went back for a credit note."""

    paid_on = DayField(_l("Reçu le"), [not_empty(_l("Indiquez le jour.")), not_in_future])
    cents = CentsField(_l("Montant"), [not_empty(_l("Indiquez le montant."))])
    means = SelectField(_l("Moyen"), choices=choices_of(MEANS), default=Means.TRANSFER)
    note = LineField(_l("Note"), [Length(max=400)])

    def validate_cents(self, field: CentsField) -> None:
        if field.data == 0:
            raise ValidationError(_("Indiquez un montant au-dessus de zéro."))

    def terms(self) -> Terms:
        return Terms(self.paid_on.data, self.cents.data, Means(self.means.data), self.note.data)


class LetterForm(Form):
    """A mail as it will leave: whoever sends it may change every word."""

    to = EmailField(_l("À"), [required(_l("Indiquez l’adresse.")), Length(max=254)])
    subject = LineField(_l("Objet"), [required(_l("Indiquez l’objet."))])
    text = TextField(_l("Texte"), [required(_l("Écrivez le texte."))])
    with_link = BooleanField(_l("Ajouter le lien privé de la facture"))

    def letter(self, language: str) -> Letter:
        return Letter(self.subject.data, (self.text.data or "").replace("\r\n", "\n"), language)
