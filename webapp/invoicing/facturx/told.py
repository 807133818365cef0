"""Values as they are written on a paper, in the language it is made in."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from webapp.core.formats import NBSP, quantity
from webapp.domain.invoices.document import Document, Kind, Line, Unit
from webapp.invoicing.words import DOCUMENTS


def full_day(value: date) -> str:
    """`9 octobre 2026`, `1er octobre 2026`."""
    if _is_english():
        return format_date(value, "d MMMM yyyy", locale="en_GB")
    said = format_date(value, "d MMMM yyyy", locale="fr")
    return f"1er{said[1:]}" if value.day == 1 else said


def period(starts: date | None, ends: date | None) -> str:
    """`Du 28 au 30 septembre 2026`, `Le 28 septembre 2026`, or nothing."""
    one = starts or ends
    if one is None:
        return ""
    if starts is None or ends is None or starts == ends:
        return str(_("Le %(day)s", day=full_day(one)))
    first = full_day(starts)
    if (starts.year, starts.month) == (ends.year, ends.month):
        first = first.split()[0]
    return str(_("Du %(first)s au %(last)s", first=first, last=full_day(ends)))


def performed(starts: date | None, ends: date | None) -> str:
    """The same inside a sentence: `du 28 au 30 septembre 2026`."""
    said = period(starts, ends)
    return said[:1].lower() + said[1:]


def rate(basis_points: int) -> str:
    """`20 %`, `5,5 %`."""
    return f"{quantity(basis_points)}{'' if _is_english() else NBSP}%"


def amount_of(line: Line) -> str:
    """`3 jours`, `1,5 jour`, `140 km`."""
    is_one = line.quantity == 100 or (line.quantity < 200 and not _is_english())
    number, count = 1 if is_one else 2, quantity(line.quantity)
    words = {
        Unit.FLAT: ngettext("%(count)s forfait", "%(count)s forfaits", number, count=count),
        Unit.DAY: ngettext("%(count)s jour", "%(count)s jours", number, count=count),
        Unit.HOUR: ngettext("%(count)s heure", "%(count)s heures", number, count=count),
        Unit.WEEK: ngettext("%(count)s semaine", "%(count)s semaines", number, count=count),
        Unit.MONTH: ngettext("%(count)s mois", "%(count)s mois", number, count=count),
        Unit.KILOMETRE: _("%(count)s km", count=count),
        Unit.PIECE: ngettext("%(count)s pièce", "%(count)s pièces", number, count=count),
    }
    return str(words[line.unit]).replace(" ", NBSP)


def _is_english() -> bool:
    return str(get_locale())[:2] == "en"


def name_of(document: Document) -> str:
    """`Facture`, `Avoir`…"""
    return str(DOCUMENTS[document.kind])


def title_of(document: Document) -> str:
    """`Facture 2026-031`, `Devis D-2026-004, version 2`, `Facture, brouillon`."""
    if not document.number:
        return str(_("%(document)s, brouillon", document=name_of(document)))
    title = f"{name_of(document)} {document.number}"
    if document.kind is Kind.QUOTE and document.version > 1:
        return str(_("%(title)s, version %(version)s", title=title, version=document.version))
    return title
