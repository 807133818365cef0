"""The income received as a file that a spreadsheet opens."""

from webapp.core.sheets import as_csv
from webapp.domain.typed import two_decimals
from webapp.rights.periods.models import Income
from webapp.rights.periods.queries import Rows
from webapp.rights.periods.words import income_name

TITLES = ("Mois", "Revenu", "Montant", "Jours payés", "Reçu le", "Note")


def csv_of(rows: Rows) -> str:
    return as_csv([TITLES, *(_line(row.Income) for row in rows)])


def _line(income: Income) -> list[str]:
    return [
        f"{income.month:%m/%Y}",
        income_name(income.kind),
        two_decimals(income.cents),
        "" if income.days is None else str(income.days),
        f"{income.received_on:%d/%m/%Y}" if income.received_on else "",
        income.note or "",
    ]
