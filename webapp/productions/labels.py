"""How shows and their phases are called; a phase has the words of its trade."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.core.fold import slug
from webapp.productions.models import LIVE as LIVE
from webapp.productions.models import PhaseKind, ShowKind

SHOWS = {
    ShowKind.FEATURE: _l("Long métrage"),
    ShowKind.SHORT: _l("Court métrage"),
    ShowKind.SERIES: _l("Série"),
    ShowKind.DOCUMENTARY: _l("Documentaire"),
    ShowKind.FLUX: _l("Flux"),
    ShowKind.COMMERCIAL: _l("Publicité"),
    ShowKind.CLIP: _l("Clip"),
    ShowKind.THEATRE: _l("Théâtre"),
    ShowKind.CONCERT: _l("Concert"),
    ShowKind.DANCE: _l("Danse"),
    ShowKind.EVENT: _l("Événement"),
    ShowKind.OTHER: _l("Autre"),
}

PHASES = {
    PhaseKind.PREPARATION: _l("Préparation, répétitions"),
    PhaseKind.SHOOT: _l("Tournage, représentations"),
    PhaseKind.POST: _l("Postproduction"),
    PhaseKind.OTHER: _l("Autre"),
}
FILM_PHASES = {
    PhaseKind.PREPARATION: _l("Préparation"),
    PhaseKind.SHOOT: _l("Tournage"),
    PhaseKind.POST: _l("Postproduction"),
    PhaseKind.OTHER: _l("Autre étape"),
}
LIVE_PHASES = {
    PhaseKind.PREPARATION: _l("Répétitions"),
    PhaseKind.SHOOT: _l("Représentations"),
    PhaseKind.POST: _l("Après les dates"),
    PhaseKind.OTHER: _l("Autre étape"),
}

HUES = {
    1: _l("Bleu"),
    2: _l("Brique"),
    3: _l("Violet"),
    4: _l("Sapin"),
    5: _l("Framboise"),
    6: _l("Olive"),
}


def show_name(kind: str) -> str:
    return str(SHOWS[ShowKind(kind)])


def phase_name(phase: Any, show: str) -> str:
    """The name given by the person, else the word of the trade."""
    words = LIVE_PHASES if ShowKind(show) in LIVE else FILM_PHASES
    return phase.name or str(words[PhaseKind(phase.kind)])


def known_kind(kind: str) -> str:
    """Nothing for « Autre »: said of a show, it tells nothing."""
    return "" if kind == ShowKind.OTHER else show_name(kind)


def said_of(production: Any) -> str:
    """`Long métrage d’Hélène Vasseur`, `Théâtre, mise en scène Mathilde Dervaux`, from what is known of it."""
    kind, director = known_kind(production.kind), production.director
    if not kind or not director:
        return kind or director or ""
    if ShowKind(production.kind) in LIVE:
        return str(_("%(kind)s, mise en scène %(director)s", kind=kind, director=director))
    elided = director[0].upper() in "AEIOUYHÀÂÉÈÊËÎÏÔÖÙÛÜ"
    text = _("%(kind)s d’%(director)s") if elided else _("%(kind)s de %(director)s")
    return str(text % {"kind": kind, "director": director})


def in_file_name(title: str) -> str:
    """A production in the name of a file handed out: `les-marees`."""
    return slug(title) or "production"
