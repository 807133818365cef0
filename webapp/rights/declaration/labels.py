"""What situations and changes are called on screen."""

from flask_babel import lazy_gettext as _l

from webapp.domain.declaration.changes import Change
from webapp.domain.declaration.situations import Situation

SITUATIONS = {
    Situation.TRAINING: _l("Formation"),
    Situation.SICK: _l("Arrêt maladie"),
    Situation.PARENTAL: _l("Congé maternité ou paternité"),
    Situation.ACCIDENT: _l("Accident du travail"),
    Situation.PENSION: _l("Pension ou retraite"),
    Situation.SELF_EMPLOYED: _l("Activité indépendante, micro-entreprise"),
    Situation.ABSENCE: _l("Absence de plus de 7\u00a0jours"),
    Situation.NONE: _l("Aucune activité"),
}
CHANGES = {
    Change.MISSING: _l("contrat non déclaré"),
    Change.TOO_MANY: _l("contrat déclaré en trop"),
    Change.EMPLOYER: _l("employeur"),
    Change.DAYS: _l("dates"),
    Change.HOURS: _l("heures"),
    Change.CACHETS: _l("cachets"),
    Change.GROSS: _l("salaire brut"),
}
