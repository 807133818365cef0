"""What happened to a quote, as sentences; and where each problem is put right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from webapp.core.formats import money
from webapp.domain.invoices.checks import Problem
from webapp.domain.invoices.document import Document, Line, Treatment, Unit
from webapp.domain.invoices.totals import net_of_line
from webapp.invoicing.facturx.told import amount_of, rate
from webapp.invoicing.models import Happening
from webapp.invoicing.quotes.queries import Event, File
from webapp.invoicing.words import UNITS


@dataclass(frozen=True)
class Told:
    at: datetime
    title: str
    more: str = ""


def story(events: Sequence[Event]) -> list[Told]:
    """The last first."""
    return [Told(event.at, *_said(event)) for event in reversed(events)]


def _said(event: Event) -> tuple[str, str]:
    detail = event.detail
    version, name = str(detail.get("version", "")), str(detail.get("name", ""))
    match event.kind:
        case Happening.REFUSED:
            return _("Mail refusé"), _(
                "Le serveur du client répond\u00a0: %(reason)s", reason=detail["reason"]
            )
        case Happening.SENT:
            return _("Version %(number)s envoyée", number=version), _("À %(to)s", to=detail.get("to", ""))
        case Happening.SHARED:
            return _("Version %(number)s, lien à partager", number=version), ""
        case Happening.VIEWED:
            return _("Ouvert par le client"), _("Version %(number)s", number=version)
        case Happening.ACCEPTED:
            return _("Accepté par %(name)s", name=name), _("Version %(number)s", number=version)
        case Happening.DECLINED:
            return _("Refusé par %(name)s", name=name), str(detail.get("words", ""))
        case Happening.QUESTION:
            return _("Question de %(name)s", name=name), str(detail.get("words", ""))
        case Happening.WITHDRAWN:
            return _("Retiré"), _("Version %(number)s", number=version)
    return str(event.kind), ""


def measure(line: Line) -> str:
    """`4 jours × 320,00 €`, `Forfait`, with its discount."""
    said = [line.detail] if line.detail else []
    if line.unit is Unit.FLAT and line.quantity == 100:
        said.append(str(UNITS[Unit.FLAT]).capitalize())
    else:
        said.append(f"{amount_of(line)} × {money(line.price_cents)}")
    if line.discount_bp:
        said.append(_("remise %(rate)s", rate=rate(line.discount_bp)))
    return ", ".join(said)


def priced(line: Line) -> str:
    """With what it comes to, once."""
    said, cents = measure(line), net_of_line(line)
    is_told = cents == line.price_cents and line.unit is not Unit.FLAT
    return said if is_told else f"{said}, {money(cents)}"


def total_of(document: Document) -> str:
    """What the big figure is: with VAT, or why there is none."""
    match document.treatment:
        case Treatment.FRENCH_VAT:
            return str(_("Total TTC"))
        case Treatment.FRANCHISE:
            return str(_("Total, TVA non applicable"))
    return str(_("Total HT"))


def place_of(problem: Problem, file: File) -> str:
    """The page where it is put right, if there is one."""
    room = problem.field.split(".")[0]
    if room == "seller":
        return url_for("seller.form", quote=file.quote.public_id)
    if room == "client":
        return url_for("clients.edit", contact=file.contact.public_id, quote=file.quote.public_id)
    if room == "issued_on":
        return ""
    return url_for("quotes.edit", quote_id=file.quote.public_id)
