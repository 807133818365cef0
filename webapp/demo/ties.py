"""What makes somebody worth calling: who called for a job, names given to one another."""

from datetime import date, timedelta

from sqlalchemy import select

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.engagements.models import Engagement
from webapp.network.models import Direction
from webapp.network.recommendations.actions import Terms, add_recommendation

CALLERS = {"Brique Rouge": "Mathilde Dervaux", "Cie du Contretemps": "Maud Kervella"}


def fill(move: timedelta) -> None:
    mathilde, maud, omar, aicha = (
        _named(name) for name in ("Mathilde Dervaux", "Maud Kervella", "Omar Seddiki", "Aïcha Diallo")
    )
    for house, caller in CALLERS.items():
        _calls(house, caller)
    for direction, contact, to, purpose, on in (
        (Direction.RECEIVED, omar, mathilde, "Un dimanche à Roubaix", date(2025, 12, 2)),
        (Direction.GIVEN, maud, aicha, "Administratrice, pour un court métrage", date(2026, 9, 8)),
    ):
        add_recommendation(Terms(direction, contact, to, purpose, on + move, None))


def _calls(house: str, caller: str) -> None:
    """The jobs of a company came by one call each time."""
    jobs = select(Engagement).where(
        Engagement.employer_id == _named(house).id, Engagement.called_by.is_(None)
    )
    for job in db().scalars(jobs):
        job.called_by = caller


def _named(name: str) -> Contact:
    return db().scalars(select(Contact).where(Contact.name == name, Contact.deleted_at.is_(None))).one()
