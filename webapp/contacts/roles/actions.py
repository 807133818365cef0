"""What changes the roles of somebody."""

from dataclasses import dataclass
from datetime import date

from webapp.contacts.actions import company_kept
from webapp.contacts.gestures.actions import keep
from webapp.contacts.models import Contact, Gesture, GestureKind, Role
from webapp.core.db import db


@dataclass(frozen=True)
class Held:
    job: str
    company: str | None = None  # by its name; created when nobody has it yet
    show: str | None = None
    start_on: date | None = None
    end_on: date | None = None


def add_role(contact: Contact, held: Held) -> Role:
    role = Role(contact_id=contact.id)
    _write(role, held)
    db().add(role)
    db().flush()
    return role


def update_role(role: Role, held: Held) -> None:
    _write(role, held)
    db().flush()


def delete_role(role: Role) -> Gesture:
    gesture = keep(GestureKind.ROLE, {"contact": str(role.contact_id), "row": row_of(role)})
    db().delete(role)
    db().flush()
    return gesture


def row_of(role: Role) -> dict[str, str | None]:
    """A role as it can be made again."""
    kept = {"id": role.id, "company_id": role.company_id}
    return {
        **{name: str(value) if value else None for name, value in kept.items()},
        **{name: getattr(role, name) for name in ("public_id", "job", "show")},
        **{
            name: day.isoformat() if day else None
            for name, day in (("start_on", role.start_on), ("end_on", role.end_on))
        },
    }


def _write(role: Role, held: Held) -> None:
    role.company_id = company_kept(role.company_id, held.company).id if held.company else None
    for name in ("job", "show", "start_on", "end_on"):
        setattr(role, name, getattr(held, name))
