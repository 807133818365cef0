"""Closed by default: every view says who may ask, or is refused."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from webapp.domain.permissions import Permission

View = TypeVar("View", bound=Callable[..., Any])


class Door(StrEnum):
    """What a view asks for besides a permission."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"
    LINK = "link"


def access(mark: Permission | Door) -> Callable[[View], View]:
    """Mark a view; the gate reads the mark before the view runs."""

    def marked(view: View) -> View:
        view.access = mark  # type: ignore[attr-defined]
        return view

    return marked


def mark_of(view: Callable[..., Any] | None) -> Permission | Door | None:
    return getattr(view, "access", None)


public = access(Door.PUBLIC)
signed_in = access(Door.SIGNED_IN)
