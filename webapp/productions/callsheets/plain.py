"""Every filled field of a sheet, in its order, as the page lists them."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from webapp.core import formats
from webapp.core.formats import time_of_day
from webapp.domain.callsheets.safety import EMERGENCY
from webapp.domain.callsheets.sheet import Scene, Sheet, Spot
from webapp.productions.callsheets import words

Section = dict[str, Any]


def title_of(sheet: Sheet) -> str:
    return f"{words.title_of(sheet)}, v{sheet.version}, {sheet.production}"


def values_of(sheet: Sheet) -> dict[str, Any]:
    return {
        "production": sheet.production,
        "title": words.title_of(sheet),
        "rank": words.rank_of(sheet),
        "day": words.full_day(sheet),
        "line": ", ".join(_line(sheet)),
        "times": [[label, value] for label, value in _times(sheet) if value],
        "sections": [section for section in _sections(sheet) if section["rows"]],
        "foot": _("Version %(number)s", number=sheet.version),
    }


def _line(sheet: Sheet) -> Iterator[str]:
    yield from (part for part in (sheet.company, sheet.kind, sheet.hours_kind) if part)
    if sheet.unit > 1:
        yield _("équipe %(number)s", number=sheet.unit)
    if sheet.approved_by:
        yield _("validée par %(who)s", who=sheet.approved_by)


def _times(sheet: Sheet) -> Iterator[tuple[str, str]]:
    yield _("Convocation"), time_of_day(sheet.call)
    yield _("PAT"), time_of_day(sheet.ready)
    meal = time_of_day(sheet.meal)
    if sheet.meal_end is not None:
        meal = f"{meal} – {time_of_day(sheet.meal_end)}"
    yield _("Journée continue") if sheet.is_continuous else _("Coupure repas"), meal
    yield _("Fin prévue"), time_of_day(sheet.end)
    yield _("Lever du soleil"), time_of_day(sheet.sunrise)
    yield _("Coucher du soleil"), time_of_day(sheet.sunset)


def _sections(sheet: Sheet) -> Iterator[Section]:
    yield _facts(
        _("Contacts du jour"),
        [(h.job, ", ".join(_filled(h.name, formats.phone(h.phone)))) for h in sheet.heads],
    )
    yield _facts(
        _("Météo"), [(_("Matin"), sheet.weather_morning), (_("Après-midi"), sheet.weather_afternoon)]
    )
    for spot in sheet.spots:
        yield _facts(spot.name, list(_spot(spot)))
    yield _table(
        _("Séquences"),
        [_("Séq."), _("Effet"), _("Décor et résumé"), _("Rôles"), _("Pages"), _("Minutage"), _("À")],
        [_scene(scene) for scene in sheet.scenes],
    )
    yield _table(
        _("Comédiens"),
        [_("N°"), _("Rôle"), _("Comédien"), _("Départ"), _("HMC"), _("Repas"), _("PAT")],
        [
            [c.number, c.role, _with_phone(c.name, c.phone), _from(c.pickup, c.pickup_at), time_of_day(c.makeup), c.meal, time_of_day(c.ready)]
            for c in sheet.cast
        ],
    )  # fmt: skip
    yield _table(
        _("Figuration"),
        [_("Libellé"), _("Nombre"), _("Convocation"), _("HMC"), _("PAT"), _("Supplément"), _("Émargement")],
        [
            [f"{e.label}, {_('silhouette')}" if e.is_silhouette else e.label, str(e.count), time_of_day(e.call), time_of_day(e.makeup), time_of_day(e.ready), e.supplement, ""]
            for e in sheet.extras
        ],
    )  # fmt: skip
    yield _facts(_("Enfants"), [(c.name, _allowed(c.start, c.end, c.note)) for c in sheet.children])
    yield _table(
        _("Convocations par département"),
        [_("Département"), _("Poste"), _("Nom"), _("Convocation")],
        [
            [c.department, c.job, _with_phone(c.name, c.phone), time_of_day(c.call if c.call is not None else sheet.call)]
            for c in sheet.crew
        ],
    )  # fmt: skip
    yield _facts(_("Besoins"), [(need.label, need.text) for need in sheet.needs])
    yield _table(
        _("Transports"),
        [_("Heure"), _("De"), _("Vers"), _("Passagers"), _("Chauffeur"), _("Véhicule")],
        [[time_of_day(m.at), m.leaves, m.arrives, m.people, m.driver, m.vehicle] for m in sheet.moves],
    )
    count = str(sheet.meals_count) if sheet.meals_count is not None else ""
    yield _facts(_("Repas"), [(_("Couverts"), count), (_("Régimes"), sheet.meals_diets)])
    yield _facts(
        _("Sécurité"),
        [(_("VHSS"), sheet.vhss), (_("Risques"), sheet.risks), (_("Urgences"), " · ".join(EMERGENCY))],
    )
    yield _facts(_("Prévisions"), [(words.short_day(f.day), f.text) for f in sheet.forecasts])
    yield _facts(_("Notes"), [("", sheet.notes)])


def _spot(spot: Spot) -> Iterator[tuple[str, str]]:
    yield _("Lieu"), ", ".join(_filled(spot.place, spot.address))
    yield _("Accès"), spot.access or ""
    yield _("Plan"), spot.plan or ""
    yield _("Parking"), spot.parking or ""
    yield _("Ventousage"), spot.parking_reserved or ""
    yield _("Hôpital le plus proche"), ", ".join(_filled(spot.hospital, formats.phone(spot.hospital_phone)))


def _scene(scene: Scene) -> list[str]:
    said = ". ".join(_filled(scene.set_name, scene.summary, scene.story_day, scene.effects))
    effect = " ".join(_filled(scene.effect, scene.light))
    return [scene.number, effect, said, ", ".join(scene.roles), pages(scene.eighths), duration(scene.seconds), time_of_day(scene.at)]  # fmt: skip


def pages(eighths: int | None) -> str:
    """`1 2/8`, `5/8`, `2`."""
    if eighths is None:
        return ""
    whole, rest = divmod(eighths, 8)
    return " ".join(_filled(str(whole) if whole or not rest else "", f"{rest}/8" if rest else ""))


def duration(seconds: int | None) -> str:
    """`2:10`."""
    return "" if seconds is None else f"{seconds // 60}:{seconds % 60:02d}"


def _allowed(start: int | None, end: int | None, note: str) -> str:
    hours = " – ".join(_filled(time_of_day(start), time_of_day(end)))
    return ", ".join(_filled(hours, note))


def _from(minute: int | None, where: str) -> str:
    return " ".join(_filled(time_of_day(minute), where))


def _with_phone(name: str, phone: str | None) -> str:
    return ", ".join(_filled(name, formats.phone(phone)))


def _filled(*parts: str | None) -> list[str]:
    return [part for part in parts if part]


def _facts(title: str, rows: list[tuple[str, str]]) -> Section:
    return {"title": title, "columns": [], "rows": [[label, text] for label, text in rows if text]}


def _table(title: str, columns: list[str], rows: list[list[str]]) -> Section:
    return {"title": title, "columns": columns, "rows": rows}
