"""The functions of the trade in both languages, known by their folded French names, whatever their gender.

An *assistant de production* is a production coordinator: the production assistant of an English set is a runner.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

WORDS = (
    ("assistant de production", "assistante de production", "Production coordinator"),
    ("assistant de production specialise", "assistante de production specialisee", "Senior production coordinator"),
    ("assistant de production adjoint", "assistante de production adjointe", "Assistant production coordinator"),
    ("coordinateur de production", "coordinatrice de production", "Production coordinator"),
    ("secretaire de production", "secretaire de production", "Production secretary"),
    ("attache de production", "attachee de production", "Production officer"),
    ("charge de production", "chargee de production", "Production executive"),
    ("directeur de production", "directrice de production", "Production manager"),
    ("administrateur de production", "administratrice de production", "Production accountant"),
    ("administrateur adjoint comptable", "administratrice adjointe comptable", "Assistant production accountant"),
    ("assistant comptable de production", "assistante comptable de production", "Production accounts assistant"),
    ("producteur", "productrice", "Producer"),
    ("producteur delegue", "productrice deleguee", "Producer"),
    ("producteur associe", "productrice associee", "Associate producer"),
    ("coproducteur", "coproductrice", "co producteur", "co productrice", "Co-producer"),
    ("producteur executif", "productrice executive", "Line producer"),
    ("comptable de production", "Production bookkeeper"),
    ("charge de developpement", "chargee de developpement", "Development executive"),
    ("stagiaire de production", "Production trainee"),
    ("regisseur general", "regisseuse generale", "Unit manager"),
    ("regisseur", "regisseuse", "Unit manager"),
    ("regisseur adjoint", "regisseuse adjointe", "Assistant unit manager"),
    ("regisseur de production", "regisseuse de production", "Unit manager"),
    ("assistant regisseur", "assistante regisseuse", "Unit assistant"),
    ("auxiliaire de regie", "auxiliaire de regie", "Runner"),
    ("stagiaire regie", "stagiaire de regie", "Unit trainee"),
    ("regisseur d exterieurs", "regisseuse d exterieurs", "Props buyer"),
    ("responsable des reperages", "charge de reperages", "chargee de reperages", "Location manager"),
    ("repereur", "repereuse", "Location scout"),
    ("accessoiriste", "Props master"),
    ("charge de figuration", "chargee de figuration", "charge de la figuration", "chargee de la figuration",
     "Extras coordinator"),
    ("realisateur", "realisatrice", "Director"),
    ("metteur en scene", "metteuse en scene", "Stage director"),
    ("assistant a la mise en scene", "assistante a la mise en scene", "assistant mise en scene",
     "assistante mise en scene", "Assistant stage director"),
    ("assistant realisateur", "assistante realisatrice", "Assistant director"),
    ("1er assistant realisateur", "1re assistante realisatrice", "1ere assistante realisatrice",
     "premier assistant realisateur", "premiere assistante realisatrice", "First assistant director"),
    ("2e assistant realisateur", "2e assistante realisatrice", "2nd assistant realisateur",
     "2nde assistante realisatrice", "second assistant realisateur", "seconde assistante realisatrice",
     "Second assistant director"),
    ("3e assistant realisateur", "3e assistante realisatrice", "Third assistant director"),
    ("scripte", "script", "Script supervisor"),
    ("directeur de casting", "directrice de casting", "Casting director"),
    ("directeur de postproduction", "directrice de postproduction", "directeur de post production",
     "directrice de post production", "Post-production supervisor"),
    ("coordinateur de postproduction", "coordinatrice de postproduction", "coordinateur de post production",
     "coordinatrice de post production", "Post-production coordinator"),
    ("charge de postproduction", "chargee de postproduction", "charge de post production",
     "chargee de post production", "Post-production coordinator"),
    ("assistant de postproduction", "assistante de postproduction", "assistant de post production",
     "assistante de post production", "Post-production coordinator"),
    ("charge de production et de diffusion", "chargee de production et de diffusion",
     "charge de production et diffusion", "chargee de production et diffusion", "Production and booking manager"),
    ("charge d administration", "chargee d administration", "Administration officer"),
    ("charge de diffusion", "chargee de diffusion", "Booking manager"),
    ("administrateur", "administratrice", "Administrator"),
    ("administrateur de compagnie", "administratrice de compagnie", "Company administrator"),
    ("administrateur de tournee", "administratrice de tournee", "Company manager"),
    ("regisseur de tournee", "regisseuse de tournee", "Tour manager"),
    ("directeur technique", "directrice technique", "Technical director"),
    ("regisseur plateau", "regisseuse plateau", "Stage manager"),
    ("regisseur lumiere", "regisseuse lumiere", "Lighting technician"),
    ("regisseur son", "regisseuse son", "Sound technician"),
    ("intervenant", "intervenante", "Guest lecturer"),
    ("formateur", "formatrice", "Instructor"),
    ("comedien", "comedienne", "Actor"),
    ("musicien", "musicienne", "Musician"),
)  # fmt: skip
ENGLISH: Mapping[str, str] = {form: english for *forms, english in WORDS for form in forms}
# On a stage the same French word is another trade.
STAGE: Mapping[str, str] = {
    "regisseur general": "Stage manager",
    "regisseur": "Stage manager",
    "directeur de production": "Head of production",
    "charge de production": "Production manager",
    "administrateur de production": "Administrator",
}
SAME: Mapping[str, str] = {form: forms[0] for *forms, _english in WORDS for form in forms}


# How one writes both genders at once: `assistant·e`, `régisseur(euse)`, `directeur.rice`.
BOTH = frozenset({"e", "ere", "euse", "ice", "ne", "re", "rice", "se", "trice"})


def function_key(folded: str) -> str:
    """One function, in either gender or in both; what the table does not know is itself."""
    one = " ".join(word for word in re.split("[ .]+", folded) if word not in BOTH)
    return SAME.get(folded) or SAME.get(one) or folded


def english(job: str, key: str, own: Mapping[str, str], is_live: bool = False) -> str:
    """The word the person gave, else that of the table, else the French one."""
    return own.get(key) or (is_live and STAGE.get(key)) or ENGLISH.get(key) or job
