"""What makes somebody worth calling: news given long ago, names given to one another."""

from datetime import date, timedelta

from sqlalchemy import select

from webapp.contacts.actions import add_contact
from webapp.contacts.details import Details
from webapp.contacts.models import Contact, Kind
from webapp.core import clock
from webapp.core.db import db
from webapp.engagements.models import Engagement
from webapp.network.models import Direction, Exchange, ExchangeKind
from webapp.network.recommendations.actions import Terms, add_recommendation

PEOPLE = (
    Details(Kind.PERSON, "Mathilde Dervaux", job="Directrice de production", company="Brique Rouge",
            phone="+33639981060", email="mathilde@briquerouge.example", city="Lille"),
    Details(Kind.PERSON, "Omar Seddiki", job="Producteur", company="Studio Faubourg", phone="+33639981061"),
)  # fmt: skip
CALLERS = {"Brique Rouge": "Mathilde Dervaux", "Cie du Contretemps": "Maud Kervella"}
SPOKEN = (  # who, how many days ago, what was said
    ("Mathilde Dervaux", 52, "Cherche quelqu’un pour une prépa au printemps. Rappeler fin novembre."),
    ("Maud Kervella", 33, "La tournée reprend en janvier, planning à venir."),
)


def fill(move: timedelta) -> None:
    for details in PEOPLE:
        add_contact(details)
    mathilde, maud, omar, aicha = (
        _named(name) for name in ("Mathilde Dervaux", "Maud Kervella", "Omar Seddiki", "Aïcha Diallo")
    )
    mathilde.cadence_days = 60
    for name, days, note in SPOKEN:
        on = clock.today() - timedelta(days=days)
        db().add(Exchange(contact_id=_named(name).id, kind=ExchangeKind.CALL, on=on, note=note))
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
