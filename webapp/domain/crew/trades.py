"""The department a job belongs to, guessed from its words; only a first proposal."""

from __future__ import annotations

# The first words found decide: « maquilleuse plateau » is of the make-up, « assistant son » of the sound.
WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("extras", ("figurant", "silhouette", "doublure")),
    ("cast", ("comedien", "comedienne", "role", "interprete", "danseur", "danseuse", "chanteu")),
    ("post", ("monteur", "monteuse", "montage", "mixeur", "mixage", "etalonn", "postprod")),
    ("makeup", ("maquill", "coiff", "perruqu", "hmc")),
    ("costume", ("costum", "habill", "tailleur")),
    ("props", ("accessoir", "ensemblier")),
    ("art", ("decor", "peintre", "menuisier", "constructeur")),
    ("sound", ("son", "perch", "ingenieur du son", "sonorisat")),
    ("camera", ("camera", "image", "photographie", "cadr", "operateur", "operatrice", "steadi", "dit")),
    ("electric", ("electric", "electro", "groupman")),
    ("grip", ("machin",)),
    ("light", ("lumiere", "eclairag", "pupitr", "regisseur lumiere", "poursuit")),
    ("video", ("video", "surtitr")),
    ("stage", ("plateau", "cintrier")),
    ("management", ("regie", "regisseur", "regisseuse", "chauffeur", "ventous", "cantine")),
    (
        "direction",
        ("realisat", "mise en scene", "metteur", "metteuse", "scripte", "assistant realis", "casting"),
    ),
    ("production", ("production", "administrat", "comptable", "producteur", "productrice")),
)


def department_of(folded_job: str) -> str:
    """`folded_job` has neither accents nor capitals; other when no word is known."""
    words = f" {folded_job}"
    for department, starts in WORDS:
        if any(f" {start}" in words for start in starts):
            return department
    return "other"
