"""Whether a text tells who someone is, how to reach them, or what something costs: it is then not copied."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

MAIL = re.compile(r"\S@\S")
# Slashes only between pairs: `23/11/2026` is a day.
PHONE = re.compile(r"\+?[0-9](?:[\s.()-]*[0-9]){7,}|0[1-9](?:/[0-9]{2}){4}")
AMOUNT = re.compile(r"[0-9]\s*(?:€|euros?\b|EUR\b|k€|HT\b|TTC\b)|€\s*[0-9]", re.IGNORECASE)
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
SHORTEST_WORD = 3  # `de`, `Le` are in every sentence


class People:
    """The people of a production, to be recognised in a text."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = [words for name in names if (words := _words(name))]

    def tell(self, text: str | None) -> bool:
        """A name, even a first name alone, a number, a mail, a page, an amount."""
        return _reaches(text) or bool(self._single & set(_words(text)))

    def are_named_in(self, text: str | None) -> bool:
        """The same, for a script: its characters may share a first name with someone of the crew."""
        words = _words(text)
        return _reaches(text) or any(_follow(name, words) for name in self.names)

    @cached_property
    def _single(self) -> set[str]:
        return {word for name in self.names for word in name if len(word) >= SHORTEST_WORD}


def _reaches(text: str | None) -> bool:
    return bool(text) and any(found.search(text or "") for found in (MAIL, PHONE, AMOUNT, LINK))


def _follow(name: list[str], words: list[str]) -> bool:
    return any(words[start : start + len(name)] == name for start in range(len(words) - len(name) + 1))


def _words(text: str | None) -> list[str]:
    bare = unicodedata.normalize("NFKD", text or "")
    folded = "".join(c for c in bare if not unicodedata.combining(c)).casefold()
    return re.findall(r"\w+", folded)
