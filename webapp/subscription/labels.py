from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.core import formats
from webapp.domain.plans.prices import Interval
from webapp.domain.plans.stages import Stage
from webapp.subscription.models import Wish
from webapp.subscription.page import Page

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


def switching(page: Page, interval: Interval) -> str:
    """What another formula takes, and when, before it is asked for."""
    cents = page.cents_of(interval)
    amount = formats.money(cents)
    if page.stage is Stage.COMING:
        said = _("Rien n’est prélevé aujourd’hui. Le premier prélèvement sera de %(amount)s.", amount=amount)
    elif cents >= page.unused_cents:
        said = _(
            "%(amount)s, moins ce qui reste de la période déjà payée : environ %(today)s prélevés aujourd’hui.",
            amount=amount,
            today=formats.money(cents - page.unused_cents),
        )
    else:
        said = _(
            "%(amount)s par mois. Ce qui reste de la période déjà payée, environ %(left)s, les paie d’abord : rien n’est prélevé aujourd’hui.",
            amount=amount,
            left=formats.money(page.unused_cents),
        )
    return str(said)


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
