"""What a file of a production is, guessed from its name; the person corrects it in a tap."""

import re

from webapp.core.fold import fold
from webapp.productions.papers.models import PaperKind

# The first that matches: what is more precise comes before.
WORDS = (
    (PaperKind.CALL_SHEET, r"feuilles? (de )?services?|fds|call ?sheets?"),
    (PaperKind.SCHEDULE, r"plans? (de )?travail|pdt|schedule|planning"),
    (PaperKind.LIGHT_PLOT, r"plans? (de )?feux?|light ?plot"),
    (PaperKind.CUE_SHEET, r"conduites?|cue ?sheet"),
    (PaperKind.RIDER, r"fiches? techniques?|ft|rider"),
    (PaperKind.MINOR, r"mineure?s?|enfants?|drieets|ddets|commission (des )?enfants"),
    (PaperKind.PERMIT, r"autorisations?|arretes?|prefecture|mairie|permis|permission|aot"),
    (PaperKind.INSURANCE, r"assurances?|rc|responsabilite civile|police|insurance"),
    (PaperKind.CONTRACT, r"contrats?|avenants?|cddu|convention|cession|contract"),
    (PaperKind.BUDGET, r"devis|budgets?|quote"),
    (PaperKind.REPORT, r"rapports?|compte ?rendus?|cr|report"),
    (PaperKind.SCRIPT, r"scenarios?|continuite|dialogues?|script|texte|sequencier"),
)
CONFIDENTIAL = (PaperKind.CONTRACT, PaperKind.MINOR, PaperKind.SCRIPT)
VERSION = re.compile(r"\b(?:v|version ?)(\d{1,3})\b")


def guessed(name: str) -> PaperKind:
    words = _words(name)
    if words.endswith(" fdx") or words.endswith(" fountain"):
        return PaperKind.SCRIPT
    return next((kind for kind, form in WORDS if re.search(rf"\b({form})\b", words)), PaperKind.OTHER)


def guessed_version(name: str) -> str | None:
    """`PDT_v6.pdf` is version 6."""
    found = VERSION.search(_words(name))
    return found[1].lstrip("0") or None if found else None


def _words(name: str) -> str:
    return fold(name).replace(".", " ")
