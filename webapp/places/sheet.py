"""What a person writes about a place, as plain values: made by the form and the seed alike."""

from dataclasses import dataclass, field

from webapp.places.models import PlaceKind

HALLS = frozenset({PlaceKind.HALL, PlaceKind.STUDIO})  # those with seats or a stage


@dataclass(frozen=True)
class Call:
    """Someone to ask for there."""

    job: str
    name: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Sheet:
    name: str
    kind: PlaceKind = PlaceKind.SET
    address: str | None = None
    postal_code: str | None = None
    city: str | None = None
    coordinates: tuple[float, float] | None = None
    access: str | None = None
    parking: str | None = None
    power: str | None = None
    hospital: str | None = None
    hospital_phone: str | None = None
    notes: str | None = None
    # Of a hall alone.
    capacity: int | None = None
    stage_width: int | None = None
    stage_depth: int | None = None
    stage_height: int | None = None
    truck_access: str | None = None
    dressing_rooms: str | None = None
    hotels: str | None = None
    keepers: tuple[Call, ...] = field(default=())


EVERYWHERE = (
    "name",
    "kind",
    "address",
    "postal_code",
    "city",
    "access",
    "parking",
    "power",
    "hospital",
    "hospital_phone",
    "notes",
)
HALL_ONLY = (
    "capacity",
    "stage_width",
    "stage_depth",
    "stage_height",
    "truck_access",
    "dressing_rooms",
    "hotels",
)
