"""What a seller may choose: a colour that reads on white, penalties that the law allows."""

from __future__ import annotations

import re
from datetime import date

from webapp.domain.invoices import law
from webapp.domain.refusals import Refused
from webapp.domain.typed import parse_quantity
from webapp.domain.words import Hundredths, sentence

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
MOST_PENALTY_BP = 4_000


def parse_accent(text: str) -> str:
    """`#rrggbb` that reads on white paper."""
    found = text.strip().lower()
    if not re.fullmatch(r"#[0-9a-f]{6}", found):
        raise Refused(sentence("Une couleur s’écrit #rrvvbb. Exemple\u00a0: #1d4ed8"))
    if contrast_on_white(found) < LEAST_CONTRAST:
        raise Refused(sentence("Trop claire pour se lire sur du papier blanc\u00a0: choisissez plus foncé."))
    return found


def contrast_on_white(accent: str) -> float:
    """Of WCAG: from 1, white itself, to 21, black."""
    red, green, blue = (_linear(int(accent[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def least_known_penalty(day: date) -> int:
    """Basis points: three times the legal rate, the last one known before the day (C. com. L.441-10)."""
    rate = [figure.value for figure in law.LEGAL_INTEREST.figures if figure.from_on <= day][-1]
    return rate * law.value(law.LEGAL_INTEREST_TIMES, day)


def parse_penalty(text: str, day: date) -> int:
    """A yearly rate in basis points, at least three times the legal rate."""
    rate, least = parse_quantity(text.replace("%", "")), least_known_penalty(day)
    if rate < least:
        raise Refused(
            sentence(
                "Au moins trois fois le taux d’intérêt légal, soit %(least)s\u00a0%% au dernier taux connu.",
                least=Hundredths(least),
            )
        )
    if rate > MOST_PENALTY_BP:
        raise Refused(
            sentence(
                "Au plus %(most)s\u00a0%%\u00a0: au-delà, un juge la réduit.",
                most=Hundredths(MOST_PENALTY_BP),
            )
        )
    return rate


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
