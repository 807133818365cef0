"""Where an invoice stands, and what a draft is called."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from webapp.domain.invoices.document import Kind
from webapp.domain.invoices.standing import State
from webapp.invoicing.models import Happening
from webapp.invoicing.words import DOCUMENTS, MARKS, STATES, titled

__all__ = ["DOCUMENTS", "MARKS", "REACHED", "named", "state_said", "titled"]

REACHED = {
    Happening.SENT: (_l("Envoyée"), "info", "mail"),
    Happening.VIEWED: (_l("Vue"), "info", "eye"),
}


def state_said(state: State, days_late: int = 0) -> str:
    """`15 jours de retard`, `Payée`."""
    if state is State.LATE and days_late:
        return str(ngettext("%(num)d jour de retard", "%(num)d jours de retard", days_late))
    return str(STATES[state])


def named(kind: Kind, client: str) -> str:
    """Of a draft: `Facture pour Atelier Hauteur`."""
    return str(_("%(kind)s pour %(client)s", kind=DOCUMENTS[kind], client=client))
