"""The next stay of the play on tour, with all that its feuille de route says; the one after has only its contract sent."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from webapp.core import clock
from webapp.core.db import db
from webapp.domain.tour import Cession, Mode
from webapp.places.models import Place
from webapp.productions.crew.models import Department
from webapp.productions.crew.queries import crew_of
from webapp.productions.planning.models import Day, DayKind
from webapp.productions.tour.actions import add_sheet
from webapp.productions.tour.models import (
    RouteAllowance,
    RouteCall,
    RouteInvitation,
    RouteMeal,
    RouteRoom,
    RouteSeat,
    RouteSleeper,
    RouteTrip,
)

DAY = timedelta(days=1)
TICKETS = ("QX7RT2", "QX7RT3", None)


def fill(production_id: UUID) -> None:
    days = db().scalars(
        select(Day)
        .where(Day.production_id == production_id, Day.kind == DayKind.SHOW, Day.on > clock.today())
        .order_by(Day.on)
    )
    coming = days.all()
    if not coming:
        return
    first, *others = coming
    town = db().scalar(select(Place.city).where(Place.id == first.place_id))
    sheet = add_sheet(first)
    last = sheet.until_on or first.on
    sheet.contract_number, sheet.contract_state = "2026-114", Cession.SIGNED
    sheet.contract_on = first.on - 60 * DAY
    sheet.doors_minute, sheet.length_minutes, sheet.audience = 1200, 100, "Tout public, 371 vendus"
    sheet.strike_on, sheet.strike_minute = last, 1365
    sheet.strike_text = "Démontage et chargement, 3 h, quatre personnes du théâtre."
    sheet.leave_on, sheet.leave_minute, sheet.leave_text = (
        last + DAY,
        615,
        "Hall de l’hôtel, à pied vers la gare.",
    )
    cast = [member for member, _contact in crew_of(production_id) if member.department == Department.CAST]
    stage = [member for member, _contact in crew_of(production_id) if member.department != Department.CAST]
    go = RouteTrip(sheet_id=sheet.id, on=first.on, mode=Mode.TRAIN, leaves="Nantes", leaves_minute=582,
                   arrives=town, arrives_minute=658, reference="TER 857314")  # fmt: skip
    back = RouteTrip(sheet_id=sheet.id, on=last + DAY, mode=Mode.TRAIN, leaves=town, leaves_minute=635,
                     arrives="Nantes", arrives_minute=712, reference="TER 857321")  # fmt: skip
    van = RouteTrip(sheet_id=sheet.id, on=first.on - DAY, mode=Mode.VAN, leaves="Nantes", leaves_minute=360,
                    arrives=town, arrives_minute=480)  # fmt: skip
    truck = RouteTrip(sheet_id=sheet.id, on=first.on - DAY, mode=Mode.TRUCK, leaves="Dépôt de Carquefou",
                      leaves_minute=345, arrives="Quai de déchargement", arrives_minute=495,
                      reference="Transports Kerdoncuff, 19 t")  # fmt: skip
    db().add_all([go, back, van, truck])
    db().flush()
    for trip in (go, back):
        for member, ticket in zip(cast, TICKETS, strict=False):
            db().add(
                RouteSeat(trip_id=trip.id, member_id=member.id, is_taken=ticket is not None, ticket=ticket)
            )
    db().add_all(RouteSeat(trip_id=van.id, member_id=member.id) for member in stage)
    for number, member in enumerate((*cast, *stage), 201):
        room = RouteRoom(sheet_id=sheet.id, hotel="Hôtel des Quais", kind="Simple", number=str(number),
                         arrive_on=first.on - (DAY if member in stage else 0 * DAY), leave_on=last + DAY,
                         confirmation="88213", has_breakfast=True, payer="Le théâtre")  # fmt: skip
        db().add(room)
        db().flush()
        db().add(RouteSleeper(room_id=room.id, member_id=member.id))
    db().add_all(
        [
            RouteMeal(sheet_id=sheet.id, on=first.on, minute=750, what="Déjeuner", where="Brasserie de la Gare",
                      payer="Le théâtre", count=6, diets={"vegetarian": 2}),
            RouteMeal(sheet_id=sheet.id, on=first.on, minute=1050, what="Coupure repas", where="Catering au foyer",
                      count=6),
            RouteAllowance(sheet_id=sheet.id, label="Repas du soir", days=200, rate_cents=2050, payer="La compagnie"),
            RouteInvitation(sheet_id=sheet.id, name="Lucie Rivoal", count=2, member_id=cast[0].id),
            RouteCall(sheet_id=sheet.id, job="Bureau de production", name="Cie du Contretemps", phone="+33299000014"),
        ]
    )  # fmt: skip
    later = next((day for day in others if day.on > last), None)
    if later is not None:
        add_sheet(later).contract_state = Cession.SENT
    db().flush()
