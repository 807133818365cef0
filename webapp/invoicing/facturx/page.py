"""All that a paper says, as plain values for `templates/invoicing/paper.typ`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from webapp.core.formats import grouped, joined, money
from webapp.domain.invoices.document import Document, Kind
from webapp.domain.invoices.offers import dues_of
from webapp.domain.invoices.totals import totals
from webapp.invoicing.facturx.heads import head
from webapp.invoicing.facturx.lines import lines_table, options_table
from webapp.invoicing.facturx.meanings import IN_THE_HEAD, exemption_said, mention_said
from webapp.invoicing.facturx.parties import named
from webapp.invoicing.facturx.told import full_day, rate, title_of
from webapp.invoicing.facturx.transfer import is_paid

INK = "#111111"
COLOUR = re.compile("#[0-9a-fA-F]{6}")


def page_of(document: Document) -> dict[str, Any]:
    seller = document.seller
    return {
        **head(document),
        "title": title_of(document),
        "running": joined(title_of(document), document.client.name),
        "foot": joined(named(seller), _("SIRET %(number)s", number=grouped(seller.siret, 3, 3, 3, 5))),
        "accent": seller.accent if COLOUR.fullmatch(seller.accent) else INK,
        "watermark": "" if document.number else _("Brouillon"),
        "lines": lines_table(document),
        "options": options_table(document),
        "exemptions": [exemption_said(document, one) for one in document.exemptions],
        "note": document.note,
        "payment": _payment(document),
        "schedule": _schedule(document),
        "signature": _signature(document),
        "terms": document.terms,
        "mentions": list(_mentions(document)),
        "words": {
            "page": _("Page"),
            "logo": _("Logo de %(name)s", name=seller.trade_name or seller.name),
            "conditions": _("Conditions"),
        },
    }


def _payment(document: Document) -> dict[str, Any] | None:
    """How to pay, and the code of the transfer when there is one."""
    seller = document.seller
    if not is_paid(document) or not seller.iban:
        return None
    rows = [(_("IBAN"), grouped(seller.iban)), (_("BIC"), seller.bic), (_("Titulaire"), seller.name)]
    return {
        "title": _("Règlement par virement"),
        "rows": [[str(name), said] for name, said in (*rows, (_("Référence"), document.number)) if said],
        "caption": _("Virement prêt à scanner avec l’application de la banque"),
        "alt": _(
            "Code du virement de %(sum)s à %(name)s", sum=money(totals(document).due_cents), name=seller.name
        ),
    }


def _schedule(document: Document) -> dict[str, Any] | None:
    """Of a quote, options aside: each part as it would be invoiced."""
    rows = [
        [due.words, rate(due.share_bp), money(due.cents)]
        for due in dues_of(document.lines, (), document.schedule)
    ]
    if not rows:
        return None
    return {"title": _("Échéancier"), "columns": [_("Échéance"), _("Part"), _("Montant")], "rows": rows}


def _signature(document: Document) -> dict[str, str] | None:
    if document.kind is not Kind.QUOTE:
        return None
    until = document.valid_until
    offer = _("Offre valable jusqu’au %(day)s.", day=full_day(until)) if until else ""
    return {
        "title": _("Bon pour accord"),
        "offer": offer,
        "who": _("Nom et qualité"),
        "when": _("Date"),
        "sign": _("Signature"),
    }


def _mentions(document: Document) -> Iterator[str]:
    for mention in document.mentions:
        if mention.is_printed and mention.key not in IN_THE_HEAD:
            yield mention_said(mention)
    yield from document.seller.notes
