"""What is typed about a client: each kind is asked what the law wants of it, the rest is hidden and not read."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import Email, Length, Optional

from webapp.contacts.models import Contact
from webapp.contacts.numbers import parse_postal_code
from webapp.core import clock
from webapp.core.forms import Form, LineField, TextField, choices_of, required
from webapp.core.i18n import spoken
from webapp.domain.invoices.document import ClientKind, Treatment
from webapp.domain.invoices.identifiers import is_in_eu, is_in_france
from webapp.domain.refusals import Refused
from webapp.invoicing.clients.countries import countries_by_name, country_name
from webapp.invoicing.clients.terms import Terms
from webapp.invoicing.fields import PaymentDaysField, SirenField, SiretField, VatNumberField
from webapp.invoicing.models import Client
from webapp.invoicing.words import CLIENTS, TREATMENT_CHOICES

K = ClientKind
FRANCE = "FR"
IN_FRANCE = {K.BUSINESS, K.PUBLIC}
ASKED_OF = {
    "siren": IN_FRANCE,
    "siret": IN_FRANCE,
    "buyer_reference": {K.PUBLIC},
    "vat_number": {K.BUSINESS, K.EU_BUSINESS},
}


class ClientForm(Form):
    kind = RadioField(_l("Type de client"), choices=choices_of(CLIENTS), default=K.BUSINESS)
    legal_name = LineField(_l("Nom sur la facture"), [required()])
    siren = SirenField(_l("SIREN"))
    siret = SiretField(_l("SIRET"))
    vat_number = VatNumberField(_l("Numéro de TVA"))
    buyer_reference = LineField(_l("Code service"), [Length(max=100)])
    address = LineField(_l("Adresse"), [required(), Length(max=200)])
    postal_code = LineField(_l("Code postal"), [Length(max=10)])
    city = LineField(_l("Ville"), [required(), Length(max=100)])
    country = SelectField(_l("Pays"), default=FRANCE)
    email = LineField(_l("Mail de facturation"), [Optional(), Email(), Length(max=254)])
    attention = LineField(_l("À l’attention de"))
    payment_days = PaymentDaysField(_l("Délai de paiement"))
    language = RadioField(
        _l("Langue des pièces"),
        choices=[SelectChoice("fr", _l("Français")), SelectChoice("en", _l("Anglais"))],
        default="fr",
    )
    treatment = RadioField(
        _l("Quelle TVA"),
        choices=[SelectChoice("", _l("Suivre la règle")), *choices_of(TREATMENT_CHOICES)],
        default="",
    )
    treatment_reason = TextField(_l("Pourquoi cette exception"), [Length(max=400)])

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.country.choices = choices_of(countries_by_name())

    @property
    def about(self) -> ClientKind | None:
        return ClientKind(self.kind.data) if self.kind.data in list(ClientKind) else None

    def asks(self, name: str) -> bool:
        return self.about in ASKED_OF[name]

    def validate(self, extra_validators: Any = None) -> bool:
        for name in ASKED_OF:
            if not self.asks(name):  # hidden; shown again all the same
                field = self[name]
                field.process_errors, field.validators, field.validate_choice = [], [], False
        return bool(super().validate(extra_validators))

    def validate_siren(self, field: SirenField) -> None:
        if not self.asks("siren") or field.process_errors:
            return
        siret = self.siret.data
        if field.data is None and not siret:
            raise ValidationError(_("La loi demande le SIREN d’un client professionnel en France."))
        if field.data and siret and not siret.startswith(field.data):
            raise ValidationError(_("Le SIRET commence par le SIREN\u00a0: l’un des deux est faux."))

    def validate_vat_number(self, field: VatNumberField) -> None:
        if not self.asks("vat_number") or field.process_errors:
            return
        if self.about is K.EU_BUSINESS and field.data is None:
            raise ValidationError(
                _("Sans son numéro de TVA, la TVA française est due\u00a0: demandez-le au client.")
            )
        is_french = is_in_france(self.country.data or "")
        field.check(
            country=FRANCE if is_french else self.country.data or "",
            siren=(self._known_siren or "") if is_french else "",
        )

    def validate_country(self, field: SelectField) -> None:
        code = field.data or ""
        is_french, is_european = is_in_france(code), is_in_eu(code, clock.today())
        name = country_name(code)
        if self.about in IN_FRANCE and not is_french:
            raise ValidationError(
                _("%(country)s\u00a0: choisissez un autre type de client, ou la France.", country=name)
            )
        if self.about is K.EU_BUSINESS and not is_european:
            raise ValidationError(
                _("%(country)s\u00a0: ce n’est pas un autre pays de l’Union européenne.", country=name)
            )
        if self.about is K.ABROAD and (is_french or is_european):
            raise ValidationError(
                _("%(country)s\u00a0: la TVA y est celle de l’Union. Choisissez un autre type de client.",
                  country=name)
            )  # fmt: skip

    def validate_postal_code(self, field: LineField) -> None:
        if not is_in_france(self.country.data or ""):
            return
        if not field.data:
            raise ValidationError(_("À remplir."))
        try:
            field.data = parse_postal_code(field.data)
        except Refused as refusal:
            raise ValidationError(spoken(refusal.sentence)) from refusal

    def validate_treatment_reason(self, field: TextField) -> None:
        if self.treatment.data and not field.data:
            raise ValidationError(_("Écrivez pourquoi\u00a0: un contrôle le demandera."))

    @property
    def _known_siren(self) -> str | None:
        return self.siren.data or (self.siret.data or "")[:9] or None

    def terms(self) -> Terms:
        asked = {name: self[name].data if self.asks(name) else None for name in ASKED_OF}
        return Terms(
            **{
                **asked,
                "kind": ClientKind(self.kind.data),
                "siren": self._known_siren if self.asks("siren") else None,
                **{name: self[name].data for name in ALWAYS},
                "treatment": Treatment(self.treatment.data) if self.treatment.data else None,
                "treatment_reason": self.treatment_reason.data if self.treatment.data else None,
            }
        )


ALWAYS = (
    "legal_name", "address", "postal_code", "city", "country", "email", "attention", "payment_days", "language",
)  # fmt: skip


class NewClientForm(ClientForm):
    contact = LineField(_l("Contact"), [required()])

    def validate(self, extra_validators: Any = None) -> bool:
        """One name is enough: that of the contact is on the papers unless another is typed."""
        self.legal_name.data = self.legal_name.data or self.contact.data
        return super().validate(extra_validators)


def form_of(contact: Contact, client: Client | None) -> ClientForm:
    """Filled from the client, or from what the address book knows of a contact that is not one yet."""
    if client is not None:
        return ClientForm(data={**_kept(client), "treatment": client.treatment or ""})
    siret = contact.siret
    return ClientForm(
        data={
            "kind": K.BUSINESS if contact.is_company or contact.company_id else K.CONSUMER,
            "legal_name": contact.name,
            "siren": siret[:9] if siret else None,
            "siret": siret,
            "address": contact.address,
            "postal_code": contact.postal_code,
            "city": contact.city,
            "email": contact.email,
        }
    )


def _kept(client: Client) -> dict[str, Any]:
    return {name: getattr(client, name) for name in Terms.__dataclass_fields__}
