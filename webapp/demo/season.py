"""Three shows at once: a feature of 28 days, a play on tour for twelve dates, a short."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from webapp.contacts.models import Contact, Kind
from webapp.core.db import db
from webapp.demo import tour
from webapp.places.models import Keeper, Place, PlaceKind
from webapp.productions.actions import production_titled
from webapp.productions.crew.models import ContractStatus, Department, Member
from webapp.productions.models import Production
from webapp.productions.planning.models import (
    Day,
    DayKind,
    Effect,
    Half,
    Light,
    Sequence,
    Service,
    Strip,
    StripKind,
)

SCRIPT = Path(__file__).with_name("sequences.csv")
CREW = Path(__file__).with_name("crew.csv")
ARMISTICE = date(2026, 11, 11)
FIRST, LAST = date(2026, 11, 5), date(2026, 12, 15)

# Name, kind, address, postal code, city, latitude, longitude.
PLACES = (
    ("Criée de Saint-Malo", PlaceKind.SET, "Quai de Terre-Neuve", "35400", "Saint-Malo", 48.6455, -2.0167),
    ("Quai des Bées", PlaceKind.SET, "Chaussée des Corsaires", "35400", "Saint-Malo", 48.6481, -2.0219),
    ("Plage du Sillon", PlaceKind.SET, "Chaussée du Sillon", "35400", "Saint-Malo", 48.6566, -2.0073),
    ("Maison Kerrien", PlaceKind.SET, "14 rue de la Pointe", "35260", "Cancale", 48.6761, -1.8517),
    ("Bar Le Phare", PlaceKind.SET, "3 rue des Marins", "35400", "Saint-Malo", 48.6497, -2.0257),
    ("Lycée maritime", PlaceKind.BASE, "36 rue de la Croix-Désilles", "35400", "Saint-Malo", 48.6406, -1.9972),
    ("Studio Faubourg, plateau B", PlaceKind.STUDIO, "12 rue des Taillandiers", "75011", "Paris", 48.8556, 2.3744),
    ("Théâtre des Halles", PlaceKind.HALL, "2 place des Halles", "35000", "Rennes", 48.1113, -1.6800),
    ("Le Carré", PlaceKind.HALL, "Rue de l’Hermine", "56000", "Vannes", 47.6559, -2.7603),
    ("Scène du Jarlot", PlaceKind.HALL, "Place Cornic", "29600", "Morlaix", 48.5779, -3.8280),
    ("La Passerelle du Port", PlaceKind.HALL, "Quai de la Fosse", "44000", "Nantes", 47.2096, -1.5672),
)  # fmt: skip
WHERE = {
    "Criée": "Criée de Saint-Malo",
    "Cour": "Criée de Saint-Malo",
    "Quai": "Quai des Bées",
    "Chalutier": "Quai des Bées",
    "Plage": "Plage du Sillon",
    "Pointe": "Plage du Sillon",
    "Maison": "Maison Kerrien",
}

NUIT_SCRIPT = (
    ("1", Effect.EXT, Light.NIGHT, "Rue du Faubourg", "La veilleuse prend son poste.", 7, 60, ["1"]),
    ("2", Effect.INT, Light.NIGHT, "Hall", "Le livreur n’a pas de code.", 14, 110, ["1", "2"]),
    ("3", Effect.INT, Light.NIGHT, "Ascenseur", "La panne.", 22, 175, ["1", "2"]),
    ("4", Effect.INT, Light.NIGHT, "Toit", "Ils mangent les pizzas froides.", 18, 140, ["1", "2"]),
    ("5", Effect.EXT, Light.DAWN, "Rue du Faubourg", "Il repart, elle garde le casque.", 6, 50, ["1", "2"]),
)
# Hall, day of the fit-up, days of performance.
TOUR = (
    ("Théâtre des Halles", date(2026, 11, 17), (18, 19, 20)),
    ("Le Carré", date(2026, 11, 26), (27, 28)),
    ("Scène du Jarlot", date(2026, 12, 8), (9, 10, 11)),
    ("La Passerelle du Port", date(2026, 12, 15), (16, 17, 18, 19)),
)


def plan(move: timedelta) -> None:
    """Places, people, days and what is on them, moved like the rest of the demo."""
    places = {place.name: place for place in _places()}
    feature, play, short = (
        production_titled(title) for title in ("Les Marées", "La Grande Lessive", "Nuit blanche")
    )
    _crew(feature, date(2026, 11, 2) + move, LAST + timedelta(days=3) + move)
    _crew(play, date(2026, 11, 14) + move, date(2026, 12, 20) + move)
    _crew(short, date(2027, 1, 8) + move, date(2027, 1, 16) + move)
    db().flush()
    _feature(feature.id, places, move)
    _tour(play.id, places, move)
    tour.fill(play.id)
    _short(short.id, places, move)
    db().flush()


def _places() -> Iterator[Place]:
    for name, kind, address, postal_code, city, latitude, longitude in PLACES:
        place = Place(
            kind=kind, name=name, address=address, postal_code=postal_code, city=city,
            latitude=latitude, longitude=longitude,
        )  # fmt: skip
        if city in {"Saint-Malo", "Cancale"}:
            place.hospital, place.hospital_phone = "CH de Saint-Malo, 1 rue de la Marne", "+33299212121"
            place.parking = "Ventousage dès 5 h devant l’entrée, véhicules techniques seulement."
        place.refold()
        db().add(place)
        db().flush()
        if kind is PlaceKind.HALL:
            _fit_out(place)
        yield place


def _fit_out(hall: Place) -> None:
    hall.capacity, hall.stage_width, hall.stage_depth, hall.stage_height = 480, 1200, 1050, 750
    hall.truck_access = "Quai de déchargement à l’arrière, 19 t, hayon."
    hall.dressing_rooms = "Quatre loges, douche, lave-linge."
    keepers = (
        ("Directrice technique", "Armelle Guivarch", "+33298000010"),
        ("Gardien", None, "+33298000011"),
    )
    for position, (job, name, phone) in enumerate(keepers):
        db().add(Keeper(place_id=hall.id, position=position, job=job, name=name, phone=phone))


def _crew(production: Production, start_on: date, end_on: date) -> None:
    with CREW.open(encoding="utf-8", newline="") as file:
        people = [r for r in csv.DictReader(file, delimiter=";") if r["Production"] == production.title]
    for rank, row in enumerate(people):
        db().add(
            Member(
                production_id=production.id,
                contact_id=_person(row, rank).id,
                department=Department(row["Département"]),
                position=rank,
                contract_job=row["Emploi"],
                role_number=row["N°"] or None,
                role_name=row["Rôle"] or None,
                start_on=start_on,
                end_on=end_on,
                contract_status=ContractStatus.SENT if rank % 7 == 5 else ContractStatus.SIGNED,
                dpae_on=start_on - timedelta(days=3),
            )
        )


def _person(row: dict[str, str], rank: int) -> Contact:
    """Who is in the address book already, or someone new."""
    name = row["Nom"]
    contact = db().scalar(select(Contact).where(Contact.name == name, Contact.deleted_at.is_(None)))
    if contact is None:
        mail = f"{name.split()[0].lower()}{rank}@equipe.example"
        contact = Contact(
            kind=Kind.PERSON, name=name, job=row["Emploi"], phone=row["Mobile"] or None, email=mail
        )
        contact.refold()
        db().add(contact)
        db().flush()
    return contact


def _feature(production_id: UUID, places: dict[str, Place], move: timedelta) -> None:
    days = []
    on = FIRST
    while on <= LAST:
        if on.weekday() < 5 and on != ARMISTICE:
            days.append(Day(production_id=production_id, on=on + move, call_minute=435, ready_minute=480,
                            meal_minute=750, end_minute=1080))  # fmt: skip
        on += timedelta(days=1)
    sequences = list(_script(production_id, places))
    db().add_all([*days, *sequences])
    db().flush()
    for rank, sequence in enumerate(sequences[:-2]):  # two wait in the pool
        day = days[rank * len(days) // (len(sequences) - 2)]
        day.place_id = day.place_id or sequence.place_id
        if sequence.light == Light.NIGHT and day.ready_minute == 480:
            day.call_minute, day.ready_minute, day.meal_minute, day.end_minute = 840, 900, 1170, 60
        db().add(Strip(day_id=day.id, position=rank % 3, kind=StripKind.SEQUENCE, sequence_id=sequence.id))


def _script(production_id: UUID, places: dict[str, Place]) -> Iterator[Sequence]:
    with SCRIPT.open(encoding="utf-8", newline="") as file:
        for rank, row in enumerate(csv.DictReader(file, delimiter=";")):
            where = WHERE.get(row["Décor"].split()[0].rstrip(","))
            yield Sequence(
                production_id=production_id, number=row["Séq"], sort_key=f"{rank:06d}",
                effect=Effect(row["Effet"].lower()), light=Light(row["Lumière"].lower()), set_name=row["Décor"],
                place_id=places[where].id if where else None, summary=row["Résumé"], story_day=row["Jour récit"],
                eighths=int(row["Huitièmes"]), seconds=int(row["Secondes"]),
                roles=[role.strip() for role in row["Rôles"].split(",") if role.strip()],
                extras=int(row["Figurants"]) if row["Figurants"] else None,
            )  # fmt: skip


def _tour(production_id: UUID, places: dict[str, Place], move: timedelta) -> None:
    for hall, rig_on, shows in TOUR:
        place = places[hall]
        rig = Day(production_id=production_id, on=rig_on + move, kind=DayKind.RIG, place_id=place.id,
                  call_minute=540, end_minute=1320)  # fmt: skip
        db().add(rig)
        db().flush()
        db().add_all(_services(rig, DayKind.RIG, DayKind.FOCUS, DayKind.RUN))
        for number in shows:
            show = Day(production_id=production_id, on=rig_on.replace(day=number) + move, kind=DayKind.SHOW,
                       place_id=place.id, call_minute=840, ready_minute=1230, end_minute=1350)  # fmt: skip
            db().add(show)
            db().flush()
            db().add_all(_services(show, None, DayKind.REHEARSAL, DayKind.SHOW))


def _services(day: Day, *kinds: DayKind | None) -> Iterator[Service]:
    hours = ((540, 780), (840, 1080), (1200, 1320))
    for position, (half, kind, (start, end)) in enumerate(zip(Half, kinds, hours, strict=True)):
        if kind is not None:
            yield Service(
                day_id=day.id, position=position, half=half, kind=kind, start_minute=start, end_minute=end
            )


def _short(production_id: UUID, places: dict[str, Place], move: timedelta) -> None:
    studio = places["Studio Faubourg, plateau B"]
    for rank, (number, effect, light, set_name, summary, eighths, seconds, roles) in enumerate(NUIT_SCRIPT):
        day = Day(production_id=production_id, on=date(2027, 1, 11 + rank) + move, place_id=studio.id,
                  call_minute=990, ready_minute=1080, meal_minute=1290, end_minute=150)  # fmt: skip
        sequence = Sequence(
            production_id=production_id, number=number, sort_key=f"{rank:06d}", effect=effect, light=light,
            set_name=set_name, place_id=studio.id, summary=summary, eighths=eighths, seconds=seconds, roles=roles,
        )  # fmt: skip
        db().add_all([day, sequence])
        db().flush()
        db().add(Strip(day_id=day.id, kind=StripKind.SEQUENCE, sequence_id=sequence.id))
