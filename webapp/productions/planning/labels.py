"""Days, effects and lights in the words of the trade; film and live shows have their own."""

from flask_babel import lazy_gettext as _l

from webapp.productions.planning.models import DayKind, Effect, Half, Light, Need, StripKind

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
    DayKind.RACCORD: _l("Raccord"),
    DayKind.SOUND: _l("Balance"),
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
    DayKind.RACCORD,
    DayKind.SOUND,
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

STRIPS = {
    StripKind.MOVE: _l("Déplacement"),
    StripKind.MEAL: _l("Coupure repas"),
    StripKind.NOTE: _l("Information"),
}
NEEDS = {
    Need.PROPS: _l("Accessoires"),
    Need.VEHICLES: _l("Véhicules de jeu"),
    Need.COSTUMES: _l("Costumes"),
    Need.MAKEUP: _l("Maquillage, coiffure"),
    Need.SET: _l("Décoration"),
    Need.CAMERA: _l("Image"),
    Need.GRIP: _l("Machinerie"),
    Need.LIGHT: _l("Électricité"),
    Need.SOUND: _l("Son"),
    Need.MANAGEMENT: _l("Régie"),
    Need.DIRECTION: _l("Mise en scène"),
    Need.EFFECTS: _l("Effets spéciaux"),
    Need.STUNTS: _l("Cascades"),
    Need.WEAPONS: _l("Armes"),
    Need.ANIMALS: _l("Animaux"),
    Need.DRONE: _l("Drone"),
    Need.INTIMACY: _l("Intimité"),
    Need.CHILDREN: _l("Enfants"),
}
# Those that ask for an authorisation or a person: told first.
CARE = (Need.EFFECTS, Need.STUNTS, Need.WEAPONS, Need.ANIMALS, Need.DRONE, Need.INTIMACY, Need.CHILDREN)
DEPARTMENTS = tuple(need for need in Need if need not in CARE)
# In three or four letters, under a day of the rail.
SHORT_DAYS = {
    DayKind.PRELIGHT: _l("prél."),
    DayKind.SCOUTING: _l("rep."),
    DayKind.TRIAL: _l("essais"),
    DayKind.REHEARSAL: _l("rép."),
    DayKind.PRERIG: _l("prém."),
    DayKind.RIG: _l("mont."),
    DayKind.FOCUS: _l("régl."),
    DayKind.RUN: _l("filage"),
    DayKind.RACCORD: _l("racc."),
    DayKind.SOUND: _l("bal."),
    DayKind.DRESS: _l("gén."),
    DayKind.STRIKE: _l("dém."),
    DayKind.TRAVEL: _l("route"),
    DayKind.REST: _l("repos"),
    DayKind.OTHER: _l("autre"),
}


def day_name(kind: str) -> str:
    return str(DAYS[DayKind(kind)])


def half_name(half: str) -> str:
    return str(HALVES[Half(half)])


def effect_name(effect: str | None, light: str | None) -> str:
    """`INT. jour`, `EXT. nuit`, in the words of the script."""
    said = [
        f"{EFFECTS[Effect(effect)]}." if effect else "",
        str(LIGHTS[Light(light)]).lower() if light else "",
    ]
    return " ".join(word for word in said if word)
