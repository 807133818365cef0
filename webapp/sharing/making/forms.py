"""What is typed of a link. What it may show is ticked among what the rooms hand over; the rest is left aside."""

import re
import secrets
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import Email, Optional

from webapp.contacts.fields import PhoneField
from webapp.core.formats import upper_first
from webapp.core.forms import (
    DayField,
    Form,
    Length,
    LineField,
    TextField,
    choices_of,
    no_address,
    not_empty,
    required,
)
from webapp.sharing import labels
from webapp.sharing.actions import Wanted
from webapp.sharing.forms import LONGEST, check_end
from webapp.sharing.making.queries import Choosable, Offer, Paper
from webapp.sharing.models import Part
from webapp.sharing.presets import preset_of, whole

CODE = re.compile(r"[0-9]{4}")


def new_code() -> str:
    return f"{secrets.randbelow(10_000):04d}"


def _parts() -> list[SelectChoice]:
    return [SelectChoice(part, upper_first(str(name))) for part, name in labels.PARTS.items()]


class ShareForm(Form):
    name = LineField(_l("Pour"), [required(_l("Dites pour qui est ce lien.")), Length(max=200)])
    part = SelectField(_l("Sa fonction"), choices=_parts, default=Part.PRODUCER)
    email = LineField(_l("Son mail"), [Optional(), Email(), Length(max=254)])
    asked = HiddenField()  # the production one came from
    productions = SelectMultipleField(_l("Productions"), choices=[], validate_choice=False)
    language = RadioField(_l("Langue"), choices=choices_of(labels.LANGUAGES), default="fr")
    ends_on = DayField(_l("Jusqu’au"), [not_empty(_l("Dites jusqu’à quel jour.")), check_end])
    asks_code = BooleanField(_l("Demander un code"))
    code = LineField(_l("Code"))
    preset = RadioField(_l("Modèle"), choices=[], validate_choice=False)
    grants = SelectMultipleField(_l("Ce qu’il verra"), choices=[], validate_choice=False)
    documents = SelectMultipleField(_l("Documents choisis"), choices=[], validate_choice=False)
    message = TextField(_l("Message"), [Length(max=1000)])
    from_name = LineField(_l("Votre nom"), [required(), Length(max=200), no_address])
    from_job = LineField(_l("Votre fonction"), [Length(max=200)])
    tells_phone = BooleanField(_l("Montrer un téléphone"))
    from_phone = PhoneField(_l("Téléphone pro"))
    tells_email = BooleanField(_l("Montrer un mail"))
    from_email = LineField(_l("Mail pro"), [Length(max=254)])
    contract_ends_on = DayField(_l("Fin de contrat dite"))
    is_locked = False  # the link already asks for a code

    def validate_code(self, field: Any) -> None:
        if not self.asks_code.data or (self.is_locked and not field.data):
            return
        if not CODE.fullmatch(field.data or ""):
            raise ValidationError(_("Quatre chiffres."))

    def validate_grants(self, field: Any) -> None:
        if not whole(field.data or ()):
            raise ValidationError(_("Choisissez au moins une section."))

    def validate_from_phone(self, field: Any) -> None:
        if self.tells_phone.data and not field.data and not field.errors:
            raise ValidationError(_("Écrivez le numéro à montrer, ou ne le montrez pas."))

    def validate_from_email(self, field: Any) -> None:
        if self.tells_email.data and not field.data:
            raise ValidationError(_("Écrivez l’adresse à montrer, ou ne la montrez pas."))
        if field.data:
            Email()(self, field)

    @property
    def parts(self) -> tuple[str, ...]:
        return whole(self.grants.data or ())

    def chosen(self, offer: Offer) -> list[Choosable]:
        """In the order of the page."""
        return offer.named(self.productions.data or ())

    def check_productions(self, chosen: list[Choosable]) -> bool:
        """One company a link: another never learns what the first one makes."""
        if not chosen:
            self.productions.errors = [_("Choisissez au moins une production.")]
        elif len(chosen) > 1 and (None in {one.company_id for one in chosen} or _companies(chosen) > 1):
            self.productions.errors = [
                _(
                    "Un lien montre les productions d’une même structure. Faites un lien pour chaque structure."
                )
            ]
        return not self.productions.errors

    def check_documents(self, papers: list[Paper]) -> bool:
        if "documents" in self.parts and not self.kept_documents(papers):
            self.documents.errors = [_("Choisissez les documents à montrer.")]
        return not self.documents.errors

    def kept_documents(self, papers: list[Paper]) -> tuple[UUID, ...]:
        """Among those that may be shown, whatever was sent."""
        if "documents" not in self.parts:
            return ()
        asked = set(self.documents.data or ())
        return tuple(one.id for one in papers if str(one.id) in asked)

    def wanted(self, contact_id: UUID | None, papers: list[Paper]) -> Wanted:
        preset = preset_of(self.parts)
        return Wanted(
            name=self.name.data,
            part=Part(self.part.data),
            contact_id=contact_id,
            email=self.email.data,
            language=self.language.data,
            ends_on=self.ends_on.data,
            grants=self.parts,
            preset=preset.key if preset else None,
            documents=self.kept_documents(papers),
            message=self.message.data,
            from_name=self.from_name.data,
            from_job=self.from_job.data,
            from_phone=self.from_phone.data if self.tells_phone.data else None,
            from_email=self.from_email.data if self.tells_email.data else None,
            contract_ends_on=self.contract_ends_on.data,
        )


def _companies(chosen: list[Choosable]) -> int:
    return len({one.company_id for one in chosen})


def usual_end(production: Choosable, today: date) -> date:
    """The end of my contract, else of the production's last phase, else in thirty days."""
    known = (day for day in (production.contract_ends_on, production.last_on) if day and day >= today)
    return min(next(known, today + timedelta(days=30)), today + LONGEST)
