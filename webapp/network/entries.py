"""A fact of the story of a contact, as a line: a sign, a sentence, a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from flask_babel import gettext as _

from webapp.core.formats import day, day_range, hours, joined, money
from webapp.domain.invoices.document import Kind
from webapp.engagements.papers.words import CHANNELS
from webapp.engagements.words import paper_name, state_name
from webapp.invoicing.models import Happening
from webapp.invoicing.words import DOCUMENTS
from webapp.network.labels import EXCHANGES, exchange_sign
from webapp.network.models import Direction


@dataclass(frozen=True)
class Entry:
    on: date
    sign: str
    title: str
    sub: str = ""
    note: str = ""  # what somebody typed, told in their own words
    endpoint: str = ""
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def entry_of(row: Any, name: str) -> Entry:
    """`name` is the contact's whose story it is."""
    return _TOLD[row.what](row, name)


def _exchange(row: Any, _name: str) -> Entry:
    title = str(EXCHANGES[row.kind])
    if row.minutes:
        title = _("%(what)s, %(minutes)s min", what=title, minutes=row.minutes)
    values = {"exchange": row.public_id}
    return Entry(
        row.on, exchange_sign(row.kind), title, day(row.on), row.detail or "", "network.edit", values
    )


def _job(row: Any, _name: str) -> Entry:
    """Of a person who called, the employer is said."""
    title = _("%(state)s\u00a0: %(title)s", state=state_name(row.kind), title=row.title or row.detail)
    sub = joined(
        day_range(row.on, row.until_on),
        hours(row.minutes) if row.minutes else "",
        row.detail if row.title else "",
        "" if row.is_main else row.name,
        between=", ",
    )
    return Entry(row.on, "hours", title, sub, "", "engagements.show", {"public_id": row.public_id})


def _chased(row: Any, _name: str) -> Entry:
    title = _("Relance\u00a0: %(paper)s", paper=paper_name(row.title))
    sub = joined(day(row.on), str(CHANNELS[row.kind]), row.detail, between=", ")
    return Entry(row.on, "mail", title, sub, "", "engagements.paper", {"paper_id": row.public_id})


def _crew(row: Any, _name: str) -> Entry:
    when = day_range(row.on, row.until_on) if row.is_main else ""
    values = {"production": row.within, "member": row.public_id}
    return Entry(row.on, "clap", row.title, joined(when, row.detail, between=", "), "", "crew.show", values)


def _supplier(row: Any, _name: str) -> Entry:
    title = _("Sur la liste de %(title)s", title=row.title)
    sub = joined(day(row.on), row.detail, between=", ")
    return Entry(row.on, "clap", title, sub, "", "crew.suppliers", {"production": row.within})


def _produced(row: Any, _name: str) -> Entry:
    title = _("Production de %(title)s", title=row.title)
    when = day_range(row.on, row.until_on) if row.is_main else day(row.on)
    return Entry(row.on, "clap", title, when, "", "productions.show", {"public_id": row.public_id})


def _sheet(row: Any, _name: str) -> Entry:
    title = _("Feuille de service du %(day)s", day=day(row.until_on))
    said = {
        "confirmed": _("Confirmée le %(day)s", day=day(row.on)),
        "opened": _("Envoyée le %(day)s, ouverte", day=day(row.on)),
        "sent": _("Envoyée le %(day)s", day=day(row.on)),
    }[row.kind]
    sub = joined(row.title, _("version %(number)s", number=row.minutes), said, between=", ")
    values = {"production": row.within, "sheet": row.public_id}
    return Entry(row.on, "file", title, sub, "", "callsheets.show", values)


def _fiche(row: Any, _name: str) -> Entry:
    sub = joined(day(row.on), row.title, between=", ")
    values = {"production": row.within, "member": row.public_id}
    return Entry(row.on, "mail", _("Fiche de renseignements demandée"), sub, "", "crew.show", values)


def _invoice(row: Any, _name: str) -> Entry:
    title = _("%(kind)s %(number)s", kind=DOCUMENTS[Kind(row.kind)], number=row.title)
    sub = joined(day(row.on), money(row.cents), row.detail, between=", ")
    return Entry(row.on, "receipt", title, sub, "", "invoices.show", {"invoice_id": row.public_id})


def _bill(row: Any, _name: str) -> Entry:
    number = row.title or ""
    if row.is_main:
        title = {
            Happening.SENT: _("Facture %(number)s envoyée", number=number),
            Happening.REMINDED: _("Relance de la facture %(number)s", number=number),
        }.get(row.kind, number)
    else:
        title = {
            Happening.SENT: _("Devis %(number)s envoyé", number=number),
            Happening.REMINDED: _("Relance du devis %(number)s", number=number),
            Happening.ACCEPTED: _("Devis %(number)s accepté", number=number),
            Happening.DECLINED: _("Devis %(number)s refusé", number=number),
        }[row.kind]
    sub = joined(day(row.on), row.detail, between=", ")
    if row.is_main:
        return Entry(row.on, "mail", title, sub, "", "invoices.show", {"invoice_id": row.public_id})
    return Entry(row.on, "mail", title, sub, "", "quotes.show", {"quote_id": row.public_id})


def _payment(row: Any, _name: str) -> Entry:
    number = row.title
    title = (
        _("Remboursement de l’avoir %(number)s", number=number)
        if row.kind == Kind.CREDIT
        else _("Paiement de la facture %(number)s", number=number)
    )
    sub = joined(day(row.on), money(row.cents), between=", ")
    return Entry(row.on, "euro", title, sub, "", "invoices.show", {"invoice_id": row.public_id})


def _recommendation(row: Any, name: str) -> Entry:
    given = row.kind == Direction.GIVEN
    who, to = (name, row.name) if row.is_main else (row.name, name)
    if given:
        title = (
            _("Vous avez recommandé %(who)s à %(to)s", who=who, to=to)
            if to
            else _("Vous avez recommandé %(who)s", who=who)
        )
    else:
        title = (
            _("%(who)s a donné votre nom à %(to)s", who=who, to=to)
            if to
            else _("%(who)s a donné votre nom", who=who)
        )
    sub = joined(day(row.on), row.title, between=", ")
    other = {"public_id": row.within} if row.within else {}
    return Entry(row.on, "award", title, sub, row.detail or "", "contacts.show" if other else "", other)


def _origin(row: Any, _name: str) -> Entry:
    through = _("par l’intermédiaire de %(name)s", name=row.name) if row.name else ""
    sub = joined(day(row.on), row.title, through, between=", ")
    return Entry(row.on, "add-user", _("Ajout à vos contacts"), sub, row.detail or "")


def _merged(row: Any, _name: str) -> Entry:
    return Entry(row.on, "users", _("Fusion avec «\u00a0%(name)s\u00a0»", name=row.name), day(row.on))


def _introduced(row: Any, _name: str) -> Entry:
    title = _("Vous a fait connaître %(name)s", name=row.name)
    values = {"public_id": row.public_id}
    return Entry(row.on, "users", title, day(row.on), row.detail or "", "contacts.show", values)


_TOLD: Mapping[str, Callable[[Any, str], Entry]] = {
    "exchange": _exchange,
    "job": _job,
    "chased": _chased,
    "crew": _crew,
    "supplier": _supplier,
    "produced": _produced,
    "sheet": _sheet,
    "fiche": _fiche,
    "invoice": _invoice,
    "bill": _bill,
    "payment": _payment,
    "recommendation": _recommendation,
    "origin": _origin,
    "merged": _merged,
    "introduced": _introduced,
}
