"""The functions of the trade in both languages, known by their folded French names, whatever their gender.

An *assistant de production* is a production coordinator: the production assistant of an English set is a runner.
"""

from __future__ import annotations

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
    ("producteur executif", "productrice executive", "Line producer"),
    ("stagiaire de production", "stagiaire de production", "Production trainee"),
    ("regisseur general", "regisseuse generale", "Unit manager"),
    ("regisseur", "regisseuse", "Unit manager"),
    ("regisseur adjoint", "regisseuse adjointe", "Assistant unit manager"),
    ("regisseur de production", "regisseuse de production", "Unit manager"),
    ("assistant regisseur", "assistante regisseuse", "Unit assistant"),
    ("auxiliaire de regie", "auxiliaire de regie", "Runner"),
    ("stagiaire regie", "stagiaire de regie", "Unit trainee"),
    ("regisseur d exterieurs", "regisseuse d exterieurs", "Location manager"),
    ("repereur", "repereuse", "Location scout"),
    ("realisateur", "realisatrice", "Director"),
    ("metteur en scene", "metteuse en scene", "Stage director"),
    ("assistant realisateur", "assistante realisatrice", "Assistant director"),
    ("1er assistant realisateur", "1re assistante realisatrice", "First assistant director"),
    ("premier assistant realisateur", "premiere assistante realisatrice", "First assistant director"),
    ("2e assistant realisateur", "2e assistante realisatrice", "Second assistant director"),
    ("second assistant realisateur", "seconde assistante realisatrice", "Second assistant director"),
    ("scripte", "scripte", "Script supervisor"),
    ("directeur de casting", "directrice de casting", "Casting director"),
    ("directeur de postproduction", "directrice de postproduction", "Post-production supervisor"),
    ("charge de postproduction", "chargee de postproduction", "Post-production coordinator"),
    ("assistant de postproduction", "assistante de postproduction", "Post-production coordinator"),
    ("charge de diffusion", "chargee de diffusion", "Booking manager"),
    ("administrateur", "administratrice", "Administrator"),
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
SAME: Mapping[str, str] = {form: forms[0] for *forms, _english in WORDS for form in forms}


def function_key(folded: str) -> str:
    """One function, in either gender; what the table does not know is itself."""
    return SAME.get(folded, folded)


def english(job: str, key: str, own: Mapping[str, str]) -> str:
    """The word the person gave, else that of the table, else the French one."""
    return own.get(key) or ENGLISH.get(key) or job
