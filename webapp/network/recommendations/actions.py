from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from webapp.contacts.actions import add_contact
from webapp.contacts.details import Details
from webapp.contacts.models import Contact, Kind
from webapp.contacts.queries import same_as
from webapp.core import clock
from webapp.core.db import db, hold
from webapp.core.tenancy import workspace_of
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.network.models import Direction, Recommendation


@dataclass(frozen=True)
class Terms:
    """A name given: whose, to whom, for what, when."""

    direction: Direction
    contact: Contact
    to: Contact | None
    purpose: str | None
    on: date
    note: str | None


def add_recommendation(terms: Terms) -> Recommendation:
    recommendation = Recommendation()
    _write(recommendation, terms)
    db().add(recommendation)
    db().flush()
    return recommendation


def update_recommendation(recommendation: Recommendation, terms: Terms) -> None:
    _write(recommendation, terms)


def delete_recommendation(recommendation: Recommendation) -> None:
    recommendation.deleted_at = clock.now()


def restore_recommendation(recommendation: Recommendation) -> None:
    recommendation.deleted_at = None


def contact_named(name: str, otherwise: Kind) -> Contact:
    """The contact of this name, person or company; a new one, of the kind said, when there is none."""
    hold("companies", workspace_of(db()))  # as whoever else makes one by its name
    alike = [*same_as(Kind.PERSON, name, None), *same_as(Kind.COMPANY, name, None)]
    if len(alike) > 1:
        raise Refused(sentence("Plusieurs contacts s’appellent ainsi\u00a0: partez de la fiche du bon."))
    return alike[0] if alike else add_contact(Details(otherwise, name))


def _write(recommendation: Recommendation, terms: Terms) -> None:
    recommendation.direction = terms.direction
    recommendation.contact_id = terms.contact.id
    recommendation.to_contact_id = terms.to.id if terms.to else None
    recommendation.purpose, recommendation.on, recommendation.note = terms.purpose, terms.on, terms.note
