"""The documents of a production as files of an archive: folders by kind, names that sort by date."""

import tempfile
from collections.abc import Iterator
from typing import IO, Any
from uuid import UUID

from flask_babel import gettext as _

from webapp.core import archives, clock, files
from webapp.core.archives import Entry
from webapp.documents.models import Document
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.productions.papers.labels import FOLDERS
from webapp.productions.papers.models import PaperKind, ProductionPaper
from webapp.productions.papers.queries import every_paper

MOST_BYTES = 500 << 20  # a heavier one is made by the worker, in « Rendre le dossier »
SPOOLED = 8 << 20


def entries(production_id: UUID, *kinds: PaperKind, confidential: bool = True) -> Iterator[Entry]:
    """Those of these kinds, or all; what was replaced or archived lies in a folder of its own."""
    store = files.store()
    for paper, document, is_replaced in every_paper(production_id):
        if (kinds and paper.kind not in kinds) or (paper.is_confidential and not confidential):
            continue
        folders = [str(FOLDERS[PaperKind(paper.kind)])]
        if is_replaced or paper.archived_at:
            folders.append(_("Anciennes versions"))
        yield Entry((*folders, _name(paper, document)), store.open(document.file_key))


def spooled(production_id: UUID, *, confidential: bool) -> IO[bytes]:
    """All of them in a ZIP, in memory while it is small; the caller closes it. Raises Refused when there is none."""
    spool = tempfile.SpooledTemporaryFile(max_size=SPOOLED)  # noqa: SIM115
    try:
        if not archives.pack(entries(production_id, confidential=confidential), spool, most_bytes=MOST_BYTES):
            raise Refused(sentence("Pas encore de document à mettre dans un ZIP."))
    except BaseException:
        spool.close()
        raise
    return spool


def pieces_of(spool: IO[bytes]) -> Iterator[bytes]:
    with spool:
        yield from iter(lambda: spool.read(archives.CHUNK), b"")


def _name(paper: ProductionPaper, document: Document) -> str:
    """`2026-11-19 Plan de travail, version 6.pdf`."""
    day = paper.dated_on or paper.created_at.astimezone(clock.PARIS).date()
    version: Any = ", " + _("version %(version)s", version=paper.version) if paper.version else ""
    ending = document.file_name.rpartition(".")[2]
    return f"{day.isoformat()} {document.title[:100]}{version}.{ending}"
