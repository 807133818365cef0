"""Whole numbers in words, as a sentence says them: « vingt et un », “twenty-one”; in figures from a thousand on."""

from __future__ import annotations

from webapp.domain.words import NARROW_NBSP

FRENCH = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
FRENCH_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 8: "quatre-vingt"}
ENGLISH = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
ENGLISH_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_french(number: int, *, feminine: bool = False) -> str:
    if number >= 1000:
        return f"{number:,}".replace(",", NARROW_NBSP)
    said = _french(number)
    return f"{said}e" if feminine and number % 10 == 1 and said.endswith("un") else said


def in_english(number: int) -> str:
    if number >= 1000:
        return f"{number:,}"
    hundreds, rest = divmod(number, 100)
    below = _english(rest)
    if not hundreds:
        return below
    return f"{ENGLISH[hundreds]} hundred and {below}" if rest else f"{ENGLISH[hundreds]} hundred"


def _french(number: int) -> str:
    if number < 20:
        return FRENCH[number]
    if number < 100:
        return _french_tens(number)
    hundreds, rest = divmod(number, 100)
    cent = "cent" if hundreds == 1 else f"{FRENCH[hundreds]} cent"
    if rest:
        return f"{cent} {_french(rest)}"
    return cent if hundreds == 1 else f"{cent}s"


def _french_tens(number: int) -> str:
    """Seventies and nineties go on from the tens before: soixante et onze, quatre-vingt-douze."""
    tens, rest = divmod(number, 10)
    if tens in (7, 9):
        tens, rest = tens - 1, rest + 10
    name = FRENCH_TENS[tens]
    if not rest:
        return f"{name}s" if tens == 8 else name
    return f"{name} et {FRENCH[rest]}" if rest in (1, 11) and tens != 8 else f"{name}-{FRENCH[rest]}"


def _english(number: int) -> str:
    if number < 20:
        return ENGLISH[number]
    tens, rest = divmod(number, 10)
    return f"{ENGLISH_TENS[tens]}-{ENGLISH[rest]}" if rest else ENGLISH_TENS[tens]
