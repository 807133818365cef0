"""Which VAT a client is billed: from the regime of the day and who the client is; the person may choose otherwise.

CGI art. 259, 1° and 283-2 (services to a taxable person established elsewhere), 293 B (franchise en base):
https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006069577 (tolerated on invoices until 31/12/2027, now CIBS).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from webapp.domain.invoices.document import Category, ClientKind, Line, Nature, Treatment, VatRegime
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence


def regime_on(regimes: list[tuple[date, VatRegime]], day: date) -> VatRegime:
    """The last one begun; raises Refused when none was."""
    begun = [(start, regime) for start, regime in regimes if start <= day]
    if not begun:
        raise Refused(sentence("Votre régime de TVA n’est pas connu au %(day)s\u00a0: ajoutez-le.", day=day))
    return max(begun)[1]


def regime_billed(regimes: list[tuple[date, VatRegime]], issued_on: date, done_on: date | None) -> VatRegime:
    """That of the day of issue; but work done on the other side of a franchise stays there, whenever it is billed.

    What makes VAT due is that the work is done (CGI art. 269, 1); the franchise ends for what is done from its last
    day on (293 B). Raises Refused when the regime of the day of issue is not known.
    """
    issued = regime_on(regimes, issued_on)
    if done_on is None or done_on >= issued_on or not any(start <= done_on for start, _regime in regimes):
        return issued
    done = regime_on(regimes, done_on)
    return done if VatRegime.FRANCHISE in (done, issued) else issued


def treatment_of(regime: VatRegime, client: ClientKind) -> Treatment:
    if client is ClientKind.EU_BUSINESS:
        return Treatment.REVERSE_CHARGE
    if client is ClientKind.ABROAD:
        return Treatment.OUTSIDE_EU
    return Treatment.FRANCHISE if regime is VatRegime.FRANCHISE else Treatment.FRENCH_VAT


def treated(line: Line, treatment: Treatment) -> Line:
    """The line in its category; only French VAT leaves its rate, and débours never have one."""
    if line.nature is Nature.DISBURSEMENT or treatment is Treatment.FRANCHISE:
        return replace(line, category=Category.EXEMPT, vat_bp=0)
    if treatment is Treatment.FRENCH_VAT:
        return replace(line, category=Category.STANDARD)
    return replace(line, category=Category.REVERSE_CHARGE, vat_bp=0)
