"""A mail from anybody, read for its attachments: whatever it holds, it is read within bounds and never obeyed."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

MOST_PARTS = 200
MOST_FILES = 40
DEEPEST = 12
LONGEST_HEADER = 2_000
SMALL_PICTURE = 10_000  # bytes: what stands in signatures
LONGEST_NAME = 200
# A file name that says nothing, as scanners and phones give them.
EMPTY_NAME = re.compile(
    r"^(scan|img|image|photo|doc|document|file|fichier|attachment|pj|sans titre)?[\W_\d]*$", re.I
)
FORWARDED = re.compile(r"^\s*((re|tr|fw|fwd|rép)\s*:\s*)+", re.I)


@dataclass(frozen=True)
class Attached:
    name: str
    content: bytes
    title: str | None  # None: that of the file


@dataclass(frozen=True)
class Mail:
    digest: str
    sender: str
    subject: str | None
    files: tuple[Attached, ...]


class Unreadable(Exception):
    """No mail, or one made to be unreadable."""


def read(raw: bytes) -> Mail:
    """Raises Unreadable; never anything else."""
    try:
        message = message_from_bytes(raw, policy=policy.compat32)
        subject = FORWARDED.sub("", _line(message["Subject"])) or None
        files = tuple(_attached(message, subject))
        return Mail(_digest(message, raw), _sender(message), subject, files)
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise Unreadable from error


def _digest(message: Message, raw: bytes) -> str:
    said = _line(message["Message-ID"])
    return hashlib.sha256(said.encode() if said else raw).hexdigest()


def _sender(message: Message) -> str:
    """The name, else the address: who the paper comes from, as far as a mail tells."""
    name, address = parseaddr(str(message["From"] or "")[:LONGEST_HEADER])
    return (_line(name) or _line(address) or "?")[:LONGEST_NAME]


def _attached(message: Message, subject: str | None) -> Iterator[Attached]:
    found: list[tuple[str, bytes]] = []
    for part in _parts(message):
        name = _file_name(part)
        if not _is_paper(part, name):
            continue
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        if _is_decoration(part, content):
            continue
        found.append((name, content))
        if len(found) == MOST_FILES:
            break
    for name, content in found:
        says_nothing = EMPTY_NAME.match(name.rpartition(".")[0] or name)
        title = subject[:LONGEST_NAME] if subject and says_nothing else None
        yield Attached(name or "document", content, title)


def _parts(message: Message) -> Iterator[Message]:
    """The leaves, in order; a mail within the mail is not opened."""
    waiting: list[tuple[Message, int]] = [(message, 0)]
    seen = 0
    while waiting and seen < MOST_PARTS:
        part, depth = waiting.pop()
        seen += 1
        inside = part.get_payload()
        if part.get_content_maintype() == "message":
            continue
        if isinstance(inside, list):
            if depth < DEEPEST:
                children = [child for child in inside[:MOST_PARTS] if isinstance(child, Message)]
                waiting += [(child, depth + 1) for child in reversed(children)]
            continue
        yield part


def _is_paper(part: Message, name: str) -> bool:
    """A file, or a picture or PDF put in the text; neither the text itself nor its HTML."""
    kind = part.get_content_type()
    if name or part.get_content_disposition() == "attachment":
        return kind not in ("application/pgp-signature", "application/pkcs7-signature")
    return kind.startswith("image/") or kind == "application/pdf"


def _is_decoration(part: Message, content: bytes) -> bool:
    is_inline = part.get_content_disposition() == "inline" or part["Content-ID"] is not None
    return part.get_content_maintype() == "image" and is_inline and len(content) < SMALL_PICTURE


def _file_name(part: Message) -> str:
    try:
        return _line(part.get_filename())[:LONGEST_NAME]
    except (ValueError, LookupError, TypeError):
        return ""


def _line(header: object) -> str:
    """A header as one line of text, whatever its charset pretends to be."""
    text = str(header or "")[:LONGEST_HEADER]
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        pieces = [(text, None)]
    said = "".join(_decoded(piece, charset) for piece, charset in pieces)
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())


def _decoded(piece: str | bytes, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    try:
        return piece.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):
        return piece.decode("utf-8", "replace")
