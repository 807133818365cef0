"""A logo that every paper can bear: PNG or JPEG, of a sane size, and drawn once here before it is kept.

A picture that typst cannot draw would keep every invoice from being issued.
"""

from __future__ import annotations

import struct
import tempfile
import zlib
from pathlib import Path

import typst

from webapp.core.files import type_of
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

MOST_BYTES = 1024 * 1024
MOST_PIXELS = 2500
MOST_PROFILE = 4 * 1024 * 1024  # of colours, once unpacked
ACCEPTED = {"image/png": "png", "image/jpeg": "jpg"}
SOF = (*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))  # JPEG: start of frame


def checked(content: bytes) -> str:
    """The media type of a picture that may be kept; raises Refused for another."""
    if not content:
        raise Refused(sentence("Choisissez une image."))
    if len(content) > MOST_BYTES:
        raise Refused(sentence("Cette image est trop lourde. La limite est de 1\u00a0Mo."))
    media_type = type_of(content)
    if media_type not in ACCEPTED:
        raise Refused(sentence("Ce logo n’est ni un PNG ni un JPEG."))
    width, height = _size_of(content, media_type)
    if not 1 <= width <= MOST_PIXELS or not 1 <= height <= MOST_PIXELS:
        raise Refused(sentence("Au plus %(most)s pixels de côté.", most=MOST_PIXELS))
    _draw(content, ACCEPTED[media_type])
    return media_type


def _size_of(content: bytes, media_type: str) -> tuple[int, int]:
    """As its own header says, before anything is unpacked."""
    try:
        if media_type == "image/png":
            _unpacks_small(content)
            width, height = struct.unpack(">II", content[16:24])
            return width, height
        return _size_of_jpeg(content)
    except (struct.error, IndexError):
        raise _unreadable() from None


def _unpacks_small(content: bytes) -> None:
    """A profile of colours is unpacked whole by whoever draws it: a hundred kilobytes may hide a gigabyte."""
    at = 8
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        if kind == b"iCCP":
            packed = content[at + 8 : at + 8 + length].partition(b"\0")[2][1:]
            if _unpacked(packed) > MOST_PROFILE:
                raise _unreadable()
        if kind == b"IEND":
            return
        at += 12 + length


def _unpacked(packed: bytes) -> int:
    try:
        return len(zlib.decompressobj().decompress(packed, MOST_PROFILE + 1))
    except zlib.error:
        raise _unreadable() from None


def _size_of_jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while content[at] == 0xFF:
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if marker in SOF:
            _bits, height, width, inks = struct.unpack(">BHHB", content[at + 4 : at + 10])
            if inks == 4:
                raise Refused(
                    sentence("Ce JPEG est en CMJN, pour l’imprimeur. Enregistrez-le en RVB, ou en PNG.")
                )
            return width, height
        at += 2 + length
    raise _unreadable()


def _draw(content: bytes, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, f"logo.{ending}").write_bytes(content)
        page = Path(folder, "page.typ")
        page.write_text(
            f'#set page(width: 2cm, height: 2cm)\n#image("logo.{ending}", width: 1cm, alt: "logo")'
        )
        try:
            typst.compile(
                str(page), root=folder, ignore_system_fonts=True, format="pdf", pdf_standards=["a-3b"]
            )
        except (typst.TypstError, RuntimeError):
            raise _unreadable() from None


def _unreadable() -> Refused:
    return Refused(sentence("Cette image ne s’ouvre pas. Enregistrez-la de nouveau en PNG."))
