"""A workspace full of what people confide: a film shot and a play on tour, with everything that leaves them ready."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.browse import Browser
from tests.make import Place, World
from tests.pdfs import pdf_of
from tests.productions.callsheets import make as callsheets
from tests.productions.crew.make import sent
from tests.productions.handover.test_views import packed
from tests.productions.papers.make import paper
from tests.productions.tour.make import Tour
from webapp.contacts.models import Contact
from webapp.core import clock, links
from webapp.domain.crewhours import monday_of
from webapp.engagements.models import Engagement, PayPeriod, State
from webapp.places.models import Place as Spot
from webapp.productions.callsheets.models import CallSheet
from webapp.productions.crew.models import ContractStatus, Department, Member
from webapp.productions.hours.models import HoursEntry
from webapp.productions.models import Production
from webapp.productions.tasks.models import Task
from webapp.productions.tour.models import RouteCall, RouteSheet

NIR = "2 93 04 35 238 001"


@dataclass
class Laden:
    world: World
    browse: Browser
    stranger: Browser
    shot: callsheets.Show
    sheet: dict[str, str]  # of the addresses of the call sheet, sent
    sandra: Member
    monday: date
    task: Task
    tour: Tour
    route: RouteSheet
    wage: Engagement
    spot: Spot
    feeds: dict[str, str]

    @property
    def at(self) -> dict[str, str]:
        return self.shot.at

    @property
    def contact(self) -> str:
        with self.world.inside(self.world.lune) as session:
            return session.scalars(
                select(Contact.public_id).where(Contact.id == self.sandra.contact_id)
            ).one()

    @property
    def routed(self) -> dict[str, str]:
        return {"production": self.tour.id, "route_id": self.route.public_id}

    @property
    def group(self) -> str:
        with self.world.inside(self.world.lune) as session:
            link_id = session.scalars(select(CallSheet.group_link_id)).one()
        with self.world.app.test_request_context():
            return f"/fds/group/{links.token_of(link_id)}"

    def own(self, name: str) -> str:
        return callsheets.link_of(self.world, self.world.lune, name)

    def get(self, endpoint: str, **values: Any) -> TestResponse:
        return self.browse.get(endpoint, **values)

    def open(self, path: str) -> TestResponse:
        answer = self.stranger.client.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer

    def fiche_of(self, member: Member) -> str:
        page = self.browse.post("crew.ask_fiche", **self.at, member=member.public_id, status=200).text
        found = re.search(r"https?://[^/\"<]+(/fiche/[\w-]+)", page)
        assert found
        return found[1]

    def packed(self, *parts: str) -> bytes:
        """The ZIP of the film; without parts, those ticked on its page."""
        if not parts:
            page = self.get("handover.show", **self.at).text
            parts = tuple(re.findall(r'name="parts" value="(\w+)"[^>]* checked', page))
            assert {"sheets", "hours", "crew"} <= set(parts)
        packed(self.world, self.browse, self.shot.production, *parts)
        return self.get("handover.zip_file", **self.at).data


def laden(world: World, browse: Browser, stranger: Browser) -> Laden:
    place = world.lune
    monday = monday_of(clock.today()) - timedelta(days=7)
    shot = callsheets.show(world, place)
    sandra = _sandra(world, place, shot.production)
    with world.inside(place) as session:
        session.get(Production, (place.id, shot.production.id)).notes = "Chaîne hésitante"  # type: ignore[union-attr]
    wage = _paid(world, place, shot.production)
    tour = Tour(world, place)
    route = tour.full()
    world.add(place, RouteCall(sheet_id=route.id, job="Plateau", member_id=tour.yves.id))
    world.add(place, HoursEntry(member_id=sandra.id, on=monday, is_absent=True, notes="malade, grippe"))
    world.add(place, HoursEntry(member_id=shot.nadia.id, on=monday, start_minute=480, end_minute=1080))
    task = world.add(
        place, Task(production_id=shot.production.id, title="Réserver le van", owner_id=sandra.id)
    )
    paper(world, place, shot.production, content=pdf_of("Plan de travail"))
    browse.post(
        "hours.attest",
        {"attested_by": "Sophie Ansel", "attested_job": "", "attested_on": clock.today().isoformat(), "week": monday.isoformat()},
        **shot.at,
    )  # fmt: skip
    sheet = callsheets.build(browse, shot)
    callsheets.approve(browse, sheet)
    callsheets.send(world, browse, sheet)
    return Laden(
        world, browse, stranger, shot, sheet, sandra, monday, task, tour, route, wage,
        _spot(world, place), _feeds(browse, shot.production),
    )  # fmt: skip


def _sandra(world: World, place: Place, production: Production) -> Member:
    contact = world.person(
        place, "Sandra Lenoir", phone="+33639981146", email="sandra.perso@exemple.fr",
        address="3 rue des Lilas", postal_code="35799", city="Dinan", notes=f"Fâchée avec Paul. {NIR}",
    )  # fmt: skip
    member = world.crew(
        place, production, contact=contact, department=Department.PRODUCTION,
        contract_job="Directrice de production", contract_status=ContractStatus.SENT,
        notes=f"Prudence à la paie. {NIR}", end_on=clock.today() + timedelta(days=21),
    )  # fmt: skip
    sent(world, place, member)
    return member


def _paid(world: World, place: Place, production: Production) -> Engagement:
    house: Contact = world.company(place, "Films du Ponant")
    days = {"start_on": clock.today() - timedelta(days=4), "end_on": clock.today() + timedelta(days=1)}
    wage = world.engagement(
        place, house, production_id=production.id, gross_cents=47_813, notes=f"Rappeler demain. {NIR}",
        called_by="Anne Le Goff", daily_start_minute=540, **days,
    )  # fmt: skip
    world.add(place, PayPeriod(engagement_id=wage.id, **days))
    world.engagement(
        place, house, state=State.OPTION, option_until_on=clock.today() + timedelta(days=2), gross_cents=47_813,
        called_by="Anne Le Goff", start_on=clock.today() + timedelta(days=9), end_on=clock.today() + timedelta(days=9),
    )  # fmt: skip
    return wage


def _spot(world: World, place: Place) -> Spot:
    with world.inside(place) as session:
        return session.scalars(select(Spot).where(Spot.name == "Criée de Saint-Malo")).one()


def _feeds(browse: Browser, production: Production) -> dict[str, str]:
    """The paths of a feed of the workspace and of one of the production, with everything they may hold."""
    asked = {"jobs": "y", "options": "y", "days": "y", "tasks": "y", "places": "y"}
    found = {}
    for name, more in (("all", {}), ("one", {"production": production.public_id})):
        page = browse.follow(browse.post("calendar.make_feed", {**asked, **more})).text
        path = re.search(r'class="secret"[^>]*>https?://[^/]+(/ics/[\w-]+\.ics)<', page)
        assert path
        found[name] = path[1]
    return found


Said = Iterator[TestResponse | tuple[bytes | str, str]]
