"""What a file of an office suite is, told by its bytes; one that carries programs is refused.

These files go out as attachments and are never shown inside a page.
"""

import re
import zipfile
import zlib
from io import SEEK_END, BytesIO
from typing import IO

from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

OOXML = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"
DOCX, XLSX, PPTX = (
    f"{OOXML}.wordprocessingml.document",
    f"{OOXML}.spreadsheetml.sheet",
    f"{OOXML}.presentationml.presentation",
)
ODT, ODS, ODP = f"{ODF}.text", f"{ODF}.spreadsheet", f"{ODF}.presentation"
FDX, PLAIN, CSV = "application/vnd.final-draft", "text/plain", "text/csv"

ENDINGS = {
    DOCX: ("docx",),
    XLSX: ("xlsx",),
    PPTX: ("pptx",),
    ODT: ("odt",),
    ODS: ("ods",),
    ODP: ("odp",),
    FDX: ("fdx",),
    CSV: ("csv",),
    PLAIN: ("txt", "fountain"),
}
MAIN_PARTS = {
    f"{DOCX}.main+xml": DOCX,
    f"{XLSX}.main+xml": XLSX,
    f"{PPTX}.main+xml": PPTX,
}
MOST_MEMBERS = 5_000
LONGEST_DIRECTORY = 1 << 20  # bytes; the list of members is read whole before any of them
LONGEST_LIST = 1 << 20
PROGRAMS = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml|basic/|scripts/|activex/)", re.I)
ARCHIVE = b"PK\x03\x04"
TAIL = 66_000  # where the end of a ZIP is written, its longest comment included


def type_of(content: bytes, name: str) -> str:
    """The media type, or an empty string; raises Refused for an archive and for a file with macros."""
    if content.startswith(ARCHIVE):
        return _type_of_archive(content, name)
    return _type_of_text(content, name)


def directory_size(archive: IO[bytes]) -> int:
    """How long the list of a ZIP's members says it is, before anything reads it; -1 when there is none."""
    length = archive.seek(0, SEEK_END)
    archive.seek(max(0, length - TAIL))
    tail = archive.read(TAIL)
    archive.seek(0)
    end = tail.rfind(b"PK\x05\x06")
    return int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else -1


def _type_of_archive(content: bytes, name: str) -> str:
    if not 0 <= directory_size(BytesIO(content)) <= LONGEST_DIRECTORY:
        return ""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > MOST_MEMBERS:
                return ""
            found = _opendocument(archive, names) or _office_open(archive, names)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return ""
    if not found:
        raise Refused(
            sentence("«\u00a0%(name)s\u00a0» est une archive. Déposez-la seule, ou ses fichiers.", name=name)
        )
    if any(PROGRAMS.search(member) for member in names) or found == "macros":
        raise Refused(
            sentence("«\u00a0%(name)s\u00a0» contient des macros. Enregistrez-le sans elles.", name=name)
        )
    return found


def _opendocument(archive: zipfile.ZipFile, names: list[str]) -> str:
    said = _start(archive, "mimetype", 100).decode("ascii", "ignore").strip() if "mimetype" in names else ""
    return said if said in ENDINGS else ""


def _office_open(archive: zipfile.ZipFile, names: list[str]) -> str:
    if "[Content_Types].xml" not in names:
        return ""
    types = _start(archive, "[Content_Types].xml", LONGEST_LIST).decode("utf-8", "ignore")
    if "macroenabled" in types.lower():
        return "macros"
    return next((kind for part, kind in MAIN_PARTS.items() if f'"{part}"' in types), "")


def _start(archive: zipfile.ZipFile, member: str, length: int) -> bytes:
    with archive.open(member) as stream:
        return stream.read(length)


def _type_of_text(content: bytes, name: str) -> str:
    """Text says nothing of itself: the ending decides, and a page of the web is not passed off as a note."""
    text = _text_of(content[:4096])
    if text is None:
        return ""
    start = text.lstrip("\ufeff \r\n\t")
    ending = name.rpartition(".")[2].lower()
    if ending == "fdx":
        return FDX if start.startswith("<?xml") and "<FinalDraft" in start else ""
    if start.startswith("<"):
        return ""
    return next((kind for kind in (CSV, PLAIN) if ending in ENDINGS[kind]), "")


def _text_of(start: bytes) -> str | None:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = start.decode("utf-16", "ignore")
    elif b"\0" in start:
        return None
    else:
        text = start.decode("utf-8", "ignore") or start.decode("cp1252", "replace")
    return text if all(c.isprintable() or c in "\r\n\t\f\ufeff" for c in text) else None
