"""A contact as a card, a line of a table or a signature says it, brought to the shapes of the address book.

What cannot take its place is never dropped in silence: it goes to the notes, or a remark says so.
"""

import re
from dataclasses import asdict, dataclass, field
from typing import Any

from webapp.contacts import numbers
from webapp.contacts.imports import texts
from webapp.contacts.imports.days import birthday_of
from webapp.core.phones import phone as shown
from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence, sentence

MOST_WAYS = 20
MOST_TAGS = 20
LONGEST_NOTES = 5000
EMAIL = re.compile(r"[^@\s<>\"',;:()]{1,64}@[^@\s<>\"',;:()]{1,180}\.[^@\s<>\"',;:().]{2,63}")
EXTENSION = re.compile(r"(?:;ext=|,|\b(?:poste|ext\.?|x))[ .:]*(\d{1,6})$", re.IGNORECASE)
SEVERAL = re.compile(r" ::: |[/;,\n]| ou ")
# What Google calls everybody.
NO_TAG = {"mycontacts", "my contacts", "starred", "starred in android", "other contacts", "autres contacts"}
LANGUAGES = {
    "fr": "français",
    "en": "anglais",
    "es": "espagnol",
    "de": "allemand",
    "it": "italien",
    "pt": "portugais",
    "nl": "néerlandais",
    "ar": "arabe",
    "br": "breton",
}


