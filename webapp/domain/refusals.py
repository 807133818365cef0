"""A rule said no, and says why to the person."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain.words import Sentence


@dataclass(frozen=True)
class Way:
    """A page that lifts the refusal: its endpoint, and what its link says."""

    page: str
    words: Sentence


class Refused(Exception):
    """Raised anywhere below the views; shown once, by the web."""

    def __init__(self, sentence: Sentence, way: Way | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.way = way

    def __str__(self) -> str:
        return str(self.sentence)
