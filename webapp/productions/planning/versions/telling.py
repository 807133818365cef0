"""Differences between two versions in the words of the trade: what, before, after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from webapp.core.formats import long_day, time_of_day, upper_first
from webapp.domain.planning.plan import Difference, Field, PlannedDay, Sort
from webapp.productions.planning import labels, words

FIELDS = {
    Field.ON: lambda: _("Date"),
    Field.KIND: lambda: _("Type"),
    Field.PLACE: lambda: _("Lieu"),
    Field.CALL: lambda: _("Convocation"),
    Field.READY: lambda: _("PAT"),
    Field.MEAL: lambda: _("Coupure repas"),
    Field.END: lambda: _("Fin"),
    Field.CONTINUOUS: lambda: _("Journée continue"),
    Field.NOTES: lambda: _("Notes"),
}
HOURS = {Field.CALL, Field.READY, Field.MEAL, Field.END}
SIGNS = {Field.ON: "swap", Field.PLACE: "pin", Field.KIND: "tag", Field.NOTES: "note"}


@dataclass(frozen=True)
class Told:
    """One line of a comparison; both values are empty when there is nothing to set side by side."""

    what: str
    before: str = ""
    after: str = ""
    sign: str = "hours"


@dataclass(frozen=True)
class ToldDay:
    rank: str
    title: str
    lines: tuple[Told, ...]


def told(found: Iterable[Difference], *, live: bool) -> list[ToldDay]:
    """Grouped by the day they are about, in the order of the calendar."""
    days: dict[str, tuple[PlannedDay, list[Told]]] = {}
    for one in found:
        days.setdefault(one.day.key, (one.day, []))[1].append(_told(one, live))
    return [
        ToldDay(words.planned_rank(day, live), upper_first(long_day(day.on)), tuple(lines))
        for day, lines in days.values()
    ]


def _told(one: Difference, live: bool) -> Told:
    match one.sort:
        case Sort.DAY_ADDED:
            return Told(_("Journée ajoutée"), after=_day_said(one.day), sign="plus")
        case Sort.DAY_REMOVED:
            return Told(_("Journée retirée"), before=_day_said(one.day), sign="x")
        case Sort.MOVED:
            return Told(
                _("Séq. %(number)s", number=one.number),
                _where(one.before, live),
                _where(one.after, live),
                "swap",
            )
        case Sort.PLACED:
            return Told(_("Séq. %(number)s", number=one.number), _("à placer"), _where(one.day, live), "plus")
        case Sort.TAKEN_OFF:
            return Told(_("Séq. %(number)s", number=one.number), _where(one.day, live), _("à placer"), "x")
        case Sort.ORDER:
            return Told(_("Ordre"), ", ".join(one.before), ", ".join(one.after), "list")
        case Sort.LINES:
            return Told(_("Déplacements, repas, informations"), _lines(one.before), _lines(one.after), "note")
        case Sort.SERVICES:
            return Told(_("Demi-journées"), _services(one.before), _services(one.after), "hours")
        case _:
            field = one.field or Field.NOTES
            return Told(
                FIELDS[field](),
                _value(field, one.before),
                _value(field, one.after),
                SIGNS.get(field, "hours"),
            )


def _value(field: Field, value: Any) -> str:
    if field in HOURS:
        return time_of_day(value) or str(_("non précisée"))
    if field == Field.CONTINUOUS:
        return str(_("oui") if value else _("non"))
    if field == Field.KIND:
        return labels.day_name(value)
    if isinstance(value, date):
        return long_day(value)
    return str(value) or _("rien")


def _where(day: PlannedDay, live: bool) -> str:
    """`J16`, or the date of a day that does not count."""
    return words.planned_rank(day, live) if day.number is not None else long_day(day.on)


def _day_said(day: PlannedDay) -> str:
    said = [labels.day_name(day.kind), day.place, ", ".join(day.numbers)]
    return ", ".join(word for word in said if word)


def _lines(strips: Any) -> str:
    return " / ".join(words.line_text(strip) for strip in strips) or _("rien")


def _services(services: Any) -> str:
    return " / ".join(f"{labels.half_name(one.half)}\u00a0: {words.service(one)}" for one in services) or _(
        "rien"
    )
