"""The feuille de service on paper: every value a string, in the order a crew reads it.

`changed` holds the keys of what a version changes: a field of the Sheet (`call`, `spots`, `notes`…), or one
line of a list (`scenes:41`, `cast:<key>`, `crew:<key>`).
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.core.formats import joined, long_day, time_of_day, upper_first
from webapp.core.pdf import Column, part, typeset
from webapp.core.phones import phone
from webapp.domain.callsheets.safety import EMERGENCY
from webapp.domain.callsheets.sheet import CrewCall, Scene, Sheet, Spot
from webapp.domain.planning.script import eighths_text, running_text

Part = dict[str, Any]


def sheet_pdf(sheet: Sheet, changed: frozenset[str] = frozenset()) -> bytes:
    return page_of(
        sheet,
        changed,
        aside=_aside(sheet, changed),
        note=_note(sheet, changed),
        sky=_sky(sheet, changed),
        heads=_heads(sheet, changed),
        parts=[it for it in _parts(sheet, changed) if it.get("rows") or it.get("text")],
    )


def page_of(sheet: Sheet, changed: frozenset[str], **more: Any) -> bytes:
    """With `aside`, `note`, `sky`, `heads` and `parts`."""
    rank = _rank(sheet)
    name = (
        _("Feuille de service") if sheet.number is None else _("Feuille de service n° %(n)s", n=sheet.number)
    )
    version = _("version %(n)s", n=sheet.version)
    day = f"{upper_first(long_day(sheet.day))} {sheet.day.year}"
    title = f"{sheet.production} · {name} · {day}"
    values = {
        "over": joined(sheet.company, name, version),
        "title": sheet.production,
        "under": _("Validée par %(name)s", name=sheet.approved_by) if sheet.approved_by else "",
        "label": rank or None,
        "aside": [day, more.pop("aside")],
        "running": joined(sheet.production, name, version, rank, day),
        "words": {"page": _("Page"), "changed": _("modifié")},
        "hours": _hours(sheet, changed),
        **more,
    }
    return typeset("productions/callsheets/sheet.typ", title, values)


def _rank(sheet: Sheet) -> str:
    if sheet.number is None:
        return ""
    if sheet.of is None:
        return str(_("J %(number)s", number=sheet.number))
    return str(_("J %(number)s / %(of)s", number=sheet.number, of=sheet.of))


def _aside(sheet: Sheet, changed: frozenset[str]) -> str:
    unit = _("équipe %(n)s", n=sheet.unit) if sheet.unit > 1 else ""
    continuous = _("journée continue") if sheet.is_continuous else ""
    is_new = bool({"kind", "hours_kind", "unit", "is_continuous"} & changed)
    return joined(sheet.kind, sheet.hours_kind, unit, continuous, _("modifié") if is_new else "")


def _note(sheet: Sheet, changed: frozenset[str]) -> str:
    said = (
        _("Barre noire et «\u00a0modifié\u00a0»\u00a0: changé depuis la version précédente.")
        if changed
        else ""
    )
    return joined(said, sheet.company)


def _hours(sheet: Sheet, changed: frozenset[str]) -> list[Part]:
    shown = [
        ("call", _("Convocation"), sheet.call),
        ("ready", _("PAT"), sheet.ready),
        ("meal", _("Coupure repas"), sheet.meal),
        ("meal_end", _("Reprise"), sheet.meal_end),
        ("end", _("Fin prévue"), sheet.end),
    ]
    figures: list[Part] = [
        {"label": label, "text": time_of_day(at), "more": _next_day(sheet, at), "changed": key in changed}
        for key, label, at in shown
        if at is not None
    ]
    seconds = sum(scene.seconds or 0 for scene in sheet.scenes)
    if seconds:
        figures.append({"label": _("Minutage utile"), "text": _length(seconds)})
    return figures


def _next_day(sheet: Sheet, at: int) -> str:
    return _("le lendemain") if sheet.call is not None and at < sheet.call else ""


def _sky(sheet: Sheet, changed: frozenset[str]) -> list[Part]:
    sun = f"{time_of_day(sheet.sunrise)} / {time_of_day(sheet.sunset)}"
    shown = [
        ("sunrise", _("Soleil, lever et coucher"), sun if sheet.sunrise is not None else ""),
        ("weather_morning", _("Météo, matin"), sheet.weather_morning),
        ("weather_afternoon", _("Météo, après-midi"), sheet.weather_afternoon),
        ("emergencies", _("Urgences"), joined(*EMERGENCY)),
    ]
    return [{"label": name, "text": text, "changed": key in changed} for key, name, text in shown if text]


def _heads(sheet: Sheet, changed: frozenset[str]) -> list[Part]:
    is_new = "heads" in changed
    return [
        {"label": head.job, "text": head.name, "more": phone(head.phone), "changed": is_new}
        for head in sheet.heads
    ]


def _parts(sheet: Sheet, changed: frozenset[str]) -> Iterable[Part]:
    yield _spots(sheet, changed)
    yield _scenes(sheet, changed)
    yield _cast(sheet, changed)
    yield _extras(sheet, changed)
    yield _children(sheet, changed)
    yield _crew(sheet, changed)
    yield _needs(sheet, changed)
    yield _moves(sheet, changed)
    yield _meals(sheet, changed)
    yield _safety(sheet, changed)
    yield _forecasts(sheet, changed)
    yield {"title": _("Notes"), "text": sheet.notes, "changed": "notes" in changed}


def _spots(sheet: Sheet, changed: frozenset[str]) -> Part:
    columns = [
        Column(_("Lieu"), 2),
        Column(_("Adresse"), 3),
        Column(_("Accès"), 3),
        Column(_("Parking, ventousage"), 2),
        Column(_("Hôpital le plus proche"), 2),
    ]
    rows = [(_spot(spot), "spots" in changed) for spot in sheet.spots]
    return part(_("Lieux et accès"), columns, rows)


def _spot(spot: Spot) -> list[str]:
    return [
        spot.name,
        _lines(spot.place, spot.address),
        _lines(spot.access, spot.plan),
        _lines(spot.parking, spot.parking_reserved),
        _lines(spot.hospital, phone(spot.hospital_phone)),
    ]


def _scenes(sheet: Sheet, changed: frozenset[str]) -> Part:
    timed = any(scene.at is not None for scene in sheet.scenes)
    columns = [
        Column(_("Séq.")),
        *([Column(_("Heure"))] if timed else []),
        Column(_("Effet")),
        Column(_("Décor et résumé"), 5),
        Column(_("Rôles"), 1),
        Column(_("Pages"), align="right"),
        Column(_("Min."), align="right"),
        Column(_("Jour récit"), 1),
        Column(_("Besoins particuliers"), 3),
    ]
    rows = [(_scene(scene, timed), f"scenes:{scene.number}" in changed) for scene in sheet.scenes]
    made = part(_("Séquences dans l’ordre de tournage"), columns, rows, changed="scenes" in changed)
    eighths = sum(scene.eighths or 0 for scene in sheet.scenes)
    seconds = sum(scene.seconds or 0 for scene in sheet.scenes)
    if len(rows) > 1 and (eighths or seconds):
        count = ngettext("%(num)s séquence", "%(num)s séquences", len(rows))
        cells = [
            _("Total"),
            *([""] if timed else []),
            "",
            count,
            "",
            _pages(eighths),
            _length(seconds),
            "",
            "",
        ]
        made["rows"].append({"cells": cells, "is-total": True})
    return made


def _scene(scene: Scene, timed: bool) -> list[Any]:
    return [
        scene.number,
        *([time_of_day(scene.at)] if timed else []),
        _lines(scene.effect, scene.light),
        {"strong": scene.set_name, "text": scene.summary},
        ", ".join(scene.roles),
        _pages(scene.eighths),
        _length(scene.seconds),
        scene.story_day,
        scene.effects,
    ]


def _cast(sheet: Sheet, changed: frozenset[str]) -> Part:
    phones = [Column(_("Téléphone"))] if any(one.phone for one in sheet.cast) else []
    columns = [
        Column(_("N°")),
        Column(_("Rôle"), 3),
        Column(_("Comédien"), 3),
        Column(_("Départ"), 2),
        Column(_("HMC"), align="right"),
        Column(_("PAT"), align="right"),
        Column(_("Repas"), 2),
        *phones,
    ]
    rows = [
        (
            [
                one.number,
                one.role,
                one.name,
                " ".join(said for said in (time_of_day(one.pickup), one.pickup_at) if said),
                time_of_day(one.makeup),
                time_of_day(one.ready),
                one.meal,
                *([phone(one.phone)] if phones else []),
            ],
            f"cast:{one.key}" in changed,
        )
        for one in sheet.cast
    ]
    return part(_("Comédiens"), columns, rows, changed="cast" in changed)


def _extras(sheet: Sheet, changed: frozenset[str]) -> Part:
    columns = [
        Column(_("Figuration"), 4),
        Column(_("Nombre"), align="right"),
        Column(_("Convocation"), align="right"),
        Column(_("HMC"), align="right"),
        Column(_("PAT"), align="right"),
        Column(_("Supplément"), 3),
    ]
    rows = [
        (
            [
                _("%(label)s (silhouette)", label=some.label) if some.is_silhouette else some.label,
                str(some.count),
                time_of_day(some.call),
                time_of_day(some.makeup),
                time_of_day(some.ready),
                some.supplement,
            ],
            f"extras:{some.label}" in changed,
        )
        for some in sheet.extras
    ]
    return part(_("Figuration"), columns, rows, changed="extras" in changed)


def _children(sheet: Sheet, changed: frozenset[str]) -> Part:
    columns = [
        Column(_("Enfant"), 3),
        Column(_("De"), align="right"),
        Column(_("À"), align="right"),
        Column(_("Précisions"), 5),
    ]
    rows = [
        ([one.name, time_of_day(one.start), time_of_day(one.end), one.note], "children" in changed)
        for one in sheet.children
    ]
    return part(_("Enfants, heures autorisées"), columns, rows)


def _crew(sheet: Sheet, changed: frozenset[str]) -> Part:
    """A line for each hour of a department; what it needs is on its first line."""
    columns = [
        Column(_("Département"), 2),
        Column(_("Convocation"), align="right"),
        Column(_("Personnes"), 6),
        Column(_("Besoins du jour"), 3),
    ]
    needs = {need.label: need for need in sheet.needs}
    rows = []
    for department, people in groupby(sheet.crew, lambda one: one.department):
        first = True
        for at, called in groupby(sorted(people, key=_hour), lambda one: one.call):
            some = list(called)
            need = needs.get(department) if first else None
            cells = [department, time_of_day(at), _people(some, changed), need.text if need else ""]
            keys = {f"crew:{one.key}" for one in some} | ({f"needs:{department}"} if need else set())
            rows.append((cells, bool(keys & changed)))
            first = False
    return part(_("Convocations par département et besoins"), columns, rows, changed="crew" in changed)


def _hour(one: CrewCall) -> int:
    return -1 if one.call is None else one.call


def _people(some: list[CrewCall], changed: frozenset[str]) -> str:
    def said(one: CrewCall) -> str:
        name = " ".join(
            part for part in (one.name, f"({one.job})" if one.job else "", phone(one.phone)) if part
        )
        return f"▸ {name}" if f"crew:{one.key}" in changed and len(some) > 1 else name

    return ", ".join(map(said, some))


def _needs(sheet: Sheet, changed: frozenset[str]) -> Part:
    """Those of no department called that day: animals, stunts, arms, drone, intimacy, children…"""
    called = {one.department for one in sheet.crew}
    columns = [Column(_("Besoin"), 1), Column(_("Précisions"), 4)]
    rows = [
        ([need.label, need.text], bool({"needs", f"needs:{need.label}"} & changed))
        for need in sheet.needs
        if need.label not in called
    ]
    return part(_("Besoins particuliers"), columns, rows)


def _moves(sheet: Sheet, changed: frozenset[str]) -> Part:
    columns = [
        Column(_("Heure")),
        Column(_("De"), 3),
        Column(_("Vers"), 3),
        Column(_("Passagers"), 3),
        Column(_("Chauffeur"), 2),
        Column(_("Véhicule"), 2),
    ]
    rows = [
        (
            [time_of_day(move.at), move.leaves, move.arrives, move.people, move.driver, move.vehicle],
            "moves" in changed,
        )
        for move in sheet.moves
    ]
    return part(_("Mouvements"), columns, rows)


def _meals(sheet: Sheet, changed: frozenset[str]) -> Part:
    count = (
        ngettext("%(num)s couvert", "%(num)s couverts", sheet.meals_count or 0) if sheet.meals_count else ""
    )
    is_new = bool({"meals", "meals_count", "meals_diets"} & changed)
    return {"title": _("Repas"), "text": joined(count, sheet.meals_diets), "changed": is_new}


def _safety(sheet: Sheet, changed: frozenset[str]) -> Part:
    text = _lines(sheet.risks, sheet.vhss)
    return {"title": _("Sécurité, VHSS"), "text": text, "changed": bool({"risks", "vhss"} & changed)}


def _forecasts(sheet: Sheet, changed: frozenset[str]) -> Part:
    columns = [Column(_("Jour"), 1), Column(_("Prévision"), 5)]
    rows = [
        ([upper_first(long_day(ahead.day)), ahead.text], "forecasts" in changed) for ahead in sheet.forecasts
    ]
    return part(_("Prévisions"), columns, rows)


def _pages(eighths: int | None) -> str:
    return eighths_text(eighths) if eighths else ""


def _length(seconds: int | None) -> str:
    return running_text(seconds) if seconds else ""


def _lines(*said: str | None) -> str:
    return joined(*said, between="\n")
