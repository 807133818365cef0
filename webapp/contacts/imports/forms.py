from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms.validators import Email, Optional, ValidationError

from webapp.contacts.fields import PhoneField, PostalCodeField
from webapp.contacts.imports.drafts import Card
from webapp.core.forms import Form, Length, LineField, TextField, required
from webapp.core.phones import phone

OWN = ("name", "job", "company", "address", "postal_code", "city", "notes")


class FileForm(Form):
    file = FileField(_l("Fichier de contacts"), [FileRequired(_l("Choisissez un fichier."))])


class PasteForm(Form):
    pasted = TextField(_l("Signature"), [required(_l("Collez une signature.")), Length(max=4000)])


class CardForm(Form):
    """What was read of a signature, to be corrected."""

    name = LineField(_l("Nom"), [required(), Length(max=200)])
    job = LineField(_l("Fonction"), [Length(max=200)])
    company = LineField(_l("Structure"), [Length(max=200)])
    phone = PhoneField(_l("Téléphone"))
    other_phone = PhoneField(_l("Autre téléphone"))
    email = LineField(_l("Mail"), [Optional(), Email(), Length(max=254)])
    link = LineField(_l("Page"), [Length(max=400)])
    address = LineField(_l("Adresse"), [Length(max=400)])
    postal_code = PostalCodeField(_l("Code postal"))
    city = LineField(_l("Ville"), [Length(max=100)])
    notes = TextField(_l("Notes"), [Length(max=5000)])

    def validate_link(self, field):
        if field.data and not field.data.startswith(("https://", "http://")):
            raise ValidationError(_("Une page commence par https://."))

    @classmethod
    def of(cls, card: Card) -> "CardForm":
        values = {name: getattr(card, name) for name in OWN}
        phones = [phone(value) for value, _label in card.phones]
        values |= {"phone": _at(phones, 0), "other_phone": _at(phones, 1)}
        values |= {"email": _at([value for value, _label in card.emails], 0)}
        values |= {"link": _at([value for value, _label in card.links], 0)}
        return cls(formdata=None, data=values)

    def card(self) -> Card:
        said = {name: value or "" for name, value in self.data.items()}
        card = Card.of({name: said[name] for name in OWN})
        card.phones = [[value, ""] for value in dict.fromkeys((said["phone"], said["other_phone"])) if value]
        card.emails = [[said["email"], ""]] if said["email"] else []
        card.links = [[said["link"], ""]] if said["link"] else []
        return card


def positions(sent: Any, name: str) -> list[int]:
    return [
        int(value) for value in sent.getlist(name) if value.isascii() and value.isdigit() and len(value) < 7
    ]


def ticked(sent: Any) -> Mapping[int, str]:
    """What was said of each card shown: ticked, or a choice of three."""
    found = dict.fromkeys(positions(sent, "ticked"), "y")
    for name, value in sent.items():
        place = name.removeprefix("choice-")
        if place != name and place.isascii() and place.isdigit() and len(place) < 7:
            found[int(place)] = value
    return found


def takes(sent: Any) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    for said in sent.getlist("take"):
        position, _dash, name = said.partition("-")
        if position.isascii() and position.isdigit() and len(position) < 7:
            found.setdefault(int(position), []).append(name)
    return found


def _at(values: list[str], number: int) -> str | None:
    return values[number] if number < len(values) else None
