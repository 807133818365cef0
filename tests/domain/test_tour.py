from dataclasses import replace
from datetime import date

import pytest

from webapp.domain.tour import (
    Allowance,
    Call,
    Cession,
    Convocation,
    Diet,
    Hall,
    Invitation,
    Lack,
    Left,
    Meal,
    Mode,
    Need,
    Person,
    Reader,
    Room,
    Route,
    Seat,
    Side,
    Slot,
    Trip,
    Version,
    left_out,
    missing,
    seen,
    stay_of,
    steps,
)

MONDAY, TUESDAY, WEDNESDAY = date(2026, 12, 7), date(2026, 12, 8), date(2026, 12, 9)
BLANCHE = Person("b", "Blanche Rivoal", "Comédienne", Side.ARTIST)
YVES = Person("y", "Yves Le Floc’h", "Régisseur plateau", Side.TECHNICIAN)
SOPHIE = Person("s", "Sophie Ansel", "Administratrice", Side.BOTH)

ARTIST, TECHNICIAN = Reader(Version.ARTIST), Reader(Version.TECHNICIAN)

TRAIN = Trip(
    "t", TUESDAY, Mode.TRAIN, leaves="Nantes", leaves_at=582, arrives_at=658,
    seats=(Seat(BLANCHE, True, "QX7RT2"), Seat(SOPHIE)),
)  # fmt: skip
VAN = Trip("v", MONDAY, Mode.VAN, leaves_at=360, seats=(Seat(YVES),))
TRUCK = Trip("c", MONDAY, Mode.TRUCK, leaves_at=300)
SINGLE = Room("1", TUESDAY, WEDNESDAY, hotel="Hôtel des Quais", confirmation="88213", people=(BLANCHE,))
TWIN = Room("2", MONDAY, WEDNESDAY, hotel="Hôtel Bref", people=(YVES, SOPHIE))
MEAL = Meal("m", TUESDAY, 750, "Déjeuner", payer="Le théâtre", count=5, diets={Diet.VEGAN: 2})

FULL = Route(
    on=TUESDAY,
    until_on=TUESDAY,
    hall=Hall(
        "Théâtre", capacity=412, truck_access="Quai", stage=(1180, None, None),
        keepers=(Call("k", "Accueil", phone="0299"),),
    ),
    contract_number="2026-114",
    contract_state=Cession.SIGNED,
    show_at=1200,
    doors_at=1170,
    minutes=100,
    strike_at=1350,
    strike_text="Chargement",
    people=(BLANCHE, YVES, SOPHIE),
    trips=(TRUCK, VAN, TRAIN),
    slots=(Slot(MONDAY, "morning", "rig", 510, 750), Slot(TUESDAY, "afternoon", "rehearsal", 900)),
    meals=(MEAL,),
    rooms=(SINGLE, TWIN),
    allowances=(Allowance("p", 200, 2050, person=BLANCHE),),
    invitations=(Invitation("i", "Lucie", 2, person=BLANCHE), Invitation("j", "Presse", by="La compagnie")),
)  # fmt: skip


def test_artists_are_not_called_on_the_days_of_rigging():
    called = (Convocation(MONDAY, 480, "rig"), Convocation(TUESDAY, 840, "show"))
    route = replace(FULL, convocations=called)
    assert seen(route, ARTIST).convocations == called[1:]
    assert seen(route, TECHNICIAN).convocations == called
    assert [step.minute for step in steps(route) if step.what in called] == [480, 840]


def test_the_assistant_is_given_everything():
    assert seen(FULL, Reader()) == FULL
    assert left_out(FULL, Reader()) == []


def test_an_artist_has_neither_truck_nor_rigging_nor_strike():
    given = seen(FULL, ARTIST)
    assert given.trips == (replace(TRAIN, seats=(Seat(BLANCHE, True), Seat(SOPHIE))),)
    assert [slot.kind for slot in given.slots] == ["rehearsal"]
    assert (
        given.hall is not None and given.hall.truck_access is None and given.hall.stage == (None, None, None)
    )
    assert (given.strike_at, given.strike_text) == (None, None)
    assert given.hall.keepers and given.doors_at == 1170


def test_a_technician_has_the_truck_the_rigging_and_the_strike():
    given = seen(FULL, TECHNICIAN)
    assert {trip.key for trip in given.trips} == {"c", "v"}
    assert given.slots == FULL.slots and given.strike_text == "Chargement"
    assert given.hall == FULL.hall


