"""What changes the filmography: titles remembered by hand, and those the CV leaves out."""

from dataclasses import dataclass

from webapp.career.models import HiddenTitle, OwnTitle
from webapp.career.queries import hidden_title
from webapp.core import clock
from webapp.core.db import db, hold
from webapp.productions.models import Production, ShowKind


@dataclass(frozen=True)
class TitleTerms:
    title: str
    first_year: int
    last_year: int
    kind: ShowKind
    job: str
    director: str | None = None
    company: str | None = None


def add_title(terms: TitleTerms) -> OwnTitle:
    own = OwnTitle(**vars(terms))
    db().add(own)
    db().flush()
    return own


def update_title(own: OwnTitle, terms: TitleTerms) -> None:
    for name, value in vars(terms).items():
        setattr(own, name, value)
    db().flush()


def delete_title(own: OwnTitle) -> None:
    own.deleted_at = clock.now()
    db().flush()


def restore_title(own: OwnTitle) -> None:
    own.deleted_at = None
    db().flush()


def hide_title(own: OwnTitle, is_hidden: bool) -> None:
    own.is_hidden = is_hidden
    db().flush()


def hide_production(production: Production, is_hidden: bool) -> None:
    """From the CV alone; twice is once."""
    hold("career title", production.id)
    there = hidden_title(production)
    if is_hidden and there is None:
        db().add(HiddenTitle(production_id=production.id))
    elif there is not None and not is_hidden:
        db().delete(there)
    db().flush()
