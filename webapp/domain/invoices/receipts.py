"""What came in for each document, cut by what it was for: the parts of payments add up to them, to the cent.

A payment pays every line of its invoice in proportion, and the last one takes what the others left. VAT on services is
due on what is received, on goods when they are invoiced, on everything when invoiced by option for debits: CGI art. 269
https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006069577 (since 2026-09-01 CIBS, same rule).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from webapp.domain.invoices.document import Category, Kind, Line, Nature, Treatment, VatRegime
from webapp.domain.invoices.totals import groups_of, net_of_line
from webapp.domain.money import half_up


class Account(StrEnum):
    """What money is for."""

    SERVICES = "services"
    GOODS = "goods"
    DISBURSED = "disbursed"  # débours: given back, never turnover
    OVERPAID = "overpaid"  # to be given back


ACCOUNTS = {Nature.GOODS: Account.GOODS, Nature.DISBURSEMENT: Account.DISBURSED}
TURNOVER = (Account.SERVICES, Account.GOODS)


@dataclass(frozen=True, order=True)
class Part:
    """The net, or the VAT, of the lines of one account, category and rate."""

    account: Account
    category: Category
    vat_bp: int
    is_vat: bool = False


Cut = Mapping[Part, int]
OVERPAID = Part(Account.OVERPAID, Category.EXEMPT, 0)


@dataclass(frozen=True)
class Paid:
    """Money for a document: in for an invoice, back for a credit note."""

    key: str
    on: date
    cents: int
    means: str = ""


@dataclass(frozen=True)
class Bill:
    """An issued document as a ledger reads it; `owed` is what is left once deposits are taken off."""

    key: str
    kind: Kind
    number: str
    issued_on: date
    regime: VatRegime
    treatment: Treatment
    whole: Cut
    owed: Cut
    original: str | None = None
    paid: Sequence[Paid] = ()
    client: str = ""
    siren: str = ""
    title: str = ""
    page: str = ""

    @property
    def sign(self) -> int:
        return -1 if self.kind is Kind.CREDIT else 1


@dataclass(frozen=True)
class Receipt:
    """A payment and its parts; what is given back is below zero."""

    bill: Bill
    paid: Paid
    parts: Cut

    @property
    def cents(self) -> int:
        return self.bill.sign * self.paid.cents

    @property
    def on(self) -> date:
        return self.paid.on

    @property
    def turnover_cents(self) -> int:
        """Without VAT, débours and what was paid too much."""
        return sum(self.turnover(account) for account in TURNOVER)

    @property
    def vat_cents(self) -> int:
        return sum(cents for part, cents in self.parts.items() if part.is_vat)

    @property
    def disbursed_cents(self) -> int:
        return self._of(Account.DISBURSED)

    @property
    def overpaid_cents(self) -> int:
        return self._of(Account.OVERPAID)

    def turnover(self, account: Account) -> int:
        return sum(cents for part, cents in self.parts.items() if part.account is account and not part.is_vat)

    def _of(self, account: Account) -> int:
        return sum(cents for part, cents in self.parts.items() if part.account is account)


def cut(lines: Iterable[Line]) -> dict[Part, int]:
    """The VAT of a rate is that of the sum of its lines; of two accounts of one rate, the last takes the rest."""
    known = list(lines)
    nets: dict[Part, int] = defaultdict(int)
    for line in known:
        nets[Part(ACCOUNTS.get(line.nature, Account.SERVICES), line.category, line.vat_bp)] += net_of_line(
            line
        )
    found = dict(nets)
    for group in groups_of(known):
        own = sorted(part for part in nets if (part.category, part.vat_bp) == (group.category, group.vat_bp))
        left = group.vat_cents
        for part in own:
            vat = left if part == own[-1] else half_up(Fraction(nets[part] * part.vat_bp, 10_000))
            left -= vat
            if vat:
                found[Part(part.account, part.category, part.vat_bp, is_vat=True)] = vat
    return found


def less(owed: Cut, *taken: Cut) -> dict[Part, int]:
    """What remains; a part that comes to nothing is left out."""
    found = dict(owed)
    for one in taken:
        for part, cents in one.items():
            found[part] = found.get(part, 0) - cents
    return {part: cents for part, cents in found.items() if cents}


def share(cents: int, remaining: Cut) -> dict[Part, int]:
    """What a sum pays of what remains, in proportion; all of it when it is enough, the rest being paid too much."""
    left = max(0, sum(remaining.values()))
    if not left:
        return {OVERPAID: cents}
    if cents >= left:
        over = {OVERPAID: cents - left} if cents > left else {}
        return {**remaining, **over}
    owed = {part: own for part, own in sorted(remaining.items()) if own > 0}
    whole = sum(owed.values())
    found = {part: cents * own // whole for part, own in owed.items()}
    missing = cents - sum(found.values())
    for part in sorted(owed, key=lambda part: -(cents * owed[part] % whole))[:missing]:
        found[part] += 1
    return {part: own for part, own in found.items() if own}


def share_back(cents: int, too_much: int, note: Cut) -> dict[Part, int]:
    """What a refund gives back: first what was paid too much, then what the credit note takes off."""
    over = min(cents, too_much)
    found = share(cents - over, note) if cents > over else {}
    return less(found, {OVERPAID: -over})


def received(bills: Sequence[Bill]) -> list[Receipt]:
    """Every payment of these documents, in the order of days. A credit note comes with the invoice it corrects."""
    notes: dict[str, list[Bill]] = defaultdict(list)
    for bill in bills:
        if bill.kind is Kind.CREDIT:
            notes[bill.original or ""].append(bill)
    known = {bill.key for bill in bills}
    alone = [note for key, own in notes.items() if key not in known for note in own]
    invoices = [bill for bill in bills if bill.kind is not Kind.CREDIT]
    found = [one for bill in invoices for one in _of_family(bill, notes.get(bill.key, []))]
    found += [one for note in alone for one in _of_family(None, [note])]
    return sorted(found, key=lambda one: (one.on, one.bill.number, one.paid.key))


@dataclass
class _Events:
    rows: list[tuple[date, int, str, Bill, Paid | None]] = field(default_factory=list)

    def add(self, on: date, bill: Bill, paid: Paid | None) -> None:
        """A credit note counts before the payments of its day."""
        self.rows.append((on, int(paid is not None), paid.key if paid else bill.key, bill, paid))

    def __iter__(self) -> Iterator[tuple[Bill, Paid | None]]:
        return ((bill, paid) for *_order, bill, paid in sorted(self.rows, key=lambda row: row[:3]))


def _of_family(invoice: Bill | None, notes: Sequence[Bill]) -> Iterator[Receipt]:
    events = _Events()
    for bill in (*([invoice] if invoice else []), *notes):
        if bill is not invoice:
            events.add(bill.issued_on, bill, None)
        for one in bill.paid:
            events.add(one.on, bill, one)
    remaining = dict(invoice.owed) if invoice else {}
    to_give_back = {note.key: dict(note.whole) for note in notes}
    too_much = 0
    for bill, paid in events:
        if paid is None:
            remaining = less(remaining, bill.whole)
        elif bill is invoice:
            parts = share(paid.cents, remaining)
            remaining = less(remaining, _without_overpaid(parts))
            too_much += parts.get(OVERPAID, 0)
            yield Receipt(bill, paid, parts)
        else:
            given = share_back(paid.cents, too_much, to_give_back[bill.key])
            own = _without_overpaid(given)
            too_much = max(0, too_much - given.get(OVERPAID, 0))
            to_give_back[bill.key] = less(to_give_back[bill.key], own)
            parts = {part: -cents for part, cents in given.items()}
            remaining = less(remaining, _without_overpaid(parts))
            yield Receipt(bill, paid, parts)


def _without_overpaid(parts: Cut) -> dict[Part, int]:
    return {part: cents for part, cents in parts.items() if part.account is not Account.OVERPAID}


@dataclass(frozen=True)
class Rate:
    """VAT collected at one rate."""

    vat_bp: int
    base_cents: int
    vat_cents: int


@dataclass(frozen=True)
class VatFigures:
    """What a VAT return asks for of the sales of a period; bases without French VAT stand apart."""

    rates: tuple[Rate, ...] = ()
    eu_cents: int = 0
    abroad_cents: int = 0

    @property
    def vat_cents(self) -> int:
        return sum(rate.vat_cents for rate in self.rates)

    @property
    def base_cents(self) -> int:
        return sum(rate.base_cents for rate in self.rates)


def vat_figures(
    bills: Sequence[Bill], receipts: Sequence[Receipt], first_on: date, last_on: date
) -> VatFigures:
    """Of a period, its two ends included; credit notes deducted, documents in franchise left out of the rates."""
    due: dict[Part, int] = defaultdict(int)
    apart: dict[Treatment, int] = defaultdict(int)
    for bill, sign, parts in _invoiced(bills, first_on, last_on):
        if bill.treatment in (Treatment.REVERSE_CHARGE, Treatment.OUTSIDE_EU):
            apart[bill.treatment] += sign * sum(c for part, c in parts.items() if part.account in TURNOVER)
        for part, cents in parts.items():
            if _is_due_when_invoiced(bill, part):
                due[part] += sign * cents
    for receipt in receipts:
        if first_on <= receipt.on <= last_on:
            for part, cents in receipt.parts.items():
                if _is_due_when_received(receipt.bill, part):
                    due[part] += cents
    return VatFigures(
        rates=tuple(_rates(due)),
        eu_cents=apart[Treatment.REVERSE_CHARGE],
        abroad_cents=apart[Treatment.OUTSIDE_EU],
    )


def _invoiced(
    bills: Sequence[Bill], first_on: date, last_on: date
) -> Iterator[tuple[Bill, int, Mapping[Part, int]]]:
    """Each document of the period; a corrective also takes back the one it replaces."""
    known = {bill.key: bill for bill in bills}
    for bill in bills:
        if not first_on <= bill.issued_on <= last_on:
            continue
        yield bill, bill.sign, bill.whole if bill.kind is Kind.CREDIT else bill.owed
        replaced = known.get(bill.original or "") if bill.kind is Kind.CORRECTIVE else None
        if replaced:
            yield replaced, -1, replaced.owed


def _is_due_when_invoiced(bill: Bill, part: Part) -> bool:
    if part.category is not Category.STANDARD or bill.regime is VatRegime.FRANCHISE:
        return False
    return bill.regime is VatRegime.DEBITS or (
        part.account is Account.GOODS and bill.kind is not Kind.DEPOSIT
    )


def _is_due_when_received(bill: Bill, part: Part) -> bool:
    if part.category is not Category.STANDARD or bill.regime is not VatRegime.RECEIPTS:
        return False
    return not _is_due_when_invoiced(bill, part)


def _rates(due: Cut) -> Iterator[Rate]:
    """The highest first; a rate of nothing is left out."""
    for bp in sorted({part.vat_bp for part in due}, reverse=True):
        base = sum(cents for part, cents in due.items() if part.vat_bp == bp and not part.is_vat)
        vat = sum(cents for part, cents in due.items() if part.vat_bp == bp and part.is_vat)
        if base or vat:
            yield Rate(bp, base, vat)
