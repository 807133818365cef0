"""What the page of an issued document shows of its life: `part_of` gives `_of.html` all it needs, in one statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Row

from webapp.domain.invoices.document import Document, Kind
from webapp.domain.invoices.reminders import Proposal, Tone, proposals
from webapp.domain.invoices.standing import Standing, State
from webapp.domain.words import Cents, Sentence, sentence
from webapp.invoicing.models import Happening, Means
from webapp.invoicing.payments import words
from webapp.invoicing.payments.dues import DueNow, due_now
from webapp.invoicing.payments.queries import Event, Facts, facts_of
from webapp.invoicing.payments.sending import address_of
from webapp.invoicing.queries import standing_of


@dataclass(frozen=True)
class Step:
    """One line of « Suivi »: done, the one to act on, or to come."""

    on: date
    said: Sentence
    note: Sentence | None = None
    is_done: bool = True
    is_now: bool = False
    tone: Tone | None = None  # of a reminder to read


@dataclass(frozen=True)
class Followed:
    """A document and what happened to it, on a day."""

    row: Row[Any]
    facts: Facts
    today: date

    words = words  # for the template, whoever shows it

    @cached_property
    def standing(self) -> Standing:
        return standing_of(self.row)

    @property
    def document(self) -> Document:
        return self.facts.document

    @cached_property
    def state(self) -> State:
        return self.standing.state(self.today)

    @property
    def is_credit(self) -> bool:
        return Kind(self.row.kind) is Kind.CREDIT

    @property
    def is_open(self) -> bool:
        """Money is still awaited, or to be given back."""
        return self.open_cents > 0

    @cached_property
    def open_cents(self) -> int:
        """Of a credit note, what its client has paid beyond the invoice: the rest only lowers what they owe."""
        balance = self.standing.balance_cents
        original = self.facts.original
        return min(balance, original.overpaid_cents) if self.is_credit and original else balance

    @cached_property
    def address(self) -> str:
        """Of the private link, empty when none opens."""
        return address_of(self.facts)

    @cached_property
    def due(self) -> DueNow:
        return due_now(self.row, self.facts, self.standing, self.today)

    @cached_property
    def reminded(self) -> dict[Tone, date]:
        return {
            Tone(event.detail["tone"]): event.on
            for event in self.facts.events
            if event.kind is Happening.REMINDED
        }

    @cached_property
    def proposals(self) -> list[Proposal]:
        """The reminders left; none for what is settled, or is given back."""
        if self.is_credit or not self.is_open or self.row.due_on is None:
            return []
        return proposals(self.row.due_on, self.reminded, snoozed_until=self._snoozed_until())

    @property
    def next(self) -> Proposal | None:
        return self.proposals[0] if self.proposals else None

    def proposes(self, tone: Tone) -> bool:
        """Whether such a reminder may still be sent: none once the money came, none milder than the last."""
        return any(one.tone is tone for one in self.proposals)

    @property
    def is_sent(self) -> bool:
        return any(event.kind in (Happening.SENT, Happening.SHARED) for event in self.facts.events)

    @cached_property
    def steps(self) -> list[Step]:
        """By day; what happened before what is expected on the same day."""
        found = [*self._happened(), *self._expected()]
        return sorted(found, key=lambda step: (step.on, not step.is_done))

    def _snoozed_until(self) -> date | None:
        """Until the next reminder that is sent."""
        for event in reversed(self.facts.events):
            if event.kind is Happening.REMINDED:
                return None
            if event.kind is Happening.SNOOZED:
                return date.fromisoformat(event.detail["until"])
        return None

    def _happened(self) -> Iterator[Step]:
        yield Step(
            self.row.issued_on, sentence("Avoir émis") if self.is_credit else sentence("Facture émise")
        )
        for event in self.facts.events:
            if told := _told(event):
                said, note = told
                yield Step(event.on, said, note)

    def _expected(self) -> Iterator[Step]:
        due_on, is_over = self.row.due_on, not self.is_open
        if due_on and not self.is_credit and not (is_over and due_on > self.today):
            yield Step(due_on, sentence("Échéance"), is_done=due_on < self.today)
        for rank, proposal in enumerate(self.proposals):
            is_now = rank == 0 and proposal.is_due(self.today)
            if rank:
                note = sentence("À lire et à envoyer par vous.")
            else:
                note = sentence("Proposée pour le %(day)s. Rien ne part sans vous.", day=proposal.on)
            yield Step(
                proposal.on,
                words.REMINDERS[proposal.tone],
                note,
                is_done=False,
                is_now=is_now,
                tone=None if rank else proposal.tone,
            )


def part_of(row: Row[Any], today: date) -> Followed:
    """Of a row of `standings`."""
    return Followed(row, facts_of(row.id), today)


def _told(event: Event) -> tuple[Sentence, Sentence | None] | None:
    to = str(event.detail.get("to") or "")
    match event.kind:
        case Happening.SENT:
            return sentence("Envoyée à %(to)s", to=to), None
        case Happening.SHARED:
            return sentence("Lien privé ouvert"), None
        case Happening.CLOSED:
            return sentence("Lien privé fermé"), None
        case Happening.VIEWED:
            return sentence("Vue par le lien"), None
        case Happening.REFUSED:
            return sentence("Mail refusé"), sentence(
                "Le serveur du client répond\u00a0: %(reason)s", reason=event.detail["reason"]
            )
        case Happening.REMINDED:
            by = sentence("Envoyée à %(to)s", to=to) if to else sentence("Envoyée par vous.")
            return words.REMINDERS[Tone(event.detail["tone"])], by
        case Happening.PAID:
            return sentence("%(cents)s, %(means)s", **_money(event)), sentence("Le %(day)s", day=_day(event))
        case Happening.UNPAID:
            return sentence("%(cents)s retirés", cents=Cents(event.detail["cents"])), sentence(
                "Noté par erreur, ou corrigé."
            )
    return None


def _money(event: Event) -> dict[str, Any]:
    return {
        "cents": Cents(event.detail["cents"]),
        "means": words.BY[Means(event.detail.get("means", Means.OTHER))],
    }


def _day(event: Event) -> date:
    """Of the money; of what was noted without one, the day it was."""
    return date.fromisoformat(event.detail["on"]) if "on" in event.detail else event.on
