"""What was pasted, line by line: who it is, whether they are known, and what is wrong."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from webapp.contacts.models import Contact
from webapp.contacts.numbers import parse_phone
from webapp.contacts.queries import is_alike
from webapp.core.fold import fold
from webapp.domain.crew.paste import LONGEST, MAIL, MOST_LINES, Pasted, read
from webapp.domain.crew.trades import department_of
from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence, sentence
from webapp.productions.crew.entries import Entry, Reach
from webapp.productions.crew.models import Department

UNKNOWN_JOB = sentence("À préciser")


@dataclass(frozen=True)
class Looked:
    """One line, and what will become of it."""

    number: int
    entry: Entry
    reach: Reach
    contact: Contact | None = None  # somebody alike, already in the address book
    is_there: bool = False  # already in the crew, in this job
    problem: Sentence | None = None

    @property
    def is_ready(self) -> bool:
        return self.problem is None and not self.is_there


def look(
    text: str,
    department: Department | None,
    people: Sequence[Contact],
    crew: Collection[tuple[UUID, str]],
    names: dict[str, str],
) -> list[Looked]:
    """`crew` holds the (contact, folded job) already there; `names` the departments by what they are called."""
    lines = read(text, names)
    seen: set[tuple[str, str]] = set()
    found = []
    for number, pasted in enumerate(lines):
        if number >= MOST_LINES:
            found.append(_wrong(pasted, sentence("Au plus %(most)s lignes à la fois.", most=MOST_LINES)))
            continue
        found.append(_looked(pasted, department, people, crew, seen))
    return found


def _looked(
    pasted: Pasted,
    department: Department | None,
    people: Iterable[Contact],
    crew: Collection[tuple[UUID, str]],
    seen: set[tuple[str, str]],
) -> Looked:
    if not pasted.name:
        return _wrong(pasted, sentence("Il manque le nom."))
    if max(len(pasted.name), len(pasted.job)) > LONGEST:
        return _wrong(pasted, sentence("Le nom ou le poste dépasse %(most)s caractères.", most=LONGEST))
    if pasted.email and not MAIL.fullmatch(pasted.email):
        return _wrong(
            pasted, sentence("«\u00a0%(typed)s\u00a0» n’est pas un mail complet.", typed=pasted.email)
        )
    try:
        phone = parse_phone(pasted.phone) if pasted.phone else None
    except Refused as refusal:
        return _wrong(pasted, refusal.sentence)
    same = (fold(pasted.name), fold(pasted.job))
    if same in seen:
        return _wrong(pasted, sentence("Cette ligne est là deux fois."))
    seen.add(same)
    entry, reach = _entry(pasted, department), Reach(pasted.name, phone, pasted.email or None)
    contact = next((one for one in people if is_alike(one, pasted.name, phone, reach.email)), None)
    is_there = contact is not None and (contact.id, fold(entry.contract_job)) in crew
    return Looked(pasted.number, entry, reach, contact, is_there)


def _entry(pasted: Pasted, department: Department | None) -> Entry:
    """The heading above, else the department chosen for all, else the one its job tells."""
    told = Department(pasted.department) if pasted.department else department
    job = pasted.job or str(UNKNOWN_JOB)
    return Entry(department=told or Department(department_of(fold(pasted.job))), contract_job=job)


def _wrong(pasted: Pasted, problem: Sentence) -> Looked:
    entry = Entry(department=Department.OTHER, contract_job=pasted.job)
    return Looked(pasted.number, entry, Reach(pasted.name, pasted.phone, pasted.email), problem=problem)
