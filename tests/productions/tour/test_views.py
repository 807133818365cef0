import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests import papers
from tests.browse import Browser
from tests.make import World
from tests.productions.tour.make import (
    CAST_PHONE,
    FRIDAY,
    MONDAY,
    STAGE_PHONE,
    TUESDAY,
    WEDNESDAY,
    Tour,
)
from webapp.core import clock
from webapp.core.db import db
from webapp.domain.permissions import Role
from webapp.places.models import PlaceKind
from webapp.productions.crew.models import Department, Member
from webapp.productions.models import ShowKind
from webapp.productions.tour import actions, queries
from webapp.productions.tour.models import (
    RouteAllowance,
    RouteCall,
    RouteInvitation,
    RouteMeal,
    RouteRoom,
    RouteSeat,
    RouteSheet,
    RouteSleeper,
    RouteTrip,
)


@pytest.fixture(autouse=True)
def friday_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 4))


@pytest.fixture
def tour(world: World) -> Tour:
    Tour(world, world.soleil).full()
    return Tour(world, world.lune)


def rows(world: World, model):
    with world.inside(world.lune) as session:
        found = session.scalars(select(model).order_by(model.id)).all()
        session.expunge_all()
    return found


def plain(page) -> str:
    """What is read, spaces aside."""
    text = re.sub(r"<(script|style|template).*?</\1>", "", page.text, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ")


def at(tour: Tour, sheet: RouteSheet, **values) -> dict[str, str]:
    return {"production": tour.id, "route_id": sheet.public_id, **values}


TRIP = {
    "on": TUESDAY.isoformat(),
    "mode": "train",
    "leaves": "Nantes",
    "leaves_minute": "9h42",
    "arrives": "Rennes",
    "arrives_minute": "10h58",
    "reference": "TER 857314",
}
ROOM = {"hotel": "Hôtel des Quais", "arrive_on": "2026-12-08", "leave_on": "2026-12-10"}


# The dates


def test_only_a_live_show_has_the_tab(browse: Browser, world: World, tour: Tour):
    film = world.production(world.lune, "Les Marées", kind=ShowKind.FEATURE)
    assert "Feuilles de route" in browse.get("productions.show", public_id=tour.id).text
    assert "Feuilles de route" not in browse.get("productions.show", public_id=film.public_id).text


def test_without_dates_the_page_says_where_they_come_from(browse: Browser, world: World):
    show = world.production(world.lune, "Solo", kind=ShowKind.DANCE)
    assert (
        "Notez les représentations dans le planning"
        in browse.get("tour.index", production=show.public_id).text
    )


def test_dates_tell_their_hall_and_what_is_missing(browse: Browser, tour: Tour):
    tour.sheet(until_on=WEDNESDAY, contract_number="2026-114", contract_state="sent")
    page = plain(browse.get("tour.index", production=tour.id))
    assert "3 dates" in page
    assert "Rennes, Théâtre du Passe-Rive" in page
    assert "cession n° 2026-114" in page and "Cession envoyée" in page
    assert "durée" in page and "rooming" in page  # what is missing
    assert "Montage plateau" in page
    assert "dans la feuille du 8 déc." in page
    assert "Lieu à trouver" in page and "Préparer" in page


def test_a_feuille_is_prepared_once_for_the_days_in_the_same_hall(browse: Browser, world: World, tour: Tour):
    for _time in range(2):
        answer = browse.post("tour.create", {"day": tour.tuesday.public_id}, production=tour.id)
    (sheet,) = rows(world, RouteSheet)
    assert sheet.public_id in answer.headers["Location"]
    assert sheet.until_on == WEDNESDAY
    page = plain(browse.follow(answer))
    assert "Rennes, 8 et 9 déc." in page
    assert "Montage plateau" in page  # the services of the day before are of the stay
    assert "Maëlle Corre" in page and "02 99 88 77 66" in page


def test_a_date_alone_is_a_feuille_of_one_day(browse: Browser, world: World, tour: Tour):
    browse.post("tour.create", {"day": tour.dinan.public_id}, production=tour.id)
    (sheet,) = rows(world, RouteSheet)
    assert sheet.until_on is None


def test_the_day_of_another_production_is_not_prepared_here(browse: Browser, world: World, tour: Tour):
    other = Tour(world, world.lune)
    browse.post("tour.create", {"day": other.tuesday.public_id}, production=tour.id, status=404)
    assert rows(world, RouteSheet) == []


# The lines


def test_a_trip_keeps_its_hours_its_passengers_and_their_tickets(browse: Browser, world: World, tour: Tour):
    sheet = tour.sheet()
    blank = browse.get("tour.new", **at(tour, sheet, part="trips")).text
    assert len(re.findall(r'name="people"[^>]+checked', blank)) == 3  # those present
    key = tour.blanche.public_id
    data = {**TRIP, "people": [key, tour.sophie.public_id], f"ticket-{key}": "QX7RT2"}
    answer = browse.post("tour.create_line", data, **at(tour, sheet, part="trips"))
    assert answer.headers["Location"].endswith("open=trips#p-trips")
    (trip,) = rows(world, RouteTrip)
    assert (trip.on, trip.leaves_minute, trip.arrives_minute) == (TUESDAY, 582, 658)
    seats = {seat.member_id: (seat.is_taken, seat.ticket) for seat in rows(world, RouteSeat)}
    assert seats == {tour.blanche.id: (True, "QX7RT2"), tour.sophie.id: (False, None)}
    page = plain(browse.follow(answer))
    assert "9h42 Train Nantes → Rennes" in page
    assert "2 personnes · 1 billet à prendre" in page


def test_a_trip_is_changed_with_what_it_held(browse: Browser, world: World, tour: Tour):
    sheet = tour.full()
    line = at(tour, sheet, part="trips", line_id=tour.lines["train"])
    page = browse.get("tour.edit", **line).text
    assert 'value="TER 857314"' in page and 'value="QX7RT2"' in page and 'value="09:42"' in page
    browse.post("tour.update", {**TRIP, "leaves_minute": "8h56", "people": [tour.yves.public_id]}, **line)
    trip = next(one for one in rows(world, RouteTrip) if one.public_id == tour.lines["train"])
    assert trip.leaves_minute == 536
    assert [seat.member_id for seat in rows(world, RouteSeat) if seat.trip_id == trip.id] == [tour.yves.id]


def test_the_next_trip_begins_with_what_the_last_one_had(browse: Browser, tour: Tour):
    sheet = tour.full()
    page = browse.get("tour.new", **at(tour, sheet, part="trips", like=tour.lines["train"])).text
    assert 'value="Nantes"' in page and 'value="TER 857314"' in page
    assert "QX7RT2" not in page
    assert not re.findall(r'name="people"[^>]+checked', page)  # everybody has a place


@pytest.mark.parametrize(
    ("part", "typed", "said"),
    [
        ("trips", TRIP | {"arrives_minute": "8h10"}, "L’arrivée est avant le départ."),
        ("trips", TRIP | {"people": ["nobody000000"]}, "Cette personne n’est pas de cette production."),
        ("trips", TRIP | {"on": "2025-12-08"}, "Ce jour est à plus d’un mois"),
        ("trips", TRIP | {"on": ""}, "À remplir."),
        ("trips", TRIP | {"leaves_minute": "25h"}, "les heures vont de 0h00 à 23h59"),
        ("trips", TRIP | {"mode": "rocket"}, "Choisissez dans la liste."),
        ("rooms", ROOM | {"leave_on": "2026-12-07"}, "Le départ est avant l’arrivée."),
        ("rooms", ROOM | {"hotel": ""}, "Indiquez l’hôtel"),
        ("rooms", ROOM | {"place": "nowhere"}, "Choisissez dans la liste."),
        ("rooms", ROOM | {"people": ["nobody000000"]}, "Cette personne n’est pas de cette production."),
        ("meals", {"on": "2026-12-08", "what": "Déjeuner", "count": "-3"}, "La quantité ne peut pas être négative."),
        ("meals", {"on": "2026-12-08", "what": "Dîner", "count": "2", "vegan": "3"}, "Un régime compte plus de personnes"),
        ("meals", {"on": "2026-12-08", "what": "Dîner", "count": "2,5"}, "Indiquez un nombre entier."),
        ("allowances", {"days": "2", "rate_cents": "-20"}, "Le montant ne peut pas être négatif."),
        ("allowances", {"days": "0", "rate_cents": "20"}, "De 0,01 à 60 jours."),
        ("allowances", {"days": "2", "rate_cents": "20", "member": "nobody000000"}, "Choisissez dans la liste."),
        ("invitations", {"name": "Lucie", "count": "0"}, "Une invitation a au moins une place."),
        ("invitations", {"name": "", "count": "2"}, "À remplir."),
        ("calls", {"job": "Bureau"}, "Indiquez un nom, ou un téléphone."),
        ("calls", {"job": "Bureau", "phone": "12"}, "trop court"),
    ],
)  # fmt: skip
def test_a_slip_is_told_and_nothing_is_stored_or_lost(browse, world, tour, part, typed, said):
    sheet = tour.sheet()
    page = browse.post("tour.create_line", typed, status=422, **at(tour, sheet, part=part))
    assert said in plain(page)
    for value in typed.values():
        if isinstance(value, str) and value and value not in ("rocket", "nowhere", "nobody000000", "train"):
            assert f'value="{value}"' in page.text, value
    for model in (RouteTrip, RouteRoom, RouteMeal, RouteAllowance, RouteInvitation, RouteCall):
        assert rows(world, model) == []


def test_a_ticket_typed_is_not_lost_when_the_trip_is_wrong(browse: Browser, tour: Tour):
    sheet, key = tour.sheet(), tour.yves.public_id
    data = {**TRIP, "arrives_minute": "8h00", "people": [key], f"ticket-{key}": "ABC123"}
    page = browse.post("tour.create_line", data, status=422, **at(tour, sheet, part="trips")).text
    assert 'value="ABC123"' in page
    assert re.search(rf'name="people" value="{key}" checked', page)


def test_a_van_has_no_tickets(browse: Browser, world: World, tour: Tour):
    sheet, key = tour.sheet(), tour.yves.public_id
    data = {**TRIP, "mode": "van", "people": [key], f"ticket-{key}": "ABC123", f"taken-{key}": "y"}
    browse.post("tour.create_line", data, **at(tour, sheet, part="trips"))
    (seat,) = rows(world, RouteSeat)
    assert (seat.is_taken, seat.ticket) == (False, None)


def test_a_train_of_the_night_arrives_the_next_day(browse: Browser, world: World, tour: Tour):
    sheet = tour.sheet()
    data = {**TRIP, "leaves_minute": "23h30", "arrives_minute": "6h10", "is_next_day": "y"}
    browse.post("tour.create_line", data, **at(tour, sheet, part="trips"))
    (trip,) = rows(world, RouteTrip)
    assert trip.is_next_day


def test_somebody_of_another_production_does_not_travel(browse: Browser, world: World, tour: Tour):
    sheet, other = tour.sheet(), Tour(world, world.lune)
    data = {**TRIP, "people": [other.blanche.public_id]}
    page = browse.post("tour.create_line", data, status=422, **at(tour, sheet, part="trips"))
    assert "Cette personne n’est pas de cette production." in page.text
    assert rows(world, RouteTrip) == []


def test_one_room_for_each_takes_one_form(browse: Browser, world: World, tour: Tour):
    sheet = tour.sheet(until_on=WEDNESDAY)
    blank = browse.get("tour.new", **at(tour, sheet, part="rooms")).text
    assert 'value="2026-12-08"' in blank and 'value="2026-12-10"' in blank
    people = [tour.blanche.public_id, tour.yves.public_id]
    data = {**ROOM, "people": people, "each": "y", "confirmation": "88213"}
    browse.post("tour.create_line", data, **at(tour, sheet, part="rooms"))
    made = rows(world, RouteRoom)
    assert [room.confirmation for room in made] == ["88213", "88213"]
    assert {one.member_id for one in rows(world, RouteSleeper)} == {tour.blanche.id, tour.yves.id}
    assert len({one.room_id for one in rows(world, RouteSleeper)}) == 2


def test_a_room_is_of_a_hotel_kept_among_the_places(browse: Browser, world: World, tour: Tour):
    sheet = tour.sheet()
    hotel = world.spot(world.lune, "Hôtel des Quais", kind=PlaceKind.HOTEL, city="Rennes")
    data = {**ROOM, "hotel": "", "place": hotel.public_id}
    page = browse.follow(browse.post("tour.create_line", data, **at(tour, sheet, part="rooms")))
    assert "Hôtel des Quais" in page.text
    (room,) = rows(world, RouteRoom)
    assert (room.place_id, room.hotel) == (hotel.id, None)
    held = browse.get("tour.edit", **at(tour, sheet, part="rooms", line_id=room.public_id)).text
    assert re.search(rf'<option selected value="{hotel.public_id}"', held)


def test_the_other_parts_are_kept(browse: Browser, world: World, tour: Tour):
    sheet = tour.sheet()
    meal = {
        "on": "2026-12-08",
        "minute": "12h30",
        "what": "Déjeuner",
        "payer": "Le théâtre",
        "count": "5",
        "vegan": "2",
    }
    paid = {"member": tour.blanche.public_id, "days": "2", "rate_cents": "20,50", "payer": "La compagnie"}
    guest = {"name": "Lucie Rivoal", "count": "2", "member": tour.blanche.public_id}
    call = {"job": "Bureau de production", "phone": "01 40 30 20 10"}
    for part, data in (("meals", meal), ("allowances", paid), ("invitations", guest), ("calls", call)):
        page = browse.follow(browse.post("tour.create_line", data, **at(tour, sheet, part=part)))
    said = plain(page)
    assert "12h30 Déjeuner" in said and "5 couverts" in said and "2 végétalien" in said
    assert "2 × 20,50 € = 41,00 €" in said.replace("\u202f", " ")
    assert "2 places · de la part de Blanche Rivoal" in said
    assert "01 40 30 20 10" in said
    (held,) = rows(world, RouteAllowance)
    assert (held.days, held.rate_cents, held.member_id) == (200, 2050, tour.blanche.id)
    for part, model in (
        ("meals", RouteMeal),
        ("allowances", RouteAllowance),
        ("invitations", RouteInvitation),
        ("calls", RouteCall),
    ):
        (line,) = rows(world, model)
        assert (
            browse.get("tour.edit", **at(tour, sheet, part=part, line_id=line.public_id)).status_code == 200
        )


def test_saving_and_adding_another_stays_at_the_form(browse: Browser, tour: Tour):
    sheet = tour.sheet()
    answer = browse.post("tour.create_line", {**TRIP, "again": "y"}, **at(tour, sheet, part="trips"))
    assert "/trips/new?like=" in answer.headers["Location"]
    assert 'value="Nantes"' in browse.follow(answer).text


def test_a_line_deleted_comes_back(browse: Browser, world: World, tour: Tour):
    sheet = tour.full()
    line = at(tour, sheet, part="rooms", line_id=tour.lines["single"])
    page = browse.follow(browse.post("tour.delete_line", **line)).text
    assert "88213" not in page and "Ligne supprimée." in page
    browse.get("tour.edit", status=404, **line)
    assert "88213" in browse.follow(browse.post("tour.restore_line", **line)).text


def test_an_unknown_part_is_nothing(browse: Browser, tour: Tour):
    sheet = tour.full()
    browse.get("tour.new", status=404, **at(tour, sheet, part="secrets"))
    browse.get("tour.edit_facts", status=404, **at(tour, sheet, facts="secrets"))
    browse.get("tour.edit", status=404, **at(tour, sheet, part="meals", line_id=tour.lines["single"]))


# What is said of the date itself


def test_the_contract_and_the_show_are_noted(browse: Browser, world: World, tour: Tour):
    sheet = tour.sheet()
    data = {
        "contract_number": "2026-114",
        "contract_state": "signed",
        "contract_on": "12/10/2026",
        "until_on": "9/12/2026",
        "rooms": "y",
    }
    page = plain(browse.follow(browse.post("tour.update_facts", data, **at(tour, sheet, facts="contract"))))
    assert "Contrat de cession n° 2026-114 · Cession signée le 12 oct." in page
    assert "Pas d’hébergement" in page and "Rennes, 8 et 9 déc." in page
    show = {
        "show_minute": "20h30",
        "doors_minute": "20h00",
        "length_minutes": "1h40",
        "capacity": "371",
        "audience": "Scolaire",
    }
    page = plain(browse.follow(browse.post("tour.update_facts", show, **at(tour, sheet, facts="show"))))
    assert "Durée : 1 h 40" in page and "Jauge : 371" in page
    assert "Le planning dit 20h00." in page
    end = {
        "strike_on": "2026-12-09",
        "strike_minute": "22h30",
        "strike_text": "Chargement",
        "leave_text": "Devant l’hôtel",
    }
    page = plain(browse.follow(browse.post("tour.update_facts", end, **at(tour, sheet, facts="ending"))))
    assert "Démontage 9 déc. 22h30" in page
    assert (
        "Pluie"
        in browse.follow(
            browse.post("tour.update_facts", {"notes": "Pluie"}, **at(tour, sheet, facts="notes"))
        ).text
    )
    (row,) = rows(world, RouteSheet)
    assert (row.show_minute, row.length_minutes, row.spared) == (1230, 100, ["rooms"])
    assert "Pas d’hébergement" in page
    held = browse.get("tour.edit_facts", **at(tour, sheet, facts="contract")).text
    assert re.search(r'name="rooms"[^>]+checked', held)


def test_the_days_of_strike_and_departure_are_offered_and_say_nothing_alone(browse, world, tour):
    sheet = tour.sheet(until_on=WEDNESDAY)
    page = browse.get("tour.edit_facts", **at(tour, sheet, facts="ending")).text
    assert 'value="2026-12-09"' in page and 'value="2026-12-10"' in page
    typed = {"strike_on": "2026-12-09", "leave_on": "2026-12-10", "leave_minute": "10h15"}
    browse.post("tour.update_facts", typed, **at(tour, sheet, facts="ending"))
    (row,) = rows(world, RouteSheet)
    assert (row.strike_on, row.leave_on, row.leave_minute) == (None, date(2026, 12, 10), 615)


@pytest.mark.parametrize(
    ("facts", "typed", "said"),
    [
        ("contract", {"contract_state": "signed", "until_on": "2026-12-07"}, "une feuille couvre les jours dans la même salle"),
        ("contract", {"contract_state": "sent", "contract_on": "2026-10-12"}, "le contrat n’est pas dit signé"),
        ("show", {"capacity": "-1"}, "La quantité ne peut pas être négative."),
        ("show", {"doors_minute": "20h30"}, "Le public entre avant le début"),
        ("show", {"length_minutes": "-1"}, "La durée ne peut pas être négative."),
        ("show", {"length_minutes": "30h"}, "au plus 24 heures"),
        ("ending", {"leave_on": "2026-12-01"}, "Ce jour est avant la date"),
        ("notes", {"notes": "x" * 2001}, "Au plus 2000 caractères."),
    ],
)  # fmt: skip
def test_a_slip_about_the_date_is_told(browse, world, tour, facts, typed, said):
    sheet = tour.sheet()
    page = browse.post("tour.update_facts", typed, status=422, **at(tour, sheet, facts=facts))
    assert said in plain(page)
    (row,) = rows(world, RouteSheet)
    assert (row.capacity, row.until_on, row.notes, row.leave_on) == (None, None, None, None)


# Another date


def test_a_feuille_is_taken_again_for_another_date(browse: Browser, world: World, tour: Tour):
    source, target = tour.full(), tour.sheet(tour.dinan)
    page = browse.get("tour.copy", **at(tour, target)).text
    assert "8 déc. · Théâtre du Passe-Rive" in page
    parts = ["show", "trips", "rooms", "meals", "allowances", "calls", "ending"]
    answer = browse.post("tour.copy_from", {"source": source.public_id, "parts": parts}, **at(tour, target))
    assert "éléments repris" in browse.follow(answer).text
    with world.inside(world.lune):
        train = (
            db()
            .scalars(select(RouteTrip).where(RouteTrip.sheet_id == target.id, RouteTrip.mode == "train"))
            .one()
        )
        assert (train.on, train.reference, train.leaves_minute) == (FRIDAY, None, 582)
        seats = db().scalars(select(RouteSeat).where(RouteSeat.trip_id == train.id)).all()
        assert {(seat.member_id, seat.is_taken, seat.ticket) for seat in seats} == {
            (tour.blanche.id, False, None),
            (tour.sophie.id, False, None),
        }
        rooms = db().scalars(select(RouteRoom).where(RouteRoom.sheet_id == target.id)).all()
        assert {(room.arrive_on, room.confirmation, room.number) for room in rooms} == {
            (FRIDAY, None, None),
            (FRIDAY - timedelta(days=1), None, None),
        }
        row = db().scalars(select(RouteSheet).where(RouteSheet.id == target.id)).one()
        assert (row.length_minutes, row.strike_on) == (100, date(2026, 12, 12))
        assert row.contract_number is None  # each date has its contract


def test_who_is_not_there_that_day_and_what_is_noted_already_are_left_alone(browse, world, tour):
    source, target = tour.full(), tour.sheet(tour.dinan, audience="Scolaire", notes="Ici")
    with world.inside(world.lune):
        db().scalars(select(Member).where(Member.id == tour.sophie.id)).one().end_on = WEDNESDAY
        db().scalars(select(RouteSheet).where(RouteSheet.id == source.id)).one().audience = None
    data = {"source": source.public_id, "parts": ["show", "trips"]}
    browse.post("tour.copy_from", data, **at(tour, target))
    with world.inside(world.lune):
        seats = select(RouteSeat).join(RouteTrip, RouteTrip.id == RouteSeat.trip_id)
        taken = db().scalars(seats.where(RouteTrip.sheet_id == target.id)).all()
        assert {seat.member_id for seat in taken} == {tour.blanche.id, tour.yves.id}
        row = db().scalars(select(RouteSheet).where(RouteSheet.id == target.id)).one()
        assert (row.audience, row.length_minutes, row.notes) == ("Scolaire", 100, "Ici")


def test_taking_again_asks_from_where_and_what(browse: Browser, world: World, tour: Tour):
    sheet = tour.sheet()
    assert "Pas d’autre feuille de route" in browse.get("tour.copy", **at(tour, sheet)).text
    other = Tour(world, world.lune)
    stranger = other.full()
    source = tour.sheet(tour.dinan)
    page = browse.post(
        "tour.copy_from", {"source": stranger.public_id, "parts": ["meals"]}, status=422, **at(tour, sheet)
    )
    assert "Choisissez dans la liste." in page.text
    page = browse.post("tour.copy_from", {"source": source.public_id}, status=422, **at(tour, sheet))
    assert "Cochez au moins une partie." in page.text


def test_a_feuille_deleted_comes_back_unless_the_date_has_another(browse: Browser, world: World, tour: Tour):
    sheet = tour.full()
    assert "Préparer" in browse.follow(browse.post("tour.delete", **at(tour, sheet))).text
    browse.get("tour.show", status=404, **at(tour, sheet))
    browse.post("tour.restore", **at(tour, sheet))
    browse.get("tour.show", **at(tour, sheet))
    browse.post("tour.delete", **at(tour, sheet))
    browse.post("tour.create", {"day": tour.tuesday.public_id}, production=tour.id)
    page = browse.follow(browse.post("tour.restore", **at(tour, sheet))).text
    assert "Cette date a déjà une autre feuille de route." in page


# Versions


def version(browse: Browser, tour: Tour, sheet: RouteSheet, **asked) -> str:
    return plain(browse.get("tour.version", **at(tour, sheet, **asked)))


def test_artists_are_given_their_trips_and_not_the_rigging(browse: Browser, tour: Tour):
    page = version(browse, tour, tour.full(), version="artist")
    for said in (
        "9h42",
        "Convocation",
        "Hôtel des Quais",
        "88213",
        "Déjeuner",
        "Le théâtre",
        "20h00",
        "Loges 2 et 3",
        "Répétition",
    ):
        assert said in page, said
    told = page.split("Absent de cette version")[0]
    for kept in (
        "Kerdoncuff",
        "Quai de 12 m",
        "Montage plateau",
        "Chargement par le quai",
        "Hôtel Bref",
        "20,50",
        "QX7RT2",
        "végétalien",
        "Ouest-France",
    ):
        assert kept not in told, kept
    left = page.split("Absent de cette version")[1]
    for said in (
        "Camion décor",
        "1 service de montage",
        "Démontage",
        "1 chambre des autres",
        "Montants",
        "Téléphones privés",
    ):
        assert said in left, said


def test_technicians_are_given_the_rigging_and_the_truck(browse: Browser, tour: Tour):
    told = version(browse, tour, tour.full(), version="technician").split("Absent de cette version")[0]
    for said in (
        "Kerdoncuff",
        "Quai de 12 m",
        "Montage plateau",
        "Chargement par le quai",
        "Hôtel Bref",
        "20h00",
    ):
        assert said in told, said
    for kept in ("Hôtel des Quais", "Blanche Rivoal", "20,50", "Lucie Rivoal"):
        assert kept not in told.split("Pour qui")[0], kept


def test_one_person_is_given_only_what_is_theirs(browse: Browser, tour: Tour):
    page = browse.get("tour.version", **at(tour, tour.full(), person=tour.blanche.public_id))
    told = plain(page).split("Pour qui")[0]
    for said in ("Blanche Rivoal", "QX7RT2", "Hôtel des Quais", "Lucie Rivoal"):
        assert said in told, said
    for kept in ("Sophie Ansel", "Hôtel Bref", "20,50", "Ouest-France"):
        assert kept not in told, kept


def test_amounts_are_given_only_when_ticked(browse: Browser, tour: Tour):
    sheet = tour.full()
    assert "20,50" not in version(browse, tour, sheet, version="artist")
    assert "20,50" in version(browse, tour, sheet, version="artist", amounts="y")
    assert "20,50" not in version(browse, tour, sheet, version="technician", amounts="y")  # of an actress


def test_private_phones_are_nobody_s_unless_ticked(browse: Browser, world: World, tour: Tour):
    sheet = tour.full()
    pages = [browse.get("tour.show", **at(tour, sheet)).text]
    asked = (
        {"version": "full"},
        {"version": "artist"},
        {"version": "technician"},
        {"person": tour.yves.public_id},
    )
    for values in asked:
        pages.append(browse.get("tour.version", **at(tour, sheet, **values)).text)
        pages.append(browse.get("tour.print_one", **at(tour, sheet, **values)).text)
        pages.append(papers.text_of(browse.get("tour.pdf", **at(tour, sheet, **values)).data))
    for page in pages:
        digits = re.sub(r"\D", "", page)
        assert STAGE_PHONE[-9:] not in digits and CAST_PHONE[-9:] not in digits
        assert "140302010" in digits
    data = {"job": "Régie", "member": tour.yves.public_id, "shows_phone": "y"}
    browse.post("tour.update", data, **at(tour, sheet, part="calls", line_id=tour.lines["stage"]))
    page = browse.get("tour.version", **at(tour, sheet, version="artist")).text
    assert f'href="tel:0{STAGE_PHONE[-9:]}"' in page
    with world.inside(world.lune) as session:
        session.get(Member, (world.lune.id, tour.yves.id)).shares_phone = False
    page = browse.get("tour.version", **at(tour, sheet, version="artist")).text
    assert STAGE_PHONE[-9:] not in re.sub(r"\D", "", page), "its owner keeps it to the production"


def test_who_keeps_their_phone_to_themselves_is_not_overruled(browse: Browser, world: World, tour: Tour):
    sheet = tour.full()
    data = {"job": "Régie", "member": tour.yves.public_id, "shows_phone": "y"}
    browse.post("tour.update", data, **at(tour, sheet, part="calls", line_id=tour.lines["stage"]))
    with world.inside(world.lune):
        db().scalars(select(Member).where(Member.id == tour.yves.id)).one().shares_phone = False
    page = browse.get("tour.version", **at(tour, sheet, version="artist")).text
    assert STAGE_PHONE[-9:] not in re.sub(r"\D", "", page)


def test_who_is_taken_off_the_crew_is_left_out(browse: Browser, world: World, tour: Tour):
    sheet = tour.full()
    with world.inside(world.lune):
        db().scalars(select(Member).where(Member.id == tour.blanche.id)).one().deleted_at = clock.now()
    for values in ({"version": "full"}, {"version": "artist"}):
        page = browse.get("tour.version", **at(tour, sheet, **values)).text
        assert "QX7RT2" not in page
    for part, line in (("trips", "train"), ("rooms", "single")):
        browse.get("tour.edit", **at(tour, sheet, part=part, line_id=tour.lines[line]))
    browse.get("tour.index", production=tour.id)


def test_what_is_shared_is_the_version_shown(browse: Browser, tour: Tour):
    page = browse.get("tour.version", **at(tour, tour.full(), person=tour.blanche.public_id)).text
    shared = re.search(r'data-share="([^"]+)"', page)[1]
    assert "La Grande Lessive, Rennes" in shared and "Blanche Rivoal" in shared and "9h42" in shared
    assert "Hôtel Bref" not in shared and "20,50" not in shared


def test_a_stranger_s_person_is_no_page(browse: Browser, world: World, tour: Tour):
    sheet, other = tour.full(), Tour(world, world.lune)
    browse.get("tour.version", status=404, **at(tour, sheet, person=other.blanche.public_id))


# Paper


@pytest.mark.parametrize("asked", [{"version": "full"}, {"version": "artist"}, {"version": "technician"}])
def test_the_pdf_is_tagged_and_says_the_version(browse: Browser, tour: Tour, asked):
    answer = browse.get("tour.pdf", **at(tour, tour.full(), **asked))
    assert answer.mimetype == "application/pdf"
    assert "feuille-de-route-lessive-rennes" in answer.headers["Content-Disposition"]
    paper = papers.check(answer.data)
    assert "Rennes, 8 et 9 déc." in paper.title
    text = papers.text_of(answer.data)
    assert "Hôtel Bref" in text if asked["version"] != "artist" else "Hôtel Bref" not in text
    assert "Absent de cette version" not in text


def test_an_empty_feuille_still_makes_a_paper(browse: Browser, world: World, tour: Tour):
    papers.check(browse.get("tour.pdf", **at(tour, tour.sheet(tour.dinan), version="full")).data)


def test_names_are_words_on_every_paper_and_forty_people_fit(browse: Browser, world: World, tour: Tour):
    sheet = tour.full()
    name = "#strong[x] $a$ <b>Ünal & \\Ko</b> 李"
    for n in range(40):
        member = tour.member(f"{name} {n:02d}", Department.CAST, "Comédienne")
        with world.inside(world.lune) as session:
            trip = session.scalars(select(RouteTrip).where(RouteTrip.public_id == tour.lines["train"])).one()
            session.add(RouteSeat(trip_id=trip.id, member_id=member.id, ticket=f"T{n}"))
            room = RouteRoom(sheet_id=sheet.id, hotel=name, arrive_on=MONDAY, leave_on=WEDNESDAY)
            session.add(room)
            session.flush()
            session.add(RouteSleeper(room_id=room.id, member_id=member.id))
    answer = browse.get("tour.pdf", **at(tour, sheet, version="full"))
    papers.check(answer.data)
    text = papers.text_of(answer.data)
    assert "#strong[x]" in text and "<b>Ünal" in text
    assert "39" in text
    assert len(PdfReader(BytesIO(answer.data)).pages) <= 8
    page = browse.get("tour.version", **at(tour, sheet, version="artist")).text
    assert "&lt;b&gt;Ünal" in page and "<b>Ünal" not in page


def test_the_printed_page_carries_what_the_version_does(browse: Browser, tour: Tour):
    page = plain(browse.get("tour.print_one", **at(tour, tour.full(), version="artist")))
    assert "9h42" in page and "Hôtel des Quais" in page
    assert "Hôtel Bref" not in page and "Absent de cette version" not in page


# Who asks


def test_who_only_reads_is_offered_nothing_to_write(app, world: World, tour: Tour):
    sheet = tour.full()
    viewer = Browser(app, world.member(world.lune, "regard@exemple.fr", Role.VIEWER))
    page = viewer.get("tour.show", **at(tour, sheet)).text
    assert "Ajouter un trajet" not in page and "Modifier" not in page and "9h42" in page
    assert "Préparer" not in viewer.get("tour.index", production=tour.id).text


def test_another_workspace_finds_nothing(other: Browser, tour: Tour):
    sheet = tour.full()
    other.get("tour.index", status=404, production=tour.id)
    other.get("tour.show", status=404, **at(tour, sheet))
    other.get("tour.pdf", status=404, **at(tour, sheet))
    other.post("tour.delete_line", status=404, **at(tour, sheet, part="rooms", line_id=tour.lines["single"]))


def test_the_feuille_of_another_production_is_not_here(browse: Browser, world: World, tour: Tour):
    other = Tour(world, world.lune)
    browse.get("tour.show", status=404, production=tour.id, route_id=other.full().public_id)


def test_every_page_asks_four_times_at_most(browse: Browser, tour: Tour, statements: list[str]):
    sheet = tour.full()
    pages = {
        "tour.index": {"production": tour.id},
        "tour.show": at(tour, sheet),
        "tour.version": at(tour, sheet, version="artist"),
        "tour.pdf": at(tour, sheet),
        "tour.new": at(tour, sheet, part="rooms"),
        "tour.edit": at(tour, sheet, part="rooms", line_id=tour.lines["single"]),
        "tour.copy": at(tour, sheet),
        "tour.edit_facts": at(tour, sheet, facts="show"),
    }
    for endpoint, values in pages.items():
        statements.clear()
        browse.get(endpoint, **values)
        assert len(statements) <= 4, endpoint


# For other rooms


def test_the_feuilles_of_a_production_are_erased_for_good(browse: Browser, world: World, tour: Tour):
    sheet, other = tour.full(), Tour(world, world.lune)
    other.full()
    tour.sheet(tour.dinan)
    browse.post("tour.delete", **at(tour, sheet))
    with world.inside(world.lune):
        assert db().scalar(select(queries.number_of_sheets(tour.show.id))) == 2
        assert actions.erase_sheets(tour.show.id) == 2
        assert db().scalar(select(queries.number_of_sheets(tour.show.id))) == 0
        assert actions.erase_sheets(tour.show.id) == 0
    assert len(rows(world, RouteSheet)) == 1 and len(rows(world, RouteTrip)) == 3
