"""What was found, in groups: the nearest first, a few of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from webapp.search.parts import FEW, MANY, Source
from webapp.search.queries import Found


class Group(StrEnum):
    """In the order they come when none is nearer."""

    CONTACTS = "contacts"
    PRODUCTIONS = "productions"
    ENGAGEMENTS = "engagements"
    BILLS = "bills"
    DOCUMENTS = "documents"
    PLACES = "places"
    TASKS = "tasks"


GROUP_OF: Mapping[str, Group] = MappingProxyType(
    {
        Source.CONTACT: Group.CONTACTS,
        Source.PRODUCTION: Group.PRODUCTIONS,
        Source.ENGAGEMENT: Group.ENGAGEMENTS,
        Source.INVOICE: Group.BILLS,
        Source.DRAFT: Group.BILLS,
        Source.QUOTE: Group.BILLS,
        Source.DOCUMENT: Group.DOCUMENTS,
        Source.PLACE: Group.PLACES,
        Source.TASK: Group.TASKS,
    }
)
IN_ORDER = list(Group)


@dataclass(frozen=True)
class Grouped:
    group: Group
    found: list[Found]
    full: frozenset[str]  # sources that have more to show in their own room


def grouped(found: Iterable[Found]) -> list[Grouped]:
    by_group: dict[Group, list[Found]] = {}
    for one in sorted(found, key=lambda one: one.rank):
        by_group.setdefault(GROUP_OF[one.row.source], []).append(one)
    nearest = sorted(by_group, key=lambda group: (by_group[group][0].rank, IN_ORDER.index(group)))
    return [_cut(group, by_group[group]) for group in nearest]


def _cut(group: Group, found: list[Found]) -> Grouped:
    """Only words that are there are found again in the room's own list."""
    kept = found[: MANY if group is Group.CONTACTS else FEW]
    left = found[len(kept) :]
    return Grouped(group, kept, frozenset(one.row.source for one in left if not one.is_near))
