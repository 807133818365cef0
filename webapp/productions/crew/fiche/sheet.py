"""What a person sent of themselves: sealed when kept, opened for the page that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from webapp.core.secret import Unreadable, seal, unseal
from webapp.productions.crew.entries import Reach
from webapp.productions.crew.models import PrivateSheet

CIVIL = ("birth_on", "birth_place", "nationality", "address", "postal_code", "city", "bank", "leave_number")
ON_SET = ("licence", "emergency_name", "emergency_phone")
SIZES = ("size_top", "size_bottom", "size_shoes")
HEALTH = ("diet", "allergies")
PRIVATE = (*CIVIL, *ON_SET, *SIZES)


@dataclass(frozen=True)
class Answers:
    """What was typed on the page of the link; what was left empty changes nothing."""

    reach: Reach
    private: Mapping[str, str]
    health: Mapping[str, str]
    shares_phone: bool


@dataclass(frozen=True)
class Opened:
    """A sheet as its page shows it."""

    values: dict[str, str] = field(default_factory=dict)
    health: dict[str, str] = field(default_factory=dict)
    is_readable: bool = True

    @property
    def reach(self) -> Reach:
        return Reach(self.values.get("name", ""), self.values.get("phone"), self.values.get("email"))


def opened(sheet: PrivateSheet) -> Opened:
    try:
        values = unseal(sheet.sealed, _purpose(sheet.member_id))
        health = unseal(sheet.health, _purpose(sheet.member_id)) if sheet.health else {}
    except Unreadable:
        return Opened(is_readable=False)
    return Opened(values, health)


def write(sheet: PrivateSheet, values: Mapping[str, str], health: Mapping[str, str]) -> None:
    sheet.sealed = seal(dict(values), _purpose(sheet.member_id))
    sheet.health = seal(dict(health), _purpose(sheet.member_id)) if health else None
    sheet.filled = [name for name in (*PRIVATE, *HEALTH) if values.get(name) or health.get(name)]


def _purpose(member_id: UUID) -> str:
    return f"fiche {member_id}"
