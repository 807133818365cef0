"""What goes with the papers: tables of the titles, the jobs and the papers, and a page that says how to read them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Row

from webapp.career.queries import Career
from webapp.career.vault.tree import Filed, worked_on
from webapp.core.formats import day as shown_day
from webapp.core.formats import day_range
from webapp.core.sheets import Sheet, Value, as_csv, book
from webapp.engagements import exports
from webapp.engagements.standing import HELD, PaperStanding, paper_on
from webapp.engagements.words import paper_name, standing_name
from webapp.productions.labels import show_name


@dataclass(frozen=True)
class Told:
    """A paper of a job as the index says it; `path` is empty when no copy is in the ZIP."""

    employer: str
    production: str
    job: str
    kind: str
    start_on: date
    end_on: date
    standing: str
    expected_on: date | None
    received_on: date | None
    path: str
    is_missing: bool
    is_held: bool

    @property
    def named(self) -> str:
        return f"{self.kind}, {day_range(self.start_on, self.end_on, year=True)}"


@dataclass(frozen=True)
class Table:
    name: str
    titles: tuple[str, ...]
    widths: tuple[int, ...]
    rows: list[tuple[Value, ...]]


def told(rows: Sequence[Row[Any]], filed: Sequence[Filed], lost: set[UUID], today: date) -> list[Told]:
    places = {one.document_id: one.path for one in filed if one.document_id not in lost}
    return [_told(row, places, today) for row in rows]


def files(
    career: Career, jobs: list[dict[str, Value]], papers: Sequence[Told]
) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each table as CSV, then of all of them as one workbook."""
    tables = [_titles(career), _papers(papers)]
    yield f"{tables[0].name}.csv", _csv(tables[0])
    yield f"{_('Engagements')}.csv", exports.csv_of(jobs).encode()
    yield f"{tables[1].name}.csv", _csv(tables[1])
    sheets = [_sheet(tables[0]), exports.sheet_of(jobs), _sheet(tables[1])]
    yield f"{_('Sommaire')}.xlsx", book(sheets)


def readme(
    owner: str, today: date, papers: Sequence[Told], filed: Sequence[Filed], lost: Sequence[Filed]
) -> str:
    lines = [
        _("Le coffre de %(name)s, au %(day)s", name=owner, day=shown_day(today, year=True)),
        "",
        ngettext("%(num)d papier.", "%(num)d papiers.", len(filed) - len(lost)),
        _("Un dossier par année, puis par employeur. Le nom de chaque fichier commence par sa date."),
        _("Sommaire.xlsx et les CSV du dossier Sommaire disent vos titres, vos engagements et vos papiers."),
        _("Gardez contrats, bulletins et AEM jusqu’à la retraite."),
        *_lost(lost),
        *_missing(papers),
        *_without_copy(papers),
    ]
    return "\r\n".join(lines) + "\r\n"


def _lost(lost: Sequence[Filed]) -> list[str]:
    if not lost:
        return []
    return ["", _("FICHIERS ILLISIBLES, absents de ce ZIP"), *(f"- {one.path}" for one in lost)]


def _missing(papers: Sequence[Told]) -> list[str]:
    waited = [one for one in papers if one.is_missing]
    if not waited:
        return ["", _("Aucun papier ne manque.")]
    said = ["", _("CE QUI MANQUE, par employeur")]
    for employer, own in groupby(waited, key=lambda one: one.employer):
        said += ["", employer, *(f"- {one.named} : {one.standing}" for one in own)]
    return said


def _without_copy(papers: Sequence[Told]) -> list[str]:
    bare = [one for one in papers if one.is_held and not one.path]
    if not bare:
        return []
    said = ["", _("REÇUS, SANS COPIE DANS RACCORD")]
    for employer, own in groupby(bare, key=lambda one: one.employer):
        said += ["", employer, *(f"- {one.named}" for one in own)]
    return said


def _told(row: Row[Any], places: dict[UUID, str], today: date) -> Told:
    standing = paper_on(row.state, worked_on(row), row.expected_on, today)
    return Told(
        employer=row.employer,
        production=row.production or "",
        job=row.contract_job,
        kind=paper_name(row.paper, regime=row.regime, is_guso=row.is_guso),
        start_on=row.period_start_on or row.start_on,
        end_on=row.period_end_on or row.end_on,
        standing=standing_name(PaperStanding(standing), row.paper, is_guso=row.is_guso),
        expected_on=row.expected_on,
        received_on=row.received_on,
        path=places.get(row.document_id, ""),
        is_missing=standing.is_missing,
        is_held=row.state in HELD,
    )


def _titles(career: Career) -> Table:
    names = (
        _("Année"),
        _("Titre"),
        _("Type"),
        _("Réalisation, mise en scène"),
        _("Production"),
        _("Fonction"),
    )
    rows: list[tuple[Value, ...]] = [
        (one.years, one.title, show_name(one.kind), one.director, one.company, one.job)
        for one in career.titles
    ]
    return Table(_("Filmographie"), names, (12, 32, 18, 28, 28, 32), rows)


def _papers(papers: Sequence[Told]) -> Table:
    names = (
        _("Année"), _("Employeur"), _("Production"), _("Emploi"), _("Papier"), _("Du"), _("Au"), _("État"),
        _("Attendu le"), _("Reçu le"), _("Fichier"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (
            str(one.end_on.year), one.employer, one.production, one.job, one.kind, one.start_on, one.end_on, one.standing,
            one.expected_on, one.received_on, one.path or _("manque"),
        )
        for one in papers
    ]  # fmt: skip
    return Table(_("Papiers"), names, (8, 28, 28, 28, 28, 12, 12, 12, 12, 12, 60), rows)


def _csv(table: Table) -> bytes:
    return as_csv([table.titles, *(tuple(_written(cell) for cell in row) for row in table.rows)]).encode()


def _written(cell: Value) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell or "")


def _sheet(table: Table) -> Sheet:
    return Sheet(table.name, table.titles, table.widths, ("",) * len(table.titles), table.rows)
