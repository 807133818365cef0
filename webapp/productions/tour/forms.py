"""What is typed in each part of a feuille de route."""

from datetime import timedelta
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields import SelectChoice

from webapp.contacts.fields import PhoneField
from webapp.core.formats import long_day
from webapp.core.forms import (
    CentsField,
    DayField,
    Form,
    Length,
    LineField,
    MinutesField,
    QuantityField,
    TextField,
    TimeField,
    TypedField,
    not_before,
    not_empty,
    required,
)
from webapp.domain.refusals import Refused
from webapp.domain.tour import TICKETED, Cession, Diet, Mode, Need
from webapp.domain.typed import parse_quantity
from webapp.domain.words import sentence
from webapp.productions.tour import labels

MOST_SEATS = 200_000
MOST_PEOPLE = 2_000
MOST_DAYS = 60
FAR = timedelta(days=31)


class CountField(TypedField):
    """People, seats: a whole number that is not negative."""

    @staticmethod
    def parse(text):
        count, part = divmod(parse_quantity(text), 100)
        if part:
            raise Refused(sentence("Indiquez un nombre entier."))
        return count


class PeopleField(SelectMultipleField):
    """Boxes to tick, one a person of the production."""

    def pre_validate(self, form: Any) -> None:
        known = {str(choice.value) for choice in self.choices}  # type: ignore[union-attr]
        if any(key not in known for key in self.data or ()):
            raise ValidationError(_("Cette personne n’est pas de cette production."))


