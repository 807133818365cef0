"""A year of an assistant's jobs, as kept in a spreadsheet, read as simply as can be."""

import csv
from datetime import date
from pathlib import Path

from webapp.domain.rights.work import Regime, State, WorkPeriod

SHEET = Path(__file__).parents[2] / "data" / "engagements-2026.csv"
REGIMES = {"spectacle": Regime.SPECTACLE, "général": Regime.GENERAL, "enseignement": Regime.TEACHING}


def sample_periods() -> list[WorkPeriod]:
    with SHEET.open(encoding="utf-8-sig", newline="") as sheet:
        return [_period(place, row) for place, row in enumerate(csv.DictReader(sheet, delimiter=";"))]


def _period(place: int, row: dict[str, str]) -> WorkPeriod:
    by_cachet = row["Unité"] == "cachet"
    return WorkPeriod(
        key=f"line {place}",
        employer=row["Employeur"],
        job=row["Emploi"],
        start_on=_day(row["Début"]),
        end_on=_day(row["Fin"]),
        minutes=0 if by_cachet else round(float(row["Heures"].replace(",", ".")) * 60),
        cachets_hundredths=int(row["Quantité"]) * 100 if by_cachet else 0,
        gross_cents=round(float(row["Brut"].replace("\u202f", "").replace(" ", "").replace(",", ".")) * 100),
        regime=REGIMES[row["Régime"]],
        annexe=int(row["Annexe"]) if row["Annexe"] else None,
        state=State.OPTION if row["AEM"] == "option" else State.DONE,
        justified=row["AEM"] == "reçue",
    )


def _day(typed: str) -> date:
    day, month, year = typed.split("/")
    return date(int(year), int(month), int(day))
