"""A version of a feuille de route on paper."""

from flask_babel import gettext as _

from webapp.core.pdf import Column, part, typeset
from webapp.productions.tour.paper import Told


def route_pdf(production: str, label: str, told: Told) -> bytes:
    values = {
        "over": " · ".join(said for said in (_("Feuille de route"), told.version) if said),
        "title": production,
        "under": "\n".join(said for said in (told.hall, told.contract) if said),
        "label": label,
        "aside": [told.title, told.version],
        "running": " · ".join((production, _("Feuille de route"), told.title, told.version)),
        "note": _("Urgences\u00a0: 15 · 17 · 18 · 112"),
        "words": {"page": _("Page"), "changed": ""},
        "figures": told.figures,
        "parts": [*_hours(told), *told.parts],
        "empty": _("Rien n’est encore noté."),
    }
    title = f"{production} · {_('Feuille de route')} · {told.title} · {told.version}"
    return typeset("productions/tour/route.typ", title, values)


def _hours(told: Told) -> list[dict[str, object]]:
    columns = [Column(_("Heure"), align="right"), Column(_("Quoi"), 3), Column(_("Précisions"), 4)]
    return [
        part(day, columns, [([line.time, line.what, line.more], False) for line in lines])
        for day, lines in told.days
    ]
