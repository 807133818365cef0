"""Who is due to be called: a rhythm, the last time one had news of each other, and the reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from webapp.domain.network.birthdays import is_birthday
from webapp.domain.words import Sentence, sentence

USUAL = (30, 60, 90)
LONGEST = 730
NEVER = 0


class Proof(StrEnum):
    """What shows that two people were in touch, the surest first."""

    EXCHANGE = "exchange"  # noted by hand; a note to oneself is none
    LEAD = "lead"  # they called with a job
    MAIL = "mail"  # sent from here
    WORK = "work"  # a job for them, or a production together


@dataclass(frozen=True)
class News:
    on: date
    proof: Proof


@dataclass(frozen=True)
class Rhythm:
    days: int
    tag: str = ""  # the name of the tag it comes from; empty: the contact's own


@dataclass(frozen=True)
class Known:
    """What is known of a contact to tell whether it is their turn."""

    added_on: date
    own_days: int | None = None
    tag_days: int | None = None
    tag: str = ""
    news: News | None = None
    snoozed_until: date | None = None
    birthday: str | None = None

    @property
    def rhythm(self) -> Rhythm | None:
        """The contact's own wins, « jamais » included; else the shortest of its tags."""
        if self.own_days is not None:
            return Rhythm(self.own_days) if self.own_days != NEVER else None
        return Rhythm(self.tag_days, self.tag) if self.tag_days else None

    @property
    def due_on(self) -> date | None:
        """Without any news one counts from the day the contact was added."""
        if self.rhythm is None:
            return None
        since = self.news.on if self.news else self.added_on
        due = since + timedelta(days=self.rhythm.days)
        return max(due, self.snoozed_until) if self.snoozed_until else due


@dataclass(frozen=True)
class Turn:
    is_due: bool
    is_birthday: bool
    reasons: tuple[Sentence, ...]


def turn_of(known: Known, today: date) -> Turn | None:
    """None when there is no reason to call today."""
    is_due = known.due_on is not None and known.due_on <= today
    wishes = is_birthday(known.birthday, today) and not _is_spoken_to(known, today)
    if not is_due and not wishes:
        return None
    reasons = []
    if wishes:
        reasons.append(sentence("C’est son anniversaire"))
    if is_due:
        reasons.append(reason(known, today))
    return Turn(is_due, wishes, tuple(reasons))


def _is_spoken_to(known: Known, today: date) -> bool:
    return known.news == News(today, Proof.EXCHANGE)


def reason(known: Known, today: date) -> Sentence:
    """« Rythme : tous les 60 jours, dernier échange il y a 74 jours »."""
    rhythm = known.rhythm
    assert rhythm is not None
    last = last_said(known, today)
    if rhythm.tag:
        return sentence(
            "Rythme de «\u00a0%(tag)s\u00a0»\u00a0: %(every)s, %(last)s",
            tag=rhythm.tag,
            every=every(rhythm.days),
            last=last,
        )
    return sentence("Rythme\u00a0: %(every)s, %(last)s", every=every(rhythm.days), last=last)


def every(days: int) -> Sentence:
    return sentence("chaque jour") if days == 1 else sentence("tous les %(days)s jours", days=days)


def last_said(known: Known, today: date) -> Sentence:
    """Which fact one counts from, and how long ago it was."""
    if known.news is None:
        return sentence("aucun échange noté, fiche créée %(ago)s", ago=ago(known.added_on, today))
    said = ago(known.news.on, today)
    match known.news.proof:
        case Proof.EXCHANGE:
            return sentence("dernier échange %(ago)s", ago=said)
        case Proof.LEAD:
            return sentence("dernière piste reçue %(ago)s", ago=said)
        case Proof.MAIL:
            return sentence("dernier mail envoyé %(ago)s", ago=said)
        case Proof.WORK:
            return sentence("dernier travail ensemble %(ago)s", ago=said)


def ago(on: date, today: date) -> Sentence:
    days = (today - on).days
    if days <= 0:
        return sentence("aujourd’hui")
    if days == 1:
        return sentence("hier")
    return sentence("il y a %(days)s jours", days=days)
