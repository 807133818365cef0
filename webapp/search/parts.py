"""What is searched: a narrow select each, of the same columns; names are joined to the few rows that are kept."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Integer, Select, String, and_, func, literal_column, select, union_all
from sqlalchemy.dialects.postgresql import JSONB

from webapp.contacts.models import Contact
from webapp.documents.models import Document, DocumentKind
from webapp.domain.permissions import Permission
from webapp.engagements.models import Engagement
from webapp.invoicing.models import Client, Invoice, InvoiceDraft, Quote
from webapp.places.models import Place
from webapp.productions.models import Production
from webapp.productions.papers.models import ProductionPaper
from webapp.productions.tasks.models import Task
from webapp.search.looks import Look


class Source(StrEnum):
    CONTACT = "contact"
    PRODUCTION = "production"
    ENGAGEMENT = "engagement"
    INVOICE = "invoice"
    DRAFT = "draft"
    QUOTE = "quote"
    DOCUMENT = "document"
    PLACE = "place"
    TASK = "task"


MANY, FEW = 6, 4  # shown of contacts, of the others
FOUND = ("public_id", "folded", "rank")  # the first columns of every part
# What is told of each, in the order of its part.
CONTACT = ("title", "kind", "job", "city", "phone")
PRODUCTION = ("title", "kind", "director", "label", "hue")
ENGAGEMENT = ("title", "state", "start_on", "end_on", "employer", "production", "label", "hue")
INVOICE = ("title", "kind", "client", "purpose", "issued_on")
DRAFT = ("kind", "client", "purpose")
QUOTE = ("title", "client", "purpose")
DOCUMENT = ("title", "kind", "dated_on", "paper", "production_id", "production")
PLACE = ("title", "kind", "city")
TASK = ("title", "due_on", "is_done", "production_id", "production", "label", "hue")
TOLD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        Source.CONTACT: CONTACT, Source.PRODUCTION: PRODUCTION, Source.ENGAGEMENT: ENGAGEMENT, Source.INVOICE: INVOICE,
        Source.DRAFT: DRAFT, Source.QUOTE: QUOTE, Source.DOCUMENT: DOCUMENT, Source.PLACE: PLACE, Source.TASK: TASK,
    }
)  # fmt: skip
Part = Callable[[Look], Select[Any]]


@lru_cache(256)
def statement(look: Look, rights: frozenset[Permission]) -> Select[Any]:
    """One for everything these rights let read; who may not write sees no confidential paper."""
    parts = [part(look) for part, right in PARTS.items() if right in rights]
    if Permission.DOCUMENTS_READ in rights:
        parts.append(_documents(look, confidential=Permission.PRODUCTIONS_WRITE in rights))
    return select(union_all(*parts).subquery())


def _contacts(look: Look) -> Select[Any]:
    columns = (Contact.name, Contact.kind, Contact.job, Contact.city, Contact.phone)
    found = _narrow(look, Contact, *columns).where(Contact.deleted_at.is_(None))
    return _kept(Source.CONTACT, found, look, Contact.sort_key, shown=MANY)


def _productions(look: Look) -> Select[Any]:
    columns = (Production.title, Production.kind, Production.director, Production.label, Production.hue)
    found = _narrow(look, Production, *columns).where(Production.deleted_at.is_(None))
    return _kept(
        Source.PRODUCTION, found, look, Production.archived_at.is_not(None), Production.created_at.desc()
    )


def _engagements(look: Look) -> Select[Any]:
    """Names are joined to the few that are kept."""
    columns = (
        Engagement.contract_job, Engagement.state, Engagement.start_on, Engagement.end_on,
        Engagement.employer_id, Engagement.production_id,
    )  # fmt: skip
    found = _narrow(look, Engagement, *columns).where(Engagement.deleted_at.is_(None))
    kept = _best(found, look, Engagement.start_on.desc()).subquery()
    told = (kept.c.contract_job, kept.c.state, kept.c.start_on, kept.c.end_on, Contact.name, *_show())
    return (
        _told(Source.ENGAGEMENT, kept, told)
        .join(Contact, Contact.id == kept.c.employer_id)
        .outerjoin(Production, Production.id == kept.c.production_id)
        .order_by(kept.c.rank, kept.c.start_on.desc())
    )


def _invoices(look: Look) -> Select[Any]:
    columns = (Invoice.number, Invoice.kind, Invoice.client_name, Invoice.title, Invoice.issued_on)
    return _kept(Source.INVOICE, _narrow(look, Invoice, *columns), look, Invoice.issued_on.desc())


def _drafts(look: Look) -> Select[Any]:
    columns = (InvoiceDraft.kind, Client.legal_name, InvoiceDraft.title)
    found = _of_client(look, InvoiceDraft, *columns)
    return _kept(Source.DRAFT, found, look, InvoiceDraft.created_at.desc())


def _quotes(look: Look) -> Select[Any]:
    found = _of_client(look, Quote, Quote.number, Client.legal_name, Quote.title)
    return _kept(Source.QUOTE, found, look, Quote.created_at.desc())


def _documents(look: Look, *, confidential: bool) -> Select[Any]:
    """One's own, those of the tray and those of productions."""
    columns = (
        Document.title,
        Document.kind,
        Document.dated_on,
        Document.created_at,
        ProductionPaper.production_id,
    )
    found = (
        _narrow(look, Document, *columns, ProductionPaper.public_id.label("paper"))
        .outerjoin(ProductionPaper, ProductionPaper.document_id == Document.id)
        .where(
            Document.deleted_at.is_(None),
            (Document.kind != DocumentKind.PRODUCTION) | ProductionPaper.id.is_not(None),
        )
    )
    if not confidential:
        found = found.where(ProductionPaper.is_confidential.is_not(True))
    kept = _best(found, look, Document.created_at.desc()).subquery()
    told = (kept.c.title, kept.c.kind, kept.c.dated_on, kept.c.paper, Production.public_id, Production.title)
    return (
        _told(Source.DOCUMENT, kept, told)
        .outerjoin(Production, Production.id == kept.c.production_id)
        .where(Production.deleted_at.is_(None))
        .order_by(kept.c.rank, kept.c.created_at.desc())
    )


