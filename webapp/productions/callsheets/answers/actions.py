"""What is answered from a link."""

from uuid import UUID

from webapp.core import clock
from webapp.core.db import db, write_after_all
from webapp.core.formats import moment
from webapp.core.tenancy import act_as
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.productions.callsheets.models import Receipt
from webapp.productions.callsheets.queries import latest_of, receipt_by_id

LONGEST_WORRY = 1000
MOST_WORRIES = 5000


def note_opening(workspace_id: UUID, receipt_id: UUID) -> None:
    """The page is drawn: that it was opened is written after it."""
    write_after_all()
    act_as(db(), workspace=workspace_id)
    receipt = receipt_by_id(receipt_id)
    if receipt is not None and receipt.opened_at is None:
        receipt.opened_at = clock.now()
        db().flush()


def confirm(receipt: Receipt, *, by_group: bool = False) -> None:
    """« Bien reçu », once: the first time counts."""
    if receipt.confirmed_at is None:
        receipt.opened_at = receipt.opened_at or clock.now()
        receipt.confirmed_at, receipt.is_by_group = clock.now(), by_group
        db().flush()


def worry(receipt: Receipt, text: str) -> None:
    """Kept one under another; what is too long in all is refused rather than cut."""
    said = f"{moment(clock.now())}\u00a0: {text}"
    told = "\n".join(part for part in (receipt.worry, said) if part)
    if len(told) > MOST_WORRIES:
        raise Refused(sentence("Trop de messages ici\u00a0: appelez la production."))
    receipt.opened_at = receipt.opened_at or clock.now()
    receipt.worry, receipt.worried_at = told, clock.now()
    db().flush()


def named_in_group(sheet_id: UUID, public_id: str) -> Receipt | None:
    """Only somebody of this very sheet may be chosen."""
    found = (one for one in latest_of(sheet_id).values() if one.public_id == public_id)
    return next(found, None)
