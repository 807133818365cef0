"""What a page shows of one offer, or of two together: the answer, what it meets, and each line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from webapp.domain.rights import scales
from webapp.domain.rights.explain_whatif import Part, explain
from webapp.domain.rights.moves import Move, moves, verdict
from webapp.domain.rights.whatif import WhatIf
from webapp.domain.words import Sentence
from webapp.engagements.guard import Verdict
from webapp.rights.whatif.queries import Choice, Ground, Offer, meet


@dataclass(frozen=True)
class Card:
    offers: tuple[Offer, ...]
    found: WhatIf
    guard: Verdict

    @property
    def offer(self) -> Offer:
        return self.offers[0]

    @property
    def verdict(self) -> Sentence:
        return verdict(self.found)

    @cached_property
    def moves(self) -> list[Move]:
        return moves(self.found)

    @property
    def parts(self) -> list[Part]:
        return explain(self.found)

    @property
    def has_months_without_are(self) -> bool:
        return any(month.cash is None for month in self.found.after.months)

    @property
    def is_after_anniversary(self) -> bool:
        """The exam of the right that runs comes before: it may not see this work."""
        return self.found.right is not None and self.found.day > self.found.right.range.end_on

    @property
    def rules_on(self) -> date:
        return scales.latest_change(self.found.day)

    @property
    def not_yet_known(self) -> list[Sentence]:
        """Figures older than the day they are used for."""
        last = max(self.found.day, self.found.months[-1].start_on)
        return [said for scale in scales.EVERY_SCALE if (said := scales.not_yet_known(scale, last))]


def card(ground: Ground, choice: Choice, offer: Offer) -> Card:
    return Card((offer,), ground.if_accepted([offer])[0], choice.verdict(offer))


def cards(ground: Ground, choice: Choice, offers: list[Offer]) -> list[Card]:
    """One or two offers on the same day and the same months, then both of them when they can be."""
    answers: list[tuple[Offer, ...]] = [(offer,) for offer in offers]
    if len(offers) == 2 and not meet(*offers):
        answers.append(tuple(offers))
    found = ground.if_accepted(*answers)
    return [Card(answer, one, _met(choice, *answer)) for answer, one in zip(answers, found, strict=True)]


def _met(choice: Choice, one: Offer, *others: Offer) -> Verdict:
    """What either meets, said once."""
    met = choice.verdict(one, *others).clashes
    for other in others:
        said = [clash.sentence for clash in met]
        met += tuple(c for c in choice.verdict(other, one).clashes if c.sentence not in said)
    return Verdict(met)


def differing(found: list[Card]) -> set[str]:
    """The lines that do not end the same for the first two."""
    if len(found) < 2:
        return set()
    one, other = ({move.key: move.after for move in each.moves} for each in found[:2])
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
