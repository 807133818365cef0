"""Call sheets in the words of the trade."""

from flask_babel import lazy_gettext as _l

from webapp.domain.callsheets.changes import What
from webapp.domain.callsheets.lines import First
from webapp.productions.crew.labels import DEPARTMENTS
from webapp.productions.crew.models import Department

CHANGES = {
    What.CALL: _l("Convocation"),
    What.READY: _l("PAT"),
    What.MEAL: _l("Coupure repas"),
    What.END: _l("Fin prévue"),
    What.CONTINUOUS: _l("Journée continue"),
    What.PLACE: _l("Lieu"),
    What.SPOTS: _l("Lieux et accès"),
    What.SCENES: _l("Séquences"),
    What.CAST: _l("Comédiens"),
    What.EXTRAS: _l("Figuration"),
    What.CREW: _l("Convocations de l’équipe"),
    What.CHILDREN: _l("Enfants"),
    What.NEEDS: _l("Besoins"),
    What.MOVES: _l("Transports"),
    What.MEALS: _l("Repas"),
    What.SAFETY: _l("Sécurité"),
    What.WEATHER: _l("Météo et soleil"),
    What.FORECASTS: _l("Prévisions"),
    What.HEADS: _l("En-tête"),
    What.NOTES: _l("Notes"),
    What.PICKUP: _l("Départ"),
    What.MAKEUP: _l("HMC"),
    What.ADDED: _l("Convocation ajoutée"),
    What.REMOVED: _l("Plus convoqué ce jour"),
}

AWAITED = {
    First.PICKUP: _l("On vient vous chercher à"),
    First.MAKEUP: _l("HMC à"),
    First.READY: _l("Prêt à tourner à"),
    First.CALL: _l("Convocation à"),
}

# What each department asks for, then what asks for care.
NEEDS = {
    **{
        kind.value: DEPARTMENTS[kind]
        for kind in (
            Department.DIRECTION,
            Department.CAMERA,
            Department.SOUND,
            Department.ELECTRIC,
            Department.GRIP,
            Department.ART,
            Department.PROPS,
            Department.COSTUME,
            Department.MAKEUP,
            Department.MANAGEMENT,
            Department.PRODUCTION,
        )
    },
    "picture_vehicles": _l("Véhicules de jeu"),
    "animals": _l("Animaux"),
    "stunts": _l("Cascades"),
    "effects": _l("Effets spéciaux"),
    "arms": _l("Armes"),
    "drone": _l("Drone"),
    "intimacy": _l("Intimité"),
    "prelight": _l("Prélight"),
}
CARE = ("picture_vehicles", "animals", "stunts", "effects", "arms", "drone", "intimacy", "prelight")
HOURS = (_l("Jour"), _l("Mixte"), _l("Nuit"))

STATES = {
    "all": _l("Tous"),
    "confirmed": _l("Confirmé"),
    "opened": _l("Ouvert"),
    "pending": _l("En attente"),
}
