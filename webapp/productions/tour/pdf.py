"""A version of a feuille de route on paper."""

from flask_babel import gettext as _

from webapp.core.formats import joined
from webapp.core.pdf import Column, part, typeset
from webapp.domain.callsheets.safety import EMERGENCY
from webapp.productions.tour.paper import Told


def route_pdf(production: str, label: str, told: Told) -> bytes:
    values = {
        "over": joined(_("Feuille de route"), told.version),
        "title": production,
        "under": joined(told.hall, told.contract, between="\n"),
        "label": label,
        "aside": [told.title, told.version],
        "running": joined(production, _("Feuille de route"), told.title, told.version),
        "note": _("Urgences\u00a0: %(numbers)s", numbers=joined(*EMERGENCY)),
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
