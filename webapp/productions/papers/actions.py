"""What changes the documents of a production."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import IO, Any
from uuid import UUID

from sqlalchemy import Select, select, update

from webapp.core import archives, clock, files
from webapp.core.db import db, hold
from webapp.documents.actions import InMemory, Upload, add_document, erase_documents, file_document
from webapp.documents.models import Document, DocumentKind
from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence, sentence
from webapp.productions.models import Production
from webapp.productions.papers.kinds import CONFIDENTIAL, guessed, guessed_version
from webapp.productions.papers.models import PaperKind, ProductionDrop, ProductionPaper
from webapp.productions.papers.queries import waiting_documents

MOST_FILES = 300  # of one drop, archives opened


@dataclass(frozen=True)
class Particulars:
    """What is typed about a document."""

    title: str
    kind: PaperKind
    version: str | None
    issuer: str | None
    dated_on: date | None
    valid_until_on: date | None
    is_confidential: bool


def drop_files(production: Production, uploads: Iterable[Upload], *, by: UUID) -> ProductionDrop:
    """Keep the good ones and remember why the others were not; raises Refused when none is good."""
    drop = ProductionDrop(production_id=production.id, refused=[])
    db().add(drop)
    db().flush()
    refusals: list[Sentence] = []
    kept: list[Document] = []
    for found in _opened(uploads):
        if isinstance(found, Sentence):
            refusals.append(found)
        elif len(kept) + len(refusals) >= MOST_FILES:
            refusals.append(sentence("Au plus %(most)s fichiers à la fois.", most=MOST_FILES))
            break
        else:
            try:
                kept.append(_keep(production, found, drop, by=by))
            except Refused as refusal:
                refusals.append(refusal.sentence)
    if not kept:
        raise NoneKept(refusals)
    drop.refused = [_told(refusal) for refusal in refusals]
    db().flush()
    return drop


class NoneKept(Refused):
    """Every file was refused, each for its reason."""

    def __init__(self, refusals: Sequence[Sentence]) -> None:
        super().__init__(refusals[0] if refusals else sentence("Cette archive ne contient aucun fichier."))
        self.refusals = list(refusals) or [self.sentence]


def add_paper(
    production: Production,
    file: Upload,
    kind: PaperKind,
    *,
    by: UUID,
    title: str | None = None,
    version: str | None = None,
    dated_on: date | None = None,
) -> tuple[ProductionPaper, Document]:
    """One that another room receives. Raises Refused for a file nobody should send."""
    document = add_document(file, by=by, kind=DocumentKind.PRODUCTION, title=title)
    document.dated_on = dated_on
    paper = ProductionPaper(
        production_id=production.id, document_id=document.id, kind=kind, version=version, dated_on=dated_on
    )
    db().add(paper)
    db().flush()
    return paper, document


def sort_paper(paper: ProductionPaper, document: Document, kind: PaperKind, title: str) -> None:
    """What it is, said for several at once."""
    if kind != paper.kind and kind in CONFIDENTIAL:
        paper.is_confidential = True
    paper.kind = kind
    document.title = title
    document.refold()


def update_paper(paper: ProductionPaper, document: Document, said: Particulars) -> None:
    _write(paper, said)
    document.title = said.title
    document.dated_on = said.dated_on
    document.refold()
    db().flush()


def add_version(
    old: ProductionPaper, production: Production, file: Upload, said: Particulars, *, by: UUID
) -> ProductionPaper:
    """A newer one in the place of `old`, which is kept as replaced. Raises Refused if it was replaced since."""
    hold("production paper", old.id)
    if db().scalar(_newer_than(old)):
        raise Refused(sentence("Ce document a déjà été remplacé. Partez de sa version en vigueur."))
    document = add_document(file, by=by, kind=DocumentKind.PRODUCTION, title=said.title, accepted=files.EVERY)
    document.dated_on = said.dated_on
    paper = ProductionPaper(production_id=production.id, document_id=document.id, replaces_id=old.id)
    _write(paper, said)
    db().add(paper)
    db().flush()
    return paper


def file_from_tray(
    production: Production, chosen: Sequence[tuple[str, PaperKind]], *, confidential: bool = False
) -> list[ProductionPaper]:
    """Papers of the tray become documents of the production. Raises Refused if one was filed since."""
    kinds = dict(chosen)
    documents = waiting_documents(list(kinds))
    if len(documents) < len(kinds):
        raise Refused(sentence("Un de ces papiers a été classé ou jeté entre-temps. Reprenez votre choix."))
    papers = []
    for document in documents:
        file_document(document, kind=DocumentKind.PRODUCTION, is_mine=False, dated_on=document.dated_on)
        kind = kinds[document.public_id]
        papers.append(
            ProductionPaper(
                production_id=production.id,
                document_id=document.id,
                kind=kind,
                issuer=document.source,
                is_confidential=confidential or kind in CONFIDENTIAL,
            )
        )
    db().add_all(papers)
    db().flush()
    return papers


def archive_paper(paper: ProductionPaper) -> None:
    paper.archived_at = clock.now()
    db().flush()


def unarchive_paper(paper: ProductionPaper) -> None:
    paper.archived_at = None
    db().flush()


def erase_papers(production_id: UUID) -> int:
    """Every document of a production, deleted ones included: files and rows. How many there were."""
    db().execute(
        update(ProductionPaper)
        .where(ProductionPaper.production_id == production_id)
        .values(replaces_id=None, drop_id=None)
    )
    documents = (
        db()
        .scalars(
            select(Document)
            .join(ProductionPaper, ProductionPaper.document_id == Document.id)
            .where(ProductionPaper.production_id == production_id)
        )
        .all()
    )
    for model in (ProductionPaper, ProductionDrop):
        for row in db().scalars(select(model).where(model.production_id == production_id)).all():
            db().delete(row)
    db().flush()
    erase_documents(documents)
    return len(documents)


def _opened(uploads: Iterable[Upload]) -> Iterator[Upload | Sentence]:
    """Files as they are, and those of archives one by one; a sentence for what cannot be read."""
    allowance = archives.Allowance()
    for upload in uploads:
        name = files.shown_name(upload.filename or "")
        if not name.lower().endswith(".zip") or not archives.is_archive(_start(upload.stream)):
            yield upload
            continue
        try:
            for member in archives.unpack(upload.stream, name, files.most_bytes(), allowance):
                yield member.refusal or InMemory(BytesIO(member.content), member.name)
        except Refused as refusal:
            yield refusal.sentence


def _start(stream: IO[bytes]) -> bytes:
    start = stream.read(4)
    stream.seek(0)
    return start


def _keep(production: Production, file: Upload, drop: ProductionDrop, *, by: UUID) -> Document:
    document = add_document(file, by=by, kind=DocumentKind.PRODUCTION, accepted=files.EVERY)
    kind = guessed(document.file_name)
    db().add(
        ProductionPaper(
            production_id=production.id,
            document_id=document.id,
            drop_id=drop.id,
            kind=kind,
            version=guessed_version(document.file_name),
            is_confidential=kind in CONFIDENTIAL,
        )
    )
    db().flush()
    return document


def _told(refusal: Sentence) -> dict[str, Any]:
    return {"text": refusal.text, "values": dict(refusal.values)}


def _newer_than(old: ProductionPaper) -> Select[UUID]:
    return (
        select(ProductionPaper.id)
        .join(Document, Document.id == ProductionPaper.document_id)
        .where(ProductionPaper.replaces_id == old.id, Document.deleted_at.is_(None))
        .limit(1)
    )


def _write(paper: ProductionPaper, said: Particulars) -> None:
    paper.kind = said.kind
    paper.version = said.version
    paper.issuer = said.issuer
    paper.dated_on = said.dated_on
    paper.valid_until_on = said.valid_until_on
    paper.is_confidential = said.is_confidential
