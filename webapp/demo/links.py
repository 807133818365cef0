"""Two links of the film being shot: one its directrice de production opens most mornings, one about to end."""

from datetime import timedelta

from sqlalchemy import select

from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.core.db import db
from webapp.productions.actions import production_titled
from webapp.sharing.actions import Wanted, make_share
from webapp.sharing.models import Device, Part, Visit
from webapp.sharing.presets import PRESETS

JOB = "Assistante de production"
# Days ago, hours before now, and what it was opened with.
OPENED = ((9, 2, Device.COMPUTER), (6, 5, Device.PHONE), (3, 1, Device.PHONE), (3, 7, Device.PHONE), (1, 3, Device.PHONE))  # fmt: skip


def share(name: str) -> None:
    marees, today = production_titled("Les Marées").id, clock.today()
    aicha = db().scalars(select(Contact).where(Contact.name == "Aïcha Diallo")).one()
    service = next(one for one in PRESETS if one.key == "service")
    seen = make_share(
        Wanted(
            aicha.name,
            today + timedelta(days=24),
            tuple(sorted(service.parts)),
            part=Part.DIRECTOR,
            contact_id=aicha.id,
            email=aicha.email,
            preset=service.key,
            message="Bonjour Aïcha, le plan de travail et les feuilles envoyées sont ici, toujours à jour.",
            from_name=name,
            from_job=JOB,
        ),
        [marees],
    )
    seen.sent_at, seen.sent_to = clock.now() - timedelta(days=10), aicha.email
    opened = [(clock.now() - timedelta(days=days, hours=hours), device) for days, hours, device in OPENED]
    db().add_all(Visit(share_id=seen.id, at=at, device=device) for at, device in opened)
    seen.first_opened_at = opened[0][0]
    make_share(
        Wanted(
            "Mairie de Saint-Malo",
            today + timedelta(days=4),
            ("planning", "planning.places", "planning.times"),
            part=Part.OTHER,
            from_name=name,
            from_job=JOB,
        ),
        [marees],
    )
    db().flush()
