"""Cards of a phone: vCard 2.1, 3.0 and 4.0, read one by one so that a bad one costs no other.

Not by vobject, which writes ours: it gives up the whole file at its first odd line, and phones write many.
"""

import base64
import binascii
import hashlib
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from webapp.contacts.imports import photos, texts
from webapp.contacts.imports.drafts import Card, Draft
from webapp.domain.words import Sentence, sentence

MARK = re.compile(rb"^(BEGIN|END):VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
AGENT = re.compile(rb"^AGENT[^\n]*:\s*\Z", re.IGNORECASE | re.MULTILINE)
HEAD = re.compile(
    rb'(?:(?P<group>[\w-]+)\.)?(?P<name>[A-Za-z][\w-]*)(?P<params>(?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*):'
)
PARAM = re.compile(r';([^=;:"]*)(?:=((?:"[^"]*"|[^;"])*))?')
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
FIELD, ITEM = re.compile(r"(?<!\\)(?:\\\\)*;"), re.compile(r"(?<!\\)(?:\\\\)*,")
APPLE = re.compile(r"_\$!<(.*)>!\$_")
MOST_LINES = 2_000
MOST_RAW = 20_000
LONGEST_JOB = 200
LABELS = {
    "cell": "Mobile",
    "mobile": "Mobile",
    "iphone": "Mobile",
    "work": "Bureau",
    "home": "Domicile",
    "main": "Standard",
    "fax": "Fax",
    "workfax": "Fax",
    "homefax": "Fax",
}
KNOWN = set(
    "VERSION PRODID N FN ORG TITLE ROLE TEL EMAIL ADR LABEL URL NOTE BDAY PHOTO LOGO SOUND KEY CATEGORIES NICKNAME"
    " LANG KIND REV UID GEO TZ AGENT MAILER IMPP RELATED MEMBER GENDER ANNIVERSARY SORT-STRING CLASS SOURCE NAME"
    " PROFILE FBURL CALURI CALADRURI XML CLIENTPIDMAP BEGIN END".split()
)

EMPTY = sentence("Fiche vide\u00a0: ni nom, ni numéro, ni mail.")
OUTSIDE = sentence("Texte hors de toute fiche.")
TOO_LONG = sentence("Fiche de plus de %(most)s lignes.", most=MOST_LINES)
A_LIST = sentence("C’est une liste de diffusion, pas une personne.")
UNREADABLE = sentence("Fiche illisible.")
CUT = sentence("La fiche est coupée avant sa fin.")
PHOTO_AWAY = sentence("Sa photo est une adresse de page\u00a0: elle n’est pas reprise.")
PHOTO_BAD = sentence("Sa photo est illisible, elle n’est pas reprise.")


@dataclass(frozen=True)
class Read:
    """A card, or why there is none, with what was there."""

    card: Card | None = None
    picture: bytes | None = None
    reason: Sentence | None = None
    raw: str = ""


@dataclass(frozen=True)
class Piece:
    """A stretch of the file: from BEGIN to END, cut short, or outside of both."""

    content: bytes
    is_card: bool = True
    is_whole: bool = True


def pieces(content: bytes) -> Iterator[Piece]:
    """In order; whatever stands between two cards is a piece too, unless it is a remark of ours (`#`)."""
    start, after, depth = -1, 0, 0
    for mark in MARK.finditer(content):
        if mark[1].upper() == b"BEGIN":
            if start >= 0 and AGENT.search(content, max(start, mark.start() - 200), mark.start()):
                depth += 1  # a card inside a card: somebody's assistant
                continue
            if start >= 0:
                yield Piece(content[start : mark.start()], is_whole=False)
            else:
                yield from _outside(content[after : mark.start()])
            start, depth = mark.start(), 0
        elif depth:
            depth -= 1
        elif start >= 0:
            yield Piece(content[start : mark.end()])
            start, after = -1, mark.end()
    if start >= 0:
        yield Piece(content[start:], is_whole=False)
    else:
        yield from _outside(content[after:])


def _outside(content: bytes) -> Iterator[Piece]:
    if any(line.strip() and not line.startswith(b"#") for line in content.split(b"\n")):
        yield Piece(content.strip(), is_card=False)


def read(piece: Piece) -> Read:
    if not piece.is_card:
        return _rejected(piece, OUTSIDE)
    try:
        return _read(piece)
    except Exception:  # whatever a stranger's card makes of us, the next one is read
        return _rejected(piece, UNREADABLE)


def _read(piece: Piece) -> Read:
    unfolded = _unfolded(piece.content)
    if len(unfolded) > MOST_LINES:
        return _rejected(piece, TOO_LONG)
    said = [found for line in unfolded if (found := _property(line))]
    card, picture = _Reading(said).result()
    if any(one.name == "KIND" and one.text.strip().lower() == "group" for one in said):
        return _rejected(piece, A_LIST)
    if card.is_empty:
        return _rejected(piece, EMPTY)
    if not piece.is_whole:
        card.remarks.append({"text": CUT.text, "values": {}})
    return Read(card, picture)


def _rejected(piece: Piece, reason: Sentence) -> Read:
    return Read(reason=reason, raw=texts.decoded(piece.content[:MOST_RAW]).replace("\0", ""))


@dataclass
class Property:
    name: str
    group: str
    value: bytes
    types: set[str] = field(default_factory=set)
    encoding: str = ""
    charset: str = ""
    is_preferred: bool = False

    @property
    def text(self) -> str:
        value = self.value
        if self.encoding in ("QUOTED-PRINTABLE", "Q"):
            value = quopri.decodestring(value)
        return texts.decoded(value, self.charset)

    @property
    def line(self) -> str:
        return texts.line(_plain(self.text), 2000)

    def fields(self) -> list[str]:
        return [texts.line(_plain(part), 400) for part in _split(FIELD, self.text)]

    def items(self) -> list[str]:
        return [_plain(part) for part in _split(ITEM, self.text)]


def _unfolded(content: bytes) -> list[bytes]:
    """A property a line. Bytes, not letters: some fold in the middle of one."""
    out: list[list[bytes]] = []
    soft = is_base64 = False
    for line in content.split(b"\n"):
        if out and soft:
            out[-1][-1] = out[-1][-1][:-1]
            out[-1].append(line)
        elif out and line[:1] in (b" ", b"\t"):
            out[-1].append(line[1:].strip() if is_base64 else line[1:])
        elif not line.strip():
            continue
        elif out and not _begins(line):  # a note broken over lines, a picture without margin
            out[-1].append(line.strip() if is_base64 else b"\\n" + line)
        else:
            out.append([line])
            head = line[:200].partition(b":")[0].upper()
            is_base64 = b"BASE64" in head or b"ENCODING=B" in head
        is_quoted = b"QUOTED-PRINTABLE" in out[-1][0][:200].partition(b":")[0].upper()
        soft = is_quoted and line.endswith(b"=")
    return [b"".join(parts) for parts in out]


def _begins(line: bytes) -> bool:
    head = HEAD.match(line[:1000])
    if head is None:
        return False
    name = head["name"].decode("ascii", "replace")
    return name.upper() in KNOWN or name.isupper() or name.upper().startswith("X-")


def _property(line: bytes) -> Property | None:
    head = HEAD.match(line)
    if head is None:
        return None
    group = (head["group"] or b"").decode("ascii", "replace").lower()
    found = Property(head["name"].decode("ascii", "replace").upper(), group, line[head.end() :])
    for name, value in PARAM.findall(texts.decoded(head["params"])):
        _take(found, name.strip().upper(), value)
    return found


def _take(found: Property, name: str, value: str) -> None:
    values = [each.strip() for each in value.replace('"', "").split(",")]
    if name == "ENCODING":
        found.encoding = values[0].upper()
    elif name == "CHARSET":
        found.charset = values[0]
    elif name == "PREF":
        found.is_preferred = value in ("", "1")
    elif name == "TYPE":
        found.types |= {each.lower() for each in values}
    elif not value and name in ("QUOTED-PRINTABLE", "BASE64"):
        found.encoding = name
    elif not value:  # 2.1 says the type alone: TEL;CELL
        found.types.add(name.lower())
    found.is_preferred = found.is_preferred or "pref" in found.types


def _split(mark: re.Pattern[str], text: str) -> list[str]:
    """Apart at the marks that no stroke escapes."""
    parts, start = [], 0
    for found in mark.finditer(text):
        parts.append(text[start : found.end() - 1])
        start = found.end()
    return [*parts, text[start:]]


def _plain(text: str) -> str:
    return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


class _Reading:
    def __init__(self, said: list[Property]) -> None:
        self.said = said
        self.labels = {one.group: one.line for one in said if one.name == "X-ABLABEL" and one.group}
        self.draft = Draft()
        self.structured = ""
        self.picture: bytes | None = None

    def result(self) -> tuple[Card, bytes | None]:
        for one in self.said:
            taker = getattr(self, f"_{one.name.lower().replace('-', '_')}", None)
            if taker is not None:
                taker(one)
        card = self.draft.card
        if not card.name:
            card.name = self.structured
        is_company = any(one.name == "X-ABSHOWAS" and one.line.lower() == "company" for one in self.said)
        is_org = any(one.name == "KIND" and one.line.lower() in ("org", "organization") for one in self.said)
        named_so = (
            bool(card.company) and not self.structured and texts.bare(card.name) == texts.bare(card.company)
        )
        if is_company or is_org or named_so:
            card.kind, card.name = "company", card.company or card.name
        return self.draft.finished(), self.picture

    def _fn(self, one: Property) -> None:
        self.draft.card.name = self.draft.card.name or one.line

    def _n(self, one: Property) -> None:
        family, given, more, _title, suffix = (*one.fields(), "", "", "", "", "")[:5]
        self.structured = texts.line(" ".join((given, more, family, suffix)).replace(",", " "))

    def _nickname(self, one: Property) -> None:
        self.draft.nickname = self.draft.nickname or one.line[:200]

    def _org(self, one: Property) -> None:
        name, *units = one.fields()
        if self.draft.card.company:
            self.draft.note(f"Structure : {name}")
        self.draft.card.company = self.draft.card.company or name
        for unit in filter(None, units):
            self.draft.note(f"Service : {unit}")

    def _title(self, one: Property) -> None:
        card = self.draft.card
        if len(card.job) < LONGEST_JOB and texts.bare(one.line) not in texts.bare(card.job):
            card.job = f"{card.job}, {one.line}" if card.job else one.line

    _role = _title

    def _tel(self, one: Property) -> None:
        is_fax = "fax" in one.types or self._label(one) == "Fax"
        is_mobile = "cell" in one.types or self._label(one) == "Mobile"
        rank = 9 if is_fax else 0 if one.is_preferred else 1 if is_mobile else 2
        text = one.line
        self.draft.phone(re.sub(r"^tel:", "", text, flags=re.IGNORECASE), self._label(one), rank)

    def _email(self, one: Property) -> None:
        label = self._label(one).replace("Domicile", "Personnel")
        self.draft.email(
            re.sub(r"^mailto:", "", one.line, flags=re.IGNORECASE), label, 0 if one.is_preferred else 2
        )

    def _adr(self, one: Property) -> None:
        box, extra, street, city, _region, code, country = (*one.fields(), *[""] * 7)[:7]
        self.draft.address(", ".join(filter(None, (extra, street, box))), code, city, country)

    def _url(self, one: Property) -> None:
        self.draft.link(one.line, self.labels.get(one.group, "") and self._label(one))

    _x_socialprofile = _url

    def _note(self, one: Property) -> None:
        self.draft.note(_plain(one.text))

    def _bday(self, one: Property) -> None:
        self.draft.birthday(one.line)

    def _categories(self, one: Property) -> None:
        for name in one.items():
            self.draft.tag(name)

    def _lang(self, one: Property) -> None:
        self.draft.language(one.line)

    def _photo(self, one: Property) -> None:
        content = _bytes_of(one)
        if content is None:
            self.draft.remark(PHOTO_AWAY)
            return
        try:
            self.picture = photos.small(content)
            self.draft.card.photo = hashlib.sha256(content).hexdigest()
        except photos.Unreadable:
            self.draft.remark(PHOTO_BAD)

    def _label(self, one: Property) -> str:
        own = self.labels.get(one.group, "")
        if own:
            apple = APPLE.fullmatch(own)
            name = apple[1] if apple else own
            return LABELS.get(name.lower(), name)[:60]
        kinds = one.types
        said = next(
            (kind for kind in ("fax", "cell", "mobile", "iphone", "main", "work", "home") if kind in kinds),
            "",
        )
        return LABELS.get(said, "")


def _bytes_of(one: Property) -> bytes | None:
    """Of a picture carried in the card; None for one that stands elsewhere, which is never fetched."""
    value = one.value.strip()
    if value[:5].lower() == b"data:":
        value = value.partition(b",")[2]
    elif re.match(rb"[a-z][a-z0-9+.-]*:", value[:40], re.IGNORECASE):
        return None
    try:
        return base64.b64decode(re.sub(rb"[^A-Za-z0-9+/=]", b"", value) + b"==")
    except binascii.Error:
        return b""
