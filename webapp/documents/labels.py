"""How papers are called, and how long they are kept."""

from flask_babel import lazy_gettext as _l

from webapp.documents.models import DocumentKind, Retention

KINDS = {
    DocumentKind.UNFILED: _l("À classer"),
    DocumentKind.CONTRACT: _l("Contrat"),
    DocumentKind.AMENDMENT: _l("Avenant"),
    DocumentKind.PAYSLIP: _l("Bulletin de paie"),
    DocumentKind.AEM: _l("AEM"),
    DocumentKind.CONGES_SPECTACLES: _l("Certificat Congés Spectacles"),
    DocumentKind.WORK_CERTIFICATE: _l("Certificat de travail"),
    DocumentKind.FINAL_SETTLEMENT: _l("Solde de tout compte"),
    DocumentKind.NOTIFICATION: _l("Notification France Travail"),
    DocumentKind.PROOF: _l("Attestation ou relevé"),
    DocumentKind.RECEIPT: _l("Ticket ou reçu"),
    DocumentKind.OTHER: _l("Autre papier"),
    DocumentKind.PRODUCTION: _l("Document de production"),
}
FILED_KINDS = {
    kind: name for kind, name in KINDS.items() if kind not in (DocumentKind.UNFILED, DocumentKind.PRODUCTION)
}

RETENTIONS = {
    Retention.LIFE: _l("À garder jusqu’à la retraite"),
    Retention.TEN_YEARS: _l("À garder 10 ans"),
    Retention.PRODUCTION: _l("Part avec le dossier de la production"),
    Retention.FREE: _l("Sans durée imposée"),
}

SHOWABLE = ("image/jpeg", "image/png", "image/webp")  # a browser draws these; HEIC only on some phones


def kind_name(kind: str) -> str:
    return str(KINDS[DocumentKind(kind)])


def retention_name(retention: str) -> str:
    return str(RETENTIONS[Retention(retention)])
