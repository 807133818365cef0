"""The bible as files: a table for spreadsheets, cards for phones, pages to print."""

from collections.abc import Callable, Sequence
from typing import Any

import vobject
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.formats import day as shown_day
from webapp.core.pdf import Column, part, typeset
from webapp.core.phones import phone
from webapp.core.sheets import Value, as_csv, workbook
from webapp.domain.crew.credits import CreditGroup
from webapp.productions.crew import labels
from webapp.productions.crew.bible.content import Bible, Person
from webapp.productions.crew.bible.fields import Field
from webapp.productions.crew.models import Department

Shown = tuple[str, int, Callable[[Person], Value]]
MOST_COLUMNS = 6  # of a page that stands


def csv_of(book: Bible) -> str:
    columns = _columns(book)
    lines = [[_text(read(person)) for _title, _width, read in columns] for person in book.people]
    return as_csv([[title for title, _width, _read in columns], *lines])


def xlsx_of(book: Bible) -> bytes:
    columns = _columns(book)
    return workbook(
        _("Bible"),
        [title for title, _width, _read in columns],
        [width for _title, width, _read in columns],
        [""] * len(columns),
        ([read(person) for _title, _width, read in columns] for person in book.people),
    )


def vcards_of(book: Bible) -> str:
    """One card a person, their jobs together, in vCard 3.0, which every phone reads."""
    cards: dict[str, list[Person]] = {}
    for person in book.people:
        cards.setdefault(person.key, []).append(person)
    return "".join(_card(book, jobs).serialize() for jobs in cards.values())


def bible_pdf(book: Bible, by: str) -> bytes:
    values = {
        **_page(_("Bible"), book.title, by),
        "parts": [*_groups(book), *_suppliers(book), *_diets(book)],
        "is_wide": len(_printed(book)) > MOST_COLUMNS,
    }
    return typeset("productions/crew/bible.typ", _("Bible, %(title)s", title=book.title), values)


def credits_pdf(title: str, groups: Sequence[CreditGroup], by: str) -> bytes:
    told = [
        {
            "name": str(labels.DEPARTMENTS[Department(group.department)]),
            "lines": [{"job": line.job, "names": line.names} for line in group.lines],
        }
        for group in groups
    ]
    values = {**_page(_("Générique, projet"), title, by), "groups": told}
    return typeset("productions/crew/credits.typ", _("Générique, %(title)s", title=title), values)


def _page(what: str, title: str, by: str) -> dict[str, Any]:
    """What every page says around its text."""
    words = {"page": _("Page"), "changed": ""}
    return {"over": what, "title": title, "running": f"{title} · {what}", "note": _made(by), "words": words}


def _groups(book: Bible) -> list[dict[str, Any]]:
    printed = _printed(book)
    columns = [column for column, _read in printed]
    return [
        part(
            str(labels.DEPARTMENTS[department]),
            columns,
            [([read(person) for _column, read in printed], False) for person in people],
        )
        for department, people in book.groups
    ]


def _suppliers(book: Bible) -> list[dict[str, Any]]:
    columns = [Column(_("Nom"), 1), Column(_("Pour quoi"), 1), Column(_("Téléphone")), Column(_("Mail"))]
    rows = [
        ([one.name, one.purpose or one.kind, phone(one.phone), one.email], False) for one in book.suppliers
    ]
    return [part(_("Fournisseurs"), columns, rows)] if rows else []


def _diets(book: Bible) -> list[dict[str, Any]]:
    counts = ", ".join(f"{name}\u00a0: {count}" for name, count in book.diets)
    return [{"title": _("Régimes alimentaires"), "text": counts}] if counts else []


def _made(by: str) -> str:
    today = shown_day(clock.today(), year=True)
    return _("Établi par %(name)s, le %(day)s", name=by, day=today) if by else today


def _columns(book: Bible) -> list[Shown]:
    wanted: list[tuple[Field | None, Shown]] = [
        (None, (_("Département"), 20, lambda one: str(labels.DEPARTMENTS[one.department]))),
        (None, (_("Nom"), 28, lambda one: one.name)),
        (None, (_("Poste"), 30, lambda one: one.job)),
        (Field.PHONES, (_("Téléphone"), 18, lambda one: one.phone)),
        (Field.EMAILS, (_("Mail"), 28, lambda one: one.email)),
        (Field.DATES, (_("Arrivée"), 12, lambda one: one.start_on)),
        (Field.DATES, (_("Départ"), 12, lambda one: one.end_on)),
        (Field.AGENTS, (_("Agent"), 28, lambda one: one.agent)),
        (Field.CONTRACTS, (_("Contrat"), 14, lambda one: one.contract)),
        (Field.LICENCES, (_("Permis"), 14, lambda one: one.licence)),
        (Field.EMERGENCY, (_("Personne à prévenir"), 30, lambda one: one.emergency)),
    ]
    return [column for field, column in wanted if field is None or field in book.fields]


def _printed(book: Bible) -> list[tuple[Column, Callable[[Person], str]]]:
    """What fits a page: two dates make one cell."""
    wanted: list[tuple[Field | None, Column, Callable[[Person], str]]] = [
        (None, Column(_("Nom"), 4), lambda one: one.name),
        (None, Column(_("Poste"), 4), lambda one: one.job),
        (Field.PHONES, Column(_("Téléphone")), lambda one: phone(one.phone)),
        (Field.EMAILS, Column(_("Mail")), lambda one: one.email),
        (Field.DATES, Column(_("Dates"), 3), lambda one: one.dates),
        (Field.AGENTS, Column(_("Agent"), 4), lambda one: one.agent),
        (Field.CONTRACTS, Column(_("Contrat"), 2), lambda one: one.contract),
        (Field.LICENCES, Column(_("Permis"), 2), lambda one: one.licence),
        (Field.EMERGENCY, Column(_("À prévenir"), 4), lambda one: one.emergency),
    ]
    return [(column, read) for field, column, read in wanted if field is None or field in book.fields]


def _text(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value)


def _card(book: Bible, jobs: list[Person]) -> Any:
    person = jobs[0]
    words = person.name.split()
    card = vobject.vCard()
    card.add("n").value = vobject.vcard.Name(family=" ".join(words[1:]), given=words[0] if words else "")
    card.add("fn").value = person.name
    card.add("title").value = ", ".join(one.job for one in jobs)
    card.add("org").value = [book.title]
    if person.phone:
        number = card.add("tel")
        number.value, number.type_param = person.phone, "CELL"
    if person.email:
        card.add("email").value = person.email
    return card
