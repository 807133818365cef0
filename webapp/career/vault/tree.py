"""Where each paper goes in the ZIP: a folder a year, in it a folder an employer, and a name said once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import Row

from webapp.core import clock
from webapp.core.archives import Names
from webapp.documents.labels import kind_name
from webapp.engagements.words import paper_name


@dataclass(frozen=True)
class Filed:
    """A paper and its place."""

    document_id: UUID
    key: str
    path: str
    sha256: str


def tree(rows: Iterable[Row[Any]]) -> list[Filed]:
    """Each paper once, under the first job it is joined to."""
    names, found = Names(), dict[UUID, Filed]()
    for row in rows:
        if row.id not in found:
            found[row.id] = Filed(row.id, row.file_key, names.given(_path(row)), row.sha256)
    return list(found.values())


def worked_on(row: Row[Any]) -> date:
    """The day a paper tells of: the end of its pay period, else the start of its contract."""
    day: date = row.period_end_on or row.start_on
    return day


def _path(row: Row[Any]) -> tuple[str, ...]:
    ending = row.file_name.rpartition(".")[2]
    if row.employer is None:
        day = row.dated_on or row.created_at.astimezone(clock.PARIS).date()
        folder = _("Autres papiers") if row.filed_at else _("À classer")
        kind = kind_name(row.kind)
        name = row.title if not row.filed_at else f"{kind}, {row.title}"
    else:
        day, folder = worked_on(row), row.employer
        kind = paper_name(row.paper, regime=row.regime, is_guso=row.is_guso)
        name = f"{kind}, {row.production}" if row.production else kind
    return str(day.year), folder, f"{day.isoformat()} {name[:90]}.{ending}"
