"""A production copied field by field: what is not named here stays behind.

Left behind: people, contacts, the company and the director, notes, papers, call sheets, hours, amounts, who does a
task and whether it is done. A text that names someone, or holds a number, a mail or an amount, is left empty.
"""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from webapp.core.db import db
from webapp.core.tenancy import new_id
from webapp.domain.personal import People
from webapp.domain.refusals import Refused
from webapp.domain.typed import FIRST_YEAR, LAST_YEAR
from webapp.domain.words import sentence
from webapp.productions.actions import add_production
from webapp.productions.cloning.queries import holdings_of, names_of
from webapp.productions.cloning.terms import CloneTerms
from webapp.productions.crew.models import Member
from webapp.productions.models import Phase, PhaseKind, Production, ShowKind
from webapp.productions.outline import Outline
from webapp.productions.planning.models import Day, Sequence, Service, Strip, StripKind
from webapp.productions.tasks.models import Task

Ids = dict[UUID, UUID]  # of what was copied, by what it was copied from


def clone_production(source: Production, terms: CloneTerms) -> Production:
    start_on = holdings_of(source.id).start_on
    shift = terms.start_on - start_on if terms.start_on and start_on else timedelta()
    names = names_of(source.id)
    people = People([*names, source.director or ""])
    made = add_production(Outline(title=terms.title, kind=ShowKind(source.kind)))
    copy = _Copy(source.id, made.id, shift, people)
    copy.phases()
    sequences = copy.sequences() if terms.takes_sequences else {}
    if terms.takes_days:
        copy.days(sequences)
    if terms.takes_tasks:
        copy.tasks()
    if terms.takes_jobs:
        copy.jobs(terms.start_on or start_on)
    db().flush()
    return made


class _Copy:
    def __init__(self, source_id: UUID, target_id: UUID, shift: timedelta, people: People) -> None:
        self.source_id = source_id
        self.target_id = target_id
        self.shift = shift
        self.people = people

    def phases(self) -> None:
        found = db().scalars(select(Phase).where(Phase.production_id == self.source_id))
        db().add_all(
            Phase(
                production_id=self.target_id,
                kind=phase.kind,
                name=self._told(phase.name),
                start_on=self._moved(phase.start_on),
                end_on=self._moved(phase.end_on),
            )
            for phase in found
        )

    def sequences(self) -> Ids:
        found = db().scalars(select(Sequence).where(Sequence.production_id == self.source_id)).all()
        ids = {sequence.id: new_id() for sequence in found}
        db().add_all(
            Sequence(
                id=ids[one.id],
                production_id=self.target_id,
                number=one.number,
                sort_key=one.sort_key,
                effect=one.effect,
                light=one.light,
                set_name=self._scripted(one.set_name),
                place_id=one.place_id,
                summary=self._scripted(one.summary),
                story_day=self._scripted(one.story_day),
                eighths=one.eighths,
                seconds=one.seconds,
                roles=[role for role in one.roles if not self.people.tell(str(role))],
                extras=one.extras,
                needs={key: text for key, text in one.needs.items() if not self.people.tell(str(text))},
            )
            for one in found
        )
        db().flush()
        return ids

    def days(self, sequences: Ids) -> None:
        found = db().scalars(select(Day).where(Day.production_id == self.source_id)).all()
        ids = {day.id: new_id() for day in found}
        db().add_all(
            Day(
                id=ids[day.id],
                production_id=self.target_id,
                on=self._moved(day.on),
                kind=day.kind,
                unit=day.unit,
                place_id=day.place_id,
                call_minute=day.call_minute,
                ready_minute=day.ready_minute,
                meal_minute=day.meal_minute,
                end_minute=day.end_minute,
                is_continuous=day.is_continuous,
            )
            for day in found
        )
        db().flush()
        self._strips(ids, sequences)
        self._services(ids)

    def tasks(self) -> None:
        """To be done again by nobody yet; one whose title tells too much is not copied."""
        found = db().scalars(
            select(Task).where(Task.production_id == self.source_id, Task.deleted_at.is_(None))
        )
        kept = [task for task in found if not self.people.tell(task.title)]
        ids = {task.id: new_id() for task in kept}
        made = {
            task.id: Task(
                id=ids[task.id],
                production_id=self.target_id,
                position=task.position,
                title=task.title,
                phase=task.phase,
                due_on=self._moved(task.due_on) if task.due_on else None,
                model_key=task.model_key,
            )
            for task in kept
        }
        db().add_all(made.values())
        db().flush()
        for task in kept:
            made[task.id].depends_on_id = ids.get(task.depends_on_id) if task.depends_on_id else None

    def jobs(self, due_on: date | None) -> None:
        """Each job to be filled, as a task: who had it stays behind."""
        found = db().scalars(
            select(Member)
            .where(Member.production_id == self.source_id, Member.deleted_at.is_(None))
            .order_by(Member.department, Member.position)
        )
        titles = dict.fromkeys(job for member in found if (job := self._job(member)))
        db().add_all(
            Task(
                production_id=self.target_id,
                position=1_000 + position,
                title=title,
                phase=PhaseKind.PREPARATION,
                due_on=due_on,
            )
            for position, title in enumerate(titles)
        )

    def _job(self, member: Member) -> str | None:
        if member.role_number or member.role_name:
            role = " ".join(filter(None, (member.role_number, member.role_name)))
            title = f"Rôle à distribuer\u00a0: {role}"
        else:
            title = f"Poste à pourvoir\u00a0: {member.contract_job}"
        return None if self.people.tell(title) else title[:200]

    def _strips(self, days: Ids, sequences: Ids) -> None:
        for strip in db().scalars(select(Strip).where(Strip.day_id.in_(list(days)))).all():
            if strip.kind == StripKind.SEQUENCE and strip.sequence_id not in sequences:
                continue
            db().add(
                Strip(
                    day_id=days[strip.day_id],
                    position=strip.position,
                    kind=strip.kind,
                    sequence_id=sequences.get(strip.sequence_id) if strip.sequence_id else None,
                    minute=strip.minute,
                    text=self._told(strip.text),
                )
            )

    def _services(self, days: Ids) -> None:
        db().add_all(
            Service(
                day_id=days[service.day_id],
                position=service.position,
                half=service.half,
                kind=service.kind,
                start_minute=service.start_minute,
                end_minute=service.end_minute,
                text=self._told(service.text),
            )
            for service in db().scalars(select(Service).where(Service.day_id.in_(list(days)))).all()
        )

    def _moved(self, day: date) -> date:
        try:
            moved = day + self.shift
        except OverflowError:
            moved = date.min
        if not FIRST_YEAR <= moved.year <= LAST_YEAR:
            raise Refused(sentence("À partir de ce jour, des dates sortiraient du calendrier."))
        return moved

    def _told(self, text: str | None) -> str | None:
        return None if self.people.tell(text) else text

    def _scripted(self, text: str | None) -> str | None:
        return None if self.people.are_named_in(text) else text
