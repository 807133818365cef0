"""What changes the address book."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete, select

from webapp.contacts.details import COMPANY_ONLY, EVERYONE, PERSON_ONLY, Details, WayDetails
from webapp.contacts.models import Contact, Kind, Tag, Tagging, Way
from webapp.contacts.queries import contact_by_id, every_company, people_at, same_as, words_beside
from webapp.contacts.signals import contact_renamed
from webapp.core import clock
from webapp.core.db import db, hold
from webapp.core.fold import fold
from webapp.core.tenancy import workspace_of

AT_ONCE = 500


def add_contact(details: Details) -> Contact:
    contact = Contact(kind=details.kind)
    _write(contact, details)
    db().add(contact)
    db().flush()
    _write_around(contact, details)
    if details.ways or details.tags or contact.company_id:
        refold([contact])
    return contact


def update_contact(contact: Contact, details: Details) -> None:
    """Everything but its kind: an employer does not become a person."""
    # Two who save at the same time do it in turn: the ways and tags of one replace those of the other.
    db().execute(select(Contact.id).where(Contact.id == contact.id).with_for_update())
    named = contact.name
    _write(contact, details)
    _write_around(contact, details)
    theirs = people_at(contact.id) if contact.is_company and contact.name != named else ()
    refold([contact, *theirs])
    if contact.name != named:
        contact_renamed.send(contact, before=named)


def refold(contacts: Sequence[Contact]) -> None:
    """To be called once ways, tags or a company's name have changed: they are searched in the contact's row."""
    said = words_beside([contact.id for contact in contacts])
    for contact in contacts:
        contact.also = fold(*said.get(contact.id, ()))[:500]
        contact.refold()
    db().flush()


def spell_again(ids: Iterable[UUID]) -> None:
    """Likewise of contacts named by their ids, however many."""
    db().flush()
    every = list(ids)
    for first in range(0, len(every), AT_ONCE):
        some = every[first : first + AT_ONCE]
        refold(db().scalars(select(Contact).where(Contact.id.in_(some))).all())


def company_named(name: str, *, siret: str | None = None) -> Contact:
    """The company of this SIRET, else of this name, else a new one.

    Two establishments may share a name: another SIRET makes another contact.
    """
    there = same_as(Kind.COMPANY, name, siret)
    if not there:
        hold("companies", workspace_of(db()))  # somebody may be making it: look again after them
        there = same_as(Kind.COMPANY, name, siret)
    (company,) = _found_or_made([(name, siret)], there)
    return company


def companies_named(wanted: Sequence[tuple[str, str | None]]) -> list[Contact]:
    """The company of each name and SIRET, with the same statements whatever their number."""
    hold("companies", workspace_of(db()))
    return _found_or_made(wanted, every_company())


def _found_or_made(wanted: Iterable[tuple[str, str | None]], there: Iterable[Contact]) -> list[Contact]:
    known = _Known(there)
    found = [known.company(name, siret) for name, siret in wanted]
    db().add_all(known.made)
    db().flush()
    return found


class _Known:
    """Companies by what they answer to, those just made among them."""

    def __init__(self, there: Iterable[Contact]) -> None:
        self.of_siret: dict[str, Contact] = {}
        self.of_name: dict[str, Contact] = {}
        self.without_siret: dict[str, list[Contact]] = {}
        self.made: list[Contact] = []
        for company in there:
            self._learn(company)

    def company(self, name: str, siret: str | None) -> Contact:
        key = fold(name) or name
        if siret and siret in self.of_siret:
            return self.of_siret[siret]
        if siret and self.without_siret.get(key):
            company = self.without_siret[key].pop(0)
            company.siret = siret
            company.refold()
            self.of_siret[siret] = company
            return company
        if not siret and key in self.of_name:
            return self.of_name[key]
        company = Contact(kind=Kind.COMPANY)
        _write(company, Details(kind=Kind.COMPANY, name=name, siret=siret))
        self.made.append(company)
        self._learn(company)
        return company

    def _learn(self, company: Contact) -> None:
        key = fold(company.name) or company.name
        self.of_name.setdefault(key, company)
        if company.siret:
            self.of_siret.setdefault(company.siret, company)
        else:
            self.without_siret.setdefault(key, []).append(company)


def company_kept(company_id: UUID | None, name: str) -> Contact:
    """The same company while its name has not changed, even if another bears it."""
    now = contact_by_id(company_id)
    return now if now is not None and fold(now.name) == fold(name) else company_named(name)


def delete_contact(contact: Contact) -> None:
    """Out of the lists; engagements and productions still name it."""
    contact.deleted_at = clock.now()
    db().flush()


def restore_contact(contact: Contact) -> None:
    contact.deleted_at = None
    db().flush()


def _write(contact: Contact, details: Details) -> None:
    own = COMPANY_ONLY if contact.kind == Kind.COMPANY else PERSON_ONLY
    for field in (*EVERYONE, *own):
        setattr(contact, field, getattr(details, field))
    if contact.kind == Kind.PERSON:
        contact.company_id = company_kept(contact.company_id, details.company).id if details.company else None
    contact.refold()


def _write_around(contact: Contact, details: Details) -> None:
    """What stands in other tables, once the contact is in its own."""
    if details.ways is not None:
        _write_ways(contact, details.ways)
    if details.tags is not None:
        tag_with(contact, details.tags)
    db().flush()


def _write_ways(contact: Contact, ways: Sequence[WayDetails]) -> None:
    db().execute(delete(Way).where(Way.contact_id == contact.id))
    db().add_all(
        Way(contact_id=contact.id, kind=way.kind, value=way.value, label=way.label, position=position)
        for position, way in enumerate(ways)
    )


def tag_with(contact: Contact, names: Sequence[str]) -> None:
    """These tags and no other."""
    tags = tags_named(names)
    db().execute(delete(Tagging).where(Tagging.contact_id == contact.id))
    db().add_all(Tagging(tag_id=tag.id, contact_id=contact.id) for tag in tags)


def tags_named(names: Sequence[str]) -> list[Tag]:
    """The tag of each name, made when nobody has it yet; `régie` and `Regie` are one."""
    wanted = {Tag.key_of(name): name.strip() for name in names if fold(name)}
    if not wanted:
        return []
    hold("tags", workspace_of(db()))
    known = {tag.folded: tag for tag in db().scalars(select(Tag).where(Tag.folded.in_(wanted)))}
    made = [Tag(name=name[:60], folded=key) for key, name in wanted.items() if key not in known]
    db().add_all(made)
    db().flush()
    return [*known.values(), *made]
