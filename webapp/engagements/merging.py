"""Jobs whose employer is now another card are found by its name."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from webapp.contacts.merging.signals import names_moved
from webapp.engagements.actions import refold_of_employers


def init_app() -> None:
    names_moved.connect(_refold)


def _refold(_sender: Any, ids: Sequence[UUID]) -> None:
    refold_of_employers(ids)
