"""Days, effects and lights in the words of the trade; film and live shows have their own."""

from flask_babel import lazy_gettext as _l

from webapp.productions.planning.models import DayKind, Effect, Half, Light

DAYS = {
    DayKind.SHOOT: _l("Tournage"),
    DayKind.PRELIGHT: _l("Prélight"),
    DayKind.SCOUTING: _l("Repérage"),
    DayKind.TRIAL: _l("Essais"),
    DayKind.REHEARSAL: _l("Répétition"),
    DayKind.PRERIG: _l("Prémontage"),
    DayKind.RIG: _l("Montage plateau"),
    DayKind.FOCUS: _l("Réglages"),
    DayKind.RUN: _l("Filage"),
    DayKind.DRESS: _l("Générale"),
    DayKind.SHOW: _l("Représentation"),
    DayKind.STRIKE: _l("Démontage"),
    DayKind.TRAVEL: _l("Route"),
    DayKind.REST: _l("Relâche"),
    DayKind.OTHER: _l("Autre journée"),
}
FILM_DAYS = (
    DayKind.SHOOT,
    DayKind.PRELIGHT,
    DayKind.SCOUTING,
    DayKind.TRIAL,
    DayKind.REHEARSAL,
    DayKind.TRAVEL,
    DayKind.REST,
    DayKind.OTHER,
)
LIVE_DAYS = (
    DayKind.SHOW,
    DayKind.REHEARSAL,
    DayKind.PRERIG,
    DayKind.RIG,
    DayKind.FOCUS,
    DayKind.RUN,
    DayKind.DRESS,
    DayKind.STRIKE,
    DayKind.TRAVEL,
    DayKind.REST,
    DayKind.OTHER,
)

EFFECTS = {Effect.INT: _l("INT"), Effect.EXT: _l("EXT"), Effect.BOTH: _l("INT/EXT")}
LIGHTS = {
    Light.DAY: _l("Jour"),
    Light.NIGHT: _l("Nuit"),
    Light.DAWN: _l("Aube"),
    Light.DUSK: _l("Crépuscule"),
    Light.MIXED: _l("Mixte"),
}
HALVES = {Half.MORNING: _l("Matin"), Half.AFTERNOON: _l("Après-midi"), Half.EVENING: _l("Soir")}
