"""A comparison told line by line: before, after, and whether the difference is good for the person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from webapp.domain.periods import Month
from webapp.domain.rights.whatif import MonthMoney, WhatIf
from webapp.domain.words import Cents, Minutes, Sentence, Value, sentence


class Trend(StrEnum):
    SAME = "same"
    BETTER = "better"
    WORSE = "worse"
    OTHER = "other"
    """Changed, for good or ill as one sees it."""


@dataclass(frozen=True)
class Move:
    """`key` names the same line of another comparison; an equal line is told too: it is an answer."""

    key: str
    label: Sentence
    note: Sentence
    before: Value
    after: Value
    difference: Value
    trend: Trend = Trend.SAME
    is_up: bool = False

    @property
    def is_same(self) -> bool:
        return self.trend is Trend.SAME


def moves(found: WhatIf) -> list[Move]:
    return [
        *_of_hours(found),
        *_of_allowance(found),
        _of_anniversary(found),
        *_of_months(found),
        *_of_right(found),
    ]


def verdict(found: WhatIf) -> Sentence:
    """The answer in one sentence."""
    return sentence("%(rights)s, %(cash)s.", rights=_rights_said(found), cash=_cash_said(found))


def _rights_said(found: WhatIf) -> Sentence:
    after = found.after.result
    threshold, gained = Minutes(after.threshold_minutes), Minutes(found.gained_minutes)
    if found.reached_on is not None:
        return sentence("Vous passez les %(threshold)s le %(day)s", threshold=threshold, day=found.reached_on)
    if not found.gained_minutes:
        return sentence("Rien ne change pour vos droits")
    if after.is_reached:
        return sentence("%(gained)s de plus, au-delà des %(threshold)s", gained=gained, threshold=threshold)
    missing = Minutes(after.missing_minutes)
    return sentence(
        "%(gained)s de plus, encore %(missing)s avant les %(threshold)s",
        gained=gained,
        missing=missing,
        threshold=threshold,
    )


def _cash_said(found: WhatIf) -> Sentence:
    amount, when = Cents(abs(found.gained_cents)), _when(found.months)
    if not found.gained_cents:
        return sentence("autant d’argent %(when)s", when=when)
    if found.gained_cents > 0:
        return sentence("%(amount)s de plus %(when)s", amount=amount, when=when)
    return sentence("%(amount)s de moins %(when)s", amount=amount, when=when)


def _when(months: list[Month]) -> Sentence:
    if len(months) == 1:
        return sentence("en %(month)s", month=months[0].name)
    if all(one.next() == other for one, other in pairwise(months)):
        return sentence("de %(first)s à %(last)s", first=months[0].name, last=months[-1].name)
    return sentence("sur %(count)s mois", count=len(months))


def _of_hours(found: WhatIf) -> list[Move]:
    before, after = found.before.result, found.after.result
    window = after.window
    counted = sentence("du %(start)s au %(end)s", start=window.start_on, end=window.end_on)
    if (cut := after.cut_minutes - before.cut_minutes) > 0:
        counted = sentence("%(counted)s, %(cut)s au-delà d’un plafond", counted=counted, cut=Minutes(cut))
    goal = sentence("pour %(threshold)s", threshold=Minutes(after.threshold_minutes))
    same = sentence("inchangées")
    return [
        _minutes(
            "hours", sentence("Heures comptées"), counted, before.total_minutes, after.total_minutes, same
        ),
        _minutes(
            "missing",
            sentence("Heures manquantes"),
            goal,
            before.missing_minutes,
            after.missing_minutes,
            same,
            is_better_down=True,
        ),
    ]


def _of_allowance(found: WhatIf) -> list[Move]:
    """Too few hours open nothing: a figure of them is told only when neither side has enough."""
    opens = found.before.result.is_reached or not found.after.result.is_reached
    next_one = _cents(
        "next",
        sentence("Allocation du prochain droit"),
        sentence("brute par jour, examinée le %(day)s", day=found.day)
        if found.after.result.is_reached
        else sentence("brute par jour, si ces heures suffisaient"),
        found.before.aj_cents if opens else None,
        found.after.aj_cents,
        sentence("inchangée"),
    )
    if found.right is None:
        return [next_one]
    now = Cents(found.right.aj_cents)
    fixed = sentence("brute par jour, fixée jusqu’au %(day)s", day=found.right.range.end_on)
    return [
        Move("now", sentence("Allocation en cours"), fixed, now, now, sentence("inchangée")),
        next_one,
    ]


def _of_anniversary(found: WhatIf) -> Move:
    before, after = found.before.anniversary_on, found.after.anniversary_on
    label = sentence("Date anniversaire")
    note = sentence("celle du droit en cours") if found.right else sentence("du droit qui s’ouvrirait")
    none = sentence("aucune")
    if before == after:
        same = sentence("inchangée")
        return Move("anniversary", label, note, before or none, after or none, same)
    if before is None or after is None:
        difference = sentence("un droit de plus") if after else sentence("un droit de moins")
        trend = Trend.BETTER if after else Trend.WORSE
        return Move(
            "anniversary", label, note, before or none, after or none, difference, trend, after is not None
        )
    difference = _count(abs((after - before).days))
    return Move("anniversary", label, note, before, after, difference, Trend.OTHER, after > before)


def _of_months(found: WhatIf) -> list[Move]:
    both = zip(found.before.months, found.after.months, strict=True)
    lines = [line for before, after in both for line in _of_month(before, after)]
    if len(found.months) > 1:
        lines.append(
            _cents(
                "total",
                sentence("Ensemble de ces mois"),
                _when(found.months),
                found.before.total_cents,
                found.after.total_cents,
                sentence("inchangé"),
            )
        )
    return lines


def _of_month(before: MonthMoney, after: MonthMoney) -> list[Move]:
    name = after.month.name
    key = f"{after.month.year}-{after.month.number}"
    same = sentence("inchangés")
    if after.paid_days is None or before.paid_days is None:
        note = sentence("%(month)s, nets, ordre de grandeur, sans allocation", month=name)
        return [
            _cents(f"cash-{key}", sentence("Salaires"), note, before.total_cents, after.total_cents, same)
        ]
    month = sentence("%(month)s", month=name)
    cash = sentence("%(month)s, nets avant impôt", month=name)
    return [
        _days(f"days-{key}", sentence("Jours indemnisés"), month, before.paid_days, after.paid_days, same),
        _cents(
            f"cash-{key}",
            sentence("Salaires et allocation"),
            cash,
            before.total_cents,
            after.total_cents,
            same,
        ),
    ]


def _of_right(found: WhatIf) -> list[Move]:
    """What these months leave to the rest of the right: a franchise not taken now is taken later."""
    before, after = found.before, found.after
    if found.right is None or before.days_left is None or after.days_left is None:
        return []
    last = found.months[-1].name
    lines = [
        _days(
            "left",
            sentence("Franchises restantes"),
            sentence("après %(month)s, délai d’attente compris", month=last),
            before.days_left,
            after.days_left,
            sentence("inchangées"),
        )
    ]
    if before.other_cents or after.other_cents:
        rest = sentence("les autres mois jusqu’au %(day)s, nets avant impôt", day=found.right.range.end_on)
        label, same = sentence("Reste du droit"), sentence("inchangé")
        lines.append(_cents("rest", label, rest, before.other_cents, after.other_cents, same))
    return lines


def _minutes(
    key: str,
    label: Sentence,
    note: Sentence,
    before: int,
    after: int,
    same: Sentence,
    *,
    is_better_down: bool = False,
) -> Move:
    if before == after:
        return Move(key, label, note, Minutes(before), Minutes(after), same)
    trend = Trend.BETTER if (after > before) is not is_better_down else Trend.WORSE
    return Move(
        key, label, note, Minutes(before), Minutes(after), Minutes(abs(after - before)), trend, after > before
    )


def _cents(
    key: str, label: Sentence, note: Sentence, before: int | None, after: int | None, same: Sentence
) -> Move:
    """None: nothing to compute an amount from."""
    was, is_now = _amount(before), _amount(after)
    difference = (after or 0) - (before or 0)
    if before == after:
        return Move(key, label, note, was, is_now, same)
    trend = Trend.BETTER if difference > 0 else Trend.WORSE
    return Move(key, label, note, was, is_now, Cents(abs(difference)), trend, difference > 0)


def _amount(cents: int | None) -> Value:
    return sentence("aucune") if cents is None else Cents(cents)


def _days(key: str, label: Sentence, note: Sentence, before: int, after: int, same: Sentence) -> Move:
    """Fewer days paid or more to wait for are what work does: neither good nor bad."""
    if before == after:
        return Move(key, label, note, _count(before), _count(after), same)
    difference = _count(abs(after - before))
    return Move(key, label, note, _count(before), _count(after), difference, Trend.OTHER, after > before)


def _count(days: int) -> Sentence:
    return sentence("%(days)s\u00a0j", days=days)
