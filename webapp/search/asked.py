"""What is asked, in words that can be compared."""

import re
from dataclasses import dataclass
from functools import cached_property

from webapp.core.fold import fold
from webapp.domain.likeness import BITS, SHORTEST, grams, spelt

MOST_WORDS, LONGEST = 6, 40
NUMBER = re.compile(r"(?:\+|00)?[\d\s().\-/]+")
FEWEST_DIGITS = 4


@dataclass(frozen=True)
class Asked:
    said: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Folded, each once; a telephone number is one word however it is spaced."""
        if digits := _dialled(self.said):
            return (digits,)
        words = (word.strip(".")[:LONGEST] for word in fold(self.said).split())
        return tuple(dict.fromkeys(filter(None, words)))[:MOST_WORDS]

    @cached_property
    def grams(self) -> str:
        return grams(" ".join(self.words))

    @property
    def hex_grams(self) -> str:
        """Likewise, as short as PostgreSQL reads it."""
        return f"x{int(self.grams, 2):0{BITS // 4}x}"

    @property
    def may_be_wrong(self) -> bool:
        """A word is long enough to be another one that is mistyped."""
        return any(len(word) >= SHORTEST for word in spelt(self.words))


def _dialled(said: str) -> str:
    """`06 12.34`, `+33 (0)6 12 34` and `0033 612 34` as digits that stand in what is folded; else nothing."""
    said = said.strip()
    if not NUMBER.fullmatch(said) or not said.startswith(("0", "+")):
        return ""
    digits = re.sub(r"\D", "", said.replace("(0)", ""))
    return digits.removeprefix("00") if len(digits) >= FEWEST_DIGITS else ""
