"""What is typed about a place."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField, SelectField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import Email, Optional

from webapp.contacts.fields import PhoneField, PostalCodeField
from webapp.core.forms import DayField, Form, Length, LineField, Rows, TextField, TypedField, required
from webapp.domain.coordinates import parse_coordinates, said
from webapp.domain.refusals import Refused
from webapp.domain.typed import parse_metres, parse_quantity, two_decimals
from webapp.domain.words import sentence
from webapp.places import labels
from webapp.places.models import PlaceKind
from webapp.places.sheet import HALL_ONLY, HALLS, Call, Sheet

MOST_KEEPERS = 20
MOST_SEATS = 200_000


class CoordinatesField(TypedField):
    """Two numbers, or the link of a map."""

    parse = staticmethod(parse_coordinates)

    def shown(self, value):
        return said(*value)


class MetresField(TypedField):
    """A length in metres, as centimetres."""

    parse = staticmethod(parse_metres)

    def shown(self, value):
        return two_decimals(value)


class SeatsField(TypedField):
    @staticmethod
    def parse(text):
        seats, part = divmod(parse_quantity(text), 100)
        if part or not seats:
            raise Refused(sentence("Indiquez un nombre de places. Exemple\u00a0: 412."))
        return seats


class KeeperForm(Form):
    """One line; a line left empty is nobody."""

    class Meta(Form.Meta):
        csrf = False

    job = LineField(_l("Fonction"), [Length(max=100)])
    name = LineField(_l("Nom"))
    phone = PhoneField(_l("Téléphone"))
    email = LineField(_l("Mail"), [Optional(), Email(), Length(max=254)])

    def validate_job(self, field):
        if not field.data and not self.is_empty:
            raise ValidationError(_("Indiquez la fonction\u00a0: gardien, accueil, mairie…"))

    @property
    def is_empty(self) -> bool:
        fields = (self.job, self.name, self.phone, self.email)
        return not any(field.raw_data and field.raw_data[0].strip() for field in fields)

    def call(self) -> Call:
        return Call(self.job.data, self.name.data, self.phone.data, self.email.data)


class SunForm(Form):
    """The day whose sun is asked, read from the address."""

    class Meta(Form.Meta):
        csrf = False

    on = DayField(_l("Un autre jour"))


class PlaceForm(Form):
    name = LineField(_l("Nom du lieu"), [required()])
    kind = SelectField(
        _l("Type"),
        choices=[SelectChoice(value, name) for value, name in labels.PLACES.items()],
        default=PlaceKind.SET,
    )
    address = LineField(_l("Adresse"))
    postal_code = PostalCodeField(_l("Code postal"))
    city = LineField(_l("Ville"), [Length(max=100)])
    coordinates = CoordinatesField(_l("Coordonnées ou lien d’une carte"))
    access = TextField(_l("Accès"), [Length(max=2000)])
    parking = TextField(_l("Stationnement"), [Length(max=2000)])
    power = TextField(_l("Électricité"), [Length(max=1000)])
    hospital = LineField(_l("Hôpital le plus proche"))
    hospital_phone = PhoneField(_l("Téléphone de l’hôpital"))
    capacity = SeatsField(_l("Jauge"))
    stage_width = MetresField(_l("Ouverture"))
    stage_depth = MetresField(_l("Profondeur"))
    stage_height = MetresField(_l("Hauteur"))
    truck_access = TextField(_l("Accès camion"), [Length(max=1000)])
    dressing_rooms = TextField(_l("Loges"), [Length(max=1000)])
    hotels = TextField(_l("Hôtels"), [Length(max=2000)])
    notes = TextField(_l("Notes"))
    keepers = Rows(
        FormField(KeeperForm),
        label=_l("Qui appeler"),
        description=_l("ligne"),
        min_entries=1,
        max_entries=MOST_KEEPERS,
    )

    asked_line = -1  # where to go on writing, after “Ajouter une ligne”

    def validate_postal_code(self, field):
        if field.data and len(field.data) > 10:
            raise ValidationError(_("Au plus %(max)d caractères.", max=10))

    def validate_capacity(self, field):
        if field.data and field.data > MOST_SEATS:
            raise ValidationError(_("La jauge dépasse %(most)s places.", most=MOST_SEATS))

    def validate(self, extra_validators=None):
        """What only a hall has is not read elsewhere: those fields are hidden."""
        super().validate(extra_validators)
        if self.kind.data not in HALLS:
            for name in HALL_ONLY:
                self[name].errors = ()
        return not self.errors

    def sheet(self) -> Sheet:
        values = {name: value for name, value in self.data.items() if name in Sheet.__dataclass_fields__}
        keepers = tuple(line.call() for line in self.lines if not line.is_empty)
        return Sheet(**{**values, "kind": PlaceKind(self.kind.data), "keepers": keepers})

    @property
    def lines(self) -> list[KeeperForm]:
        return [entry.form for entry in self.keepers]

    def ask_line(self) -> None:
        """The first line left empty is the one to go on with; another is added when all are filled."""
        if all(not line.is_empty for line in self.lines):
            self.add_line()
        empty = (place for place, line in enumerate(self.lines) if line.is_empty)
        self.asked_line = next(empty, len(self.lines) - 1)

    def add_line(self) -> None:
        if len(self.keepers) < MOST_KEEPERS:
            self.keepers.append_entry()
