"""The fields of an AEM that a person compares, and how each is typed, kept and shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from webapp.domain.money import parse_cents
from webapp.domain.refusals import Refused
from webapp.domain.typed import parse_day, parse_hours, parse_quantity, quoted, tidy, two_decimals
from webapp.domain.words import Cents, Hundredths, Minutes, Sentence, sentence


class Field(StrEnum):
    EMPLOYER = "employer"
    SIRET = "siret"
    NAF = "naf"
    JOB = "job"  # the one of the contract, which the list of annexe 8 reads
    OBJECT_NUMBER = "object"
    START_ON = "start"
    END_ON = "end"
    ONGOING = "ongoing"
    DAYS = "days"
    HOURS = "hours"
    CACHETS = "cachets"
    GROSS = "gross"


Value = str | int | date | bool
Figures = Mapping[Field, Value]

DATES = (Field.START_ON, Field.END_ON)
LONGEST = 200
MOST_DAYS = 31
MOST_MINUTES = MOST_DAYS * 12 * 60
MOST_CACHETS = 99 * 100
YES, NO = "yes", "no"


def parse(field: Field, text: str) -> Value:
    """What a person copies from the paper. Raises Refused with what to type instead."""
    typed = tidy(text)
    if not typed:
        raise Refused(sentence("Recopiez ce qui est écrit sur l’AEM."))
    match field:
        case Field.START_ON | Field.END_ON:
            return parse_day(typed)
        case Field.ONGOING:
            return _flag(typed)
        case Field.DAYS:
            return _days(typed)
        case Field.HOURS:
            return _minutes(typed)
        case Field.CACHETS:
            return _cachets(typed)
        case Field.GROSS:
            return parse_cents(typed)
        case _:
            return _line(typed)


def written(field: Field, value: Value) -> str:
    """As it is kept: one column for every kind of value."""
    if isinstance(value, bool):
        return YES if value else NO
    return value.isoformat() if isinstance(value, date) else str(value)


def read_back(field: Field, text: str) -> Value:
    if field in DATES:
        return date.fromisoformat(text)
    if field == Field.ONGOING:
        return text == YES
    if field in (Field.DAYS, Field.HOURS, Field.CACHETS, Field.GROSS):
        return int(text)
    return text


def typed_again(field: Field, value: Value) -> str:
    """As a person would type it: `parse` gives the value back."""
    if isinstance(value, bool) or not isinstance(value, int):
        return written(field, value)
    match field:
        case Field.HOURS:
            return f"{value // 60}h{value % 60:02d}"
        case Field.CACHETS | Field.GROSS:
            return two_decimals(value)
    return str(value)


def worded(field: Field, value: Value) -> str | int | date | Minutes | Cents | Hundredths | Sentence:
    """As a sentence takes it, each kind with its unit."""
    if isinstance(value, bool):
        return sentence("oui") if value else sentence("non")
    if not isinstance(value, int):
        return value
    if field == Field.HOURS:
        return Minutes(value)
    if field == Field.GROSS:
        return Cents(value)
    return Hundredths(value) if field == Field.CACHETS else value


def is_same(field: Field, one: Value, other: Value) -> bool:
    """Case, accents and spaces say nothing; nor does the gender of a job, which lists write in the masculine."""
    if not isinstance(one, str) or not isinstance(other, str):
        return one == other
    if field == Field.JOB:
        return _genderless(one) == _genderless(other)
    return _bare(one) == _bare(other)


def _flag(typed: str) -> bool:
    if typed.lower() not in ("oui", "non", YES, NO):
        raise Refused(sentence("Répondez par oui ou par non."))
    return typed.lower() in ("oui", YES)


def _days(typed: str) -> int:
    hundredths = parse_quantity(typed)
    if hundredths % 100:
        raise Refused(sentence("Indiquez des jours entiers, comme sur l’AEM."))
    if hundredths // 100 > MOST_DAYS:
        raise Refused(sentence("Une AEM couvre un mois\u00a0: %(most)s jours au plus.", most=MOST_DAYS))
    return hundredths // 100


def _minutes(typed: str) -> int:
    minutes = parse_hours(typed)
    if minutes > MOST_MINUTES:
        raise Refused(
            sentence(
                "%(hours)s en un mois, c’est trop. Vérifiez le nombre, ou marquez l’AEM fausse sans l’indiquer.",
                hours=Minutes(minutes),
            )
        )
    return minutes


def _cachets(typed: str) -> int:
    cachets = parse_quantity(typed)
    if cachets > MOST_CACHETS:
        raise Refused(sentence("Au plus %(most)s cachets sur une AEM.", most=Hundredths(MOST_CACHETS)))
    return cachets


def _line(typed: str) -> str:
    line = "".join(c for c in typed if c.isprintable())
    if len(line) > LONGEST:
        raise Refused(
            sentence(
                "«\u00a0%(typed)s\u00a0» est trop long\u00a0: %(most)s caractères au plus.",
                typed=quoted(line),
                most=LONGEST,
            )
        )
    return line


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    return "".join(c for c in plain if c.isalnum()).lower()


def _genderless(job: str) -> str:
    """`Assistant(e) de production`, `Assistante de production` and `ASSISTANT DE PRODUCTION` are one job."""
    words = re.sub(r"[(·./-]e[)·]?(?=\s|$)", "", tidy(job).lower()).split()
    return " ".join(_masculine(_bare(word)) for word in words)


def _masculine(word: str) -> str:
    for feminine, masculine in (
        ("trice", "teur"),
        ("euse", "eur"),
        ("iere", "ier"),
        ("enne", "en"),
        ("ee", "e"),
    ):
        if word.endswith(feminine):
            return word[: -len(feminine)] + masculine
    return word.removesuffix("e") if word.endswith(("te", "ne", "se", "ale")) else word
