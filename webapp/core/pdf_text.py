"""What is written in a PDF somebody sent, or a sentence that says why it cannot be read.

It is read by another process (`pdf_child.py`), so that a hostile file costs a few seconds and some memory
that are not ours. pypdf rather than a faster parser in C++: at worst it takes long, it does not corrupt memory.
"""

import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

CHILD = Path(__file__).with_name("pdf_child.py")
MOST_PAGES = 5
WAIT = 6  # seconds by the clock, for a process held to 4 of the processor
TURN = BoundedSemaphore(2)  # how many may be read at once, each with its memory
REASONS = {
    "encrypted": sentence("Ce PDF est protégé par un mot de passe\u00a0: comparez à l’œil."),
    "long": sentence(
        "Ce PDF a plus de %(most)s pages\u00a0: gardez la page de l’AEM seule, ou comparez à l’œil.",
        most=MOST_PAGES,
    ),
    "busy": sentence("Trop de PDF sont lus en même temps. Réessayez dans un instant."),
    "scan": sentence("Ce PDF est une image\u00a0: il n’y a pas de texte à lire. Comparez à l’œil."),
}
UNREADABLE = sentence("Ce PDF n’a pas pu être lu. Comparez à l’œil.")


class Unread(Refused):
    """Nothing was read; `word` says why: encrypted, long, scan, unreadable, busy."""

    def __init__(self, word: str) -> None:
        super().__init__(REASONS.get(word, UNREADABLE))
        self.word = word


def text_of(content: bytes, most_pages: int = MOST_PAGES) -> str:
    """Raises Unread for a PDF that is broken, protected, too long or without text."""
    if not TURN.acquire(timeout=WAIT):
        raise Unread("busy")
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(CHILD), str(most_pages)],
            input=content, capture_output=True, timeout=WAIT, check=False, env={},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Unread("unreadable") from None
    finally:
        TURN.release()
    word, _line, text = done.stdout.decode("utf-8", "replace").partition("\n")
    if done.returncode or word != "text":
        raise Unread(word if word in REASONS else "unreadable")
    return text
