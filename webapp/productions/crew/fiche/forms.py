"""What a person is asked, and what is refused with a sentence."""

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from stdnum import iban
from wtforms import BooleanField, RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import Email, Optional

from webapp.contacts.fields import PhoneField, PostalCodeField
from webapp.core import clock
from webapp.core.forms import DayField, Form, Length, LineField, TextField, choices_of
from webapp.productions.crew import labels
from webapp.productions.crew.entries import Reach
from webapp.productions.crew.fiche.sheet import HEALTH, PRIVATE, Answers

LABELS = labels.SHEET
FEWEST_DIGITS = 6


class FicheForm(Form):
    name = LineField(_l("Prénom et nom, tels qu’au générique"), [Length(max=120)])
    phone = PhoneField(_l("Mobile"))
    email = LineField(_l("Mail"), [Optional(), Email(), Length(max=254)])
    shares_phone = BooleanField(_l("Mon mobile peut figurer dans la bible de l’équipe"), default=True)

    birth_on = DayField(LABELS["birth_on"])
    birth_place = LineField(LABELS["birth_place"], [Length(max=100)])
    nationality = LineField(LABELS["nationality"], [Length(max=60)])
    address = LineField(LABELS["address"])
    postal_code = PostalCodeField(LABELS["postal_code"])
    city = LineField(LABELS["city"], [Length(max=100)])
    bank = LineField(LABELS["bank"])
    leave_number = LineField(LABELS["leave_number"], [Length(max=30)])

    licence = SelectField(
        LABELS["licence"], choices=[SelectChoice("", "–"), *choices_of(labels.LICENCES)], default=""
    )
    emergency_name = LineField(LABELS["emergency_name"], [Length(max=120)])
    emergency_phone = PhoneField(LABELS["emergency_phone"])
    size_top = LineField(LABELS["size_top"], [Length(max=20)])
    size_bottom = LineField(LABELS["size_bottom"], [Length(max=20)])
    size_shoes = LineField(LABELS["size_shoes"], [Length(max=20)])

    diet = RadioField(LABELS["diet"], [Optional()], choices=choices_of(labels.DIETS))
    allergies = TextField(LABELS["allergies"], [Length(max=500)])
    health_consent = BooleanField(
        _l(
            "J’accepte que la régie et la cantine connaissent mon régime et mes allergies. Je peux les retirer à tout moment."
        )
    )
    consent = BooleanField(
        _l("J’ai lu qui lit ces renseignements et jusqu’à quand, et j’accepte de les transmettre.")
    )

    def validate_birth_on(self, field):
        if field.data and field.data >= clock.today():
            raise ValidationError(_("Cette date n’est pas encore arrivée."))

    def validate_bank(self, field):
        if field.data:
            bare = re.sub(r"[\s.-]", "", field.data).upper()
            if not iban.is_valid(bare):
                raise ValidationError(
                    _(
                        "Cet IBAN n’existe pas\u00a0: sa clé de contrôle est fausse. Recopiez-le du RIB, lettre par lettre."
                    )
                )
            field.data = bare

    def validate_leave_number(self, field):
        if field.data and sum(c.isdigit() for c in field.data) < FEWEST_DIGITS:
            raise ValidationError(_("Il manque des chiffres. Exemple\u00a0: C 482 137"))

    def validate_health_consent(self, field):
        if (self.diet.data or self.allergies.data) and not field.data:
            raise ValidationError(
                _("Cochez cette case pour les transmettre, ou laissez le régime et les allergies vides.")
            )

    def validate_consent(self, field):
        if not field.data:
            raise ValidationError(_("Sans votre accord, rien n’est envoyé."))

    def answers(self) -> Answers:
        private = {name: self.data[name] for name in PRIVATE if self.data[name]}
        if self.birth_on.data:
            private["birth_on"] = self.birth_on.data.isoformat()
        health = {name: self.data[name] for name in HEALTH if self.data[name]}
        return Answers(
            reach=Reach(self.name.data or "", self.phone.data, self.email.data),
            private=private,
            health=health if self.health_consent.data else {},
            shares_phone=bool(self.shares_phone.data),
        )
