"""Jobs follow the cards they name: an employer that is another card now, somebody who called and is renamed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from webapp.contacts.merging.recording import Recording
from webapp.contacts.merging.signals import contacts_merging, names_moved
from webapp.contacts.models import Contact
from webapp.contacts.signals import contact_renamed
from webapp.engagements.actions import refold_of_employers, write_callers
from webapp.engagements.models import Engagement
from webapp.engagements.queries import callers_named


def init_app() -> None:
    names_moved.connect(_refold)
    contacts_merging.connect(_call_alike)
    contact_renamed.connect(_follow_the_name)


def _refold(_sender: Any, ids: Sequence[UUID]) -> None:
    refold_of_employers(ids)


def _call_alike(recording: Recording) -> None:
    """Who called is written by name: both names are now one person's."""
    ours = (recording.kept.id, recording.gone.id)
    said = [
        text for name in (recording.kept.name, recording.gone.name) for text in callers_named(name, *ours)
    ]
    for text in dict.fromkeys(said):
        if text != recording.name:
            recording.change(Engagement, "called_by", text, recording.name)


def _follow_the_name(contact: Contact, before: str) -> None:
    if contact.is_company:
        refold_of_employers([contact.id])
    else:
        write_callers(callers_named(before, contact.id), contact.name)
