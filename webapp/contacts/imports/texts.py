"""Text that comes from anywhere: its letters found again, what no one can read taken out."""

import re
import unicodedata
from contextlib import suppress

HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
# Those a phone or a mail program writes; a name off this list may stand for anything Python can decode.
CHARSETS = re.compile(
    r"utf-?(8|16|16le|16be)|us-ascii|iso-?8859-?\d{1,2}|latin-?\d|windows-?\d{3,4}|cp\d{3,4}|mac-?(intosh|roman)|koi8-?[ru]"
    r"|shift_?jis|sjis|gb2312|gbk|gb18030|big5|euc-?(kr|jp)|iso-2022-jp",
    re.IGNORECASE,
)


def decoded(content: bytes, charset: str = "") -> str:
    """As it says it is written, else UTF-8, else the code page of French computers."""
    wanted = [charset] if CHARSETS.fullmatch(charset) else []
    for name in (*wanted, "utf-8"):
        with suppress(UnicodeError, LookupError):
            return content.decode(name)
    return content.decode("cp1252", "replace")


def in_utf8(content: bytes) -> bytes:
    """Marks of order out, UTF-16 brought to UTF-8, every line ended the same way."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16", "replace").encode()
    return content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def line(text: str, longest: int = 200) -> str:
    """One line, its blanks single, without what has no shape: marks of direction, controls."""
    return " ".join(_seen(text).split())[:longest].strip()


def lines(text: str, longest: int = 5000) -> str:
    kept = [" ".join(one.split()) for one in _seen(text).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()[:longest].strip()


def bare(text: str) -> str:
    """Folded as search words are; here without the database that `core.fold` brings."""
    apart = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae"))
    letters = "".join(c for c in apart if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", letters.casefold()).strip()


def _seen(text: str) -> str:
    return "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C").replace("\ufffc", "")
