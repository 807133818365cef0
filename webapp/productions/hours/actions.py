"""What notes hours, and what attests a week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select

from webapp.core import clock
from webapp.core.db import db, hold
from webapp.domain.crewhours import Rule
from webapp.domain.periods import monday_of
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.productions.crew.models import Member
from webapp.productions.hours.frozen import Frozen
from webapp.productions.hours.models import HoursEntry, HoursRule, HoursWeek
from webapp.productions.hours.queries import week_in_force


@dataclass(frozen=True)
class Noted:
    """What is noted of one day of one person; nothing at all takes the note away."""

    call_minute: int | None = None
    start_minute: int | None = None
    end_minute: int | None = None
    break_minutes: int = 0
    travel_minutes: int = 0
    is_absent: bool = False
    notes: str | None = None

    @property
    def is_blank(self) -> bool:
        return self == Noted()

    @classmethod
    def of(cls, entry: HoursEntry | None) -> "Noted":
        if entry is None:
            return cls()
        return cls(
            entry.call_minute,
            entry.start_minute,
            entry.end_minute,
            entry.break_minutes,
            entry.travel_minutes,
            entry.is_absent,
            entry.notes,
        )


class Meanwhile(Refused):
    """Somebody noted something else since the page was opened; by member, what stands now."""

    def __init__(self, found: Mapping[UUID, Noted]) -> None:
        super().__init__(
            sentence("Des heures ont été notées entre-temps. Vérifiez-les, puis enregistrez de nouveau.")
        )
        self.found = found


def note_day(production_id: UUID, on: date, noted: Mapping[UUID, Noted], seen: Mapping[UUID, Noted]) -> None:
    """The day of several people, by member; `seen` is what stood when each was shown."""
    hold("hours", production_id)
    _refuse_attested(production_id, monday_of(on))
    mine = select(HoursEntry).where(HoursEntry.on == on, HoursEntry.member_id.in_(noted))
    there = {entry.member_id: entry for entry in db().scalars(mine)}
    now = {member_id: Noted.of(there.get(member_id)) for member_id in noted}
    moved = {key: stands for key, stands in now.items() if stands not in (seen[key], noted[key])}
    if moved:
        raise Meanwhile(moved)
    for member_id, one in noted.items():
        _note(there.get(member_id), member_id, on, one)
    db().flush()


def clear_day(production_id: UUID, on: date) -> None:
    """Everything noted that day."""
    hold("hours", production_id)
    _refuse_attested(production_id, monday_of(on))
    members = select(Member.id).where(Member.production_id == production_id)
    db().execute(delete(HoursEntry).where(HoursEntry.on == on, HoursEntry.member_id.in_(members)))


def set_rule(production_id: UUID, rule: Rule) -> None:
    hold("hours", production_id)
    own = db().scalar(select(HoursRule).where(HoursRule.production_id == production_id))
    if own is None:
        own = HoursRule(production_id=production_id)
        db().add(own)
    own.day_minutes, own.night_start, own.night_end = rule.day_minutes, rule.night_start, rule.night_end
    db().flush()


def hold_hours(production_id: UUID) -> None:
    """Until the end of the transaction nobody notes or attests: what is read next is what will be frozen."""
    hold("hours", production_id)


def attest(production_id: UUID, frozen: Frozen, *, by: str, job: str | None, on: date) -> None:
    """The week as it stands, for good. Called once `hold_hours` is."""
    monday = date.fromisoformat(frozen["week"])
    _refuse_attested(production_id, monday)
    if on < monday:
        raise Refused(sentence("Une semaine s’atteste une fois commencée\u00a0: ce jour est avant."))
    if not frozen["people"]:
        raise Refused(sentence("Rien n’est noté cette semaine\u00a0: il n’y a rien à attester."))
    week = week_in_force(production_id, monday)
    if week is None:
        week = HoursWeek(production_id=production_id, week_on=monday, version=1)
        db().add(week)
    week.attested_by, week.attested_job, week.attested_on = by, job, on
    week.frozen, week.created_at = frozen, clock.now()
    db().flush()


def correct(production_id: UUID, monday: date, reason: str) -> None:
    """Open an attested week again; the version before stays as it was attested."""
    hold("hours", production_id)
    last = week_in_force(production_id, monday)
    if last is None or last.attested_on is None:
        raise Refused(sentence("Cette semaine n’est pas attestée\u00a0: elle se modifie déjà."))
    version = last.version + 1
    db().add(HoursWeek(production_id=production_id, week_on=monday, version=version, reason=reason))
    db().flush()


def _refuse_attested(production_id: UUID, monday: date) -> None:
    week = week_in_force(production_id, monday)
    if week is not None and week.attested_on is not None:
        raise Refused(
            sentence(
                "Cette semaine est attestée depuis le %(day)s. Pour la changer, faites une correction.",
                day=week.attested_on,
            )
        )


def _note(entry: HoursEntry | None, member_id: UUID, on: date, noted: Noted) -> None:
    if noted.is_blank:
        if entry is not None:
            db().delete(entry)
        return
    if entry is None:
        entry = HoursEntry(member_id=member_id, on=on)
        db().add(entry)
    entry.call_minute, entry.start_minute, entry.end_minute = (
        noted.call_minute,
        noted.start_minute,
        noted.end_minute,
    )
    entry.break_minutes, entry.travel_minutes = noted.break_minutes, noted.travel_minutes
    entry.is_absent, entry.notes = noted.is_absent, noted.notes


def erase_hours(production_id: UUID) -> int:
    """Everything noted and attested, for good: it is handed over. How many weeks and days there were."""
    hold("hours", production_id)
    members = select(Member.id).where(Member.production_id == production_id)
    days = db().execute(delete(HoursEntry).where(HoursEntry.member_id.in_(members)).returning(HoursEntry.id))
    weeks = db().execute(
        delete(HoursWeek).where(HoursWeek.production_id == production_id).returning(HoursWeek.id)
    )
    return len(days.all()) + len(weeks.all())
