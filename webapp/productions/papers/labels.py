"""How the documents of a production are called, and where they go in its file."""

from flask_babel import lazy_gettext as _l

from webapp.productions.papers.models import PaperKind

KINDS = {
    PaperKind.SCRIPT: _l("Scénario, texte"),
    PaperKind.SCHEDULE: _l("Plan de travail"),
    PaperKind.CALL_SHEET: _l("Feuille de service reçue"),
    PaperKind.RIDER: _l("Fiche technique"),
    PaperKind.LIGHT_PLOT: _l("Plan de feu"),
    PaperKind.CUE_SHEET: _l("Conduite"),
    PaperKind.REPORT: _l("Rapport"),
    PaperKind.BUDGET: _l("Devis"),
    PaperKind.CONTRACT: _l("Contrat"),
    PaperKind.PERMIT: _l("Autorisation"),
    PaperKind.MINOR: _l("Autorisation d’un mineur"),
    PaperKind.INSURANCE: _l("Assurance"),
    PaperKind.OTHER: _l("Autre document"),
}
FOLDERS = {
    PaperKind.SCRIPT: _l("Scénario"),
    PaperKind.SCHEDULE: _l("Plans de travail"),
    PaperKind.CALL_SHEET: _l("Feuilles de service reçues"),
    PaperKind.RIDER: _l("Fiches techniques"),
    PaperKind.LIGHT_PLOT: _l("Plans de feu"),
    PaperKind.CUE_SHEET: _l("Conduites"),
    PaperKind.REPORT: _l("Rapports"),
    PaperKind.BUDGET: _l("Devis"),
    PaperKind.CONTRACT: _l("Contrats"),
    PaperKind.PERMIT: _l("Autorisations"),
    PaperKind.MINOR: _l("Autorisations des mineurs"),
    PaperKind.INSURANCE: _l("Assurances"),
    PaperKind.OTHER: _l("Autres documents"),
}
SHOWN_INLINE = ("application/pdf", "image/jpeg", "image/png", "image/webp")
SIGNS = {
    PaperKind.PERMIT: "done",
    PaperKind.MINOR: "done",
    PaperKind.INSURANCE: "award",
    PaperKind.SCRIPT: "note",
}


def kind_name(kind: str) -> str:
    return str(KINDS[PaperKind(kind)])


def sign_of(kind: str) -> str:
    return SIGNS.get(PaperKind(kind), "file")
