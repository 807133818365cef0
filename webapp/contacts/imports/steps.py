"""What the worker does of an import, a part at a time: each part is kept before the next begins, and shows."""

from collections.abc import Callable
from dataclasses import dataclass

from webapp.contacts.imports import matching, queries, reading
from webapp.contacts.imports.applying import apply_part
from webapp.contacts.imports.drafts import Card, combine
from webapp.contacts.imports.matching import Book, Known, Match
from webapp.contacts.imports.models import CardImport, Choice, ImportedCard, ImportedPhoto, Stage, Standing
from webapp.contacts.imports.undoing import undo_part
from webapp.core import clock, files
from webapp.core.db import db
from webapp.core.fold import sort_key
from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence

PART = 500


def step(kept: CardImport) -> None:
    """One part; what cannot be done is said, and ends it."""
    work = STEPS.get(Stage(kept.stage))
    if work is None:
        return
    try:
        work(kept)
    except Refused as refusal:
        drop_file(kept)
        kept.stage, kept.failure = Stage.FAILED, _said(refusal.sentence)
    kept.moved_at = clock.now()
    db().flush()


def drop_file(kept: CardImport) -> None:
    if kept.file_key:
        files.store().delete(kept.file_key)
        kept.file_key = None


def match_all(kept: CardImport, *, again: bool = False) -> None:
    """Say of each card what it would do; `again` keeps what a person said of it."""
    _Sorting(again=again).sort(queries.every_card(kept.id))
    db().flush()


def _read_part(kept: CardImport) -> None:
    found = list(reading.cards(files.read(kept.file_key or ""), kept.kind, kept.done, PART))
    pictures = {one.card.photo: one.picture for one in found if one.card and one.picture}
    there = queries.photo_digests(kept.id)
    db().add_all(
        ImportedPhoto(import_id=kept.id, sha256=digest, content=content)
        for digest, content in pictures.items()
        if digest not in there
    )
    db().add_all(_row(kept, one) for one in found)
    kept.done += PART
    if kept.done >= kept.total:
        _begin(kept, Stage.MATCHING)


def _row(kept: CardImport, one: reading.Found) -> ImportedCard:
    if one.card is None:
        return ImportedCard(
            import_id=kept.id,
            position=one.position,
            standing=Standing.REJECTED,
            reason=_said(one.reason) if one.reason else None,
            raw=one.raw,
            sort_key=f"{one.position:06d}",
        )
    return ImportedCard(
        import_id=kept.id,
        position=one.position,
        name=one.card.name,
        sort_key=sort_key(one.card.name),
        card=one.card.as_json(),
    )


def _match(kept: CardImport) -> None:
    drop_file(kept)  # here, not when its last part is read: a part that fails is read again
    match_all(kept)
    _begin(kept, Stage.READY)


def _check(kept: CardImport) -> None:
    match_all(kept, again=True)
    _begin(kept, Stage.APPLYING, goal=queries.how_many_wanted(kept.id))


def _begin(kept: CardImport, stage: Stage, goal: int = 0) -> None:
    kept.stage, kept.done, kept.goal = stage, 0, goal


STEPS: dict[Stage, Callable[[CardImport], None]] = {
    Stage.READING: _read_part,
    Stage.MATCHING: _match,
    Stage.CHECKING: _check,
    Stage.APPLYING: apply_part,
    Stage.UNDOING: undo_part,
}


def _said(sentence: Sentence) -> dict[str, object]:
    return {"text": sentence.text, "values": dict(sentence.values)}


@dataclass
class _Row:
    row: ImportedCard
    card: Card


class _Sorting:
    def __init__(self, *, again: bool) -> None:
        self.again = again
        known, gone = queries.everybody()
        self.book = Book(known)
        for name, survivor in gone:
            self.book.learn(survivor, name)
        self.of_position: dict[int, _Row] = {}

    def sort(self, rows: object) -> None:
        for row in rows:  # type: ignore[attr-defined]
            if row.standing != Standing.REJECTED and not (self.again and row.standing == Standing.REPEATED):
                self._place(_Row(row, Card.of(row.card)))

    def _place(self, one: _Row) -> None:
        match = self.book.find(one.card)
        known = match.known if match else None
        if match and match.is_sure and known and known.id is None:
            self._repeats(one, known)
        elif match and match.is_sure and known:
            self._answers(one, match)
        else:
            self._stands_alone(one, match)

    def _repeats(self, one: _Row, known: Known) -> None:
        first = self.of_position[known.position]
        combine(first.card, one.card)
        first.row.card = first.card.as_json()
        self._learn(known, one.card)
        one.row.standing, one.row.choice = Standing.REPEATED, Choice.LEAVE
        one.row.first_position = known.position

    def _answers(self, one: _Row, match: Match) -> None:
        added = self._would_add(one, match)
        before = one.row.choice
        if added.told:
            one.row.standing = Standing.COMPLETE
            one.row.choice = Choice.LEAVE if self.again and before == Choice.LEAVE else Choice.FILL
        else:
            one.row.standing = Standing.KNOWN
            one.row.choice = (
                Choice.FILL if self.again and before == Choice.FILL and one.row.takes else Choice.LEAVE
            )
        if not (self.again and one.row.choice == Choice.LEAVE):
            self._learn(match.known, one.card)

    def _stands_alone(self, one: _Row, match: Match | None) -> None:
        row, before, there = one.row, one.row.choice, one.row.contact_id
        is_close = match is not None and match.known.id is not None and match.evidence != "shared"
        row.standing = Standing.CLOSE if is_close else Standing.NEW
        row.contact_id, row.evidence, row.adds, row.differs = None, "", {}, {}
        row.is_personal = matching.is_personal(one.card)
        if match and match.known.id:
            self._would_add(one, match)
        if self.again:
            same = is_close and there == row.contact_id
            row.choice = before if before != Choice.FILL or same else Choice.LEAVE if is_close else Choice.ADD
        else:
            row.choice = Choice.LEAVE if is_close or row.is_personal else Choice.ADD
        self.of_position[row.position] = one
        self.book.learn(matching.of_card(one.card, row.position))

    def _would_add(self, one: _Row, match: Match) -> matching.Additions:
        added = matching.additions(match.known, one.card)
        row = one.row
        row.contact_id, row.evidence = match.known.id, match.evidence
        row.adds, row.differs = added.told, added.differs
        row.takes = [name for name in row.takes if name in added.differs]
        return added

    def _learn(self, known: Known, card: Card) -> None:
        matching.take(known, card)
        self.book.learn(known)
