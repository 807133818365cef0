from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.domain.plans.prices import Interval
from webapp.domain.plans.stages import Stage
from webapp.subscription.models import Wish

# The word, its kind.
STAGES = {
    Stage.TRIAL: (_l("Essai"), "info"),
    Stage.COMING: (_l("Actif"), "ok"),
    Stage.ACTIVE: (_l("Actif"), "ok"),
    Stage.ENDING: (_l("S’arrête"), "warn"),
    Stage.LATE: (_l("Paiement refusé"), "danger"),
    Stage.PAUSED: (_l("En pause"), "info"),
    Stage.LAPSED: (_l("Impayé"), "danger"),
    Stage.ENDED: (_l("Terminé"), ""),
}
PRO = {Interval.MONTH: _l("Pro, par mois"), Interval.YEAR: _l("Pro, par an")}
ASKED = {
    Wish.SUBSCRIBE: _l("Paiement envoyé à Stripe."),
    Wish.SWITCH: _l("Changement de formule demandé à Stripe."),
    Wish.STOP: _l("Arrêt demandé à Stripe."),
    Wish.KEEP: _l("Pro continue\u00a0: demandé à Stripe."),
    Wish.PAUSE: _l("Pause demandée à Stripe."),
    Wish.RESUME: _l("Reprise demandée à Stripe."),
}
BILLS = {
    "paid": (_l("Payée"), "ok"),
    "open": (_l("À payer"), "warn"),
    "void": (_l("Annulée"), ""),
    "uncollectible": (_l("Impayée"), "danger"),
    "draft": (_l("En préparation"), "info"),
}


def method_name(method: str | None) -> str:
    """`card 4242`, as Stripe's room keeps it."""
    if not method:
        return ""
    kind, _space, last = method.partition(" ")
    if kind == "card":
        return str(_("Carte, fin %(last)s", last=last))
    if kind == "sepa_debit":
        return str(_("Prélèvement SEPA, fin %(last)s", last=last))
    return str(_("Autre moyen, chez Stripe"))


def is_debit(method: str | None) -> bool:
    return (method or "").startswith("sepa_debit")
