"""What the things of the calendar are called, and where each leads."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from webapp.calendar.days import Entry
from webapp.calendar.month import Run
from webapp.calendar.things import Kind, Thing
from webapp.core.formats import day, day_range, joined, time_of_day, upper_first
from webapp.engagements.models import State
from webapp.engagements.words import state_name
from webapp.productions.planning.labels import DAYS
from webapp.productions.planning.models import DayKind

SIGNS = {Kind.CALL: "phone", Kind.ANSWER: "wait", Kind.TASK: "check"}
FIRM = (DayKind.SHOOT, DayKind.SHOW)


def title_of(entry: Entry | Thing) -> str:
    of = entry.of
    match entry.kind:
        case Kind.ANSWER:
            return str(_("Répondre à l’option %(title)s", title=of.production or of.contract_job))
        case Kind.CALL:
            return str(_("Rappeler %(who)s", who=of.called_by or of.employer))
        case Kind.WORK:
            return str(of.production or of.contract_job)
        case Kind.DAY:
            return f"{of.production}, {day_name(of)}"
        case _:
            return of.title or str(_("Sans titre"))


def sub_of(entry: Entry | Thing) -> str:
    of = entry.of
    match entry.kind:
        case Kind.ANSWER:
            return f"{of.employer}, {day_range(of.start_on, of.end_on)}"
        case Kind.CALL:
            return f"{of.production or of.contract_job}, {day_range(of.start_on, of.end_on)}"
        case Kind.WORK:
            asked = of.state == State.OPTION and of.option_until_on
            until = _("répondre avant le %(day)s", day=day(of.option_until_on)) if asked else ""
            return joined(of.place or of.employer, until, between=", ")
        case Kind.DAY:
            return joined(of.place, ready_of(of), between=", ")
        case Kind.EVENT:
            return joined(of.place, of.calendar, between=", ")
        case _:
            return str(of.production or "")


def day_name(row: Any) -> str:
    """`J12`, `date 3 sur 12`, or what the day is: `Repérage`; the second crew says so."""
    if not row.rank:
        name = str(DAYS[DayKind(row.day_kind)])
    elif row.day_kind == DayKind.SHOW:
        name = _("date %(rank)s sur %(ranks)s", rank=row.rank, ranks=row.ranks)
    else:
        name = _("J%(rank)s", rank=row.rank)
    return name if row.unit == 1 else _("%(day)s, équipe %(unit)s", day=name, unit=row.unit)


def ready_of(row: Any) -> str:
    if row.ready_minute is None or row.ready_minute == row.daily_start_minute:
        return ""
    if row.day_kind == DayKind.SHOW:
        return str(_("représentation à %(time)s", time=time_of_day(row.ready_minute)))
    return str(_("PAT %(time)s", time=time_of_day(row.ready_minute)))


def run_name(run: Run) -> str:
    """What a bar says: `Les Marées, J12 à J17`; of a day alone, first what it is, as it has little room."""
    first, last = run.first.of, run.last.of
    if not run.is_several:
        single = run.first.kind is Kind.DAY
        return f"{upper_first(day_name(first))}, {first.production}" if single else title_of(run.first)
    if not first.rank:
        return f"{first.production}, {day_name(first)}"
    if first.day_kind == DayKind.SHOW:
        said = _("dates %(first)s à %(last)s", first=first.rank, last=last.rank)
    else:
        said = _("J%(first)s à J%(last)s", first=first.rank, last=last.rank)
    return f"{first.production}, {said}"


def look_of(thing: Entry | Thing) -> str:
    """The class that draws it: full when firm, tinted, hatched while not signed, an icon alone for a deadline."""
    match thing.kind:
        case Kind.WORK:
            return "opt" if thing.of.state in (State.LEAD, State.OPTION) else ""
        case Kind.DAY:
            return "" if thing.of.day_kind in FIRM else "soft"
        case Kind.EVENT:
            return "soft"
        case _:
            return "due"


def address_of(entry: Entry | Thing) -> str:
    of = entry.of
    match entry.kind:
        case Kind.DAY:
            return url_for("planning.day", production=of.production_id, day_id=of.public_id)
        case Kind.TASK:
            return url_for("tasks.show", production=of.production_id, task_id=of.public_id)
        case Kind.EVENT:
            return url_for("calendar.event", event_id=of.public_id)
        case _:
            return url_for("engagements.show", public_id=of.public_id)


def mark_of(entry: Entry | Thing) -> str:
    """The state of a job that is not signed."""
    job = entry.of
    is_open = entry.kind is Kind.WORK and job.state in (State.LEAD, State.OPTION)
    return str(state_name(job.state, job.option_rank)) if is_open else ""
