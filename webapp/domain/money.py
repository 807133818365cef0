"""Money as people type it, kept in integer cents."""

from __future__ import annotations

from fractions import Fraction

from webapp.domain.refusals import Refused
from webapp.domain.typed import NUMBER, hundredths_of, quoted, tidy
from webapp.domain.words import Cents, sentence

MOST_CENTS = 10_000_000_00
CURRENCIES = ("€", "EUR", "euros", "euro")


def parse_cents(text: str, *, negative: bool = False) -> int:
    """`84,50`, `84.50`, `1 234,5`, `1 234,50 €`; below zero only where it has a meaning."""
    typed = tidy(text)
    if not typed:
        raise Refused(sentence("Indiquez un montant. Exemple\u00a0: 84,50."))
    amount = NUMBER.fullmatch(_without_currency(typed))
    if amount is None:
        raise Refused(
            sentence(
                "«\u00a0%(typed)s\u00a0» n’est pas un montant. Exemple\u00a0: 84,50.", typed=quoted(typed)
            )
        )
    cents = hundredths_of(amount)
    if cents < 0 and not negative:
        raise Refused(sentence("Le montant ne peut pas être négatif."))
    if abs(cents) > MOST_CENTS:
        raise Refused(sentence("Le montant dépasse %(most)s.", most=Cents(MOST_CENTS)))
    return cents


def _without_currency(typed: str) -> str:
    for currency in CURRENCIES:
        if typed.lower().endswith(currency.lower()):
            return typed[: -len(currency)].rstrip()
    return typed


def half_up(amount: Fraction) -> int:
    """The nearest whole number of cents, a half going up."""
    return shared(amount.numerator, amount.denominator)


def shared(cents: int, parts: int) -> int:
    """One part, likewise: a month is forecast without a fraction."""
    return (2 * cents + parts) // (2 * parts)
