"""Who has opened, confirmed, or not answered: the last receipt of each, and what each version was answered."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from webapp.core.formats import time_of_day
from webapp.productions.callsheets import labels, sending, words
from webapp.productions.callsheets.forms import AddressForm
from webapp.productions.callsheets.models import Receipt
from webapp.productions.callsheets.queries import File, receipts_of

PAGE = 25
ORDER = {"refused": 0, "worried": 1, "pending": 2, "opened": 3, "confirmed": 4}


@dataclass(frozen=True)
class Asked:
    """One person on the list."""

    receipt: Receipt
    phone: str | None
    call: int | None
    sms: str  # an address that writes the message, when there is a phone to write to

    @property
    def rank(self) -> tuple[int, str]:
        receipt = self.receipt
        if receipt.refused_at and not receipt.confirmed_at:
            return ORDER["refused"], receipt.name
        if receipt.worry and not receipt.confirmed_at:
            return ORDER["worried"], receipt.name
        return ORDER[receipt.state], receipt.name


def page(
    file: File, *, state: str = "all", number: int = 1, fixing: tuple[str, AddressForm] | None = None
) -> dict[str, Any]:
    rows = receipts_of(file.sheet.id)
    latest: dict[str, tuple[Receipt, str | None]] = {}
    for receipt, phone in rows:
        latest.setdefault(receipt.member_key, (receipt, phone))
    lines = sending.last_lines(*file.sent)
    people = sorted((_asked(file, *pair, lines) for pair in latest.values()), key=lambda one: one.rank)
    state = state if state in labels.STATES else "all"
    version = file.current
    assert version
    shown = [one for one in people if state in ("all", one.receipt.state)]
    pages = max(1, -(-len(shown) // PAGE))
    number = min(max(number, 1), pages)
    return {
        "file": file,
        "version": version,
        "people": shown[(number - 1) * PAGE : number * PAGE],
        "page_number": number,
        "pages": pages,
        "counts": {name: sum(name in ("all", one.receipt.state) for one in people) for name in labels.STATES},
        "waiting": sum(
            1
            for one in people
            if not one.receipt.confirmed_at and one.receipt.email and not one.receipt.refused_at
        ),
        "answered": {
            sent.number: (
                sum(receipt.number == sent.number for receipt, _phone in rows),
                sum(receipt.number == sent.number and bool(receipt.confirmed_at) for receipt, _phone in rows),
            )
            for sent in file.sent
        },
        "state": state,
        "fixing": fixing,
        "address": sending.group_address(file),
        "shared": words.share_text(version.sheet, sending.group_address(file)),
        "labels": labels,
        "words": words,
    }


def _asked(file: File, receipt: Receipt, phone: str | None, lines: dict[str, Any]) -> Asked:
    line = lines.get(receipt.member_key)
    return Asked(receipt, phone, line.call if line else None, _sms(file, receipt, phone, line))


def _sms(file: File, receipt: Receipt, phone: str | None, line: Any) -> str:
    if not phone or receipt.link_id is None or receipt.confirmed_at or file.current is None:
        return ""
    own = time_of_day(line.call) if line else ""
    said = " · ".join(part for part in (words.share_text(file.current.sheet), own) if part)
    return f"sms:{phone}?body={quote(f'{said} {sending.own_address(receipt)}')}"
