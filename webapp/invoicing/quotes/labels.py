"""What states of a quote are called, and the chip of each: (kind, sign)."""

from flask_babel import lazy_gettext as _l

from webapp.domain.invoices.offers import Standing

NAMES = {
    Standing.DRAFT: _l("Brouillon"),
    Standing.SENT: _l("Envoyé"),
    Standing.EXPIRED: _l("Expiré"),
    Standing.TO_INVOICE: _l("À facturer"),
    Standing.INVOICED: _l("Facturé"),
    Standing.DECLINED: _l("Refusé"),
    Standing.WITHDRAWN: _l("Retiré"),
}
FILTERS = {
    Standing.DRAFT: _l("Brouillons"),
    Standing.SENT: _l("Envoyés"),
    Standing.TO_INVOICE: _l("À facturer"),
    Standing.INVOICED: _l("Facturés"),
    Standing.DECLINED: _l("Refusés"),
    Standing.EXPIRED: _l("Expirés"),
    Standing.WITHDRAWN: _l("Retirés"),
}
MARKS = {
    Standing.DRAFT: ("", "edit"),
    Standing.SENT: ("info", "wait"),
    Standing.EXPIRED: ("warn", "hours"),
    Standing.TO_INVOICE: ("ok", "check"),
    Standing.INVOICED: ("", "receipt"),
    Standing.DECLINED: ("danger", "x"),
    Standing.WITHDRAWN: ("", "undo"),
}
# As its client reads them: what is left to invoice is not theirs to know.
SEEN = {**NAMES, Standing.TO_INVOICE: _l("Accepté")}
