from flask_babel import lazy_gettext as _l

from webapp.domain.network.snooze import Snooze
from webapp.network.models import ExchangeKind

EXCHANGES = {
    ExchangeKind.CALL: _l("Appel"),
    ExchangeKind.COFFEE: _l("Café"),
    ExchangeKind.MESSAGE: _l("Message"),
    ExchangeKind.MEETING: _l("Rendez-vous"),
    ExchangeKind.NOTE: _l("Note"),
}
SIGNS = {
    ExchangeKind.CALL: "phone",
    ExchangeKind.COFFEE: "meal",
    ExchangeKind.MESSAGE: "chat",
    ExchangeKind.MEETING: "cal",
    ExchangeKind.NOTE: "note",
}
NOTED = {
    ExchangeKind.CALL: _l("Appel noté."),
    ExchangeKind.COFFEE: _l("Café noté."),
    ExchangeKind.MESSAGE: _l("Message noté."),
    ExchangeKind.MEETING: _l("Rendez-vous noté."),
    ExchangeKind.NOTE: _l("Note gardée."),
}
SNOOZES = {
    Snooze.TOMORROW: _l("Demain"),
    Snooze.TWO_WEEKS: _l("2 semaines"),
    Snooze.MONTH: _l("1 mois"),
}


def exchange_sign(kind: str) -> str:
    return SIGNS[ExchangeKind(kind)]