class LineForm(Form):
    """A line of a part. `of` is the feuille (its Sheet); `people` are (key, name) of the crew."""

    names: ClassVar[tuple[str, ...]] = ()  # attributes of the model with the name of a field

    def __init__(self, *args, of, people=(), hotels=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.of = of
        self.folk = dict(people)
        if "people" in self:
            self.people.choices = [SelectChoice(key, name) for key, name in people]
        if "member" in self:
            self.member.choices = [
                SelectChoice("", self.nobody),
                *(SelectChoice(key, name) for key, name in people),
            ]
        if "place" in self:
            self.place.choices = [
                SelectChoice("", _("Un autre hôtel")),
                *(SelectChoice(place.public_id, place.name) for place in hotels),
            ]

    nobody = ""

    def values(self) -> dict[str, Any]:
        return {name: self[name].data for name in self.names}


def near(form, field):
    """Somebody who types the wrong year is told at once."""
    if field.data and not form.of.day.on - FAR <= field.data <= form.of.until_on + FAR:
        raise ValidationError(
            _("Ce jour est à plus d’un mois du %(day)s. Vérifiez la date.", day=long_day(form.of.day.on))
        )


def at_most(most: int):
    def check(_form, field):
        if field.data and field.data > most:
            raise ValidationError(_("Au plus %(most)s.", most=most))

    return check


class TripForm(LineForm):
    names = (
        "on",
        "mode",
        "leaves",
        "leaves_minute",
        "arrives",
        "arrives_minute",
        "is_next_day",
        "reference",
        "notes",
    )

    on = DayField(_l("Jour du départ"), [not_empty(), near])
    mode = SelectField(
        _l("Moyen"),
        choices=[SelectChoice(mode, name) for mode, name in labels.MODES.items()],
        default=Mode.TRAIN,
    )
    leaves = LineField(_l("Départ de"))
    leaves_minute = TimeField(_l("Heure de départ"))
    arrives = LineField(_l("Arrivée à"))
    arrives_minute = TimeField(_l("Heure d’arrivée"))
    is_next_day = BooleanField(_l("Arrive le lendemain"))
    reference = LineField(_l("Train, vol, plaque ou transporteur"))
    notes = TextField(_l("Précisions"), [Length(max=1000)])
    people = PeopleField(_l("Passagers"))

    def __init__(self, *args, tickets=None, **kwargs):
        """`tickets` are those held: key of a person → (is taken, number); sent again, they are read from the form."""
        super().__init__(*args, **kwargs)
        self.tickets: dict[str, tuple[bool, str]] = dict(tickets or {})
        sent = args[0] if args else None
        if sent is not None:
            self.tickets = {
                key: (f"taken-{key}" in sent, " ".join(sent.get(f"ticket-{key}", "").split()))
                for key in self.folk
            }

    def validate_leaves(self, field):
        if not field.data and not self.arrives.data:
            raise ValidationError(_("Indiquez d’où part ce trajet, ou où il arrive."))

    def validate_arrives_minute(self, field):
        leaves = self.leaves_minute.data
        if None in (field.data, leaves) or self.is_next_day.data or field.data >= leaves:
            return
        raise ValidationError(_("L’arrivée est avant le départ. Si c’est le lendemain, cochez la case."))

    def validate_people(self, field):
        for key in field.data or ():
            if len(self.tickets.get(key, (False, ""))[1]) > 60:
                raise ValidationError(
                    _("%(name)s\u00a0: un numéro de billet a au plus 60 caractères.", name=self.folk[key])
                )

    def seats(self) -> dict[str, tuple[bool, str | None]]:
        """Whether each passenger has a ticket, and its number; none where tickets are not shown."""
        asked = self.tickets if self.mode.data in TICKETED else {}
        held = {key: asked.get(key, (False, "")) for key in self.people.data or ()}
        return {key: (taken or bool(number), number or None) for key, (taken, number) in held.items()}


class MealForm(LineForm):
    names = ("on", "minute", "what", "where", "payer", "count")

    on = DayField(_l("Jour"), [not_empty(), near])
    minute = TimeField(_l("Heure"))
    what = LineField(_l("Repas"), [required(), Length(max=100)])
    where = LineField(_l("Où"))
    payer = LineField(_l("Qui paie"), [Length(max=100)])
    count = CountField(_l("Couverts"), [at_most(MOST_PEOPLE)])
    vegetarian = CountField(labels.DIETS[Diet.VEGETARIAN], [at_most(MOST_PEOPLE)])
    vegan = CountField(labels.DIETS[Diet.VEGAN], [at_most(MOST_PEOPLE)])
    no_pork = CountField(labels.DIETS[Diet.NO_PORK], [at_most(MOST_PEOPLE)])
    no_gluten = CountField(labels.DIETS[Diet.NO_GLUTEN], [at_most(MOST_PEOPLE)])
    no_lactose = CountField(labels.DIETS[Diet.NO_LACTOSE], [at_most(MOST_PEOPLE)])
    other = CountField(labels.DIETS[Diet.OTHER], [at_most(MOST_PEOPLE)])

    @property
    def diets(self):
        return [self[diet] for diet in Diet]

    def validate_count(self, field):
        counts = [self[diet].data or 0 for diet in Diet]
        if field.data is not None and max(counts) > field.data:
            raise ValidationError(_("Un régime compte plus de personnes qu’il n’y a de couverts."))

    def values(self):
        diets = {diet.value: self[diet].data for diet in Diet if self[diet].data}
        return {**super().values(), "diets": diets}


class RoomForm(LineForm):
    names = ("arrive_on", "leave_on", "kind", "number", "confirmation", "has_breakfast", "payer", "notes")

    place = SelectField(_l("Hôtel de vos lieux"), default="")
    hotel = LineField(_l("Hôtel"))
    arrive_on = DayField(_l("Arrivée"), [not_empty(), near])
    leave_on = DayField(
        _l("Départ"), [not_empty(), not_before("arrive_on", _l("Le départ est avant l’arrivée.")), near]
    )
    kind = LineField(_l("Type"), [Length(max=60)])
    number = LineField(_l("Numéro de chambre"), [Length(max=20)])
    confirmation = LineField(_l("Confirmation"), [Length(max=60)])
    has_breakfast = BooleanField(_l("Petit déjeuner compris"))
    payer = LineField(_l("Qui paie"), [Length(max=100)])
    notes = TextField(_l("Précisions"), [Length(max=1000)])
    people = PeopleField(_l("Qui dort ici"))
    each = BooleanField(_l("Une chambre pour chaque personne cochée"))

    def validate_hotel(self, field):
        if not field.data and not self.place.data:
            raise ValidationError(_("Indiquez l’hôtel, ou choisissez-le dans vos lieux."))

    def validate_each(self, field):
        if field.data and self.number.data and len(self.people.data or ()) > 1:
            raise ValidationError(_("Plusieurs chambres ne peuvent pas avoir le même numéro."))

    def values(self):
        return {**super().values(), "hotel": None if self.place.data else self.hotel.data}


class AllowanceForm(LineForm):
    names = ("label", "days", "rate_cents", "payer", "paid_on")
    nobody = _l("Chacun")

    member = SelectField(_l("Pour"), default="")
    label = LineField(_l("Motif"), [Length(max=100)])
    days = QuantityField(_l("Jours"), [not_empty()])
    rate_cents = CentsField(_l("Taux par jour"), [not_empty()])
    payer = LineField(_l("Qui paie"), [Length(max=100)])
    paid_on = DayField(_l("Versé le"), [near])

    def validate_days(self, field):
        if field.data is not None and not 0 < field.data <= MOST_DAYS * 100:
            raise ValidationError(_("De 0,01 à %(most)s jours.", most=MOST_DAYS))


class InvitationForm(LineForm):
    names = ("name", "count")
    nobody = _l("Quelqu’un d’autre")

    name = LineField(_l("Au nom de"), [required()])
    count = CountField(_l("Places"), [not_empty(), at_most(MOST_PEOPLE)])
    member = SelectField(_l("De la part de"), default="")
    by = LineField(_l("Ou d’un autre nom"))

    def validate_count(self, field):
        if field.data == 0:
            raise ValidationError(_("Une invitation a au moins une place."))

    def values(self):
        return {**super().values(), "by": None if self.member.data else self.by.data}


class CallForm(LineForm):
    names = ("job",)
    nobody = _l("Quelqu’un d’autre")

    job = LineField(_l("Fonction"), [required(), Length(max=100)])
    member = SelectField(_l("Qui"), default="")
    name = LineField(_l("Nom"))
    phone = PhoneField(_l("Téléphone"))
    shows_phone = BooleanField(_l("Montrer son téléphone à tous ceux qui lisent la feuille"))

    def validate_name(self, field):
        if not field.data and not self.member.data and not self.phone.data:
            raise ValidationError(_("Indiquez un nom, ou un téléphone."))

    def values(self):
        is_crew = bool(self.member.data)
        return {
            **super().values(),
            "name": None if is_crew else self.name.data,
            "phone": None if is_crew else self.phone.data,
            "shows_phone": is_crew and self.shows_phone.data,
        }


class FactsForm(Form):
    """Values of the feuille itself, under the names of its model."""

    names: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args, of, **kwargs):
        super().__init__(*args, **kwargs)
        self.of = of

    def values(self) -> dict[str, Any]:
        return {name: self[name].data for name in self.names}


