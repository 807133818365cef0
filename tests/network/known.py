"""Everything that may happen with somebody, in one workspace."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tests.make import Place, World
from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.core.links import make_link
from webapp.engagements.models import Paper, PaperKind, State
from webapp.engagements.papers.models import Channel, PaperReminder, Tone
from webapp.invoicing.models import BillingEvent, Happening, Means, Payment
from webapp.network.models import Direction, Exchange, ExchangeKind, Recommendation
from webapp.productions.callsheets.models import CallSheet, Receipt, Version, Way
from webapp.productions.crew.models import Supplier
from webapp.productions.crew.queries import FICHE
from webapp.productions.models import Phase, PhaseKind


@dataclass(frozen=True)
class Known:
    house: Contact
    person: Contact
    exchange: Exchange


def everything(world: World, place: Place) -> Known:
    """A house one works for and invoices, and somebody of its crew who called, was mailed, and said yes."""
    house = world.company(place, "Brique Rouge")
    other = world.person(place, "Omar Seddiki")
    person = world.person(
        place, "Mathilde Dervaux", company_id=house.id, email="mathilde@exemple.fr", phone="+33639981060",
        source="Bible Les Éclats", met="À Lille", introduced_by_id=other.id,
    )  # fmt: skip
    world.add(
        place, Contact(kind="person", name="M. Dervaux", merged_into_id=person.id, deleted_at=clock.now())
    )
    world.person(place, "Naïma Bensalem", introduced_by_id=person.id)
    show = world.production(place, "Un dimanche à Roubaix", company_id=house.id)
    days = {"start_on": date(2026, 1, 12), "end_on": date(2026, 2, 27)}
    world.add(place, Phase(production_id=show.id, kind=PhaseKind.SHOOT, **days))
    member = world.crew(place, show, contact=person, contract_job="Directrice de production")
    world.add(place, Supplier(production_id=show.id, contact_id=house.id, purpose="Bureaux"))
    job = world.engagement(place, house, production_id=show.id, called_by="mathilde dervaux")
    world.engagement(place, house, state=State.LEAD, contract_job="Coordinatrice")
    paper = world.add(place, Paper(engagement_id=job.id, kind=PaperKind.AEM))
    asked = {"reminder_id": "r12345678901", "channel": Channel.MAIL, "tone": Tone.FIRM, "by_name": "Camille"}
    world.add(place, PaperReminder(paper_id=paper.id, reminded_on=date(2026, 11, 20), **asked))
    sheet = world.add(place, CallSheet(production_id=show.id, on=date(2026, 2, 3)))
    version = world.add(place, Version(sheet_id=sheet.id, number=1, way=Way.BUILT, content={}))
    sent_at = datetime(2026, 2, 2, 17, 30, tzinfo=UTC)
    world.add(
        place,
        Receipt(
            sheet_id=sheet.id, version_id=version.id, number=1, member_key=member.public_id, name=person.name,
            email=person.email, asked_at=sent_at, confirmed_at=sent_at + timedelta(hours=1),
        ),
    )  # fmt: skip
    with world.inside(place):
        payload = {"member": str(member.id), "by": "Camille", "until": "2026-12-31"}
        make_link(FICHE, lasts=timedelta(days=20), workspace_id=place.id, payload=payload)
    _bill(world, place, house)
    given = {"direction": Direction.GIVEN, "on": date(2025, 5, 4), "purpose": "Régie"}
    world.add(place, Recommendation(contact_id=person.id, to_contact_id=other.id, **given))
    received = {"direction": Direction.RECEIVED, "on": date(2025, 6, 4)}
    world.add(place, Recommendation(contact_id=other.id, to_contact_id=person.id, **received))
    exchange = world.exchange(
        place, person, date(2026, 10, 2), kind=ExchangeKind.CALL, minutes=12, note="Cherche quelqu’un."
    )
    world.exchange(place, person, date(2026, 11, 1), kind=ExchangeKind.NOTE, note="Parle portugais.")
    return Known(house, person, exchange)


def _bill(world: World, place: Place, house: Contact) -> None:
    world.seller(place)
    invoice = world.invoice(place, world.client(place, contact=house))
    world.add(
        place, Payment(invoice_id=invoice.id, paid_on=date(2026, 11, 21), cents=840_00, means=Means.TRANSFER)
    )
    sent = {
        "kind": Happening.SENT,
        "at": datetime(2026, 11, 3, 9, tzinfo=UTC),
        "detail": {"to": "c@exemple.fr"},
    }
    world.add(place, BillingEvent(invoice_id=invoice.id, **sent))
