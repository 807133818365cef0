from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField, PasswordField, RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.widgets import EmailInput

from webapp.accounts import passwords
from webapp.core.forms import Form, Length, LineField, no_address, required
from webapp.core.i18n import spoken

LONGEST_NAME = 80
# Where French freelancers work: the zones of the Republic, then its neighbours and usual destinations.
TIME_ZONES = (
    SelectChoice("Europe/Paris", lazy_gettext("Paris")),
    SelectChoice("America/Guadeloupe", lazy_gettext("Guadeloupe")),
    SelectChoice("America/Martinique", lazy_gettext("Martinique")),
    SelectChoice("America/Cayenne", lazy_gettext("Guyane")),
    SelectChoice("Indian/Reunion", lazy_gettext("La Réunion")),
    SelectChoice("Indian/Mayotte", lazy_gettext("Mayotte")),
    SelectChoice("America/Miquelon", lazy_gettext("Saint-Pierre-et-Miquelon")),
    SelectChoice("Pacific/Noumea", lazy_gettext("Nouvelle-Calédonie")),
    SelectChoice("Pacific/Tahiti", lazy_gettext("Tahiti")),
    SelectChoice("Pacific/Wallis", lazy_gettext("Wallis-et-Futuna")),
    SelectChoice("Europe/Brussels", lazy_gettext("Bruxelles")),
    SelectChoice("Europe/Zurich", lazy_gettext("Genève, Zurich")),
    SelectChoice("Europe/Luxembourg", lazy_gettext("Luxembourg")),
    SelectChoice("Europe/London", lazy_gettext("Londres")),
    SelectChoice("Africa/Casablanca", lazy_gettext("Casablanca")),
    SelectChoice("America/Montreal", lazy_gettext("Montréal")),
    SelectChoice("America/New_York", lazy_gettext("New York")),
    SelectChoice("America/Los_Angeles", lazy_gettext("Los Angeles")),
    SelectChoice("Asia/Tokyo", lazy_gettext("Tokyo")),
    SelectChoice("UTC", lazy_gettext("Temps universel (UTC)")),
)


def normalized_email(typed: str) -> str:
    """In lower case; whether its domain answers is not asked. Raises EmailNotValidError."""
    return validate_email(typed, check_deliverability=False, allow_smtputf8=False).normalized.lower()


class EmailField(LineField):
    widget = EmailInput()

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        try:
            self.data = normalized_email(self.data)
        except EmailNotValidError as error:
            raise ValidationError(
                _("Cette adresse mail n’est pas complète. Exemple : camille@exemple.fr")
            ) from error


class KnownPasswordField(PasswordField):
    """A password someone should know: any text, never shown again."""

    data: Any


class NewPasswordField(PasswordField):
    """A password being chosen; `form.about()` says whose it is."""

    data: Any

    def pre_validate(self, form: Any) -> None:
        email, name = form.about()
        if self.data and (weak := passwords.weakness(self.data, email=email, name=name)):
            raise ValidationError(spoken(weak))


class SignUpForm(Form):
    name = LineField(lazy_gettext("Prénom et nom"), [required(), Length(max=LONGEST_NAME), no_address])
    email = EmailField(lazy_gettext("Adresse mail"), [required()])
    password = NewPasswordField(lazy_gettext("Mot de passe"), [required()])
    next = HiddenField()

    def about(self) -> tuple[str, str]:
        return self.email.data or "", self.name.data or ""


class ConfirmForm(Form):
    password = KnownPasswordField(lazy_gettext("Mot de passe"), [required()])


class SignInForm(Form):
    email = EmailField(lazy_gettext("Adresse mail"), [required()])
    password = KnownPasswordField(lazy_gettext("Mot de passe"), [required()])
    kept = BooleanField(lazy_gettext("Garder ma session ouverte sur cet appareil"), default=True)
    next = HiddenField()


class ForgotForm(Form):
    email = EmailField(lazy_gettext("Adresse mail"), [required()])


class ResetForm(Form):
    password = NewPasswordField(lazy_gettext("Nouveau mot de passe"), [required()])

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        self._email = email
        super().__init__(*args, **kwargs)

    def about(self) -> tuple[str, str]:
        return self._email, ""


class NewEmailForm(Form):
    email = EmailField(lazy_gettext("Nouvelle adresse mail"), [required()])
    email_password = KnownPasswordField(lazy_gettext("Mot de passe"), [required()])


class NewPasswordForm(Form):
    current_password = KnownPasswordField(lazy_gettext("Mot de passe actuel"), [required()])
    new_password = NewPasswordField(lazy_gettext("Nouveau mot de passe"), [required()])

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        self._email = email
        super().__init__(*args, **kwargs)

    def about(self) -> tuple[str, str]:
        return self._email, ""


class PreferencesForm(Form):
    theme = RadioField(
        lazy_gettext("Thème"),
        choices=[
            SelectChoice("system", lazy_gettext("Comme l’appareil")),
            SelectChoice("light", lazy_gettext("Clair")),
            SelectChoice("dark", lazy_gettext("Sombre")),
        ],
    )
    language = RadioField(
        lazy_gettext("Langue"), choices=[SelectChoice("fr", "Français"), SelectChoice("en", "English")]
    )
    time_zone = SelectField(lazy_gettext("Fuseau horaire"), choices=TIME_ZONES)
