"""What a seller types of themselves."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import Email, Optional

from webapp.contacts.fields import PhoneField, PostalCodeField
from webapp.contacts.numbers import parse_naf
from webapp.core import clock
from webapp.core.forms import (
    DayField,
    Form,
    Length,
    LineField,
    TextField,
    TypedField,
    choices_of,
    not_empty,
    not_in_future,
    required,
)
from webapp.domain.invoices.identifiers import siren_of
from webapp.domain.invoices.profile import parse_accent, parse_penalty
from webapp.domain.typed import two_decimals
from webapp.invoicing.fields import BicField, IbanField, PaymentDaysField, SiretField, VatNumberField
from webapp.invoicing.models import Activity, Rhythm, SellerProfile
from webapp.invoicing.words import ACTIVITIES, NOT_MICRO, REGIMES, RHYTHMS

FRANCE = "FR"
INK = "#15161b"  # what papers are drawn in without a colour of one's own
THRICE, OWN = "thrice", "own"


class NafField(TypedField):
    parse = staticmethod(parse_naf)


class AccentField(TypedField):
    parse = staticmethod(parse_accent)


class PenaltyField(TypedField):
    input_mode = "decimal"

    @staticmethod
    def parse(text: str) -> int:
        return parse_penalty(text, clock.today())

    def shown(self, value: int) -> str:
        return two_decimals(value)


class ProfileForm(Form):
    name = LineField(_l("Prénom et nom"), [required()])
    trade_name = LineField(_l("Nom commercial"))
    activity = LineField(_l("Activité"))
    siret = SiretField(_l("SIRET"), [not_empty()])
    naf = NafField(_l("Code NAF"))
    address = LineField(_l("Adresse"), [required()])
    postal_code = PostalCodeField(_l("Code postal"), [not_empty()])
    city = LineField(_l("Ville"), [required(), Length(max=100)])
    email = LineField(_l("Mail"), [Optional(), Email(), Length(max=254)])
    phone = PhoneField(_l("Téléphone"))
    vat_number = VatNumberField(_l("Numéro de TVA"))
    iban = IbanField(_l("IBAN"))
    bic = BicField(_l("BIC"))
    payment_days = PaymentDaysField(_l("Délai de paiement"), [not_empty()], default=30)
    ends_month = BooleanField(_l("Compté jusqu’à la fin du mois"))
    penalty = RadioField(
        _l("Pénalités de retard"),
        choices=[
            SelectChoice(THRICE, _l("Trois fois le taux d’intérêt légal")),
            SelectChoice(OWN, _l("Un taux à vous")),
        ],
        default=THRICE,
    )
    penalty_bp = PenaltyField(_l("Taux par an"))
    insurance = LineField(_l("Assurance professionnelle"), [Length(max=400)])
    mediator = LineField(_l("Médiateur de la consommation"), [Length(max=400)])
    terms = TextField(_l("Conditions de vos devis"), [Length(max=2000)])
    accent = AccentField(_l("Couleur d’accent"), default=INK)
    micro = RadioField(
        _l("Forme de l’activité"), choices=[*choices_of(ACTIVITIES), SelectChoice("", NOT_MICRO)], default=""
    )
    declares = RadioField(
        _l("Chiffre d’affaires déclaré à l’Urssaf"), choices=choices_of(RHYTHMS), default=Rhythm.QUARTERLY
    )
    started_on = DayField(_l("Début de l’activité"), [not_in_future])

    def validate(self, extra_validators: Any = None) -> bool:
        if self.penalty.data != OWN:
            self.penalty_bp.process_errors = []  # hidden; shown again all the same
        if not self.micro.data:
            self.declares.validate_choice = False
        return bool(super().validate(extra_validators))

    def validate_vat_number(self, field: VatNumberField) -> None:
        field.check(country=FRANCE, siren=siren_of(self.siret.data or ""))

    def validate_penalty_bp(self, field: PenaltyField) -> None:
        if self.penalty.data == OWN and field.data is None and not field.process_errors:
            raise ValidationError(_("Indiquez le taux. Exemple\u00a0: 12,5"))

    def validate_postal_code(self, field: PostalCodeField) -> None:
        if field.data and len(field.data) > 10:
            raise ValidationError(_("Au plus %(max)d caractères.", max=10))

    def values(self) -> dict[str, Any]:
        """By the name of each column of the profile."""
        found = {name: value for name, value in self.data.items() if name not in NOT_COLUMNS}
        return {
            **found,
            "penalty_bp": self.penalty_bp.data if self.penalty.data == OWN else None,
            "accent": None if self.accent.data == INK else self.accent.data,
            "micro": Activity(self.micro.data) if self.micro.data else None,
            "declares": Rhythm(self.declares.data) if self.micro.data else Rhythm.QUARTERLY,
        }


NOT_COLUMNS = {"penalty", "csrf_token", "regime", "from_on"}


class FirstProfileForm(ProfileForm):
    """The first time, no day has a VAT regime yet."""

    regime = RadioField(_l("Votre régime de TVA aujourd’hui"), choices=choices_of(REGIMES))
    from_on = DayField(_l("Depuis le"), [not_empty(), not_in_future])


class LogoForm(Form):
    logo = FileField(_l("Logo"))


def form_of(profile: SellerProfile | None, name: str = "", email: str = "") -> ProfileForm:
    """Filled from the profile, or the first time with what the account knows of the person."""
    if profile is None:
        known = {"name": name, "email": email, "from_on": clock.today().replace(month=1, day=1)}
        return FirstProfileForm(data=known)
    form = ProfileForm(obj=profile)
    form.penalty.data = THRICE if profile.penalty_bp is None else OWN
    form.micro.data = profile.micro or ""
    form.accent.data = profile.accent or INK
    return form
