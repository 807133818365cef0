"""What is missing of someone in a crew, told before it holds something up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=8)  # a DPAE is sent in the eight days before the start: code du travail, R1221-4
NOTICE = timedelta(days=21)


class Lack(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    DATES = "dates"
    DPAE = "dpae"
    CONTRACT = "contract"
    SHEET = "sheet"  # fiche de renseignements
    ADDRESS = "address"
    BANK = "bank"
    LEAVE_NUMBER = "leave_number"  # congés spectacles


# Of a sheet once received, what the pay cannot do without.
ASKED_BY_PAY = (Lack.ADDRESS, Lack.BANK, Lack.LEAVE_NUMBER)


@dataclass(frozen=True)
class Facts:
    has_phone: bool
    has_email: bool
    start_on: date | None
    end_on: date | None
    has_contract: bool  # employed: neither on invoice, nor a volunteer
    is_signed: bool
    dpae_on: date | None
    is_extra: bool = False
    sheet: Collection[str] | None = None  # the names of what was filled in, once it was received


def lacking(facts: Facts, today: date) -> list[Lack]:
    """In the order they are asked for. A contract is missing when the start is near or past."""
    is_near = facts.start_on is not None and facts.start_on <= today + SOON
    found = {
        Lack.PHONE: not facts.has_phone,
        Lack.EMAIL: not facts.has_email and not facts.is_extra,
        Lack.DATES: facts.start_on is None or facts.end_on is None,
        Lack.DPAE: facts.has_contract and is_near and facts.dpae_on is None,
        Lack.CONTRACT: facts.has_contract and is_near and not facts.is_signed,
        Lack.SHEET: facts.has_contract and is_near and facts.sheet is None,
    }
    if facts.sheet is not None and facts.has_contract:
        found |= {lack: lack.value not in facts.sheet for lack in ASKED_BY_PAY}
    return [lack for lack in Lack if found.get(lack)]


def works_unsigned(facts: Facts, day: date) -> bool:
    """At work on a day without a signed contract: the signature comes before taking up the post."""
    is_in = (
        facts.start_on is not None and facts.start_on <= day and (facts.end_on is None or day <= facts.end_on)
    )
    return facts.has_contract and not facts.is_signed and is_in


def ends_soon(end_on: date | None, today: date) -> bool:
    return end_on is not None and today <= end_on <= today + NOTICE
