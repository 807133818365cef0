"""Words that are nearly the same: what a thumb in a hurry types, and what it meant.

Words come folded (no accents, no case). Near ones are found among thousands in two steps: by the trigrams
they share, hashed into a row of bits that a database counts, then one by one, letter by letter.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from zlib import crc32

BITS = 512
# What is heard alike is often written one for the other.
HEARD = (
    ("ph", "f"), ("ch", "x"), ("qu", "k"), ("q", "k"), ("c", "k"), ("h", ""), ("y", "i"), ("w", "v"), ("z", "s"),
)  # fmt: skip
SHORTEST = 4  # a shorter word is typed right, or means too many others
LONG = 8  # in a long word two mistakes are forgiven


def grams(folded: str) -> str:
    """As many bits as `BITS`, written 0 and 1: the trigrams of the words. Numbers and addresses have none."""
    bits = 0
    for word in spelt(folded.split()):
        for gram in _trigrams(heard(word)):
            bits |= 1 << _place(gram)
    return f"{bits:0{BITS}b}"


def spelt(words: Iterable[str]) -> list[str]:
    """Those made of letters alone: in the others a wrong sign makes another number."""
    return [word for word in words if word.isalpha()]


@lru_cache(20_000)
def heard(word: str) -> str:
    for written, sound in HEARD:
        word = word.replace(written, sound)
    return "".join(letter for n, letter in enumerate(word) if n == 0 or letter != word[n - 1])


def misses(asked: Sequence[str], words: Sequence[str]) -> int | None:
    """How many letters must change for every word asked to be, or begin, one of these; None when too many."""
    total = 0
    for word in asked:
        least = min(_each(word, words), default=None)
        if least is None:
            return None
        total += least
    return total


def _each(asked: str, words: Sequence[str]) -> Iterator[int]:
    for word in words:
        missed = between(asked, word)
        if missed is not None:
            yield missed


@lru_cache(50_000)
def between(asked: str, word: str) -> int | None:
    """Letters to change, add, leave out or swap for `asked` to begin `word`; None when it means another word.

    What is heard alike counts for one.
    """
    if asked in word:
        return 0
    most = 0 if len(asked) < SHORTEST or not asked.isalpha() else 1 if len(asked) < LONG else 2
    if not most or len(word) < len(asked) - most:
        return None
    if heard(word).startswith(heard(asked)):
        return 1
    if len(set(asked) - set(word)) > most:
        return None
    missed = _distance(asked, word[: len(asked) + most])
    return missed if missed <= most else None


def _distance(asked: str, word: str) -> int:
    """Damerau's, to the nearest beginning of `word`."""
    before: list[int] = []
    row = list(range(len(word) + 1))
    for i, letter in enumerate(asked, 1):
        before, above, row = row, before, [i]
        for j, other in enumerate(word, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == word[j - 2] and asked[i - 2] == other:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return min(row)


def _trigrams(word: str) -> Iterator[str]:
    padded = f"  {word}"
    return (padded[n : n + 3] for n in range(len(padded) - 2))


@lru_cache(50_000)
def _place(gram: str) -> int:
    return crc32(gram.encode()) % BITS