def test_each_version_has_its_own_rooms_without_the_others_in_them():
    assert seen(FULL, ARTIST).rooms == (SINGLE,)
    assert seen(FULL, TECHNICIAN).rooms == (TWIN,)
    shared = replace(TWIN, people=(BLANCHE, YVES))
    assert seen(replace(FULL, rooms=(shared,)), ARTIST).rooms == (replace(TWIN, people=(BLANCHE,)),)


def test_what_is_of_the_production_alone_is_in_both_versions():
    route = replace(
        FULL, rooms=(replace(TWIN, people=(SOPHIE,)),), trips=(replace(VAN, seats=(Seat(SOPHIE),)),)
    )
    for reader in (ARTIST, TECHNICIAN):
        given = seen(route, reader)
        assert len(given.rooms) == 1 and len(given.trips) == 1


def test_a_room_of_nobody_is_nobody_s():
    assert seen(replace(FULL, rooms=(replace(SINGLE, people=()),)), ARTIST).rooms == ()


def test_one_person_has_their_trip_their_ticket_their_room_and_who_shares_it():
    given = seen(FULL, Reader.of(BLANCHE))
    assert given.trips == (replace(TRAIN, seats=(Seat(BLANCHE, True, "QX7RT2"),)),)
    assert given.rooms == (SINGLE,)
    assert [one.name for one in given.invitations] == ["Lucie"]
    assert seen(FULL, Reader.of(YVES)).rooms == (TWIN,)
    assert [trip.key for trip in seen(FULL, Reader.of(YVES)).trips] == ["v"]


def test_a_trip_without_passengers_is_everybody_s_and_the_truck_is_not():
    route = replace(FULL, trips=(TRUCK, replace(VAN, seats=())))
    assert [trip.key for trip in seen(route, ARTIST).trips] == ["v"]
    assert [trip.key for trip in seen(route, Reader.of(BLANCHE)).trips] == ["v"]
    assert [trip.key for trip in seen(route, TECHNICIAN).trips] == ["c", "v"]


def test_the_driver_of_the_truck_is_told_and_an_artist_never():
    driven = replace(TRUCK, seats=(Seat(YVES),))
    route = replace(FULL, trips=(driven,))
    assert seen(route, Reader.of(YVES)).trips == (driven,)
    assert seen(route, TECHNICIAN).trips == (driven,)
    assert seen(route, ARTIST).trips == ()


def test_amounts_go_out_only_when_ticked_and_to_whom_they_are_paid():
    assert seen(FULL, ARTIST).allowances == ()
    assert seen(FULL, Reader.of(BLANCHE)).allowances == ()
    assert seen(FULL, Reader(Version.ARTIST, amounts=True)).allowances == FULL.allowances
    assert seen(FULL, Reader.of(BLANCHE, amounts=True)).allowances == FULL.allowances
    assert seen(FULL, Reader(Version.TECHNICIAN, amounts=True)).allowances == ()
    assert seen(FULL, Reader.of(YVES, amounts=True)).allowances == ()


def test_who_is_of_the_production_reads_everything_but_others_rooms_and_amounts():
    given = seen(FULL, Reader.of(SOPHIE))
    assert given.slots == FULL.slots and given.strike_text
    assert given.rooms == (TWIN,) and given.allowances == ()
    assert [trip.key for trip in given.trips] == ["t"]


@pytest.mark.parametrize("reader", [ARTIST, TECHNICIAN, Reader.of(BLANCHE), Reader.of(SOPHIE)])
def test_diets_are_the_assistant_s(reader: Reader):
    assert seen(FULL, reader).meals == (replace(MEAL, diets={}),)


def test_a_version_says_what_it_leaves_out():
    left = dict(left_out(FULL, ARTIST))
    assert left == {
        Left.TRUCK: 1, Left.RIGGING: 1, Left.STRIKE: 1, Left.STAGE: 1, Left.TRIPS: 1, Left.TICKETS: 1,
        Left.DIETS: 1, Left.ROOMS: 1, Left.AMOUNTS: 1, Left.INVITATIONS: 1, Left.PHONES: 1,
    }  # fmt: skip
    left = dict(left_out(FULL, TECHNICIAN))
    assert left == {
        Left.TRIPS: 1,
        Left.TICKETS: 1,
        Left.DIETS: 1,
        Left.ROOMS: 1,
        Left.AMOUNTS: 1,
        Left.INVITATIONS: 2,
        Left.PHONES: 1,
    }


