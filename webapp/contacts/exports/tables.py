"""The address book as a table: one row a contact, whatever stands several times in one cell."""

from collections.abc import Callable, Sequence

from flask_babel import gettext as _

from webapp.contacts import birthdays
from webapp.contacts.fields import typed_phone
from webapp.contacts.models import WayKind
from webapp.contacts.queries import Card
from webapp.core.sheets import Value, as_csv, workbook

BETWEEN = " ; "
Column = tuple[str, int, Callable[[Card], Value]]


def csv_of(cards: Sequence[Card], *, with_notes: bool) -> str:
    columns = _columns(with_notes=with_notes)
    lines = ([_cell(read(card)) for _title, _width, read in columns] for card in cards)
    return as_csv([[title for title, _width, _read in columns], *lines])


def xlsx_of(cards: Sequence[Card], *, with_notes: bool) -> bytes:
    columns = _columns(with_notes=with_notes)
    return workbook(
        _("Contacts"),
        [title for title, _width, _read in columns],
        [width for _title, width, _read in columns],
        [""] * len(columns),
        ([read(card) for _title, _width, read in columns] for card in cards),
    )


def _columns(*, with_notes: bool) -> list[Column]:
    columns: list[Column] = [
        (_("Nom"), 28, lambda card: card.contact.name),
        (_("Type"), 10, lambda card: _("Structure") if card.contact.is_company else _("Personne")),
        (_("Fonction"), 26, lambda card: card.contact.job),
        (_("Structure"), 26, lambda card: card.company.name if card.company else None),
        (_("Téléphone"), 18, lambda card: typed_phone(card.contact.phone) if card.contact.phone else None),
        (_("Autres téléphones"), 24, lambda card: _others(card, WayKind.PHONE)),
        (_("Mail"), 28, lambda card: card.contact.email),
        (_("Autres mails"), 28, lambda card: _others(card, WayKind.EMAIL)),
        (_("Liens"), 30, lambda card: _others(card, WayKind.LINK)),
        (_("Adresse"), 28, lambda card: card.contact.address),
        (_("Code postal"), 10, lambda card: card.contact.postal_code),
        (_("Ville"), 18, lambda card: card.contact.city),
        (_("Étiquettes"), 24, lambda card: ", ".join(name for _public_id, name in card.tags)),
        (_("Langues"), 18, lambda card: card.contact.languages),
        (_("Permis"), 10, lambda card: card.contact.driving_licence),
        (_("Anniversaire"), 12, lambda card: _birthday(card)),
        (_("SIRET"), 17, lambda card: card.contact.siret),
        (_("Code NAF"), 10, lambda card: card.contact.naf),
        (_("IDCC"), 8, lambda card: card.contact.idcc),
    ]
    told: list[Column] = [
        (_("Comment on s’est connus"), 30, lambda card: card.contact.met),
        (_("Qui vous a présentés"), 24, lambda card: card.introducer.name if card.introducer else None),
        (_("D’où viennent ces coordonnées"), 26, lambda card: card.contact.source),
        (_("Accord donné le"), 14, lambda card: card.contact.consented_on),
        (_("Notes privées"), 40, lambda card: card.contact.notes),
    ]
    return columns + (told if with_notes else [])


def _others(card: Card, kind: WayKind) -> str:
    return BETWEEN.join(
        f"{typed_phone(way.value) if kind == WayKind.PHONE else way.value}{f' ({way.label})' if way.label else ''}"
        for way in card.ways
        if way.kind == kind
    )


def _birthday(card: Card) -> str | None:
    return birthdays.typed(card.contact.birthday) if card.contact.birthday else None


def _cell(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value)
