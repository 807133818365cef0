"""What is typed of someone in a crew, as plain values: made by the form, the pasted lines and the seed alike."""

from dataclasses import dataclass
from datetime import date

from webapp.productions.crew.models import ContractStatus, Department


@dataclass(frozen=True)
class Reach:
    """Who they are: kept in the contact, for every production."""

    name: str
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Entry:
    """What they do on this production."""

    department: Department
    contract_job: str
    credit_job: str | None = None
    role_number: str | None = None
    role_name: str | None = None
    unit: int | None = None
    start_on: date | None = None
    end_on: date | None = None
    contract_status: ContractStatus = ContractStatus.TO_MAKE
    contract_sent_on: date | None = None
    dpae_on: date | None = None
    shares_phone: bool = True
    agent: str | None = None  # by name; created when nobody has it yet
    notes: str | None = None


WRITTEN = (
    "department",
    "contract_job",
    "credit_job",
    "role_number",
    "role_name",
    "unit",
    "start_on",
    "end_on",
    "contract_status",
    "contract_sent_on",
    "dpae_on",
    "shares_phone",
    "notes",
)
# What another production may take over: the job, not its days nor its papers.
COPIED = ("contact_id", "agent_id", "department", "contract_job", "credit_job", "shares_phone")
