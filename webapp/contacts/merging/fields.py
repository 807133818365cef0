"""The fields of two cards, side by side: those that differ are chosen, the others are only said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.contacts import birthdays
from webapp.contacts.models import Contact, WayKind
from webapp.core import formats, phones
from webapp.core.fold import fold

Names = Mapping[UUID, str]
KEPT, GONE = "kept", "gone"
# Made of the others, of the card's own history, or settled without asking.
UNASKED = {
    "workspace_id", "id", "public_id", "kind", "sort_key", "folded", "also", "grams", "created_at", "deleted_at", "merged_into_id",
    "notes", "snoozed_until_on",
}  # fmt: skip
BETWEEN_NOTES = "\n\n"
LONGEST_NOTES: int = Contact.notes.type.length


def _as_it_is(value: Any, _names: Names) -> str:
    return str(value)


def _of_names(value: Any, names: Names) -> str:
    return names.get(value, "")


def _as_phone(value: Any, _names: Names) -> str:
    return phones.phone(value)


def _as_day(value: Any, _names: Names) -> str:
    return formats.day(value, year=True)


def _as_birthday(value: Any, _names: Names) -> str:
    return birthdays.said(value)


def _as_rhythm(value: Any, _names: Names) -> str:
    return str(_("Tous les %(days)s jours", days=value) if value else _("Pas de rappel"))


def _as_yes(value: Any, _names: Names) -> str:
    return str(_("Oui") if value else _("Non"))


@dataclass(frozen=True)
class Field:
    """`same` brings together two ways of writing one value."""

    key: str
    label: Any
    shown: Callable[[Any, Names], str] = _as_it_is
    same: Callable[[Any], Any] = lambda value: value
    first_of: WayKind | None = None  # what is not chosen stays, among the other ways

    def of(self, contact: Contact) -> Any:
        return getattr(contact, self.key)


def _lower(value: str) -> str:
    return value.lower()


FIELDS = (
    Field("name", _l("Nom")),
    Field("job", _l("Fonction")),
    Field("company_id", _l("Structure"), _of_names),
    Field("phone", _l("Téléphone"), _as_phone, first_of=WayKind.PHONE),
    Field("email", _l("Mail"), same=_lower, first_of=WayKind.EMAIL),
    Field("address", _l("Adresse"), same=fold),
    Field("postal_code", _l("Code postal")),
    Field("city", _l("Ville"), same=fold),
    Field("languages", _l("Langues"), same=fold),
    Field("driving_licence", _l("Permis"), same=fold),
    Field("birthday", _l("Anniversaire"), _as_birthday),
    Field("met", _l("Rencontre")),
    Field("introduced_by_id", _l("Présenté par"), _of_names),
    Field("source", _l("D’où vient la fiche")),
    Field("consented_on", _l("Accord donné le"), _as_day),
    Field("cadence_days", _l("Rythme"), _as_rhythm),
    Field("siret", _l("SIRET")),
    Field("naf", _l("Code NAF")),
    Field("idcc", _l("Convention collective")),
    Field("is_guso", _l("Déclare par le Guso"), _as_yes),
    Field("payroll_contact", _l("Contact paie"), same=fold),
    Field("payroll_email", _l("Mail de la paie"), same=_lower),
    Field("payroll_phone", _l("Téléphone de la paie"), _as_phone),
    Field("payroll_provider", _l("Prestataire de paie"), same=fold),
    Field("employee_space_url", _l("Espace salarié")),
)
NOTES = Field("notes", _l("Notes"))
LABELS = {field.key: field.label for field in (*FIELDS, NOTES)}


@dataclass(frozen=True)
class Compared:
    """`same` are filled in on both cards and say one thing."""

    differing: tuple[Field, ...]
    same: tuple[Field, ...]
    joins_notes: bool


def compared(kept: Contact, gone: Contact) -> Compared:
    asked = FIELDS if _are_joined(kept, gone) or not (kept.notes and gone.notes) else (*FIELDS, NOTES)
    differing: list[Field] = []
    same: list[Field] = []
    for field in asked:
        one, other = value_of(field, kept, gone), value_of(field, gone, kept)
        if one or other or one != other:
            (same if one and other and field.same(one) == field.same(other) else differing).append(field)
    return Compared(tuple(differing), tuple(same), _are_joined(kept, gone))


def value_of(field: Field, contact: Contact, beside: Contact) -> Any:
    """Nobody was introduced by themselves."""
    value = field.of(contact)
    is_one_of_us = field.key == "introduced_by_id" and value in (contact.id, beside.id)
    return None if is_one_of_us else value


def proposed(field: Field, kept: Contact, gone: Contact) -> str:
    """What is filled in, else what the kept card says."""
    empty = value_of(field, kept, gone) in (None, "", False)
    return GONE if empty and value_of(field, gone, kept) is not None else KEPT


def settled(kept: Contact, gone: Contact, picks: Mapping[str, str]) -> dict[str, Any]:
    """What the kept card will say where the two differ; what was not asked of the person is proposed."""
    result = {}
    for field in compared(kept, gone).differing:
        pick = picks.get(field.key) or proposed(field, kept, gone)
        result[field.key] = value_of(field, gone, kept) if pick == GONE else value_of(field, kept, gone)
    if "notes" not in result:
        result["notes"] = _joined(kept, gone)
    put_off = [day for day in (kept.snoozed_until_on, gone.snoozed_until_on) if day]
    return {**result, "snoozed_until_on": max(put_off, default=None)}


def _joined(kept: Contact, gone: Contact) -> str | None:
    said = list(dict.fromkeys(notes for notes in (kept.notes, gone.notes) if notes))
    return BETWEEN_NOTES.join(said) or None


def _are_joined(kept: Contact, gone: Contact) -> bool:
    """Both say something else, and there is room for both."""
    if not kept.notes or not gone.notes or kept.notes == gone.notes:
        return False
    return len(_joined(kept, gone) or "") <= LONGEST_NOTES
