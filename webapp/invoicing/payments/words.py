"""What means of payment, tones and the states of a credit note are called."""

from flask_babel import lazy_gettext as _l

from webapp.domain.invoices.document import Kind
from webapp.domain.invoices.reminders import Tone
from webapp.domain.invoices.standing import State
from webapp.domain.words import sentence
from webapp.invoicing.models import Means
from webapp.invoicing.words import MARKS, MEANS, STATES, titled

__all__ = ["BY", "MEANS", "REMINDERS", "TONES", "state_of", "titled"]

BY = {
    Means.TRANSFER: sentence("virement"),
    Means.CARD: sentence("carte"),
    Means.CHEQUE: sentence("chèque"),
    Means.CASH: sentence("espèces"),
    Means.OTHER: sentence("autre moyen"),
}
TONES = {Tone.CORDIAL: _l("Cordial"), Tone.FIRM: _l("Ferme"), Tone.FORMAL: _l("Mise en demeure")}
REMINDERS = {
    Tone.CORDIAL: sentence("1re relance, ton cordial"),
    Tone.FIRM: sentence("2e relance, ton ferme"),
    Tone.FORMAL: sentence("Mise en demeure"),
}
STATES_OF_CREDITS = {
    State.PAID: (_l("Remboursé"), "ok", "check"),
    State.PARTLY_PAID: (_l("Remboursé en partie"), "info", "wait"),
    State.WAITING: (_l("Avoir"), "", "undo"),
}


def state_of(kind: str, state: State) -> tuple[object, str, str]:
    """The word, the kind of chip and its sign."""
    own = STATES_OF_CREDITS.get(state) if kind == Kind.CREDIT else None
    return own or (STATES[state], *MARKS[state])