def _places(look: Look) -> Select[Any]:
    found = _narrow(look, Place, Place.name, Place.kind, Place.city).where(Place.deleted_at.is_(None))
    return _kept(Source.PLACE, found, look, Place.folded)


def _tasks(look: Look) -> Select[Any]:
    is_done = Task.done_at.is_not(None)
    columns = (Task.title, Task.due_on, is_done.label("is_done"), Task.production_id)
    found = _narrow(look, Task, *columns).where(Task.deleted_at.is_(None))
    kept = _best(found, look, is_done, Task.due_on.desc()).subquery()
    told = (kept.c.title, kept.c.due_on, kept.c.is_done, Production.public_id, *_show())
    of = and_(Production.id == kept.c.production_id, Production.deleted_at.is_(None))
    in_order = (kept.c.rank, kept.c.is_done, kept.c.due_on.desc())
    return _told(Source.TASK, kept, told).join(Production, of).order_by(*in_order)


# And what lets them be read.
PARTS: Mapping[Part, Permission] = MappingProxyType(
    {
        _contacts: Permission.CONTACTS_READ,
        _productions: Permission.PRODUCTIONS_READ,
        _engagements: Permission.ENGAGEMENTS_READ,
        _invoices: Permission.INVOICING_READ,
        _drafts: Permission.INVOICING_WRITE,  # they open in the form that changes them
        _quotes: Permission.INVOICING_READ,
        _places: Permission.PRODUCTIONS_READ,
        _tasks: Permission.PRODUCTIONS_READ,
    }
)
READ = frozenset((*PARTS.values(), Permission.DOCUMENTS_READ))


def _narrow(look: Look, model: Any, *columns: Any) -> Select[Any]:
    """What is told is put together for the rows that are kept alone."""
    of = (model.public_id, model.folded, look.rank(model.folded, model.grams).label("rank"))
    return select(*of, *columns).select_from(model).where(look.where(model.folded, model.grams))


def _of_client(look: Look, model: Any, *columns: Any) -> Select[Any]:
    """Found by the name of its client too."""
    folded = func.concat(model.folded, " ", Client.folded)
    grams = model.grams.op("|")(Client.grams)
    of = (model.public_id, folded.label("folded"), look.rank(folded, grams).label("rank"))
    wanted = select(*of, *columns).select_from(model).join(Client, Client.id == model.client_id)
    return wanted.where(look.where(folded, grams))


def _kept(source: Source, found: Select[Any], look: Look, *then: Any, shown: int = FEW) -> Select[Any]:
    kept = _best(found, look, *then, shown=shown).subquery()
    return _told(source, kept, tuple(kept.c)[len(FOUND) :])


def _best(found: Select[Any], look: Look, *then: Any, shown: int = FEW) -> Select[Any]:
    """As many as may be shown; `then` decides between equals."""
    return found.order_by("rank", *then).limit(literal_column(str(look.limit(shown)), Integer))


def _told(source: Source, kept: Any, told: tuple[Any, ...]) -> Select[Any]:
    return select(_named(source), kept.c.public_id, kept.c.folded, kept.c.rank, _array(told)).select_from(
        kept
    )


def _named(source: Source) -> Any:
    return literal_column(f"'{source.value}'", String).label("source")


def _array(told: tuple[Any, ...]) -> Any:
    """One column for what each part tells in its own way: twelve of them, mostly null, cost more to plan."""
    return func.jsonb_build_array(*told, type_=JSONB).label("told")


def _show() -> tuple[Any, ...]:
    return Production.title, Production.label, Production.hue
