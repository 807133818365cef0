"""What to write in one's own space at France Travail: a draft to copy, never sent from here.

In French whatever the language of the screen: its reader is an adviser.
"""

from webapp.domain.rights.renewal import Renewal

PORTAL = "https://www.francetravail.fr/spectacle/"


def request_of(renewal: Renewal, signed: str) -> str | None:
    """None when an early request would open nothing."""
    examination = renewal.early.examination
    if renewal.early.opened is None or examination is None:
        return None
    annexe, fct_on = examination.result.annexe, examination.fct_on
    return (
        "Bonjour,\n\n"
        f"Je demande le réexamen anticipé de mes droits à l’annexe {annexe}, sur ma fin de contrat du {fct_on:%d/%m/%Y}.\n\n"
        "Avant de l’enregistrer, pouvez-vous me confirmer l’allocation journalière, la nouvelle date anniversaire, "
        "les franchises, et la somme à rendre pour celles qui ne sont pas encore déduites\u00a0?\n\n"
        f"Merci d’avance,\n{signed}"
    )
