"""The cards a person kept, written into the address book by hundreds, each with a trace of what it did."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from webapp.contacts.actions import companies_named, refold, tags_named
from webapp.contacts.imports import matching, queries, traces
from webapp.contacts.imports.drafts import Card
from webapp.contacts.imports.matching import Additions, Known
from webapp.contacts.imports.models import CardImport, Choice, ImportedCard, Stage, Standing, Trace
from webapp.contacts.models import Contact, Photo, Tag, Tagging, Way, WayKind
from webapp.contacts.queries import every_company
from webapp.core import clock
from webapp.core.db import db
from webapp.core.formats import day

PART = 500


def apply_part(kept: CardImport) -> None:
    """Five hundred cards; after the last, the end is noted."""
    rows = queries.cards_to_apply(kept.id, PART)
    if rows:
        _Part(kept, rows).write()
        kept.done += len(rows)
    if len(rows) < PART:
        _finish(kept)


def source_of(kept: CardImport) -> str:
    """Kept on each contact: where what is known of them comes from."""
    on = day(kept.created_at, year=True)
    said = _("Signature de mail, %(day)s", day=on) if kept.kind == "signature" else ""
    return (said or _("Import %(name)s, %(day)s", name=kept.file_name, day=on))[:200]


def _finish(kept: CardImport) -> None:
    counts = queries.counts_of(kept.id)
    kept.counts = {
        "added": sum(of[Choice.ADD] for of in counts.values()),
        "filled": sum(of[Choice.FILL] for of in counts.values()),
        "known": counts[Standing.KNOWN][Choice.LEAVE] + counts[Standing.REPEATED]["all"],
        "left": sum(counts[each][Choice.LEAVE] for each in (Standing.NEW, Standing.COMPLETE, Standing.CLOSE)),
        "rejected": counts[Standing.REJECTED]["all"],
    }
    kept.stage, kept.applied_at = Stage.DONE, clock.now()


@dataclass
class _Deed:
    """A card and the contact it goes to."""

    row: ImportedCard
    card: Card
    contact: Contact
    known: Known
    is_new: bool


class _Part:
    def __init__(self, kept: CardImport, rows: Sequence[ImportedCard]) -> None:
        self.kept, self.rows = kept, rows
        self.source = source_of(kept)
        self.companies: dict[str, Contact] = {}
        self.made: set[UUID] = set()  # companies nobody had
        self.traces: dict[UUID, Trace] = {}

    def write(self) -> None:
        cards = {row.position: Card.of(row.card) for row in self.rows}
        self._find_companies(cards)
        deeds = self._deeds(cards)
        added = [self._write_fields(deed) for deed in deeds]
        db().add_all(deed.contact for deed in deeds)
        db().flush()
        self.traces = queries.traces_of(self.kept.id, {deed.contact.id for deed in deeds} | self.made)
        self._trace_made()
        self._write_others(deeds, added)
        db().flush()
        refold(list({deed.contact.id: deed.contact for deed in deeds}.values()))
        for row in self.rows:
            row.is_applied = True
        db().flush()
        self._seal()

    def _find_companies(self, cards: dict[int, Card]) -> None:
        """Those of the people, and those that are cards themselves: of one name there is one."""
        names = {card.company for card in cards.values() if card.company}
        names |= {
            cards[row.position].name
            for row in self.rows
            if row.choice == Choice.ADD and cards[row.position].kind == "company"
        }
        if not names:
            return
        before = {company.id for company in every_company()}
        wanted = sorted(names)
        found = companies_named([(name, None) for name in wanted])
        self.companies = dict(zip(wanted, found, strict=True))
        self.made = {company.id for company in found} - before
        for company in found:
            if company.id in self.made:
                company.source = self.source

    def _deeds(self, cards: dict[int, Card]) -> list[_Deed]:
        wanted = {row.contact_id for row in self.rows if row.choice == Choice.FILL and row.contact_id}
        named = {
            self.companies[card.name].id
            for row in self.rows
            if row.choice == Choice.ADD and (card := cards[row.position]).kind == "company"
        }
        there = queries.contacts_by_id(wanted | named)
        alive = {key: contact for key, contact in there.items() if contact.deleted_at is None}
        known = queries.known_of(list(alive.values()))
        return [self._deed(row, cards[row.position], alive, known) for row in self.rows]

    def _deed(
        self, row: ImportedCard, card: Card, there: dict[UUID, Contact], known: dict[UUID, Known]
    ) -> _Deed:
        if row.choice == Choice.FILL and row.contact_id in there:
            return _Deed(row, card, there[row.contact_id], known[row.contact_id], False)
        if card.kind == "company":
            company = self.companies.get(card.name) or companies_named([(card.name, None)])[0]
            seen = known.setdefault(company.id, Known(id=company.id, name=company.name, kind="company"))
            return _Deed(row, card, company, seen, company.id in self.made)
        contact = Contact(kind=card.kind, name=card.name, source=self.source)
        return _Deed(row, card, contact, Known(name=card.name, kind=card.kind), True)

    def _write_fields(self, deed: _Deed) -> tuple[Additions, dict[str, list[str | None]]]:
        """The contact's own columns; what they were and what they are."""
        added = matching.additions(deed.known, deed.card)
        wanted = dict(added.fields)
        for name in deed.row.takes if deed.row.choice == Choice.FILL else ():
            if name in added.differs:
                wanted |= _taken(name, added, deed.card)
        if added.phones and not deed.contact.phone:
            wanted["phone"] = added.phones[0][0]
        if added.emails and not deed.contact.email:
            wanted["email"] = added.emails[0][0]
        if not deed.contact.source and (wanted or added.told):
            wanted["source"] = self.source
        changed: dict[str, list[str | None]] = {}
        for name, value in wanted.items():
            column, new = ("company_id", self.companies[value].id) if name == "company" else (name, value)
            before = getattr(deed.contact, column)
            changed[column] = [str(before) if before else None, str(new)]
            setattr(deed.contact, column, new)
        matching.take(deed.known, deed.card)
        return added, changed

    def _trace_made(self) -> None:
        """A company made for the people who work there is taken back with them."""
        for company_id in self.made:
            self._trace(company_id).is_new = True

    def _write_others(
        self, deeds: list[_Deed], written: list[tuple[Additions, dict[str, list[str | None]]]]
    ) -> None:
        tags = self._tags([tag for added, _changed in written for tag in added.tags])
        pictures = queries.photos_of(
            self.kept.id, {added.photo for added, _changed in written if added.photo}
        )
        for deed, (added, changed) in zip(deeds, written, strict=True):
            trace = self._trace(deed.contact.id)
            trace.is_new = trace.is_new or deed.is_new
            trace.fields = _chained(trace.fields, changed)
            self._write_ways(deed, added, trace)
            names = [*added.tags, *([self.kept.tag] if deed.is_new and self.kept.tag else [])]
            for tag_id in dict.fromkeys(tags[key].id for name in names if (key := Tag.key_of(name)) in tags):
                if str(tag_id) not in trace.tags:
                    db().add(Tagging(tag_id=tag_id, contact_id=deed.contact.id))
                    trace.tags = [*trace.tags, str(tag_id)]
            if added.photo in pictures and not trace.photo:
                content = pictures[added.photo]
                db().add(Photo(contact_id=deed.contact.id, content=content, sha256=added.photo))
                trace.photo = added.photo

    def _write_ways(self, deed: _Deed, added: Additions, trace: Trace) -> None:
        """The first number and the first mail stand in the contact itself."""
        first = {deed.contact.phone, deed.contact.email}
        for kind, found in (
            (WayKind.PHONE, added.phones),
            (WayKind.EMAIL, added.emails),
            (WayKind.LINK, added.links),
        ):
            for value, label in found:
                if value in first:
                    continue
                position = len(trace.ways) + len(deed.known.phones) + len(deed.known.emails)
                way = Way(
                    contact_id=deed.contact.id, kind=kind, value=value, label=label or None, position=position
                )
                db().add(way)
                trace.ways = [*trace.ways, [str(kind), value]]

    def _tags(self, names: list[str]) -> dict[str, Tag]:
        wanted = [*names, *([self.kept.tag] if self.kept.tag else [])]
        if not wanted:
            return {}
        before = set(db().scalars(select(Tag.id)))
        found = tags_named(wanted)
        self.kept.made_tags = [*self.kept.made_tags, *(str(tag.id) for tag in found if tag.id not in before)]
        return {tag.folded: tag for tag in found}

    def _trace(self, contact_id: UUID) -> Trace:
        if contact_id not in self.traces:
            trace = Trace(
                import_id=self.kept.id,
                contact_id=contact_id,
                is_new=False,
                fields={},
                ways=[],
                tags=[],
                photo="",
            )
            db().add(trace)
            self.traces[contact_id] = trace
        return self.traces[contact_id]

    def _seal(self) -> None:
        """New ones are told by what they are now: a later change shows."""
        new = [trace for trace in self.traces.values() if trace.is_new]
        digests = traces.digests_of([trace.contact_id for trace in new])
        for trace in new:
            trace.digest = digests.get(trace.contact_id, "")
        db().flush()


def _taken(name: str, added: Additions, card: Card) -> dict[str, str]:
    """What a person prefers to what is there."""
    there, said = added.differs[name]
    if name == "place":
        return {part: getattr(card, part) for part in matching.PLACE}
    return {"notes": f"{there}\n{said}"[:5000]} if name == "notes" else {name: said}


def _chained(
    first: dict[str, list[str | None]], then: dict[str, list[str | None]]
) -> dict[str, list[str | None]]:
    """Two cards on one contact: what it was before the first, what it is after the second."""
    return {**first, **{name: [first.get(name, change)[0], change[1]] for name, change in then.items()}}
