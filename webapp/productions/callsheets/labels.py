"""Call sheets in the words of the trade."""

from flask_babel import lazy_gettext as _l

from webapp.domain.callsheets.changes import What
from webapp.domain.callsheets.lines import First
from webapp.productions.crew.labels import DEPARTMENTS
from webapp.productions.crew.models import Department
from webapp.productions.planning import labels as planned
from webapp.productions.planning.models import Need as PlannedNeed

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

# All that a sequence may ask for, under its own key so that nothing is lost on the way; then what a day alone asks.
NEEDS = {
    **{need.value: planned.NEEDS[need] for need in (*planned.DEPARTMENTS, *planned.CARE)},
    "production": DEPARTMENTS[Department.PRODUCTION],
    "prelight": _l("Prélight"),
}
CARE = (*(need.value for need in (PlannedNeed.VEHICLES, *planned.CARE)), "prelight")
HOURS = (_l("Jour"), _l("Mixte"), _l("Nuit"))

STATES = {
    "all": _l("Tous"),
    "confirmed": _l("Confirmé"),
    "opened": _l("Ouvert"),
    "pending": _l("En attente"),
}
