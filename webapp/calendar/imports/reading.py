"""What is written in an ICS file somebody sent, or a sentence that says why it cannot be read.

It is read by another process (`ics_child.py`), so that a hostile file costs a few seconds and some memory
that are not ours.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from webapp.core import clock
from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence, sentence

CHILD = Path(__file__).with_name("ics_child.py")
MOST_BYTES = 5 * 1024 * 1024
MOST_EVENTS, MOST_DATES = 5_000, 2_000
BEHIND, AHEAD = timedelta(days=365), timedelta(days=730)
WAIT = 16  # seconds by the clock, for a process held to 12 of the processor
TURN = BoundedSemaphore(2)  # how many may be read at once, each with its memory
BEGINS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.IGNORECASE)
EVENT = re.compile(rb"^BEGIN:VEVENT", re.MULTILINE | re.IGNORECASE)

TOO_HEAVY = sentence("Ce calendrier est trop lourd. La limite est de %(limit)s Mo.", limit=MOST_BYTES >> 20)
NOT_ONE = sentence("Ce n’est pas un calendrier\u00a0: un fichier ICS commence par BEGIN:VCALENDAR.")
A_PAGE = sentence(
    "C’est une page, pas un calendrier. Cherchez l’adresse qui finit par .ics, souvent nommée « adresse "
    "secrète au format iCal »."
)
UNREADABLE = sentence("Ce calendrier n’a pas pu être lu. Exportez-le à nouveau, ou réessayez plus tard.")
MANY = sentence(
    "Ce calendrier a plus de %(most)s évènements. Exportez une période plus courte.", most=MOST_EVENTS
)
REASONS = {
    "many": MANY,
    "often": sentence(
        "Un évènement s’y répète plus de %(most)s fois en trois ans, ou à chaque seconde ou minute. Retirez-le et "
        "recommencez.",
        most=MOST_DATES,
    ),
    "wordy": sentence("Un texte très long s’y répète trop de fois. Raccourcissez-le et recommencez."),
}


@dataclass(frozen=True)
class Found:
    """One date of the file, in Paris."""

    uid: str
    occurrence: str
    title: str
    place: str
    text: str
    start_on: date
    end_on: date
    start_minute: int | None
    end_minute: int | None

    @classmethod
    def of(cls, said: dict[str, Any]) -> Found:
        days = {name: date.fromisoformat(said[name]) for name in ("start_on", "end_on")}
        return cls(**{**said, **days})

    @property
    def key(self) -> tuple[str, str]:
        return self.uid, self.occurrence


@dataclass(frozen=True)
class Calendar:
    name: str
    is_endless: bool
    events: list[dict[str, Any]]


def read(content: bytes) -> Calendar:
    """Raises Refused for what is too heavy, no calendar, too rich or broken."""
    if refusal := _at_sight(content):
        raise Refused(refusal)
    if not TURN.acquire(timeout=WAIT):
        raise Refused(sentence("Trop de calendriers sont lus en même temps. Réessayez dans un instant."))
    today = clock.today()
    order = [str(today - BEHIND), str(today + AHEAD), str(MOST_EVENTS), str(MOST_DATES)]
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(CHILD), *order],
            input=content, capture_output=True, timeout=WAIT, check=False, env={},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Refused(UNREADABLE) from None
    finally:
        TURN.release()
    word, _line, text = done.stdout.decode("utf-8", "replace").partition("\n")
    if done.returncode or word != "events":
        raise Refused(REASONS.get(word, UNREADABLE))
    return Calendar(**json.loads(text))


def _at_sight(content: bytes) -> Sentence | None:
    """What the first bytes and the size say."""
    if len(content) > MOST_BYTES:
        return TOO_HEAVY
    if not BEGINS.match(content):
        return (
            A_PAGE
            if b"<html" in content[:1024].lower() or b"<!doctype" in content[:1024].lower()
            else NOT_ONE
        )
    if len(EVENT.findall(content)) > MOST_EVENTS:
        return MANY
    return None