class ContractForm(FactsForm):
    names = ("contract_number", "contract_state", "contract_on", "until_on")

    contract_number = LineField(_l("N° du contrat de cession"), [Length(max=60)])
    contract_state = SelectField(
        _l("Où il en est"),
        choices=[SelectChoice(state, name) for state, name in labels.CESSIONS.items()],
        default=Cession.TO_MAKE,
    )
    contract_on = DayField(_l("Signé le"))
    until_on = DayField(_l("Jusqu’au"))
    trips = BooleanField(labels.NEEDS[Need.TRIPS])
    rooms = BooleanField(labels.NEEDS[Need.ROOMS])
    meals = BooleanField(labels.NEEDS[Need.MEALS])

    def validate_until_on(self, field):
        first = self.of.day.on
        if field.data and not first <= field.data <= first + FAR:
            raise ValidationError(
                _(
                    "Du %(day)s à un mois plus tard\u00a0: une feuille couvre les jours dans la même salle.",
                    day=long_day(first),
                )
            )

    def validate_contract_on(self, field):
        if field.data and self.contract_state.data != Cession.SIGNED:
            raise ValidationError(_("Une date de signature, et le contrat n’est pas dit signé."))

    def values(self):
        return {**super().values(), "spared": [need.value for need in Need if self[need].data]}


class ShowForm(FactsForm):
    names = ("show_minute", "doors_minute", "length_minutes", "capacity", "audience")

    show_minute = TimeField(_l("Représentation"))
    doors_minute = TimeField(_l("Entrée public"))
    length_minutes = MinutesField(_l("Durée"))
    capacity = CountField(_l("Jauge"), [at_most(MOST_SEATS)])
    audience = LineField(_l("Public"))

    def validate_doors_minute(self, field):
        start = self.of.day.ready_minute if self.show_minute.data is None else self.show_minute.data
        if field.data is not None and start is not None and field.data > start:
            raise ValidationError(_("Le public entre avant le début de la représentation."))

    def validate_length_minutes(self, field):
        if field.data and field.data > 24 * 60:
            raise ValidationError(_("Une représentation dure au plus 24 heures."))


class EndingForm(FactsForm):
    names = ("strike_on", "strike_minute", "strike_text", "leave_on", "leave_minute", "leave_text")

    strike_on = DayField(_l("Démontage le"))
    strike_minute = TimeField(_l("À"))
    strike_text = TextField(_l("Démontage, chargement"), [Length(max=1000)])
    leave_on = DayField(_l("Départ le"))
    leave_minute = TimeField(_l("À"))
    leave_text = TextField(_l("Rendez-vous de départ"), [Length(max=1000)])

    def validate_strike_on(self, field):
        self._after(field)

    def validate_leave_on(self, field):
        self._after(field)

    def _after(self, field):
        first = self.of.day.on
        if field.data and not first <= field.data <= self.of.until_on + FAR:
            raise ValidationError(_("Ce jour est avant la date, ou plus d’un mois après."))

    def values(self):
        """A day alone says nothing: it is there to be completed."""
        values = super().values()
        for part in ("strike", "leave"):
            if values[f"{part}_minute"] is None and not values[f"{part}_text"]:
                values[f"{part}_on"] = None
        return values


class NotesForm(FactsForm):
    names = ("notes",)

    notes = TextField(_l("Notes"), [Length(max=2000)])


class CopyForm(Form):
    """From which feuille, and which parts; what is of a booking alone stays behind."""

    source = SelectField(_l("Reprendre de"))
    parts = SelectMultipleField(_l("Ce qui est repris"))

    def __init__(self, *args, sources=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.source.choices = [SelectChoice(key, name) for key, name in sources]
        self.parts.choices = [
            SelectChoice(part, labels.PARTS[part])
            for part in ("show", "calls", "trips", "meals", "rooms", "allowances", "ending", "notes")
        ]

    def validate_parts(self, field):
        if not field.data:
            raise ValidationError(_("Cochez au moins une partie."))


class ReaderForm(Form):
    """Read from the address: for whom the feuille is made, and whether amounts are shown."""

    class Meta(Form.Meta):
        csrf = False

    person = SelectField(_l("Pour une personne"), default="")
    amounts = BooleanField(_l("Avec les montants"))

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.person.choices = [SelectChoice("", _("Tout le monde")), *(SelectChoice(k, n) for k, n in people)]
