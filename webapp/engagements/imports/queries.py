from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.domain.clashes import Clash, Level, clashes_of
from webapp.domain.jobs import Job
from webapp.domain.words import Sentence, sentence
from webapp.engagements.guard import has_doubtful_cachets
from webapp.engagements.imports.drafts import Draft
from webapp.engagements.imports.lines import Line, read_lines
from webapp.engagements.imports.models import Import
from webapp.engagements.imports.vocabulary import folded
from webapp.engagements.models import Engagement, State
from webapp.engagements.queries import alive, as_job, jobs_around

# The guard looks at whole months, and at the night before and after.
AROUND = timedelta(days=32)
MOST_NEAR = 100  # a year of jobs; more on the same dates would only slow the page
NOBODY = UUID(int=0)  # an employer not made yet


class Standing(StrEnum):
    READY = "ready"
    KNOWN = "known"  # the same job is stored
    REPEATED = "repeated"  # the same job is higher up in the file
    WRONG = "wrong"


class Stored(NamedTuple):
    """A job already there."""

    public_id: str
    created_at: datetime
    names: frozenset[str]  # its employer's folded name and SIRET


@dataclass(frozen=True)
class Looked:
    """A line, and what would become of it."""

    line: Line
    standing: Standing
    stored: Stored | None = None
    first: int = 0  # the number of the line it repeats


def import_or_404(public_id: str, *, to_change: bool = False) -> Import:
    """`to_change` waits for whoever is confirming or undoing the same one."""
    wanted = select(Import).where(Import.public_id == public_id)
    found = db().scalar(wanted.with_for_update() if to_change else wanted)
    if found is None:
        raise NotFound
    return found


def lines_of(kept: Import) -> list[Looked]:
    return look_at(read_lines(kept.headers, kept.columns, kept.rows))


def look_at(lines: Sequence[Line]) -> list[Looked]:
    """What would become of each line, with one statement whatever their number."""
    there = _stored([line.draft for line in lines if line.draft])
    seen: dict[tuple[object, ...], int] = {}
    looked = []
    for line in lines:
        draft = line.draft
        if draft is None:
            looked.append(Looked(line, Standing.WRONG))
            continue
        names = _names(draft.employer, draft.siret)
        stored = next((job for job in there.get(draft.same, ()) if job.names & names), None)
        if stored:
            looked.append(Looked(line, Standing.KNOWN, stored))
            continue
        first = next((seen[key] for name in names if (key := (*draft.same, name)) in seen), 0)
        looked.append(Looked(line, Standing.REPEATED if first else Standing.READY, first=first))
        seen |= {(*draft.same, name): first or line.number for name in names}
    return looked


def _stored(drafts: Sequence[Draft]) -> dict[tuple[object, ...], list[Stored]]:
    """The jobs of the same days, by what makes two jobs the same."""
    if not drafts:
        return {}
    rows = db().execute(
        select(
            Engagement.public_id,
            Engagement.created_at,
            Engagement.start_on,
            Engagement.end_on,
            Engagement.contract_job,
            Engagement.minutes,
            Engagement.cachets,
            Engagement.gross_cents,
            Contact.name,
            Contact.siret,
        )
        .join(Contact, Contact.id == Engagement.employer_id)
        .where(
            alive(),
            Engagement.start_on >= min(draft.start_on for draft in drafts),
            Engagement.start_on <= max(draft.start_on for draft in drafts),
        )
        .order_by(Engagement.id)
    )
    there: dict[tuple[object, ...], list[Stored]] = {}
    for row in rows:
        same = (row.start_on, row.end_on, folded(row.contract_job), row.minutes, row.cachets, row.gross_cents)
        there.setdefault(same, []).append(Stored(row.public_id, row.created_at, _names(row.name, row.siret)))
    return there


def _names(name: str, siret: str | None) -> frozenset[str]:
    """What an employer answers to; a name in another script folds to nothing and stays as it is."""
    return frozenset({folded(name) or name, *([siret] if siret else [])})


def remarks(shown: Sequence[Looked], looked: Sequence[Looked]) -> dict[int, list[Sentence]]:
    """What is worth knowing of the ready lines shown, by line number; nothing of it stops anybody."""
    said: dict[int, list[Sentence]] = {}
    worst = clashes(shown, looked)
    for each in shown:
        if each.line.draft is None or each.standing != Standing.READY:
            continue
        found = list(each.line.notes)
        if has_doubtful_cachets(each.line.draft.terms(NOBODY)):
            found.append(sentence("Emploi technique payé en cachet\u00a0: vérifiez que l’AEM l’indique."))
        if clash := worst.get(each.line.number):
            found.append(clash.sentence)
        if found:
            said[each.line.number] = found
    return said


def clashes(shown: Sequence[Looked], looked: Sequence[Looked]) -> dict[int, Clash]:
    """The worst clash of each ready line shown, with what is stored and with the other ready lines."""
    mine = _ready_jobs(shown)
    if not mine:
        return {}
    first, last = min(job.start_on for job in mine.values()), max(job.end_on for job in mine.values())
    others = [
        *jobs_around(first, last),
        *(job for job in _ready_jobs(looked).values() if _is_near(job, first, last)),
    ]
    worst: dict[int, Clash] = {}
    for number, job in mine.items():
        near = islice((other for other in others if _is_near(other, job.start_on, job.end_on)), MOST_NEAR)
        found = [clash for clash in clashes_of(job, near) if clash.level > Level.NOTE]
        if found:
            worst[number] = found[0]
    return worst


def _ready_jobs(looked: Iterable[Looked]) -> dict[int, Job]:
    return {
        each.line.number: as_job(
            f"line {each.line.number}",
            each.line.draft.production or each.line.draft.contract_job,
            each.line.draft.employer,
            each.line.draft,
        )
        for each in looked
        if each.line.draft and each.standing == Standing.READY
    }


def _is_near(job: Job, first: date, last: date) -> bool:
    return job.start_on <= last + AROUND and job.end_on >= first - AROUND


def totals(looked: Iterable[Looked]) -> dict[str, Any]:
    """What the ready lines would add: their days, hours, cachets and gross."""
    drafts = [each.line.draft for each in looked if each.line.draft and each.standing == Standing.READY]
    return {
        "start_on": min((draft.start_on for draft in drafts), default=None),
        "end_on": max((draft.end_on for draft in drafts), default=None),
        "minutes": sum(draft.minutes for draft in drafts),
        "cachets": sum(draft.cachets for draft in drafts),
        "gross_cents": sum(draft.gross_cents for draft in drafts),
        "options": sum(draft.state == State.OPTION for draft in drafts),
    }
