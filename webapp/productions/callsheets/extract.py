"""The page of a sheet for somebody outside the crew: when, where and what, without a person on it."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from webapp.core.formats import joined
from webapp.core.pdf import Column, part
from webapp.domain.callsheets.sheet import Sheet
from webapp.productions.callsheets.pdf import page_of


def extract_pdf(sheet: Sheet) -> bytes:
    """Of a bare sheet."""
    return page_of(
        sheet,
        frozenset(),
        aside=_aside(sheet),
        note=_("Extrait de la feuille envoyée à l’équipe\u00a0: sans noms ni téléphones."),
        sky=[],
        heads=[],
        parts=[one for one in _parts(sheet) if one["rows"]],
    )


def _aside(sheet: Sheet) -> str:
    return joined(
        _("équipe %(n)s", n=sheet.unit) if sheet.unit > 1 else "",
        _("journée continue") if sheet.is_continuous else "",
    )


def _parts(sheet: Sheet) -> Iterable[dict[str, Any]]:
    places = [
        ((spot.name, (spot.place or "") if spot.place != spot.name else ""), False) for spot in sheet.spots
    ]
    yield part(_("Lieux"), [Column(_("Décor"), 1), Column(_("Lieu"), 1)], places)
    scenes = [((scene.number, scene.set_name), False) for scene in sheet.scenes]
    yield part(_("Séquences dans l’ordre de tournage"), [Column(_("Séq.")), Column(_("Décor"), 1)], scenes)