@dataclass
class Card:
    """Plain values, kept as JSON until they are added; phones are E.164."""

    name: str = ""
    kind: str = "person"
    job: str = ""
    company: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    notes: str = ""
    languages: str = ""
    birthday: str = ""
    phones: list[list[str]] = field(default_factory=list)  # value, label
    emails: list[list[str]] = field(default_factory=list)
    links: list[list[str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    photo: str = ""  # the digest of the picture as it came
    remarks: list[dict[str, Any]] = field(default_factory=list)  # sentences

    @classmethod
    def of(cls, said: dict[str, Any]) -> "Card":
        return cls(**said)

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def is_empty(self) -> bool:
        """Nobody could be told from it, nor reached."""
        return not (self.name or self.phones or self.emails)


class Draft:
    """What is said of somebody, gathered as it comes."""

    def __init__(self) -> None:
        self.card = Card()
        self.notes: list[str] = []
        self.nickname = ""
        self.street = ""  # read before its town
        self._phones: list[tuple[int, str, str]] = []
        self._emails: list[tuple[int, str, str]] = []

    def remark(self, said: Sentence) -> None:
        self.card.remarks.append({"text": said.text, "values": dict(said.values)})

    def phone(self, typed: str, label: str = "", rank: int = 2) -> None:
        typed = texts.line(typed).translate(texts.HYPHENS)
        if not typed:
            return
        pieces = [typed] if _number(typed) else [piece for piece in SEVERAL.split(typed) if piece.strip()]
        for piece in pieces:
            number, extension = _number(piece) or ("", "")
            if number:
                said = label or (f"poste {extension}" if extension else "")
                self._phones.append((rank, number, said[:60]))
            else:
                self.note(f"Téléphone : {piece.strip()}")
                self.remark(
                    sentence(
                        "Numéro illisible, gardé dans les notes\u00a0: %(typed)s", typed=piece.strip()[:60]
                    )
                )

    def email(self, typed: str, label: str = "", rank: int = 2) -> None:
        found = EMAIL.findall(texts.line(typed, 2000))
        for mail in found:
            if len(mail) <= 254:
                self._emails.append((rank, mail, label[:60]))
        if typed.strip() and not found:
            self.note(f"Mail : {texts.line(typed)}")
            self.remark(
                sentence(
                    "Mail illisible, gardé dans les notes\u00a0: %(typed)s", typed=texts.line(typed)[:60]
                )
            )

    def link(self, typed: str, label: str = "") -> None:
        """A page one may open; any other kind of address is no link."""
        url = texts.line(typed, 2000).replace("\\:", ":")
        if url and "://" not in url and re.match(r"[\w-]+(\.[\w-]+)+(/|$)", url):
            url = f"https://{url}"
        if re.match(r"https?://[^\s/]+\.[^\s/]", url, re.IGNORECASE) and len(url) <= 400:
            self.card.links.append([url, label[:60]])

    def address(self, street: str, postal_code: str, city: str, country: str = "") -> None:
        """The first one; another goes to the notes."""
        street, city = texts.line(street, 400), texts.line(city, 100)
        postal_code, country = texts.line(postal_code), texts.line(country)
        abroad = "" if texts.bare(country) in ("", "france", "fr") else country
        if not (street or postal_code or city):
            return
        said = ", ".join(part for part in (street, f"{postal_code} {city}".strip(), abroad) if part)
        if self.card.address or self.card.postal_code or self.card.city:
            if said != self._address:
                self.note(f"Autre adresse : {said}")
            return
        self._address = said
        try:
            code = numbers.parse_postal_code(postal_code) if postal_code else ""
        except Refused:
            code, street = "", ", ".join(part for part in (street, postal_code) if part)
        self.card.address = ", ".join(part for part in (street, abroad) if part)[:400]
        self.card.postal_code, self.card.city = code[:10], city

    def birthday(self, typed: str) -> None:
        if not texts.line(typed):
            return
        found = birthday_of(texts.line(typed))
        if found:
            self.card.birthday = self.card.birthday or found
        else:
            self.remark(
                sentence("Anniversaire illisible, laissé\u00a0: %(typed)s", typed=texts.line(typed)[:40])
            )

    def tag(self, name: str) -> None:
        if len(self.card.tags) >= MOST_TAGS:
            return
        name = texts.line(name, 60).lstrip("* ").strip()
        known = {texts.bare(tag) for tag in self.card.tags}
        if texts.bare(name) and name.lower() not in NO_TAG and texts.bare(name) not in known:
            self.card.tags = [*self.card.tags, name][:MOST_TAGS]

    def language(self, said: str) -> None:
        name = texts.line(said, 60)
        name = LANGUAGES.get(name.lower().partition("-")[0], name)
        known = self.card.languages.split(", ") if self.card.languages else []
        if name and name not in known:
            self.card.languages = ", ".join([*known, name])[:200]

    def note(self, text: str) -> None:
        """Once there are as many as an address book keeps, the others are not even compared."""
        if self._noted > LONGEST_NOTES:
            return
        kept = texts.lines(text)
        if kept and kept not in self.notes:
            self.notes.append(kept)
            self._noted += len(kept) + 1

    def finished(self) -> Card:
        card = self.card
        card.phones = _first(self._phones, str)
        card.emails = _first(self._emails, str.lower)
        card.links = _each_once(card.links, str.lower)[:MOST_WAYS]
        card.name = texts.line(card.name).strip("'\" ")
        card.job, card.company = texts.line(card.job), texts.line(card.company)
        self._name()
        if self.nickname and texts.bare(self.nickname) not in texts.bare(card.name):
            self.note(f"Surnom : {self.nickname}")
        card.notes = "\n".join(self.notes)[:LONGEST_NOTES].strip()
        return card

    _address = ""
    _noted = 0

    def _name(self) -> None:
        """Nobody stays without a name: the company, a nickname, the mail, the number in the end."""
        card = self.card
        if not card.name and card.company:
            card.name, card.kind = card.company, "company"
        elif not card.name:
            card.name = self.nickname or (card.emails[0][0] if card.emails else "")
            card.name = card.name or (shown(card.phones[0][0]) if card.phones else "")
            if card.name:
                self.remark(sentence("La fiche n’a pas de nom."))
        if card.kind == "company":
            card.company = ""


def combine(first: Card, other: Card) -> None:
    """What another card of the same file adds to the first one: nothing of it is lost."""
    for name in ("job", "company", "languages", "birthday", "photo"):
        setattr(first, name, getattr(first, name) or getattr(other, name))
    if not (first.address or first.postal_code or first.city):
        first.address, first.postal_code, first.city = other.address, other.postal_code, other.city
    first.phones = _each_once([*first.phones, *other.phones], str)[:MOST_WAYS]
    first.emails = _each_once([*first.emails, *other.emails], str.lower)[:MOST_WAYS]
    first.links = _each_once([*first.links, *other.links], str.lower)[:MOST_WAYS]
    known = {texts.bare(tag) for tag in first.tags}
    first.tags = [*first.tags, *(tag for tag in other.tags if texts.bare(tag) not in known)][:MOST_TAGS]
    if other.notes and other.notes not in first.notes:
        first.notes = f"{first.notes}\n{other.notes}".strip()[:5000]
    if first.kind == "company":
        first.company = ""


def _number(typed: str) -> tuple[str, str] | None:
    """E.164 and an extension, however the number is written; None when there is none."""
    typed = re.sub(r"^tel:", "", typed.strip(), flags=re.IGNORECASE)
    extension = EXTENSION.search(typed)
    short = typed[: extension.start()] if extension else typed
    for attempt in (short, re.sub(r"\([^0-9)]*\)|[^\W\d_]+\.?\s*:?", " ", short)):
        try:
            return numbers.parse_phone(attempt.strip()), extension[1] if extension else ""
        except Refused:
            continue
    return None


def _first(ranked: list[tuple[int, str, str]], key: Any) -> list[list[str]]:
    """By rank, as they came within it, each once."""
    return _each_once(
        [[value, label] for _rank, value, label in sorted(ranked, key=lambda one: one[0])], key
    )[:MOST_WAYS]


def _each_once(ways: list[list[str]], key: Any) -> list[list[str]]:
    kept: dict[str, list[str]] = {}
    for way in ways:
        kept.setdefault(key(way[0]), way)
    return list(kept.values())
