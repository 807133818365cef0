"""A play on tour: Rennes for two days after a day of rigging, then Dinan; an actress, a stage hand, an assistant."""

from datetime import date
from typing import Any

from tests.make import Place, World
from webapp.places.models import Keeper, PlaceKind
from webapp.productions.crew.models import Department, Member
from webapp.productions.models import Production, ShowKind
from webapp.productions.planning.models import Day, DayKind, Half, Service
from webapp.productions.tour import models as m
from webapp.productions.tour.models import RouteSheet

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 12, n) for n in range(7, 12))
STAGE_PHONE, CAST_PHONE = "+33655443322", "+33611223344"


class Tour:
    def __init__(self, world: World, place: Place, year: int = 2026) -> None:
        self.world, self.place, self.year = world, place, year
        self.show: Production = world.production(place, "La Grande Lessive", kind=ShowKind.THEATRE)
        self.id = self.show.public_id
        self.hall = world.spot(
            place,
            "Théâtre du Passe-Rive",
            kind=PlaceKind.HALL,
            city="Rennes",
            capacity=412,
            truck_access="Quai de 12 m, rue du Bac",
            dressing_rooms="Loges 2 et 3, côté cour",
        )
        world.add(
            place, Keeper(place_id=self.hall.id, job="Accueil", name="Maëlle Corre", phone="+33299887766")
        )
        self.rig = world.day(place, self.show, self.at(MONDAY), kind=DayKind.RIG, place_id=self.hall.id)
        evening = {"kind": DayKind.SHOW, "ready_minute": 1200, "end_minute": 1380}
        self.tuesday: Day = world.day(place, self.show, self.at(TUESDAY), place_id=self.hall.id, **evening)
        self.wednesday: Day = world.day(
            place, self.show, self.at(WEDNESDAY), place_id=self.hall.id, **evening
        )
        self.dinan: Day = world.day(place, self.show, self.at(FRIDAY), **evening)
        for day, half, kind, start in (
            (self.rig, Half.MORNING, DayKind.RIG, 510),
            (self.tuesday, Half.AFTERNOON, DayKind.REHEARSAL, 900),
            (self.tuesday, Half.EVENING, DayKind.SHOW, 1200),
        ):
            world.add(
                place,
                Service(day_id=day.id, half=half, kind=kind, start_minute=start, end_minute=start + 120),
            )
        self.blanche = self.member("Blanche Rivoal", Department.CAST, "Comédienne", CAST_PHONE)
        self.yves = self.member("Yves Le Floc’h", Department.STAGE, "Régisseur plateau", STAGE_PHONE)
        self.sophie = self.member("Sophie Ansel", Department.PRODUCTION, "Administratrice", "+33677889900")

    def at(self, day: date) -> date:
        return day.replace(year=self.year)

    def member(self, name: str, department: Department, job: str, phone: str = "+33600000001") -> Member:
        contact = self.world.person(self.place, name, phone=phone)
        return self.world.crew(
            self.place, self.show, name, contact=contact, department=department, contract_job=job
        )

    def sheet(self, day: Day | None = None, **values: Any) -> RouteSheet:
        row = RouteSheet(production_id=self.show.id, day_id=(day or self.tuesday).id, **values)
        found: RouteSheet = self.world.add(self.place, row)
        return found

    def full(self) -> RouteSheet:
        """Everything that a feuille may hold."""
        sheet = self.sheet(
            until_on=self.at(WEDNESDAY),
            contract_number="2026-114",
            contract_state="signed",
            contract_on=self.at(date(2026, 10, 12)),
            doors_minute=1170,
            length_minutes=100,
            audience="Tout public",
            strike_on=self.at(WEDNESDAY),
            strike_minute=1350,
            strike_text="Chargement par le quai",
            leave_text="Devant l’hôtel",
            notes="Pluie annoncée",
        )
        with self.world.inside(self.place) as session:
            rows: dict[str, Any] = {
                "train": m.RouteTrip(
                    sheet_id=sheet.id, on=self.at(TUESDAY), mode="train", leaves="Nantes", leaves_minute=582,
                    arrives="Rennes", arrives_minute=658, reference="TER 857314",
                ),
                "van": m.RouteTrip(sheet_id=sheet.id, on=self.at(MONDAY), mode="van", leaves="Nantes", leaves_minute=360),
                "truck": m.RouteTrip(
                    sheet_id=sheet.id, on=self.at(MONDAY), mode="truck", leaves="Dépôt", leaves_minute=300,
                    reference="Transports Kerdoncuff",
                ),
                "single": m.RouteRoom(
                    sheet_id=sheet.id, hotel="Hôtel des Quais", arrive_on=self.at(TUESDAY), leave_on=self.at(THURSDAY),
                    kind="Simple", number="201", confirmation="88213", has_breakfast=True,
                ),
                "twin": m.RouteRoom(
                    sheet_id=sheet.id, hotel="Hôtel Bref", arrive_on=self.at(MONDAY), leave_on=self.at(THURSDAY), number="12",
                ),
                "meal": m.RouteMeal(
                    sheet_id=sheet.id, on=self.at(TUESDAY), minute=750, what="Déjeuner", where="Brasserie de la Gare",
                    payer="Le théâtre", count=5, diets={"vegan": 2},
                ),
                "paid": m.RouteAllowance(
                    sheet_id=sheet.id, member_id=self.blanche.id, days=200, rate_cents=2050, label="Repas"
                ),
                "guest": m.RouteInvitation(sheet_id=sheet.id, name="Lucie Rivoal", count=2, member_id=self.blanche.id),
                "press": m.RouteInvitation(sheet_id=sheet.id, name="Ouest-France", count=1, by="La compagnie"),
                "office": m.RouteCall(sheet_id=sheet.id, job="Bureau de production", phone="+33140302010"),
                "stage": m.RouteCall(sheet_id=sheet.id, job="Régie", member_id=self.yves.id),
            }  # fmt: skip
            session.add_all(rows.values())
            session.flush()
            session.add_all(
                [
                    m.RouteSeat(trip_id=rows["train"].id, member_id=self.blanche.id, is_taken=True, ticket="QX7RT2"),
                    m.RouteSeat(trip_id=rows["train"].id, member_id=self.sophie.id),
                    m.RouteSeat(trip_id=rows["van"].id, member_id=self.yves.id),
                    m.RouteSleeper(room_id=rows["single"].id, member_id=self.blanche.id),
                    m.RouteSleeper(room_id=rows["twin"].id, member_id=self.yves.id),
                ]
            )  # fmt: skip
            session.flush()
            self.lines = {name: row.public_id for name, row in rows.items()}
        return sheet
