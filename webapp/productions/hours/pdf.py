"""The feuilles d'heures of a week on paper: each person's days, what they add up to, and where to sign."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from webapp.core.formats import day as short_day
from webapp.core.formats import day_range, hours, long_day, time_of_day, upper_first
from webapp.core.pdf import Column, part, typeset
from webapp.domain.crewhours import week_of
from webapp.productions.crew.labels import DEPARTMENTS
from webapp.productions.crew.models import Department
from webapp.productions.hours.frozen import Frozen
from webapp.productions.hours.queries import Version


def week_pdf(production: str, frozen: Frozen, version: Version | None) -> bytes:
    """`version` is the attested one; without it the page is a draft and says so."""
    monday = date.fromisoformat(frozen["week"])
    week = _("Semaine du %(days)s", days=day_range(monday, monday + timedelta(days=6), year=True))
    values = {
        "over": _("Feuilles d’heures"),
        "title": production,
        "under": _attested(version),
        "label": week,
        "running": f"{production} · {_('Feuilles d’heures')} · {week}",
        "note": _(
            "Décompte journalier individuel, convention IDCC 3097, article 29. Un décompte, pas un salaire."
        ),
        "words": {"page": _("Page"), "changed": ""},
        "rule": _rule(frozen["rule"]),
        "parts": _parts(frozen, monday),
        "empty": _("Rien n’est noté cette semaine."),
    }
    return typeset("productions/hours/week.typ", f"{_('Feuilles d’heures')} · {production} · {week}", values)


def _attested(version: Version | None) -> str:
    if version is None or version.attested_on is None:
        return str(_("Pas encore attestée"))
    who = ", ".join(said for said in (version.attested_by, version.attested_job) if said)
    day = short_day(version.attested_on, year=True)
    said = str(
        _("Version %(number)s, attestée par %(who)s, le %(day)s", number=version.number, who=who, day=day)
    )
    why = str(_("Correction\u00a0: %(reason)s", reason=version.reason)) if version.reason else ""
    return "\n".join(line for line in (said, why) if line)


def _rule(rule: dict[str, int]) -> str:
    said: str = _(
        "Supplémentaires\u00a0: au-delà de %(day)s par jour. Nuit\u00a0: de %(start)s à %(end)s. Le trajet est à part.",
        day=hours(rule["day_minutes"]),
        start=time_of_day(rule["night_start"]),
        end=time_of_day(rule["night_end"]),
    )
    return said


def _parts(frozen: Frozen, monday: date) -> list[dict[str, Any]]:
    columns = [
        Column(_("Personne"), 3),
        *(Column(_short(on), 3) for on in week_of(monday)),
        Column(_("Total"), 3),
        Column(_("Signature"), 3),
    ]
    return [
        part(
            str(DEPARTMENTS[Department(department)]),
            columns,
            [(_cells(person, monday), False) for person in people],
        )
        for department, people in groupby(frozen["people"], lambda person: person["department"])
    ]


def _short(on: date) -> str:
    """`Lun. 16`."""
    name = long_day(on).split()[0]
    return f"{upper_first(name)[:3]}. {on.day}"


def _cells(person: Frozen, monday: date) -> list[Any]:
    by_day = {day["on"]: day for day in person["days"]}
    days = [_day(by_day.get(on.isoformat())) for on in week_of(monday)]
    name = {"strong": person["name"], "text": person["job"]}
    return [name, *days, _total(person["total"]), ""]


def _day(day: Frozen | None) -> str:
    if day is None:
        return ""
    if day["is_absent"]:
        return "\n".join(said for said in (_("Absence"), day["notes"]) if said)
    end = time_of_day(day["end"]) or "…"
    lines = [f"{time_of_day(day['start'])}–{end}"]
    if day["call"] is not None and day["call"] != day["start"]:
        lines.append(_("convoc. %(time)s", time=time_of_day(day["call"])))
    if day["break"]:
        lines.append(_("coupure %(time)s", time=hours(day["break"])))
    if day["count"]:
        lines += _counted(day["count"])
    if day["travel"]:
        lines.append(_("trajet %(time)s", time=hours(day["travel"])))
    return "\n".join([*lines, *([day["notes"]] if day["notes"] else [])])


def _total(count: dict[str, int]) -> str:
    travel = [_("trajet %(time)s", time=hours(count["travel"]))] if count["travel"] else []
    return "\n".join([*_counted(count), *travel])


def _counted(count: dict[str, int]) -> list[str]:
    named = (
        ("overtime", _("supp. %(time)s")),
        ("night", _("nuit %(time)s")),
        ("sunday", _("dimanche %(time)s")),
        ("holiday", _("férié %(time)s")),
    )
    return [
        hours(count["worked"]),
        *(text % {"time": hours(count[key])} for key, text in named if count[key]),
    ]
