"""What is owed as a file that a spreadsheet opens."""

from collections.abc import Sequence
from datetime import date

from webapp.core.sheets import as_csv
from webapp.domain.owed import Due, OwedKind
from webapp.domain.typed import two_decimals

TITLES = ("Nature", "Qui", "Quoi", "Montant", "Estimé", "Échéance", "Jours de retard")
# In French whatever the language of the screen, as every file that goes out.
NATURES = {
    OwedKind.WAGES: "Salaire",
    OwedKind.ARE: "ARE",
    OwedKind.CONGES_SPECTACLES: "Congés Spectacles",
    OwedKind.INVOICES: "Facture",
}


def csv_of(dues: Sequence[Due], today: date) -> str:
    return as_csv([TITLES, *(_line(due, today) for due in dues)])


def _line(due: Due, today: date) -> list[str]:
    return [
        NATURES[due.kind],
        due.who,
        str(due.what),
        two_decimals(due.cents) if due.cents else "",
        "oui" if due.is_estimated else "non",
        f"{due.due_on:%d/%m/%Y}",
        str(due.days_late(today)),
    ]
