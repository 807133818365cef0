"""Files of any length, written beside the memory once they are long."""

from collections.abc import Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO

from webapp.contacts.exports.queries import photos_of
from webapp.contacts.exports.vcards import card_of
from webapp.contacts.queries import Card

AT_ONCE = 200  # cards whose pictures are in memory together
IN_MEMORY = 4_000_000
PIECE = 1 << 16


def vcards_of(cards: Sequence[Card], version: str, *, with_notes: bool) -> tuple[Iterator[bytes], int]:
    """What to send, and how long it is."""
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed once sent
    for at in range(0, len(cards), AT_ONCE):
        some = cards[at : at + AT_ONCE]
        photos = photos_of([card.contact.id for card in some if card.photo])
        for card in some:
            text = card_of(card, version, photo=photos.get(card.contact.id), with_notes=with_notes)
            file.write(text.encode())
    size = file.tell()
    file.seek(0)
    return _pieces(file), size


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece
