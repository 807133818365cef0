"""ZIP in and ZIP out: what comes in is distrusted, what goes out is named safely and once.

Nothing that a ZIP declares is believed: members are read up to a bound, and all together up to another.
"""

import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

from webapp.core import clock, office
from webapp.core.files import shown_name
from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence, sentence

MOST_MEMBERS = 300
MOST_BYTES = 200 << 20  # all that is taken out of the archives of one form
WORST_RATIO = 200  # a picture of text compresses ten times, a bomb a thousand
SMALL = 1 << 20  # under which the ratio tells nothing
PLAIN_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
CHUNK = 256 * 1024
LONGEST_NAME = 120
UTF8_NAMES = 0x800


@dataclass(frozen=True)
class Member:
    """A file of an archive: its bytes, or why it was left out."""

    name: str
    content: bytes = b""
    refusal: Sentence | None = None


@dataclass
class Allowance:
    """What may still be taken out, of one archive or of several; what is read and then refused counts too."""

    left: int = field(default_factory=lambda: MOST_BYTES)


@dataclass(frozen=True)
class Entry:
    """A file to put in an archive: folders and name, as words, and its bytes."""

    path: tuple[str, ...]
    content: Iterable[bytes]


def is_archive(start: bytes) -> bool:
    return start.startswith((office.ARCHIVE, b"PK\x05\x06"))


def unpack(
    file: IO[bytes], name: str, most_each: int, allowance: Allowance | None = None
) -> Iterator[Member]:
    """The files of an archive, without their folders; raises Refused for an archive that cannot be one of papers."""
    allowed = allowance or Allowance()
    if not 0 <= office.directory_size(file) <= office.LONGEST_DIRECTORY:
        raise Refused(sentence("«\u00a0%(name)s\u00a0» n’est pas un ZIP lisible.", name=name))
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Refused(sentence("«\u00a0%(name)s\u00a0» n’est pas un ZIP lisible.", name=name)) from error
    with archive:
        members = [member for member in archive.infolist() if not _is_junk(member)]
        if len(members) > MOST_MEMBERS:
            raise Refused(
                sentence(
                    "«\u00a0%(name)s\u00a0» contient plus de %(most)s fichiers. Faites-en plusieurs archives.",
                    name=name,
                    most=MOST_MEMBERS,
                )
            )
        for member in members:
            yield _read(archive, member, most_each, allowed)


def pack(entries: Iterable[Entry], out: IO[bytes], *, most_bytes: int, at: datetime | None = None) -> int:
    """Write a ZIP, a piece at a time; how many files it holds. Raises Refused past `most_bytes`."""
    names, written, number = Names(), 0, 0
    moment = (at or clock.now()).astimezone(clock.PARIS).timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in entries:
            info = zipfile.ZipInfo(names.given(entry.path), date_time=moment)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with archive.open(info, "w") as member:
                for piece in entry.content:
                    written += len(piece)
                    if written > most_bytes:
                        raise Refused(
                            sentence(
                                "L’archive dépasserait %(limit)s Mo. Prenez-en une partie.",
                                limit=most_bytes >> 20,
                            )
                        )
                    member.write(piece)
            number += 1
    return number


class Names:
    """Names that any system can write, each given once whatever its case."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def given(self, path: tuple[str, ...]) -> str:
        *folders, name = (safe(word) for word in path)
        stem, dot, ending = name.rpartition(".")
        stem, ending = (stem, f".{ending}") if dot and stem else (name, "")
        number = 1
        while (
            found := "/".join((*folders, f"{stem}{f' ({number})' if number > 1 else ''}{ending}"))
        ).lower() in self.taken:
            number += 1
        self.taken.add(found.lower())
        return found


def safe(word: str) -> str:
    """One step of a path: no separator, no sign that Windows refuses, no reserved name, not too long."""
    clean = "".join(c if c.isprintable() and c not in '\\/:*?"<>|' else " " for c in word)
    clean = _cut(" ".join(clean.split()).strip(" ."))
    stem = clean.partition(".")[0].strip().upper()
    is_reserved = stem in {"CON", "PRN", "AUX", "NUL"} or (stem[:3] in {"COM", "LPT"} and stem[3:].isdigit())
    return f"_{clean}" if is_reserved else clean or "document"


def _cut(name: str) -> str:
    """At most 120 characters, the ending of a file kept."""
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 8:
        return name[:LONGEST_NAME].strip(" .")
    return f"{stem[: LONGEST_NAME - 9]}.{ending}"


def _is_junk(member: zipfile.ZipInfo) -> bool:
    """Folders, and what systems leave beside files."""
    *folders, name = member.filename.replace("\\", "/").split("/")
    return (
        not name
        or member.is_dir()
        or "__MACOSX" in folders
        or name.startswith("._")
        or name.lower() in {".ds_store", "thumbs.db", "desktop.ini"}
    )


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most_each: int, allowed: Allowance) -> Member:
    name = shown_name(_name_of(member))
    if member.flag_bits & 0x1:
        return Member(
            name, refusal=sentence("«\u00a0%(name)s\u00a0» est protégé par un mot de passe.", name=name)
        )
    if stat.S_ISLNK(member.external_attr >> 16) or member.compress_type not in PLAIN_WAYS:
        return _unreadable(name)
    if member.file_size > SMALL and member.file_size > WORST_RATIO * max(1, member.compress_size):
        return Member(
            name, refusal=sentence("«\u00a0%(name)s\u00a0» est compressé de façon anormale.", name=name)
        )
    most = min(most_each, allowed.left)
    if member.file_size > most:
        return _too_heavy(name)
    try:
        with archive.open(member) as stream:
            content = stream.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return _unreadable(name)
    allowed.left -= min(len(content), most)
    return Member(name, content) if len(content) <= most else _too_heavy(name)


def _too_heavy(name: str) -> Member:
    return Member(name, refusal=sentence("«\u00a0%(name)s\u00a0» est trop lourd.", name=name))


def _unreadable(name: str) -> Member:
    return Member(name, refusal=sentence("«\u00a0%(name)s\u00a0» ne se lit pas dans l’archive.", name=name))


def _name_of(member: zipfile.ZipInfo) -> str:
    """Old archives do not say how they write accents: macOS as UTF-8, Windows as its own page."""
    if member.flag_bits & UTF8_NAMES:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp850", "replace")
