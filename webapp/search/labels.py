"""How results are called, what a line says of each, and where it is; the words found are marked."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from webapp.core.fold import fold
from webapp.core.formats import day, day_range, joined
from webapp.core.phones import phone
from webapp.documents.labels import kind_name
from webapp.documents.models import DocumentKind
from webapp.domain.invoices.document import Kind
from webapp.domain.likeness import between
from webapp.engagements.models import State
from webapp.engagements.words import STATES
from webapp.invoicing.invoices.labels import named
from webapp.invoicing.words import DOCUMENTS
from webapp.places.labels import PLACES
from webapp.places.models import PlaceKind
from webapp.productions.labels import SHOWS
from webapp.productions.models import ShowKind
from webapp.search.parts import TOLD, Source
from webapp.search.queries import Found
from webapp.search.results import Group

GROUPS = {
    Group.CONTACTS: _l("Contacts"),
    Group.PRODUCTIONS: _l("Productions"),
    Group.ENGAGEMENTS: _l("Engagements"),
    Group.BILLS: _l("Factures et devis"),
    Group.DOCUMENTS: _l("Papiers et documents"),
    Group.PLACES: _l("Lieux"),
    Group.TASKS: _l("Tâches"),
}
# The room that lists them all, searched with the same words.
ROOMS: Mapping[str, str] = MappingProxyType(
    {
        Source.CONTACT: "contacts.index",
        Source.PRODUCTION: "productions.index",
        Source.ENGAGEMENT: "engagements.index",
        Source.INVOICE: "invoices.index",
        Source.DRAFT: "invoices.index",
        Source.QUOTE: "quotes.index",
        Source.DOCUMENT: "documents.tray",
        Source.PLACE: "places.index",
    }
)
# Its page, and what the address calls its public id.
PAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        Source.CONTACT: ("contacts.show", "public_id"),
        Source.PRODUCTION: ("productions.show", "public_id"),
        Source.ENGAGEMENT: ("engagements.show", "public_id"),
        Source.INVOICE: ("invoices.show", "invoice_id"),
        Source.DRAFT: ("invoices.edit", "invoice_id"),
        Source.QUOTE: ("quotes.show", "quote_id"),
        Source.DOCUMENT: ("documents.show", "public_id"),
        Source.PLACE: ("places.show", "public_id"),
        Source.TASK: ("tasks.show", "task_id"),
    }
)
SIGNS: Mapping[str, str] = MappingProxyType(
    {
        Source.ENGAGEMENT: "hours",
        Source.INVOICE: "receipt",
        Source.DRAFT: "edit",
        Source.QUOTE: "file",
        Source.DOCUMENT: "file",
        Source.PLACE: "pin",
        Source.TASK: "check",
    }
)
Told = dict[str, Any]


def told(found: Found) -> Told:
    """What its part tells, by name, with `title`, `line` and `href` (an endpoint and its values)."""
    source = found.row.source
    said: Told = {"label": None, **dict(zip(TOLD[source], found.row.told, strict=True))}
    endpoint, called = PAGES[source]
    said["href"] = (endpoint, {called: found.row.public_id})
    title, *line = LINES[source](said)
    return {**said, "title": title, "line": joined(*line, between=", ")}


def marked(text: str, words: Sequence[str]) -> Markup:
    """Each word of the text that answers one of these."""
    asked = tuple(words)
    shown = (
        f"<mark>{escape(part)}</mark>" if part.strip() and _answers(part, asked) else str(escape(part))
        for part in _parts(text)
    )
    return Markup("".join(shown))


def _parts(text: str) -> list[str]:
    return re.split(r"([\w@.]+)", text)


@lru_cache(10_000)
def _answers(word: str, words: tuple[str, ...]) -> bool:
    folded = fold(word).split()
    return any(between(asked, one) is not None for asked in words for one in folded)


def _contact(said: Told) -> tuple[str | None, ...]:
    return said["title"], said["job"], phone(said["phone"]) or said["city"]


def _production(said: Told) -> tuple[str | None, ...]:
    return said["title"], str(SHOWS[ShowKind(said["kind"])]), said["director"]


def _engagement(said: Told) -> tuple[str | None, ...]:
    days = day_range(_day(said["start_on"]), _day(said["end_on"]))
    title = joined(said["production"], said["title"], between=", ")
    return title, said["employer"], str(STATES[State(said["state"])]), days


def _invoice(said: Told) -> tuple[str | None, ...]:
    title = f"{DOCUMENTS[Kind(said['kind'])]} {said['title']}"
    return title, said["client"], said["purpose"], day(_day(said["issued_on"]))


def _draft(said: Told) -> tuple[str | None, ...]:
    return named(Kind(said["kind"]), said["client"]), said["purpose"], _("Brouillon")


def _quote(said: Told) -> tuple[str | None, ...]:
    if not said["title"]:
        return named(Kind.QUOTE, said["client"]), said["purpose"], _("Brouillon")
    return f"{DOCUMENTS[Kind.QUOTE]} {said['title']}", said["client"], said["purpose"]


def _document(said: Told) -> tuple[str | None, ...]:
    if said["paper"]:
        said["href"] = "papers.show", {"production": said["production_id"], "document_id": said["paper"]}
    kind = said["production"] or kind_name(DocumentKind(said["kind"]))
    return said["title"], kind, day(_day(said["dated_on"])) if said["dated_on"] else ""


def _place(said: Told) -> tuple[str | None, ...]:
    return said["title"], str(PLACES[PlaceKind(said["kind"])]), said["city"]


def _task(said: Told) -> tuple[str | None, ...]:
    said["href"][1]["production"] = said["production_id"]
    due = _("Pour le %(day)s", day=day(_day(said["due_on"]))) if said["due_on"] else ""
    return said["title"], said["production"], _("Fait") if said["is_done"] else due


def _day(said: str) -> date:
    return date.fromisoformat(said)


LINES: Mapping[str, Callable[[Told], tuple[str | None, ...]]] = MappingProxyType(
    {
        Source.CONTACT: _contact,
        Source.PRODUCTION: _production,
        Source.ENGAGEMENT: _engagement,
        Source.INVOICE: _invoice,
        Source.DRAFT: _draft,
        Source.QUOTE: _quote,
        Source.DOCUMENT: _document,
        Source.PLACE: _place,
        Source.TASK: _task,
    }
)
