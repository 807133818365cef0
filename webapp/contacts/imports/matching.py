"""Is this somebody we know? By mail, by number, by name: each looked up in a map, never card against card."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

from webapp.contacts.imports.drafts import Card
from webapp.contacts.models import Tag
from webapp.core.fold import fold
from webapp.core.phones import takes_sms

# More contacts than this behind one number or mail is a switchboard: only the name tells who.
MOST_LOOKED_AT = 20
CLOSE_ENOUGH = 0.86
PLACE = ("address", "postal_code", "city")
PERSON_ONLY = ("job", "company", "languages", "birthday")
# Mails that a whole office reads.
SHARED_MAILS = frozenset(
    "contact info bonjour hello accueil production prod administration admin compta comptabilite paie bureau equipe"
    " regie diffusion communication com presse office mail secretariat direction technique billetterie".split()
)
PERSONAL = frozenset(
    "maman papa mamie papi mami papy tata tonton mamy nounou babysitter pediatre dentiste docteur medecin veterinaire"
    " ecole creche college plombier electricien taxi pizzeria kine coiffeur coiffeuse osteo belle-mere famille family"
    " messagerie repondeur urgences proprio syndic".split()
)


@dataclass
class Known:
    """Somebody of the address book, or of the same file higher up."""

    id: UUID | None = None
    position: int = 0  # in the file, when that is where they are
    name: str = ""
    kind: str = "person"
    fields: dict[str, str] = field(default_factory=dict)
    phones: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)  # folded
    has_photo: bool = False


@dataclass(frozen=True)
class Match:
    known: Known
    evidence: str
    is_sure: bool
    likeness: float


@dataclass(frozen=True)
class Additions:
    """What a card would bring to somebody: only what is empty is filled, other ways stand beside those there."""

    fields: dict[str, str]
    phones: list[list[str]]
    emails: list[list[str]]
    links: list[list[str]]
    tags: list[str]
    photo: str
    differs: dict[str, list[str]]

    @property
    def told(self) -> dict[str, Any]:
        """For the page: how many ways, and the words of the rest."""
        ways = {
            kind: len(found)
            for kind in ("phones", "emails", "links", "tags")
            if (found := getattr(self, kind))
        }
        return {**ways, **self.fields, **({"photo": self.photo} if self.photo else {})}


class Book:
    """Everybody, by what they answer to."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self.of_mail: dict[str, list[Known]] = defaultdict(list)
        self.of_phone: dict[str, list[Known]] = defaultdict(list)
        self.of_name: dict[str, list[Known]] = defaultdict(list)
        self.of_place: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for one in known:
            self.learn(one)

    def learn(self, known: Known, name: str = "") -> None:
        for keys, index in ((known.emails, self.of_mail), (known.phones, self.of_phone)):
            for key in keys:
                _keep(index[key], known)
        words = _words(name or known.name)
        _keep(self.of_name[" ".join(sorted(words))], known)
        if city := fold(known.fields.get("city", "")):
            for word in words:
                if len(word) > 2:
                    _keep(self.of_place[word, city], known)

    def find(self, card: Card) -> Match | None:
        """The surest, then the likest; None when nobody answers to it."""
        found = [*self._by_mail(card), *self._by_phone(card), *self._by_name(card)]
        found = found or list(self._by_place(card))
        return max(
            found, key=lambda match: (match.is_sure, match.likeness, match.evidence != "shared"), default=None
        )

    def _by_mail(self, card: Card) -> Iterable[Match]:
        for mail, _label in card.emails:
            is_shared = mail.lower().partition("@")[0] in SHARED_MAILS
            for known in self.of_mail.get(mail.lower(), ()):
                yield _judged(card, known, "mail", is_shared)

    def _by_phone(self, card: Card) -> Iterable[Match]:
        for number, _label in card.phones:
            for known in self.of_phone.get(number, ()):
                yield _judged(card, known, "phone", not takes_sms(number))

    def _by_name(self, card: Card) -> Iterable[Match]:
        for known in self.of_name.get(" ".join(sorted(_words(card.name))), ()) if _words(card.name) else ():
            yield Match(known, "name", known.kind == card.kind or not card.company, 2)

    def _by_place(self, card: Card) -> Iterable[Match]:
        city = fold(card.city)
        for word in _words(card.name) if city else ():
            for known in self.of_place.get((word, city), ()):
                if known.kind == card.kind and _is_close(card.name, known.name):
                    yield Match(known, "close", False, 1)


