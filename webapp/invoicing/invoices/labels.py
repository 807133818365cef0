"""What documents are called, where they stand, what happened to them."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from webapp.core import formats
from webapp.domain.invoices.document import Kind
from webapp.domain.invoices.standing import State
from webapp.invoicing.models import Happening

KINDS = {
    Kind.INVOICE: _l("Facture"),
    Kind.DEPOSIT: _l("Facture d’acompte"),
    Kind.CREDIT: _l("Avoir"),
    Kind.CORRECTIVE: _l("Facture rectificative"),
}
STATES = {
    State.REPLACED: _l("Remplacée"),
    State.CREDITED: _l("Annulée par avoir"),
    State.PAID: _l("Payée"),
    State.LATE: _l("En retard"),
    State.PARTLY_PAID: _l("Payée en partie"),
    State.WAITING: _l("En attente"),
}
MARKS = {
    State.REPLACED: ("", "swap"),
    State.CREDITED: ("", "undo"),
    State.PAID: ("ok", "check"),
    State.LATE: ("danger", "alert"),
    State.PARTLY_PAID: ("warn", "wait"),
    State.WAITING: ("info", "wait"),
}
HAPPENINGS = {
    Happening.ISSUED: _l("Émise"),
    Happening.SENT: _l("Envoyée"),
    Happening.SHARED: _l("Lien créé"),
    Happening.VIEWED: _l("Ouverte par le client"),
    Happening.REMINDED: _l("Relance envoyée"),
    Happening.PAID: _l("Paiement reçu"),
    Happening.UNPAID: _l("Paiement retiré"),
    Happening.QUESTION: _l("Question du client"),
}
REACHED = {Happening.SENT: ("info", "mail"), Happening.VIEWED: ("info", "eye")}


def state_said(state: State, days_late: int = 0) -> str:
    """`15 jours de retard`, `Payée`."""
    if state is State.LATE and days_late:
        return str(ngettext("%(num)d jour de retard", "%(num)d jours de retard", days_late))
    return str(STATES[state])


def titled(kind: Kind, number: str) -> str:
    """`Facture 2026-031`."""
    return f"{KINDS[kind]} {number}"


def named(kind: Kind, client: str) -> str:
    """Of a draft: `Facture pour Atelier Hauteur`."""
    return str(_("%(kind)s pour %(client)s", kind=KINDS[kind], client=client))


def file_name(kind: Kind, number: str, ending: str) -> str:
    return f"{KINDS[kind]} {number}".lower().replace(" ", "-").replace("’", "-") + f".{ending}"


def happened(kind: str, cents: int | None) -> str:
    """What an event of the document was, with its amount when it has one."""
    said = str(HAPPENINGS[Happening(kind)])
    return said if cents is None else f"{said}, {formats.money(cents)}"
