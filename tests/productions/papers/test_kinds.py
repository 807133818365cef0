import pytest

from webapp.productions.papers.kinds import guessed, guessed_version
from webapp.productions.papers.models import PaperKind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("PDT_Marées_v6.pdf", PaperKind.SCHEDULE),
        ("Plan de travail J1 à J28.pdf", PaperKind.SCHEDULE),
        ("FDS J12.pdf", PaperKind.CALL_SHEET),
        ("feuille_de_service_12.pdf", PaperKind.CALL_SHEET),
        ("Scénario blanche 3.pdf", PaperKind.SCRIPT),
        ("MAREES.fdx", PaperKind.SCRIPT),
        ("plan-de-feu.pdf", PaperKind.LIGHT_PLOT),
        ("Conduite lumière.xlsx", PaperKind.CUE_SHEET),
        ("Fiche technique grue.pdf", PaperKind.RIDER),
        ("Autorisation quai du Bajoyer.pdf", PaperKind.PERMIT),
        ("arrêté préfecture.pdf", PaperKind.PERMIT),
        ("autorisation mineur Noémie.pdf", PaperKind.MINOR),
        ("Attestation assurance 2026.pdf", PaperKind.INSURANCE),
        ("devis cantine.pdf", PaperKind.BUDGET),
        ("Avenant 1 Lise.docx", PaperKind.CONTRACT),
        ("rapport de production 3.pdf", PaperKind.REPORT),
        ("Scan 0043.pdf", PaperKind.OTHER),
        ("", PaperKind.OTHER),
    ],
)
def test_the_name_of_a_file_tells_what_it_is(name, kind):
    assert guessed(name) == kind


@pytest.mark.parametrize(
    ("name", "version"),
    [("PDT v06.pdf", "6"), ("scénario version 12.pdf", "12"), ("PDT.pdf", None), ("v0.pdf", None)],
)
def test_and_its_version(name, version):
    assert guessed_version(name) == version
