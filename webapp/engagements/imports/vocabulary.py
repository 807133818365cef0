"""The words of a cell that names a unit, a régime, a state or what became of an AEM.

The first of each is the one our own files use; the others are folded.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from webapp.core.fold import fold
from webapp.engagements.models import PaperState, Regime, State, Unit

UNITS = {
    Unit.HOUR: ("heure", "heures", "h", "hour", "hours", "horaire", "a l heure"),
    Unit.DAY: ("jour", "jours", "j", "journee", "journees", "day", "days"),
    Unit.WEEK: ("semaine", "semaines", "sem", "week", "weeks", "hebdo"),
    Unit.CACHET: (
        "cachet",
        "cachets",
        "c",
        "cachet isole",
        "cachets isoles",
        "cachet groupe",
        "cachets groupes",
    ),
    Unit.SERVICE: ("service", "services"),
    Unit.FLAT: ("forfait", "forfaits", "flat", "forfaitaire"),
    Unit.BONUS: ("prime", "primes", "bonus"),
}
REGIMES = {
    Regime.SPECTACLE: (
        *(
            "spectacle",
            "intermittent",
            "intermittence",
            "annexe 8",
            "annexe 10",
            "annexes 8 et 10",
            "a8",
            "a10",
        ),
        *("intermittent du spectacle", "regime spectacle", "cddu"),
    ),
    Regime.GENERAL: (
        "général",
        "general",
        "regime general",
        "rg",
        "droit commun",
        "hors spectacle",
        "cdd",
        "general scheme",
    ),
    Regime.TEACHING: (
        "enseignement",
        "cours",
        "formation donnee",
        "teaching",
        "pedagogie",
        "enseignement artistique",
    ),
}
AEM = {
    PaperState.RECEIVED: ("reçue", "recue", "recu", "oui", "ok", "x", "received", "yes", "vue"),
    PaperState.EXPECTED: (
        *("attendue", "manquante", "manquant", "attendu", "en attente", "non", "non recue", "non recu"),
        *("en retard", "absente", "missing", "expected", "no", "late"),
    ),
    PaperState.TO_COME: ("à venir", "a venir", "to come"),
    PaperState.WRONG: ("fausse", "erronee", "a corriger", "wrong"),
    PaperState.CORRECTED: ("corrigée", "corrigee", "corrected"),
}
OPTION = ("option", "en option")
STATES = {
    State.LEAD: ("piste", "lead", "contact"),
    State.OPTION: (*OPTION, "1re option", "2e option", "optionne"),
    State.CONFIRMED: (
        "confirmé",
        *(
            "confirme",
            "confirmee",
            "confirmed",
            "signe",
            "signee",
            "termine",
            "terminee",
            "fait",
            "faite",
            "done",
        ),
        *("en cours",),
    ),
    State.RELEASED: ("sans suite", "rendu", "rendue", "option rendue", "released", "libere", "liberee"),
    State.CANCELLED: ("annulé", "annule", "annulee", "cancelled", "canceled"),
}
ANNEXES: Mapping[int, tuple[str, ...]] = {
    8: ("8", "viii", "annexe 8", "annexe viii", "a8"),
    10: ("10", "x", "annexe 10", "annexe x", "a10"),
}
# What people put in a cell they have nothing to say in.
NOTHING = ("-", "–", "—", "?", "/", "n/a", "N/A")


Key = TypeVar("Key")

# A spreadsheet says the same few words again and again.
folded = lru_cache(4_000)(fold)


def read(words: Mapping[Key, tuple[str, ...]], text: str) -> Key | None:
    """The meaning of a cell, whatever its accents and case."""
    wanted = folded(text).replace(".", "").strip()
    return next((meaning for meaning, said in words.items() if wanted in said), None)


def is_option(text: str) -> bool:
    return folded(text) in OPTION
