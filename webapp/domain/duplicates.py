"""Cards of an address book that may be the same person or company: why, from the surest reason to the weakest.

Each card goes through a few maps, and is compared with the first of its key alone: a list twice as long takes
twice as long, whatever it holds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

FEWEST_LETTERS = 5  # of a name that one letter does not make another name


class Reason(StrEnum):
    """From the surest."""

    MAIL = "mail"
    PHONE = "phone"
    SIRET = "siret"
    NAME = "name"
    NEAR = "near"  # a name one letter away, in the same town


@dataclass(frozen=True)
class Card:
    """What is compared, folded; `rank` is its place in the list, the oldest first."""

    rank: int
    kind: str
    name: str
    city: str = ""
    siret: str | None = None
    mails: Collection[str] = ()
    phones: Collection[str] = ()


@dataclass
class Pair:
    """Two cards by their ranks, the oldest first, and every reason found."""

    one: int
    other: int
    reasons: list[Reason] = field(default_factory=list)

    @property
    def reason(self) -> Reason:
        return self.reasons[0]


def pairs(cards: Sequence[Card], apart: Collection[frozenset[int]] = ()) -> list[Pair]:
    """Of cards alike, each with the first that it was not told apart from."""
    found: dict[tuple[int, int], Pair] = {}
    for reason, keyed in (
        (Reason.MAIL, _each(cards, lambda card: card.mails)),
        (Reason.PHONE, _each(cards, lambda card: card.phones)),
        (Reason.SIRET, _each(cards, lambda card: (card.siret,) if card.siret else ())),
        (Reason.NAME, _each(cards, lambda card: (ordered(card.name),) if card.name else ())),
        (Reason.NEAR, _near(cards)),
    ):
        for one, other in _matched(keyed, apart):
            pair = found.setdefault((one, other), Pair(one, other))
            if reason not in pair.reasons and not (reason is Reason.NEAR and Reason.NAME in pair.reasons):
                pair.reasons.append(reason)
    order = {reason: place for place, reason in enumerate(Reason)}
    return sorted(found.values(), key=lambda pair: (order[pair.reason], pair.one, pair.other))


def why(one: Card, other: Card) -> list[Reason]:
    """Of two cards alone."""
    return next((pair.reasons for pair in pairs([one, other])), [])


def ordered(name: str) -> str:
    """`diallo aicha` is `aicha diallo`."""
    return " ".join(sorted(name.split()))


Keyed = Iterable[tuple[tuple[str, ...], int]]


def _each(cards: Sequence[Card], keys: object) -> Keyed:
    for card in cards:
        for key in keys(card):  # type: ignore[operator]
            yield (card.kind, key), card.rank


def _near(cards: Sequence[Card]) -> Keyed:
    """Two names one letter apart share a name with a letter less."""
    together: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in cards:
        if card.city and len(card.name) >= FEWEST_LETTERS:
            together[card.kind, card.city].append(card)
    for (kind, city), there in together.items():
        if len(there) > 1:
            for card in there:
                for shorter in _shortened(ordered(card.name).replace(" ", "")):
                    yield (kind, city, shorter), card.rank


def _shortened(name: str) -> set[str]:
    return {name, *(name[:place] + name[place + 1 :] for place in range(len(name)))}


def _matched(keyed: Keyed, apart: Collection[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Each card of a key with the first there; one told apart from all of those is a first too."""
    firsts: dict[tuple[str, ...], int] = {}
    later: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, rank in keyed:
        first = firsts.setdefault(key, rank)
        if first == rank or rank in later.get(key, ()):
            continue
        there = next(
            (one for one in (first, *later.get(key, ())) if frozenset((one, rank)) not in apart), None
        )
        if there is None:
            later[key].append(rank)
        else:
            yield (there, rank) if there < rank else (rank, there)
