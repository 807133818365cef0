"""A file of contacts somebody sent: what it is at sight, then its cards, a part at a time.

The cards are read by another process (`child.py`), so that a hostile file costs a few seconds and some memory
that are not ours; the part it stumbles on is cut in two until the one bad card is alone.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from threading import BoundedSemaphore
from typing import Any

from webapp.contacts.imports import tables, texts, vcards
from webapp.contacts.imports.drafts import Card
from webapp.core.settings import ROOT
from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence, sentence

CHILD = "webapp.contacts.imports.child"
MOST_BYTES = 30 * 1024 * 1024
MOST_CARDS = 10_000
MOST_LINES = 1_000_000  # ten thousand cards with their pictures have half of it; empty ones cost as much
WAIT = 40  # seconds by the clock, for a process held to 25 of the processor
TURN = BoundedSemaphore(2)  # how many may be read at once, each with its memory
MOST_STUMBLES = 24  # of a part cut in two again and again

TOO_HEAVY = sentence("Ce fichier est trop lourd. La limite est de %(limit)s Mo.", limit=MOST_BYTES >> 20)
EMPTY = sentence("Le fichier est vide.")
MANY = sentence("Ce fichier a plus de %(most)s fiches. Exportez-les en plusieurs fois.", most=MOST_CARDS)
MANY_LINES = sentence("Ce fichier a plus de %(most)s lignes. Exportez-le en plusieurs fois.", most=MOST_LINES)
A_ZIP = sentence(
    "C’est un fichier compressé ou un classeur. Ouvrez-le et choisissez le fichier .vcf ou .csv qu’il contient, ou "
    "enregistrez-le en CSV."
)
A_PICTURE = sentence("C’est une image. Choisissez un fichier .vcf ou .csv.")
A_PDF = sentence("C’est un PDF. Choisissez un fichier .vcf ou .csv.")
NOT_ONE = sentence(
    "Ce fichier n’est pas un carnet d’adresses\u00a0: une vCard (.vcf) commence par BEGIN:VCARD, un CSV par des titres de "
    "colonnes comme Nom, Téléphone, Mail."
)
NO_CARD = sentence("Ce fichier n’a aucune fiche.")
TOO_HARD = sentence("Cette fiche demande trop de temps ou de mémoire à lire.")
UNREADABLE = sentence("Ce fichier n’a pas pu être lu. Exportez-le à nouveau, ou réessayez plus tard.")
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*")


@dataclass(frozen=True)
class Found:
    """A card of the file, or why it is left out."""

    position: int
    card: Card | None
    picture: bytes | None
    reason: Sentence | None
    raw: str

    @classmethod
    def of(cls, said: dict[str, Any]) -> Found:
        return cls(
            said["position"],
            Card.of(said["card"]) if said["card"] else None,
            base64.b64decode(said["picture"]) if said["picture"] else None,
            Sentence(**said["reason"]) if said["reason"] else None,
            said["raw"],
        )


class Stumbled(Exception):
    """The process that reads was stopped, or stopped by itself."""


def at_sight(content: bytes) -> tuple[str, int]:
    """What a file is, `vcard` or `csv`, and how many cards it has. Raises Refused with why it is neither."""
    if len(content) > MOST_BYTES:
        raise Refused(TOO_HEAVY)
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Refused(EMPTY)
    if content.startswith(b"PK\x03\x04") or content.startswith(
        (b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0")
    ):
        raise Refused(A_ZIP)
    if content.startswith(PICTURES) or content[4:8] == b"ftyp":
        raise Refused(A_PICTURE)
    if content.startswith(b"%PDF"):
        raise Refused(A_PDF)
    return _kind(texts.in_utf8(content))


def cards(content: bytes, kind: str, start: int, count: int) -> Iterator[Found]:
    """A part of the file, in order, nothing missing. Raises Refused when it cannot be read at all."""
    if not TURN.acquire(timeout=WAIT):
        raise Refused(sentence("Trop de fichiers sont lus en même temps. Réessayez dans un instant."))
    try:
        yield from _Part(content, kind).read(start, count)
    finally:
        TURN.release()


def _kind(content: bytes) -> tuple[str, int]:
    if content.count(b"\n") > MOST_LINES:
        raise Refused(MANY_LINES)
    if vcards.MARK.search(content):
        return "vcard", _counted(vcards.pieces(content))
    if b"\0" not in content[: tables.SAMPLE] and tables.columns_of(content) is not None:
        return "csv", _counted(tables.rows(content))
    raise Refused(NOT_ONE)


def _counted(found: Iterator[Any]) -> int:
    number = sum(1 for _one in islice(found, MOST_CARDS + 1))
    if not number:
        raise Refused(NO_CARD)
    if number > MOST_CARDS:
        raise Refused(MANY)
    return number


class _Part:
    def __init__(self, content: bytes, kind: str) -> None:
        self.content, self.kind = content, kind
        self.stumbles = 0

    def read(self, start: int, count: int) -> list[Found]:
        try:
            return self._asked(start, count)
        except Stumbled:
            self.stumbles += 1
            if self.stumbles > MOST_STUMBLES:
                raise Refused(UNREADABLE) from None
        if count == 1:
            return [Found(start + 1, None, None, TOO_HARD, self._raw(start))]
        half = count // 2
        return [*self.read(start, half), *self.read(start + half, count - half)]

    def _asked(self, start: int, count: int) -> list[Found]:
        order = [sys.executable, "-s", "-m", CHILD, self.kind, str(start), str(count)]
        try:
            done = subprocess.run(
                order, input=self.content, capture_output=True, timeout=WAIT, check=False, env={}, cwd=ROOT
            )
        except subprocess.TimeoutExpired:
            raise Stumbled from None
        *said, end = done.stdout.decode("utf-8", "replace").strip().split("\n")
        if done.returncode or end != "end":
            raise Stumbled
        return [Found.of(json.loads(line)) for line in said]

    def _raw(self, start: int) -> str:
        content = texts.in_utf8(self.content)
        if self.kind == "csv":
            return tables.as_line(next(islice(tables.rows(content), start, None), []))[: vcards.MOST_RAW]
        piece = next(islice(vcards.pieces(content), start, None), None)
        return texts.decoded(piece.content[: vcards.MOST_RAW]).replace("\0", "") if piece else ""
