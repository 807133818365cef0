"""What documents are called, where they stand, what happened to them."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from webapp.core.formats import day, joined
from webapp.domain.invoices.document import Kind
from webapp.domain.invoices.standing import State
from webapp.invoicing.invoices.listing import Line
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
REACHED = {
    Happening.SENT: (_l("Envoyée"), "info", "mail"),
    Happening.VIEWED: (_l("Vue"), "info", "eye"),
}


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


def mark_of(line: Line) -> tuple[Any, str, str]:
    """The chip of a row: its words, its kind and its sign."""
    if line.is_draft:
        return _("Brouillon"), "", "edit"
    if line.kind is Kind.CREDIT:
        return KINDS[Kind.CREDIT], "", "undo"
    if line.state is State.WAITING and line.row.reached in REACHED:
        return REACHED[line.row.reached]
    return state_said(line.state, line.days_late), *MARKS[line.state]


def about(line: Line) -> str:
    """`2026-031, Dossier région, échéance le 8 nov.`; a draft says what it will be."""
    row, is_plain = line.row, line.kind is Kind.INVOICE and not line.is_draft
    name = KINDS[line.kind] if line.is_draft else row.number if is_plain else titled(line.kind, row.number)
    due = _("échéance le %(day)s", day=day(row.due_on)) if line.is_awaited and row.due_on else ""
    return joined(str(name), row.title, due, between=", ")
