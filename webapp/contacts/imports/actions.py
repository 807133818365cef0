"""An import begun, chosen, applied, taken back, given up."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from sqlalchemy import select, update

from webapp.contacts.imports import jobs, queries, reading, signatures, steps, tables, texts
from webapp.contacts.imports.applying import apply_part
from webapp.contacts.imports.drafts import Card
from webapp.contacts.imports.models import (
    UNDONE_WITHIN,
    CardImport,
    Choice,
    ImportedCard,
    Kind,
    Stage,
    Standing,
)
from webapp.core import clock, files, throttle
from webapp.core.db import db, hold
from webapp.core.files import shown_name
from webapp.core.fold import sort_key
from webapp.core.tenancy import workspace_of
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

KEPT = timedelta(days=7)
STUCK = timedelta(minutes=3)
SENT = throttle.Limit("contact files read", 40, per_minutes=60)
FINISHED = sentence("Cet import est terminé\u00a0: ses choix ne changent plus.")


def start(content: bytes, name: str) -> CardImport:
    """Keep a file until its cards are read. Raises Refused for what is none, at sight."""
    throttle.spend(SENT, str(workspace_of(db())))
    kind, total = reading.at_sight(content)
    key = files.new_key(workspace_of(db()))
    files.store().put(key, content, "application/octet-stream")
    kept = CardImport(
        file_name=shown_name(name)[:130],
        kind=Kind(kind),
        stage=Stage.READING,
        file_key=key,
        headers=tables.header_of(texts.in_utf8(content))[: tables.MOST_COLUMNS] if kind == Kind.CSV else [],
        total=total,
        goal=total,
        done=0,
        tag=f"{'Téléphone' if kind == Kind.VCARD else 'Import'} {clock.today().year}",
    )
    _keep(kept)
    jobs.begin(kept)
    return kept


def start_signature(pasted: str) -> CardImport:
    """One card, to be checked in a form. Raises Refused when nobody is to be seen in it."""
    card = signatures.read(pasted)
    if card.is_empty:
        raise Refused(sentence("Rien à lire ici\u00a0: ni nom, ni numéro, ni mail."))
    kept = CardImport(file_name=card.name[:130], kind=Kind.SIGNATURE, stage=Stage.READY, total=1, tag="")
    _keep(kept)
    db().add(ImportedCard(import_id=kept.id, position=1, card=card.as_json(), name=card.name))
    db().flush()
    return kept


def write_card(kept: CardImport, card: Card) -> ImportedCard:
    """The one card of a signature as it was corrected, matched with the address book."""
    _refuse_unready(kept)
    (row,) = queries.every_card(kept.id)
    card.kind = Card.of(row.card).kind
    row.card, row.name, row.sort_key = card.as_json(), card.name, sort_key(card.name)
    row.takes, kept.file_name = [], card.name[:130]
    steps.match_all(kept)
    return row


def apply_card(kept: CardImport, row: ImportedCard, choice: Choice) -> None:
    """At once: one card needs no worker."""
    row.choice = choice
    db().flush()
    kept.stage = Stage.APPLYING
    apply_part(kept)
    jobs.forget_at(kept, clock.now() + UNDONE_WITHIN)


def choose(
    kept: CardImport, shown: Collection[int], ticked: Mapping[int, str], takes: Mapping[int, list[str]]
) -> None:
    """What a person ticked on a page; the cards of other pages stay as they are."""
    _refuse_unready(kept)
    for row in queries.cards_at(kept.id, shown):
        row.takes = [name for name in takes.get(row.position, ()) if name in row.differs]
        row.choice = _choice(row, ticked.get(row.position, ""))
    db().flush()


def accept_all(kept: CardImport, show: str) -> None:
    """All of a kind, on every page: new ones are added, the others completed."""
    _refuse_unready(kept)
    choice = Choice.ADD if show == "new" else Choice.FILL
    db().execute(
        update(ImportedCard)
        .where(ImportedCard.import_id == kept.id, ImportedCard.standing.in_(queries.SHOWN[show]))
        .values(choice=choice)
    )


def apply(kept: CardImport, tag: str) -> None:
    """The worker does it. Raises Refused when nothing is ticked, or when another import is at work."""
    _refuse_unready(kept)
    hold("contact imports", workspace_of(db()))
    if not queries.how_many_wanted(kept.id):
        raise Refused(sentence("Rien à importer\u00a0: tout est déjà là, ou rien n’est coché."))
    busy = select(CardImport.id).where(CardImport.stage.in_((Stage.CHECKING, Stage.APPLYING, Stage.UNDOING)))
    if db().scalar(busy.limit(1)):
        raise Refused(sentence("Un autre import est en cours. Attendez qu’il finisse."))
    kept.tag = texts.line(tag, 60)
    _set_off(kept, Stage.CHECKING, kept.total)
    jobs.forget_at(kept, clock.now() + UNDONE_WITHIN)


def undo(kept: CardImport) -> None:
    """Raises Refused once its days are over."""
    if kept.stage in (Stage.UNDOING, Stage.UNDONE):
        raise Refused(sentence("Cet import est déjà annulé."))
    if kept.stage != Stage.DONE or not kept.may_be_undone:
        raise Refused(sentence("Un import s’annule pendant %(days)s jours.", days=UNDONE_WITHIN.days))
    _set_off(kept, Stage.UNDOING, queries.how_many_traces(kept.id))


def undo_card(kept: CardImport) -> None:
    """One card, at once."""
    undo(kept)
    steps.step(kept)


def is_stuck(kept: CardImport) -> bool:
    """The worker has said nothing for a while."""
    return kept.is_at_work and clock.now() > kept.moved_at + STUCK


def set_off_again(kept: CardImport) -> None:
    if not is_stuck(kept):
        raise Refused(sentence("Cet import avance. Attendez un instant."))
    kept.moved_at = clock.now()
    jobs.begin(kept)


def drop(kept: CardImport) -> None:
    """Given up before anything was added, or after a failure."""
    if kept.stage not in (Stage.READING, Stage.MATCHING, Stage.READY, Stage.FAILED):
        raise Refused(FINISHED)
    steps.drop_file(kept)
    db().delete(kept)
    db().flush()


def _keep(kept: CardImport) -> None:
    db().add(kept)
    db().flush()
    jobs.forget_at(kept, clock.now() + KEPT)


def _set_off(kept: CardImport, stage: Stage, goal: int) -> None:
    kept.stage, kept.done, kept.goal, kept.moved_at = stage, 0, goal, clock.now()
    db().flush()
    jobs.begin(kept)


def _choice(row: ImportedCard, said: str) -> Choice:
    match row.standing:
        case Standing.NEW:
            return Choice.ADD if said else Choice.LEAVE
        case Standing.CLOSE:
            return Choice(said) if said in list(Choice) else Choice.LEAVE
        case Standing.COMPLETE:
            return Choice.FILL if said else Choice.LEAVE
        case Standing.KNOWN:
            return Choice.FILL if row.takes else Choice.LEAVE
        case _:
            return Choice.LEAVE


def _refuse_unready(kept: CardImport) -> None:
    if kept.stage != Stage.READY:
        raise Refused(FINISHED)