def test_what_is_missing_is_told_in_the_order_of_the_feuille():
    empty = Route(on=TUESDAY, until_on=TUESDAY)
    assert [lack for lack, _count in missing(empty)] == [
        Lack.HALL, Lack.CONTRACT, Lack.SHOW, Lack.DURATION, Lack.CAPACITY, Lack.CALLS, Lack.SERVICES,
        Lack.TRIPS, Lack.ROOMS, Lack.MEALS,
    ]  # fmt: skip
    assert dict(missing(FULL)) == {Lack.TICKETS: 1, Lack.CONFIRMATIONS: 1}


def test_those_without_a_trip_or_a_bed_are_counted():
    alone = replace(FULL, trips=(TRAIN,), rooms=(SINGLE,))
    lacks = dict(missing(alone))
    assert lacks[Lack.PASSENGERS] == 1 and lacks[Lack.SLEEPERS] == 2
    shared = replace(alone, trips=(replace(VAN, seats=()),))
    assert Lack.PASSENGERS not in dict(missing(shared))


def test_a_date_does_without_what_it_was_said_not_to_need():
    spared = replace(Route(on=TUESDAY, until_on=TUESDAY), spared=frozenset(Need))
    assert not {Lack.TRIPS, Lack.ROOMS, Lack.MEALS} & dict(missing(spared)).keys()


@pytest.mark.parametrize("state", [Cession.OPTION, Cession.TO_MAKE, Cession.SENT])
def test_a_contract_is_missing_until_it_is_signed(state: Cession):
    assert Lack.CONTRACT in dict(missing(replace(FULL, contract_state=state)))


def test_the_hours_of_each_day_are_in_order_and_a_train_of_the_night_arrives_the_next():
    night = replace(TRAIN, key="n", leaves_at=1410, arrives_at=370, is_next_day=True)
    route = replace(FULL, trips=(night,), strike_at=None)
    told = [(step.on, step.minute, step.is_arrival) for step in steps(route)]
    assert told == sorted(told)
    assert (WEDNESDAY, 370, True) in told and (TUESDAY, 1410, False) in told


def told_shows(route: Route) -> list[tuple[date, int]]:
    return [(step.on, step.minute) for step in steps(route) if step.what == "show"]


def test_each_day_that_plays_tells_its_show_once_whatever_its_service_says():
    route = replace(FULL, until_on=WEDNESDAY, starts=((TUESDAY, 1230), (WEDNESDAY, 1170)))
    assert told_shows(route) == [(TUESDAY, 1200), (WEDNESDAY, 1170)]
    served = replace(route, slots=(Slot(TUESDAY, "evening", "show", 1140),))
    assert told_shows(served) == told_shows(route)
    assert not [step for step in steps(served) if isinstance(step.what, Slot)]


def test_two_performances_a_day_are_told_by_their_services():
    twice = (Slot(TUESDAY, "afternoon", "show", 870), Slot(TUESDAY, "evening", "show", 1200))
    route = replace(FULL, slots=twice)
    assert told_shows(route) == []
    assert [step.minute for step in steps(route) if isinstance(step.what, Slot)] == [870, 1200]


def test_doors_open_before_the_show_of_each_day_at_the_same_hour():
    route = replace(FULL, doors_at=1200, starts=((TUESDAY, 1200), (WEDNESDAY, 1200)))
    words = [step.what for step in steps(route) if step.what in ("doors", "show")]
    assert words == ["doors", "show", "doors", "show"]


def test_the_hour_of_the_planning_holds_until_another_is_given():
    assert replace(FULL, show_at=None, planned_at=1230).starts_at == 1230
    assert replace(FULL, show_at=1200, planned_at=1230).starts_at == 1200


def test_an_allowance_is_rounded_to_the_cent():
    assert Allowance("a", 250, 2033).cents == 5083  # 50,825


def test_a_stay_takes_the_days_of_rigging_and_of_the_road_around_it():
    days = [
        (date(2026, 12, 5), "show", "elsewhere"),
        (date(2026, 12, 6), "travel", None),
        (MONDAY, "rig", "hall"),
        (TUESDAY, "show", "hall"),
        (WEDNESDAY, "show", "hall"),
        (date(2026, 12, 10), "strike", "hall"),
        (date(2026, 12, 11), "rig", "elsewhere"),
    ]
    assert stay_of(TUESDAY, WEDNESDAY, days) == [date(2026, 12, n) for n in (6, 7, 8, 9, 10)]
    assert stay_of(TUESDAY, None, days)[-1] == TUESDAY
