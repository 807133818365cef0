"""How much work a line tells, and for how much: its unit, quantity, hours and cachets made lines of pay."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.domain.words import Hundredths, Minutes, Sentence, sentence
from webapp.engagements.models import Unit
from webapp.engagements.terms import CACHET_MINUTES, LineTerms

DAY_MINUTES = 24 * 60
# No law says how many: three matinées and two evenings of a puppet show are a lot; more is two columns swapped.
MOST_CACHETS_A_DAY = 5_00

NEEDED = sentence("à remplir.")


@dataclass(frozen=True)
class Measured:
    """The figures of a line as typed; None where the cell is empty."""

    unit: Unit | None
    quantity: int | None
    minutes: int | None
    cachets: int | None
    gross_cents: int = 0
    is_open: bool = False  # not signed: its hours may not be known


@dataclass(frozen=True)
class Work:
    lines: tuple[LineTerms, ...] = ()
    wrong: tuple[tuple[str, Sentence], ...] = ()  # the field to blame, and why
    notes: tuple[Sentence, ...] = ()


def work_of(told: Measured) -> Work:
    match told.unit:
        case None:
            return _without_unit(told)
        case Unit.CACHET:
            return _in_cachets(told)
        case Unit.HOUR:
            return _in_hours(told)
        case Unit.FLAT:
            return _work(told, told.quantity or 1_00, told.minutes or 0)
        case Unit.BONUS:
            if told.minutes:
                return _blame("hours", sentence("une prime n’a pas d’heures."))
            return _work(told, told.quantity or 1_00, 0)
        case _:
            return _in_days(told)


def too_much(work: Work, days: int) -> list[Sentence]:
    """What cannot be done in so many days."""
    said = []
    minutes = sum(line.minutes for line in work.lines)
    if minutes > days * DAY_MINUTES:
        said.append(_does_not_fit(Minutes(minutes), days))
    if cachets(work.lines) > days * MOST_CACHETS_A_DAY:
        said.append(_does_not_fit(sentence("%(n)s cachets", n=Hundredths(cachets(work.lines))), days))
    counted = sum(line.quantity for line in work.lines if line.unit == Unit.DAY)
    if counted > days * 100:
        said.append(_does_not_fit(sentence("%(n)s jours", n=Hundredths(counted)), days))
    return said


def cachets(lines: Iterable[LineTerms]) -> int:
    return sum(line.quantity for line in lines if line.unit == Unit.CACHET)


def _without_unit(told: Measured) -> Work:
    """Cachets or hours alone say their own unit; anything else is asked."""
    if told.quantity is not None and told.minutes is None and told.cachets is None:
        return _blame("unit", sentence("à remplir, puisqu’il y a une quantité."))
    if told.quantity is not None and not _agree(told):
        return _blame("unit", sentence("à remplir\u00a0: la quantité et les heures ne sont pas les mêmes."))
    if told.cachets:
        if told.minutes not in (None, 0, _worth(told.cachets)):
            return _blame(
                "unit",
                sentence(
                    "à remplir\u00a0: avec %(hours)s et %(cachets)s cachets, on ne sait pas si les heures "
                    "s’ajoutent aux cachets.",
                    hours=Minutes(told.minutes or 0),
                    cachets=Hundredths(told.cachets),
                ),
            )
        return Work((LineTerms(Unit.CACHET, told.cachets, 0, told.gross_cents),))
    if told.minutes:
        return Work((LineTerms(Unit.HOUR, _hundredths(told.minutes), told.minutes, told.gross_cents),))
    if told.is_open:
        return _open(told)
    return _blame("hours", NEEDED)


def _in_cachets(told: Measured) -> Work:
    """Quantité rules: the hours of a cachet follow from the law."""
    if told.quantity and told.cachets and told.quantity != told.cachets:
        return _blame("cachets", sentence("ce n’est pas la même chose que la quantité."))
    quantity = told.quantity or told.cachets
    if not quantity:
        return (
            _open(told) if told.is_open else _blame("quantity", sentence("à remplir, en nombre de cachets."))
        )
    notes: tuple[Sentence, ...] = ()
    if told.minutes and told.minutes != _worth(quantity):
        notes = (
            sentence(
                "Les %(hours)s ne sont pas reprises\u00a0: un cachet compte 12 h, quelle que soit sa durée.",
                hours=Minutes(told.minutes),
            ),
        )
    return Work((LineTerms(Unit.CACHET, quantity, 0, told.gross_cents),), notes=notes)


def _in_hours(told: Measured) -> Work:
    if told.quantity is not None and told.minutes is not None and not _agree(told):
        return _blame(
            "hours",
            sentence(
                "%(hours)s, alors que la quantité dit %(quantity)s.",
                hours=Minutes(told.minutes),
                quantity=Hundredths(told.quantity),
            ),
        )
    minutes = told.minutes if told.minutes is not None else _minutes(told.quantity or 0)
    if not minutes:
        return _open(told) if told.is_open else _blame("hours", _more_than_none(told.minutes))
    return _work(told, told.quantity or _hundredths(minutes), minutes)


def _in_days(told: Measured) -> Work:
    """Days, weeks and services: nothing says how many hours they hold but the person."""
    if told.is_open and not told.minutes:
        return _work(told, told.quantity or 0, 0) if told.quantity else _open(told)
    wrong = []
    if not told.quantity:
        wrong.append(("quantity", _more_than_none(told.quantity)))
    if told.minutes is None:
        wrong.append(("hours", NEEDED))
    return Work(wrong=tuple(wrong)) if wrong else _work(told, told.quantity or 0, told.minutes or 0)


def _work(told: Measured, quantity: int, minutes: int) -> Work:
    """One line in the unit told, and one of cachets when the contract also pays some."""
    assert told.unit is not None
    lines = [LineTerms(told.unit, quantity, minutes, told.gross_cents)]
    if told.cachets:
        lines.append(LineTerms(Unit.CACHET, told.cachets))
    return Work(tuple(lines))


def _open(told: Measured) -> Work:
    """Nothing known yet but, sometimes, the price."""
    return Work((LineTerms(Unit.FLAT, 1_00, 0, told.gross_cents),) if told.gross_cents else ())


def _blame(key: str, said: Sentence) -> Work:
    return Work(wrong=((key, said),))


def _more_than_none(value: int | None) -> Sentence:
    return NEEDED if value is None else sentence("indiquez plus que zéro.")


def _does_not_fit(what: Sentence | Minutes, days: int) -> Sentence:
    if days == 1:
        return sentence("%(what)s ne tiennent pas dans une journée. Vérifiez les dates.", what=what)
    return sentence("%(what)s ne tiennent pas en %(days)s jours. Vérifiez les dates.", what=what, days=days)


def _agree(told: Measured) -> bool:
    if told.minutes is None:
        return told.quantity == told.cachets
    return abs((told.quantity or 0) * 60 - told.minutes * 100) < 100  # a minute has no exact hundredths


def _worth(hundredths: int) -> int:
    return hundredths * CACHET_MINUTES // 100


def _minutes(hundredths: int) -> int:
    return (hundredths * 60 + 50) // 100


def _hundredths(minutes: int) -> int:
    return (minutes * 100 + 30) // 60
