"""Where one came from, and so where one goes back: the list of what is expected, or the engagement."""

from flask import request, url_for

from webapp.engagements.models import PaperKind
from webapp.engagements.papers.queries import Slot

PAPER = "/w/<workspace>/engagements/papers/<paper_id>"


def kind_named(asked: str) -> PaperKind | None:
    return PaperKind(asked) if asked in list(PaperKind) else None


def listed() -> str:
    """The kind of papers the list shows, or `all`, when one came from there; nothing from an engagement."""
    found = request.values.get("listed", "")
    return found if found in ("all", *PaperKind) else ""


def back_from(slot: Slot) -> str:
    return back_to(slot.row.engagement_id)


def back_to(engagement_id: str) -> str:
    return url_for(".papers", kind=listed()) if listed() else url_for(".show", public_id=engagement_id)
