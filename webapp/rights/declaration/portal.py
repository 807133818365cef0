"""Values as the form of France Travail takes them: no unit, no space, a comma; and the same as a file."""

from collections.abc import Iterable, Sequence
from datetime import date

from flask_babel import gettext as _

from webapp.core.sheets import as_csv
from webapp.domain.declaration.lines import Line
from webapp.domain.typed import two_decimals


def portal_day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def portal_hours(minutes: int) -> str:
    """`56`, `7,5`; thirds of an hour to the hundredth."""
    return portal_quantity((minutes * 100 + 30) // 60)


def portal_quantity(hundredths: int) -> str:
    return two_decimals(hundredths).rstrip("0").rstrip(",")


def fields_of(line: Line) -> list[tuple[str, str]]:
    """What to copy, in the order of the portal. Cachets alone are not hours too."""
    hours = [(_("Heures"), portal_hours(line.minutes))] if line.minutes or not line.cachets else []
    cachets = [(_("Cachets"), portal_quantity(line.cachets))] if line.cachets else []
    return [
        (_("Employeur"), line.employer.upper()),
        (_("Début"), portal_day(line.start_on)),
        (_("Fin"), portal_day(line.end_on)),
        *hours,
        *cachets,
        (_("Salaire brut"), two_decimals(line.gross_cents)),
    ]


def csv_of(lines: Sequence[Line]) -> str:
    titles = ("Employeur", "Début", "Fin", "Heures", "Cachets", "Brut", "Chiffres", "Production", "Emploi")
    return as_csv([titles, *(list(_cells(line)) for line in lines)])


def _cells(line: Line) -> Iterable[str]:
    return (
        line.employer.upper(),
        portal_day(line.start_on),
        portal_day(line.end_on),
        portal_hours(line.minutes) if line.minutes else "",
        portal_quantity(line.cachets) if line.cachets else "",
        two_decimals(line.gross_cents),
        "certains" if line.is_certain else "estimés",
        line.production,
        line.job,
    )
