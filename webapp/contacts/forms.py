"""What is typed about a person or a company."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, SelectMultipleField, ValidationError
from wtforms.validators import Email, Optional

from webapp.contacts import numbers
from webapp.contacts.details import Details, WayDetails
from webapp.contacts.fields import BirthdayField, PhoneField, typed_phone
from webapp.contacts.models import Contact, Kind, WayKind
from webapp.contacts.queries import Card, contact_by_id, contacts_called
from webapp.contacts.ways import LONGEST, parse_way
from webapp.core.fold import fold
from webapp.core.forms import (
    DayField,
    Form,
    Length,
    LineField,
    Rows,
    SiretField,
    TextField,
    TypedField,
    not_in_future,
    required,
)
from webapp.core.i18n import spoken
from webapp.domain.refusals import Refused

MOST_WAYS = 20
MOST_TAGS = 40
LONGEST_TAG = 60


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


class WayField(TypedField):
    """A number, a mail or a page: which one is told by its shape."""

    parse = staticmethod(parse_way)

    def pre_validate(self, form):
        if self.data and len(self.data[1]) > LONGEST:
            raise ValidationError(_("Au plus %(max)d caractères.", max=LONGEST))

    def shown(self, value):
        kind, text = value
        return typed_phone(text) if kind == WayKind.PHONE else text


class WayForm(Form):
    """One line; a line left empty is no way."""

    class Meta(Form.Meta):
        csrf = False

    value = WayField(_l("Numéro, mail ou page"))
    label = LineField(_l("Libellé"), [Length(max=60)])

    def validate_value(self, field):
        if self.label.data and not _is_typed(field):
            raise ValidationError(_("Indiquez le numéro, le mail ou la page, ou videz la ligne."))

    @property
    def is_empty(self) -> bool:
        return not (_is_typed(self.value) or _is_typed(self.label))

    def details(self) -> WayDetails:
        kind, value = self.value.data
        return WayDetails(kind, value, self.label.data)


def _is_typed(field):
    return bool(field.raw_data and field.raw_data[0].strip())


class _ContactForm(Form):
    name = LineField(_l("Nom"), [required()])
    phone = PhoneField(_l("Téléphone"))
    email = LineField(_l("Mail"), [Optional(), Email(), Length(max=254)])
    ways = Rows(
        FormField(WayForm),
        label=_l("Autres moyens de joindre"),
        description=_l("ligne"),
        min_entries=1,
        max_entries=MOST_WAYS,
    )
    tags = SelectMultipleField(_l("Étiquettes"), validate_choice=False)
    more_tags = LineField(_l("Autres étiquettes"))
    address = LineField(_l("Adresse"))
    postal_code = _ParsedField(_l("Code postal"), numbers.parse_postal_code, [Length(max=10)])
    city = LineField(_l("Ville"), [Length(max=100)])
    met = LineField(_l("Comment on s’est connus"))
    introduced_by = LineField(_l("Qui vous a présentés"))
    source = LineField(_l("D’où viennent ces coordonnées"))
    consented_on = DayField(_l("Accord donné le"), [not_in_future])
    notes = TextField(_l("Notes privées"))

    kind: Kind
    contact: Contact | None = None  # the one that is changed
    asked_line = -1  # where to go on writing, after “Ajouter une ligne”
    _introducer: Contact | None = None

    def validate_introduced_by(self, field):
        """The same one while the name has not changed, even if another bears it, or is no longer in the book."""
        if not field.data:
            return
        now = contact_by_id(self.contact.introduced_by_id) if self.contact else None
        if now is not None and fold(now.name) == fold(field.data):
            self._introducer = now
            return
        found = contacts_called(field.data)
        if not found:
            raise ValidationError(_("Personne de ce nom dans vos contacts\u00a0: ajoutez-le d’abord."))
        if len(found) > 1:
            raise ValidationError(
                _(
                    "Plusieurs contacts portent ce nom\u00a0: ajoutez sa fonction ou sa structure après une virgule."
                )
            )
        if self.contact is not None and found[0].id == self.contact.id:
            raise ValidationError(_("Un contact ne se présente pas lui-même."))
        self._introducer = found[0]

    def validate_more_tags(self, field):
        if any(len(name) > LONGEST_TAG for name in self.tag_names()):
            raise ValidationError(_("Une étiquette a au plus %(max)d caractères.", max=LONGEST_TAG))
        if len(self.tag_names()) > MOST_TAGS:
            raise ValidationError(_("Au plus %(max)d étiquettes.", max=MOST_TAGS))

    def tag_names(self) -> tuple[str, ...]:
        """Those ticked, then those typed, apart by commas."""
        names = [*(self.tags.data or []), *(self.more_tags.data or "").split(",")]
        return tuple({fold(name): name.strip() for name in names if fold(name)}.values())

    def details(self) -> Details:
        values = {name: value for name, value in self.data.items() if name in Details.__dataclass_fields__}
        values |= {
            "ways": tuple(line.details() for line in self.lines if not line.is_empty),
            "tags": self.tag_names(),
            "introduced_by_id": self._introducer.id if self._introducer else None,
        }
        return Details(kind=self.kind, **values)

    @property
    def lines(self) -> list[WayForm]:
        return [entry.form for entry in self.ways]

    def ask_line(self) -> None:
        """The first line left empty is the one to go on with; another is added when all are filled."""
        if all(not line.is_empty for line in self.lines):
            self.add_line()
        empty = (place for place, line in enumerate(self.lines) if line.is_empty)
        self.asked_line = next(empty, len(self.lines) - 1)

    def add_line(self) -> None:
        if len(self.ways) < MOST_WAYS:
            self.ways.append_entry()


class PersonForm(_ContactForm):
    kind = Kind.PERSON

    job = LineField(_l("Fonction"))
    company = LineField(_l("Structure"))
    languages = LineField(_l("Langues"))
    driving_licence = LineField(_l("Permis"), [Length(max=50)])
    birthday = BirthdayField(_l("Anniversaire"))


class CompanyForm(_ContactForm):
    kind = Kind.COMPANY

    siret = SiretField(_l("SIRET"))
    naf = _ParsedField(_l("Code NAF"), numbers.parse_naf)
    idcc = _ParsedField(_l("Convention collective (IDCC)"), numbers.parse_idcc)
    is_guso = BooleanField(_l("Déclare par le Guso"))
    payroll_contact = LineField(_l("Contact paie"))
    payroll_email = LineField(_l("Mail de la paie"), [Optional(), Email(), Length(max=254)])
    payroll_phone = PhoneField(_l("Téléphone de la paie"))
    payroll_provider = LineField(_l("Prestataire de paie"))
    employee_space_url = _ParsedField(_l("Espace salarié"), numbers.parse_https)


FORMS = {Kind.PERSON: PersonForm, Kind.COMPANY: CompanyForm}


def new_form(kind: Kind, **values: object) -> _ContactForm:
    return FORMS[kind](data=values or None)


def form_of(card: Card) -> _ContactForm:
    """Filled with all that is known, so that what is saved again loses nothing."""
    form = FORMS[Kind(card.contact.kind)](
        obj=card.contact,
        data={
            "company": card.company.name if card.company else None,
            "introduced_by": card.introducer.name if card.introducer else None,
            "ways": [{"value": (way.kind, way.value), "label": way.label} for way in card.ways],
            "tags": [name for _public_id, name in card.tags],
        },
    )
    form.contact = card.contact
    return form
