"""The sections of the form, each with what it says while it is closed, and its state."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from webapp.core.formats import time_of_day
from webapp.domain.callsheets.changes import changed_fields
from webapp.domain.callsheets.sheet import Sheet
from webapp.domain.planning.script import eighths_text
from webapp.productions.callsheets import words

# Name, title, fields of the sheet, names of what it may lack.
SECTIONS: tuple[tuple[str, Any, tuple[str, ...], tuple[str, ...]], ...] = (
    ("head", _l("En-tête"), ("number", "of", "kind", "hours_kind", "company", "heads", "shows_phones"), ()),
    (
        "times",
        _l("Horaires, soleil, météo"),
        ("call", "ready", "meal", "meal_end", "end", "is_continuous", "sunrise", "sunset", "weather_morning", "weather_afternoon"),
        ("call", "ready", "meal", "end"),
    ),
    ("spots", _l("Lieux et accès"), ("spots",), ("place", "hospital")),
    ("scenes", _l("Séquences"), ("scenes",), ()),
    ("cast", _l("Comédiens"), ("cast",), ()),
    ("extras", _l("Figuration et enfants"), ("extras", "children"), ()),
    ("crew", _l("Convocations de l’équipe"), ("crew",), ()),
    ("needs", _l("Besoins par département, sécurités"), ("needs",), ()),
    ("moves", _l("Transports et repas"), ("moves", "meals_count", "meals_diets"), ()),
    ("safety", _l("Sécurité"), ("vhss", "risks"), ()),
    ("forecasts", _l("Prévisions et notes"), ("forecasts", "notes"), ()),
)  # fmt: skip


@dataclass(frozen=True)
class Section:
    name: str
    title: str
    said: str
    changed: int  # fields that differ from the version before
    lacks: int
    wrong: int
    is_open: bool

    @property
    def is_filled(self) -> bool:
        return bool(self.said)


def sections(sheet: Sheet, *, before: Sheet | None, lacking: Iterable[str], form: Any) -> dict[str, Section]:
    changed = changed_fields(before, sheet) if before else frozenset()
    lacks = set(lacking)
    found = {}
    for name, title, fields, needed in SECTIONS:
        wrong = sum(bool(form[field].errors) for field in fields if field in form)
        found[name] = Section(
            name=name,
            title=str(title),
            said=_said(name, sheet),
            changed=len(changed & set(fields)),
            lacks=len(lacks & set(needed)),
            wrong=wrong,
            is_open=bool(
                wrong or lacks & set(needed) or name == "times" or (form is not None and form.asked in fields)
            ),
        )
    return found


def title_of(name: str) -> str:
    return next(str(title) for one, title, _fields, _needed in SECTIONS if one == name)


def _said(name: str, sheet: Sheet) -> str:
    match name:
        case "head":
            return ", ".join(_filled([words.rank_of(sheet), *(head.name for head in sheet.heads)]))
        case "times":
            return ", ".join(_filled(_times(sheet)))
        case "spots":
            return ", ".join(spot.name for spot in sheet.spots)
        case "scenes":
            return _scenes(sheet)
        case "cast":
            return ", ".join(one.role or one.name for one in sheet.cast)
        case "extras":
            told = [f"{one.label} {one.count}" for one in sheet.extras] + [c.name for c in sheet.children]
            return ", ".join(told)
        case "crew":
            return _count(sheet.crew)
        case "needs":
            return ", ".join(need.label for need in sheet.needs)
        case "moves":
            return ", ".join(_filled(_moves(sheet)))
        case "safety":
            return sheet.vhss or sheet.risks
    return ", ".join(
        [*(words.short_day(one.day) for one in sheet.forecasts), *([_("notes")] if sheet.notes else [])]
    )


def _times(sheet: Sheet) -> list[str]:
    call, ready, end = (time_of_day(minute) for minute in (sheet.call, sheet.ready, sheet.end))
    return [
        call and _("Convocation %(time)s", time=call),
        ready and _("PAT %(time)s", time=ready),
        end and _("fin %(time)s", time=end),
    ]


def _scenes(sheet: Sheet) -> str:
    if not sheet.scenes:
        return ""
    numbers = ", ".join(scene.number for scene in sheet.scenes)
    total = sum(scene.eighths or 0 for scene in sheet.scenes)
    return (
        _("%(numbers)s. Pages\u00a0: %(pages)s", numbers=numbers, pages=eighths_text(total))
        if total
        else numbers
    )


def _moves(sheet: Sheet) -> list[str]:
    told = [ngettext("%(num)d trajet", "%(num)d trajets", len(sheet.moves))] if sheet.moves else []
    if sheet.meals_count:
        told.append(ngettext("%(num)d couvert", "%(num)d couverts", sheet.meals_count))
    return told


def _count(people: Sequence[Any]) -> str:
    if not people:
        return ""
    departments = len({one.department for one in people})
    return ", ".join(
        (
            ngettext("%(num)d personne", "%(num)d personnes", len(people)),
            ngettext("%(num)d département", "%(num)d départements", departments),
        )
    )


def _filled(parts: Iterable[str]) -> list[str]:
    return [part for part in parts if part]
