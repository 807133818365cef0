"""What a person writes about a contact, as plain values: made by the form, the import and the seed alike."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from webapp.contacts.models import Kind, WayKind


@dataclass(frozen=True)
class WayDetails:
    kind: WayKind
    value: str  # a phone is E.164
    label: str | None = None


@dataclass(frozen=True)
class Details:
    """Of `ways` and `tags`, None leaves what is there; a tuple replaces it."""

    kind: Kind
    name: str
    job: str | None = None
    company: str | None = None  # by its name; created when nobody has it yet
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    postal_code: str | None = None
    city: str | None = None
    notes: str | None = None
    languages: str | None = None
    driving_licence: str | None = None
    birthday: str | None = None  # 1988-03-14 or --03-14
    met: str | None = None
    introduced_by_id: UUID | None = None
    source: str | None = None
    consented_on: date | None = None
    ways: tuple[WayDetails, ...] | None = None  # besides the first phone and the first mail
    tags: tuple[str, ...] | None = None  # by their names; created when nobody has them yet
    siret: str | None = None
    naf: str | None = None
    idcc: str | None = None
    is_guso: bool = False
    payroll_contact: str | None = None
    payroll_email: str | None = None
    payroll_phone: str | None = None
    payroll_provider: str | None = None
    employee_space_url: str | None = None


PERSON_ONLY = ("job", "languages", "driving_licence", "birthday")
COMPANY_ONLY = (
    "siret",
    "naf",
    "idcc",
    "is_guso",
    "payroll_contact",
    "payroll_email",
    "payroll_phone",
    "payroll_provider",
    "employee_space_url",
)
EVERYONE = (
    "name",
    "phone",
    "email",
    "address",
    "postal_code",
    "city",
    "notes",
    "met",
    "introduced_by_id",
    "source",
    "consented_on",
)
