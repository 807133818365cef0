"""The documents chosen one by one for a link, as long as they are neither confidential, archived nor deleted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from webapp.core.db import db
from webapp.core.files import EVERY
from webapp.core.formats import day, joined, size
from webapp.core.pdf import Column, part
from webapp.documents.models import Document
from webapp.productions.models import Production
from webapp.productions.papers.labels import kind_name, sign_of
from webapp.productions.papers.models import PaperKind, ProductionPaper
from webapp.productions.papers.queries import MAY_BE_SHARED
from webapp.productions.shared import Field, File, Rows, Scope, Section


@dataclass(frozen=True)
class DocumentShown:
    key: str
    title: str
    kind: PaperKind
    version: str | None
    dated_on: date | None
    valid_until_on: date | None
    media_type: str | None  # None with its size: its file was not granted
    size: int | None
    is_over: bool

    @property
    def has_file(self) -> bool:
        return self.size is not None

    @property
    def sign(self) -> str:
        return sign_of(self.kind)

    @property
    def told(self) -> str:
        """`Plan de travail, version 6, 19 nov., PDF, 480 ko`; what the title says already is not said again."""
        kind = kind_name(self.kind)
        return joined(
            kind if self.kind != PaperKind.OTHER and not self.title.startswith(kind) else "",
            _("version %(number)s", number=self.version) if self.version else "",
            day(self.dated_on) if self.dated_on else "",
            EVERY[self.media_type][0].upper() if self.media_type in EVERY else "",
            size(self.size) if self.size is not None else "",
            between=", ",
        )

    @property
    def until(self) -> str:
        if self.valid_until_on is None:
            return ""
        if self.is_over:
            return str(_("Périmé le %(day)s", day=day(self.valid_until_on)))
        return str(_("Valable jusqu’au %(day)s", day=day(self.valid_until_on)))


@dataclass(frozen=True)
class DocumentsShown:
    documents: tuple[DocumentShown, ...]


def rows(scope: Scope) -> Select[Any]:
    asked: list[Any] = [
        ProductionPaper.production_id,
        ProductionPaper.public_id.label("key"),
        Document.title,
        ProductionPaper.kind,
        ProductionPaper.version,
        ProductionPaper.dated_on,
        ProductionPaper.valid_until_on,
    ]
    if scope.has("documents.file"):
        asked += [Document.media_type, Document.size]
    return _chosen(scope, *asked).order_by(Document.title, ProductionPaper.id)


def _chosen(scope: Scope, *columns: Any) -> Select[Any]:
    found = (
        select(*columns)
        .select_from(ProductionPaper)
        .join(Document, Document.id == ProductionPaper.document_id)
        .where(
            ProductionPaper.production_id.in_(scope.productions),
            ProductionPaper.document_id.in_(scope.documents),
            MAY_BE_SHARED,
        )
    )
    return found if scope.has("documents.budgets") else found.where(ProductionPaper.kind != PaperKind.BUDGET)


def values(rows: Rows, scope: Scope) -> DocumentsShown | None:
    if not rows:
        return None
    return DocumentsShown(tuple(_document(row, scope.today) for row in rows))


def _document(row: Any, today: date) -> DocumentShown:
    until = date.fromisoformat(row["valid_until_on"]) if row["valid_until_on"] else None
    return DocumentShown(
        key=row["key"],
        title=row["title"],
        kind=PaperKind(row["kind"]),
        version=row["version"],
        dated_on=date.fromisoformat(row["dated_on"]) if row["dated_on"] else None,
        valid_until_on=until,
        media_type=row.get("media_type"),
        size=row.get("size"),
        is_over=until is not None and until < today,
    )


def subjects(value: DocumentsShown) -> dict[str, str]:
    return {one.key: one.title for one in value.documents}


def paper(value: DocumentsShown) -> list[dict[str, Any]]:
    columns = [Column(_("Document"), 2), Column(_("Version et date"), 2), Column(_("Validité"), 1)]
    cells = [(one.title, one.told, one.until) for one in value.documents]
    return [part(_("Documents"), columns, [(row, False) for row in cells])]


def file(scope: Scope, key: str) -> File | None:
    """As it is in the store."""
    if not scope.has("documents.file"):
        return None
    asked = (Document.file_key, Document.file_name, Document.media_type, Document.size)
    found = (
        db()
        .execute(
            _chosen(scope, *asked)
            .join(Production, Production.id == ProductionPaper.production_id)
            .where(ProductionPaper.public_id == key, Production.deleted_at.is_(None))
        )
        .first()
    )
    return File(found.file_name, found.media_type, key=found.file_key, size=found.size) if found else None


SECTION = Section(
    key="documents",
    label=_l("Documents"),
    hint=_l("Ceux que vous choisissez un par un, jamais les confidentiels"),
    fields=(
        Field("file", _l("Fichiers"), _l("À télécharger tels que déposés")),
        Field("budgets", _l("Devis"), _l("Ceux que vous avez choisis"), is_amount=True),
    ),
    rows=rows,
    values=values,
    template="productions/papers/_shared.html",
    subjects=subjects,
    paper=paper,
    file=file,
)
