"""A rule said no, and says why to the person."""

from __future__ import annotations

from webapp.domain.words import Sentence


class Refused(Exception):
    """Raised anywhere below the views; shown once, by the web."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)
