"""What changes documents. Bytes go first to the store, so a refusal takes back those it has put there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO, Protocol
from uuid import UUID

from webapp.core import clock, files
from webapp.core.db import db
from webapp.core.tenancy import workspace_of
from webapp.documents.models import Document, DocumentKind, Retention
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

Accepted = Mapping[str, tuple[str, ...]]
RETENTION = {
    DocumentKind.UNFILED: Retention.LIFE,
    DocumentKind.CONTRACT: Retention.LIFE,
    DocumentKind.AMENDMENT: Retention.LIFE,
    DocumentKind.PAYSLIP: Retention.LIFE,
    DocumentKind.AEM: Retention.LIFE,
    DocumentKind.CONGES_SPECTACLES: Retention.LIFE,
    DocumentKind.WORK_CERTIFICATE: Retention.LIFE,
    DocumentKind.FINAL_SETTLEMENT: Retention.LIFE,
    DocumentKind.NOTIFICATION: Retention.LIFE,
    DocumentKind.PROOF: Retention.LIFE,
    DocumentKind.RECEIPT: Retention.TEN_YEARS,
    DocumentKind.OTHER: Retention.FREE,
    DocumentKind.PRODUCTION: Retention.PRODUCTION,
}


class Upload(Protocol):
    """A file as a form brings it."""

    @property
    def stream(self) -> IO[bytes]: ...
    @property
    def filename(self) -> str | None: ...


@dataclass(frozen=True)
class InMemory:
    """A file that no form brought: from an archive, from a mail."""

    stream: IO[bytes]
    filename: str | None


def add_document(
    file: Upload,
    *,
    by: UUID | None,
    kind: DocumentKind = DocumentKind.UNFILED,
    title: str | None = None,
    accepted: Accepted = files.ACCEPTED,
) -> Document:
    """Keep a file; without a kind it waits in the tray. Raises Refused for a file nobody should send."""
    kept = files.keep(file.stream, file.filename or "", workspace_of(db()), accepted)
    document = Document(
        title=title or title_of(kept.name),
        file_key=kept.key,
        file_name=kept.name,
        media_type=kept.media_type,
        size=kept.size,
        sha256=kept.sha256,
        added_by=by,
        kind=DocumentKind.UNFILED,
    )
    document.refold()
    if kind != DocumentKind.UNFILED:
        file_document(document, kind=kind, is_mine=kind != DocumentKind.PRODUCTION)
    db().add(document)
    db().flush()
    return document


def add_documents(uploads: Iterable[Upload], *, by: UUID) -> list[Document]:
    """All of them or none."""
    added: list[Document] = []
    try:
        for upload in uploads:
            added.append(add_document(upload, by=by))
    except Refused:
        for document in added:
            files.store().delete(document.file_key)
            db().delete(document)
        raise
    return added


def file_document(
    document: Document,
    *,
    kind: DocumentKind,
    title: str | None = None,
    dated_on: date | None = None,
    is_mine: bool = True,
) -> None:
    """Say what it is; how long it must be kept follows from that and from whose it is."""
    if kind == DocumentKind.UNFILED:
        raise Refused(sentence("Choisissez ce qu’est ce papier."))
    document.kind = kind
    document.title = title or document.title
    document.dated_on = dated_on
    document.is_mine = is_mine
    document.retention = RETENTION[kind] if is_mine else Retention.PRODUCTION
    document.filed_at = document.filed_at or clock.now()
    document.refold()


def file_waiting(document: Document, kind: DocumentKind) -> None:
    """One of the tray becomes the copy of something. Raises Refused if it was filed since."""
    if document.is_filed:
        raise Refused(sentence("«\u00a0%(title)s\u00a0» est déjà classé.", title=document.title))
    file_document(document, kind=kind)


def entitle(document: Document, title: str) -> None:
    """In the place of the name of its file, never of a title the person gave."""
    if document.title == title_of(document.file_name):
        document.title = title
        document.refold()


def delete_document(document: Document) -> None:
    """Out of the lists; its bytes stay while the deletion may be taken back."""
    document.deleted_at = clock.now()
    db().flush()


def restore_document(document: Document) -> None:
    document.deleted_at = None
    db().flush()


def erase_documents(documents: Iterable[Document]) -> None:
    """For good: the bytes, then the rows. Begun again after a fault, it goes on from where it was."""
    for document in documents:
        files.store().delete(document.file_key)
        db().delete(document)
    db().flush()


def title_of(file_name: str) -> str:
    """What a document is called while nobody has given it a name."""
    stem, dot, _suffix = file_name.rpartition(".")
    return " ".join((stem if dot else file_name).replace("_", " ").split()) or "document"
