"""What a person writes about a contact, as plain values: made by the form, the import and the seed alike."""

from dataclasses import dataclass

from webapp.contacts.models import Kind


@dataclass(frozen=True)
class Details:
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
    siret: str | None = None
    naf: str | None = None
    idcc: str | None = None
    is_guso: bool = False
    payroll_contact: str | None = None
    payroll_email: str | None = None
    payroll_phone: str | None = None
    payroll_provider: str | None = None
    employee_space_url: str | None = None


PERSON_ONLY = ("job",)
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
EVERYONE = ("name", "phone", "email", "address", "postal_code", "city", "notes")