def additions(known: Known, card: Card) -> Additions:
    fields, differs = {}, {}
    for name in () if known.kind == "company" else PERSON_ONLY:
        there, said = known.fields.get(name, ""), getattr(card, name)
        if said and not there:
            fields[name] = said
        elif said and fold(said) != fold(there):
            differs[name] = [there, said]
    _place(known, card, fields, differs)
    if card.notes and not known.fields.get("notes"):
        fields["notes"] = card.notes
    elif card.notes and card.notes not in known.fields["notes"]:
        differs["notes"] = [known.fields["notes"], card.notes]
    return Additions(
        fields=fields,
        phones=[way for way in card.phones if way[0] not in known.phones],
        emails=[way for way in card.emails if way[0].lower() not in known.emails],
        links=[way for way in card.links if way[0].lower() not in known.links],
        tags=[tag for tag in card.tags if Tag.key_of(tag) not in known.tags],
        photo="" if known.has_photo else card.photo,
        differs=differs,
    )


def take(known: Known, card: Card) -> None:
    """Somebody once a card has been added to them, so that the next card of the file sees it."""
    added = additions(known, card)
    known.fields |= added.fields
    known.phones |= {way[0] for way in added.phones}
    known.emails |= {way[0].lower() for way in added.emails}
    known.links |= {way[0].lower() for way in added.links}
    known.tags |= {Tag.key_of(tag) for tag in added.tags}
    known.has_photo = known.has_photo or bool(added.photo)


def of_card(card: Card, position: int) -> Known:
    known = Known(position=position, name=card.name, kind=card.kind)
    take(known, card)
    return known


def is_personal(card: Card) -> bool:
    """Maybe nobody one works with: proposed unticked."""
    return bool(({*_words(card.name)} | {fold(tag) for tag in card.tags}) & PERSONAL) and not card.company


def _place(known: Known, card: Card, fields: dict[str, str], differs: dict[str, list[str]]) -> None:
    """A street goes with its town: an address is never made of two."""
    said = {name: getattr(card, name) for name in PLACE if getattr(card, name)}
    there = {name: known.fields[name] for name in PLACE if known.fields.get(name)}
    if not said:
        return
    if all(fold(there[name]) == fold(value) for name, value in said.items() if name in there) and (
        not there or {*said} & {*there}
    ):
        fields |= {name: value for name, value in said.items() if name not in there}
    else:
        differs["place"] = [" ".join(there.values()), " ".join(said.values())]


def _judged(card: Card, known: Known, evidence: str, is_shared: bool) -> Match:
    """The same number under another name: the same person on a mobile, a colleague at a switchboard."""
    like = _likeness(card.name, known.name)
    if like >= 1 or (like and not is_shared and known.kind == card.kind):
        return Match(known, evidence, True, like)
    return Match(known, "shared" if is_shared else evidence, False, like)


def _likeness(one: str, other: str) -> float:
    """2 the same words, 1 compatible (an initial, a word less, no real name), a half when they share one."""
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs or "@" in one or "@" in other:
        return 1
    if sorted(mine) == sorted(theirs):
        return 2
    short, long = sorted((mine, theirs), key=len)
    if all(any(_begin(word, each) for each in long) for word in short):
        return 1
    return 0.5 if {word for word in mine if len(word) > 2} & {*theirs} else 0


def _begin(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _is_close(one: str, other: str) -> bool:
    return _likeness(one, other) >= 1 or SequenceMatcher(None, fold(one), fold(other)).ratio() >= CLOSE_ENOUGH


def _words(name: str) -> list[str]:
    """None of a number that stands for a name."""
    words = fold(name).replace(".", " ").split()
    return words if any(c.isalpha() for c in name) else []


def _keep(there: list[Known], known: Known) -> None:
    if len(there) < MOST_LOOKED_AT and not any(known is one for one in there):
        there.append(known)
