"""How a document leaves for its client.

Today by mail or by a link, which people open; from 1 September 2027 a plateforme agréée will stand behind the same
door, shaped as XP Z12-013 does: send, then ask what became of it. Raccord is not one, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Protocol


class Status(StrEnum):
    """Of the life of an invoice (XP Z12-012): the four that the law makes compulsory, and what comes before them."""

    HANDED_OVER = "handed_over"  # given to the client by oneself: no platform knows of it
    DEPOSITED = "deposited"
    REJECTED = "rejected"  # by a platform
    REFUSED = "refused"  # by the client
    COLLECTED = "collected"  # encaissée


@dataclass(frozen=True)
class Receipt:
    """What a channel answers; `reference` is its name for the document."""

    reference: str
    status: Status


class Channel(Protocol):
    @property
    def is_electronic(self) -> bool:
        """Whether what it sends is an e-invoice of the reform."""

    def send(self, number: str, pdf: bytes) -> Receipt:
        """The PDF holds the XML."""

    def status(self, reference: str) -> Status: ...


class ByHand:
    """A mail or a link: the client has the document, no platform vouches for it."""

    is_electronic = False

    def send(self, number: str, pdf: bytes) -> Receipt:
        """The document is named by what was handed over, to the byte."""
        return Receipt(sha256(pdf).hexdigest(), Status.HANDED_OVER)

    def status(self, reference: str) -> Status:
        return Status.HANDED_OVER


def channel() -> Channel:
    """The one that serves this workspace."""
    return ByHand()
