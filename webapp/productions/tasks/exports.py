"""The tasks as a file that a spreadsheet opens; in French whatever the screen, as every file that goes out."""

from collections.abc import Sequence
from typing import Any

from webapp.core.clock import PARIS
from webapp.core.sheets import as_csv
from webapp.productions.models import PhaseKind
from webapp.productions.tasks.queries import plan_of

TITLES = ("Étape", "Tâche", "Pour le", "Qui", "Attend", "Faite le", "Notes")
PHASES = {
    PhaseKind.PREPARATION: "Préparation",
    PhaseKind.SHOOT: "Tournage, représentations",
    PhaseKind.POST: "Après",
    PhaseKind.OTHER: "Autre",
}


def csv_of(rows: Sequence[Any]) -> str:
    plan, order = plan_of(rows), list(PhaseKind)
    by_phase = sorted(rows, key=lambda row: order.index(PhaseKind(row.Task.phase)))
    return as_csv([TITLES, *(_line(row, plan.awaited(row.Task.id)) for row in by_phase)])


def _line(row: Any, awaited: Any) -> list[str]:
    task = row.Task
    return [
        PHASES[PhaseKind(task.phase)],
        task.title,
        f"{task.due_on:%d/%m/%Y}" if task.due_on else "",
        row.owner or "",
        awaited.title if awaited else "",
        f"{task.done_at.astimezone(PARIS):%d/%m/%Y}" if task.done_at else "",
        task.notes or "",
    ]
