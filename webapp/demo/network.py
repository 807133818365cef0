"""Who one calls, how often, and what was said."""

from datetime import timedelta

from sqlalchemy import select

from webapp.contacts.actions import add_contact, tag_with, tags_named
from webapp.contacts.details import Details
from webapp.contacts.models import Contact, Kind
from webapp.core import clock
from webapp.core.db import db
from webapp.network.actions import Told, keep_rhythm, note_exchange
from webapp.network.models import ExchangeKind

NEW = (
    Details(Kind.PERSON, "Mathilde Dervaux", job="Directrice de production", company="Brique Rouge", city="Lille",
            phone="+33639981060", email="m.dervaux@briquerouge.example", languages="Français, anglais",
            met="Sur Les Éclats, elle dirigeait la production.", source="Bible Les Éclats"),
    Details(Kind.PERSON, "Omar Seddiki", job="Producteur", company="Studio Faubourg", city="Paris",
            phone="+33639981061", met="Présenté au festival de Lorient."),
    Details(Kind.PERSON, "Naïma Bensalem", job="Chargée de production", city="Lorient", phone="+33639981062"),
)  # fmt: skip
TAGS = {
    "Aïcha Diallo": ("Bretagne", "Long métrage"),
    "Mathilde Dervaux": ("Nord", "Long métrage"),
    "Omar Seddiki": ("Long métrage",),
    "Naïma Bensalem": ("Bretagne",),
    "Jonas Berthier": ("Bretagne", "Régie"),
    "Maud Kervella": ("Bretagne", "Théâtre"),
}
TAG_RHYTHMS = {"Long métrage": 90}
RHYTHMS = {"Mathilde Dervaux": 60, "Maud Kervella": 30}
CALL, COFFEE, MESSAGE, NOTE = (
    ExchangeKind.CALL,
    ExchangeKind.COFFEE,
    ExchangeKind.MESSAGE,
    ExchangeKind.NOTE,
)
# (who, what, how many days ago, what was said, minutes)
SAID = (
    ("Mathilde Dervaux", CALL, 74, "Cherche quelqu’un pour la préparation du Verger. Rappeler fin novembre.", 12),
    ("Mathilde Dervaux", COFFEE, 255, "À Lille, présentée par Omar Seddiki.", None),
    ("Omar Seddiki", CALL, 152, "Son court est financé, tournage au printemps.", 8),
    ("Aïcha Diallo", MESSAGE, 1, "Planning de la semaine 49 reçu.", None),
    ("Jonas Berthier", CALL, 3, None, 4),
    ("Naïma Bensalem", COFFEE, 24, "Part en congé en janvier, cherche une remplaçante.", None),
    ("Naïma Bensalem", NOTE, 24, "Parle portugais.", None),
)  # fmt: skip


def keep_in_touch() -> None:
    for details in NEW:
        add_contact(details)
    people = {
        person.name: person for person in db().scalars(select(Contact).where(Contact.kind == Kind.PERSON))
    }
    today = clock.today()
    people["Naïma Bensalem"].birthday = f"--{today:%m-%d}"
    people["Mathilde Dervaux"].introduced_by_id = people["Omar Seddiki"].id
    for name, tags in TAGS.items():
        tag_with(people[name], tags)
    for name, days in TAG_RHYTHMS.items():
        for tag in tags_named([name]):
            tag.cadence_days = days
    for name, days in RHYTHMS.items():
        keep_rhythm(people[name], days)
    for name, kind, ago, said, minutes in SAID:
        note_exchange(people[name], Told(kind, today - timedelta(days=ago), said, minutes))
