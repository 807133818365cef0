"""Cards that phones read: 4.0, and 3.0 for those of before; nothing we know of a person is lost on the way.

What neither version has a place for stands under names that begin with X-, which any reader may pass over.
"""

import base64
import re
from collections.abc import Iterator

from webapp.contacts.details import WayDetails
from webapp.contacts.models import WayKind
from webapp.contacts.queries import Card
from webapp.core.fold import fold
from webapp.core.phones import takes_sms

OLD, NEW = "3.0", "4.0"
LONGEST_LINE = 75  # octets, the break not counted
# The word of a phone for a label, and back again with nothing lost.
TYPES = {"mobile": "cell", "bureau": "work", "pro": "work", "domicile": "home", "perso": "home", "fax": "fax"}
PLAIN = {"Mobile": "cell", "Bureau": "work", "Domicile": "home", "Fax": "fax"}
NAMES = {WayKind.PHONE: "TEL", WayKind.EMAIL: "EMAIL", WayKind.LINK: "URL"}


def card_of(card: Card, version: str, *, photo: bytes | None = None, with_notes: bool = False) -> str:
    lines = _lines(card, version, photo, with_notes=with_notes)
    return "".join(_folded(line) for line in ("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD"))


def _lines(card: Card, version: str, photo: bytes | None, *, with_notes: bool) -> Iterator[str]:
    contact, is_new = card.contact, version == NEW
    yield f"UID:{'urn:uuid:' if is_new else ''}{contact.id}"
    yield f"FN:{_text(contact.name)}"
    yield from _identity(card, is_new)
    if contact.job:
        yield f"TITLE:{_text(contact.job)}"
    yield from _reach(card)
    if contact.address or contact.postal_code or contact.city:
        parts = ("", "", contact.address, contact.city, "", contact.postal_code, "")
        yield f"ADR{';TYPE=work' if contact.is_company else ''}:{';'.join(_text(part) for part in parts)}"
    if contact.birthday:
        yield _birthday(contact.birthday, is_new)
    if card.tags:
        yield f"CATEGORIES:{','.join(_text(name) for _public_id, name in card.tags)}"
    yield from _extras(card, with_notes=with_notes)
    if photo:
        said = base64.b64encode(photo).decode()
        yield f"PHOTO:data:image/jpeg;base64,{said}" if is_new else f"PHOTO;ENCODING=b;TYPE=JPEG:{said}"


def _identity(card: Card, is_new: bool) -> Iterator[str]:
    contact = card.contact
    if contact.is_company:
        yield "N:;;;;"
        yield f"ORG:{_text(contact.name)}"
        yield "KIND:org" if is_new else "X-ABSHOWAS:COMPANY"
        return
    family, given = _halves(contact.name)
    yield f"N:{_text(family)};{_text(given)};;;"
    if card.company:
        yield f"ORG:{_text(card.company.name)}"


def _halves(name: str) -> tuple[str, str]:
    """Family and given names, as phones sort them: what is in capitals is the family's, else all but the first word."""
    words = name.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if capitals and len(capitals) < len(words):
        return " ".join(capitals), " ".join(word for word in words if word not in capitals)
    return " ".join(words[1:]), "".join(words[:1])


def _reach(card: Card) -> Iterator[str]:
    """The first of each before the others; a label no phone has a word for goes beside its line."""
    contact, number = card.contact, 0
    first = (
        WayDetails(WayKind.PHONE, contact.phone or "", "Mobile" if takes_sms(contact.phone) else None),
        WayDetails(WayKind.EMAIL, contact.email or ""),
    )
    for way in (*first, *card.ways):
        if not way.value:
            continue
        kind = TYPES.get(fold(way.label)) if way.label else None
        said = [f"TYPE={kind}"] if kind else []
        grouped = ""
        if way.label and way.label not in PLAIN:
            number += 1
            grouped = f"item{number}."
        yield f"{grouped}{';'.join([NAMES[way.kind], *said])}:{_text(way.value)}"
        if grouped:
            yield f"{grouped}X-ABLABEL:{_text(way.label)}"


def _birthday(birthday: str, is_new: bool) -> str:
    """Without its year, the older version has no way to say it but Apple's."""
    is_whole = not birthday.startswith("--")
    if is_new:
        return f"BDAY:{'' if is_whole else '--'}{birthday.replace('-', '')}"
    return f"BDAY:{birthday}" if is_whole else f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{birthday[2:]}"


def _extras(card: Card, *, with_notes: bool) -> Iterator[str]:
    contact = card.contact
    known = {
        "LANGUAGES": contact.languages,
        "LICENCE": contact.driving_licence,
        "SIRET": contact.siret,
        "NAF": contact.naf,
        "IDCC": contact.idcc,
    }
    if with_notes:
        known |= {
            "MET": contact.met,
            "INTRODUCED-BY": card.introducer.name if card.introducer else None,
            "SOURCE": contact.source,
            "CONSENT": contact.consented_on.isoformat() if contact.consented_on else None,
        }
    for name, value in known.items():
        if value:
            yield f"X-RACCORD-{name}:{_text(value)}"
    if with_notes and contact.notes:
        yield f"NOTE:{_text(contact.notes)}"


def _text(value: str | None) -> str:
    """What a value holds is never taken for the end of it."""
    bare = (value or "").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", bare.replace("\r\n", "\n").replace("\r", "\n")).replace(
        "\n", "\\n"
    )


def _folded(line: str) -> str:
    """In pieces of 75 octets, none of them cut inside a letter."""
    pieces: list[str] = []
    at = 0
    while at < len(line):
        room = LONGEST_LINE - bool(pieces)
        piece = line[at : at + room]
        while len(piece.encode()) > room:
            piece = piece[:-1]
        pieces.append(piece)
        at += len(piece)
    return "\r\n ".join(pieces) + "\r\n"
