"""A file is handed over: its ZIP first, checked by somebody, then what must go is erased."""

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import IO, Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from webapp.core import archives, clock, files
from webapp.core.archives import Entry
from webapp.core.db import db, hold
from webapp.core.jobs import job
from webapp.core.sheets import as_csv
from webapp.core.tenancy import workspace_of
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.productions.handover.models import Handover, HandoverTrace
from webapp.productions.handover.parts import erasers_of, parts_of
from webapp.productions.handover.queries import handover_by_id
from webapp.productions.limits import lifted
from webapp.productions.models import Production

TIME_TO_CHECK = timedelta(days=7)
ZIP_KEPT = timedelta(days=30)  # ready, neither finished nor followed by an erasure
LONGEST_WAIT = timedelta(days=365)
MOST_BYTES = 4 << 30
EARLY = time(5, 0)  # in Paris: the day named has begun, nobody is at work
SPOOLED = 8 << 20


def start(production: Production, keys: Sequence[str], handed_to: str, *, by_name: str) -> Handover:
    """Ask for the ZIP. Raises Refused while another one is under way."""
    hold("handover", production.id)
    if db().scalar(select(Handover.id).where(Handover.production_id == production.id)):
        raise Refused(sentence("Un dossier est déjà en cours de remise pour cette production."))
    handover = Handover(
        production_id=production.id, handed_to=handed_to, parts=list(keys), started_by=by_name, erasers=[]
    )
    db().add(handover)
    db().flush()
    pack.later(workspace_id=workspace_of(db()), handover_id=str(handover.id))
    return handover


def schedule(handover: Handover, erase_on: date, erasers: Sequence[str], *, by_name: str) -> None:
    """The erasure happens in the morning of that day, unless the day is changed or cancelled before."""
    _refuse_unpacked(handover)
    handover.erase_on, handover.erasers, handover.erase_by = erase_on, list(erasers), by_name
    db().flush()
    _erase_at(handover, datetime.combine(erase_on, EARLY, clock.PARIS))


def erase_now(handover: Handover, erasers: Sequence[str], *, by_name: str) -> None:
    """By the worker, at once: what is asked here is not taken back."""
    _refuse_unpacked(handover)
    handover.erase_on, handover.erasers, handover.erase_by = clock.today(), list(erasers), by_name
    db().flush()
    _erase_at(handover, None)


def cancel_erasure(handover: Handover) -> None:
    """Raises Refused once its day has come: it may be under way."""
    if handover.erase_on is not None and handover.erase_on <= clock.today():
        raise Refused(sentence("L’effacement a commencé, il ne s’annule plus."))
    handover.erase_on, handover.erase_by, handover.erasers = None, None, []
    db().flush()


def finish(production: Production, handover: Handover, *, by_name: str) -> HandoverTrace:
    """Handed over and nothing erased: somebody takes the show on, or the person stays."""
    _refuse_unpacked(handover)
    trace = _trace(production, handover, by_name=by_name, counts={}, is_erased=False)
    drop(handover)
    return trace


def drop(handover: Handover) -> None:
    """The ZIP goes with the handover."""
    if handover.zip_key:
        files.store().delete(handover.zip_key)
    db().delete(handover)
    db().flush()


@job
def pack(handover_id: str) -> None:
    """Write the ZIP; run again, it writes it again."""
    handover = handover_by_id(UUID(handover_id))
    if handover is None or handover.is_packed:
        return
    production = db().scalars(select(Production).where(Production.id == handover.production_id)).one()
    with tempfile.SpooledTemporaryFile(max_size=SPOOLED) as spool:
        try:
            number = archives.pack(_entries(production, handover), spool, most_bytes=MOST_BYTES)
        except Refused as refusal:
            values: dict[str, Any] = dict(refusal.sentence.values)
            handover.failure = {"text": refusal.sentence.text, "values": values}
            return
        size, digest = spool.tell(), _digest(spool)
        key = files.new_key(handover.workspace_id)
        files.store().put_file(key, spool, "application/zip")
    handover.zip_key, handover.zip_size, handover.zip_files = key, size, number
    handover.zip_sha256 = digest
    db().flush()
    forget.later(
        workspace_id=workspace_of(db()), at=handover.started_at + ZIP_KEPT, handover_id=str(handover.id)
    )


@job
def forget(handover_id: str) -> None:
    """A ZIP that nobody came back to is not kept for ever."""
    handover = handover_by_id(UUID(handover_id))
    if handover is not None and not handover.is_erasing:
        drop(handover)


@job
def erase(handover_id: str, erase_on: str) -> None:
    """Erase, then leave a trace; nothing if the day was changed or the erasure cancelled meanwhile."""
    handover = handover_by_id(UUID(handover_id))
    if handover is None or handover.erase_on is None or handover.erase_on.isoformat() != erase_on:
        return
    production = db().scalars(select(Production).where(Production.id == handover.production_id)).one()
    with lifted():
        counts = {eraser.key: eraser.erase(production.id) for eraser in erasers_of(handover.erasers)}
        db().flush()
    _trace(production, handover, by_name=handover.erase_by or "", counts=counts, is_erased=True)
    drop(handover)


def _erase_at(handover: Handover, at: datetime | None) -> None:
    assert handover.erase_on is not None
    erase.later(
        workspace_id=workspace_of(db()),
        at=at,
        handover_id=str(handover.id),
        erase_on=handover.erase_on.isoformat(),
    )


def _refuse_unpacked(handover: Handover) -> None:
    if not handover.is_packed:
        raise Refused(sentence("Le ZIP n’est pas encore prêt."))


def _entries(production: Production, handover: Handover) -> Iterator[Entry]:
    """Everything under one dated folder, with the list of what it holds."""
    root = _("%(title)s, dossier du %(day)s", title=production.title, day=clock.today().isoformat())
    listed: list[list[str]] = [[_("Dossier"), _("Fichier")]]
    for part in parts_of(handover.parts):
        for entry in part.entries(production.id):
            path = (str(part.folder), *entry.path)
            listed.append([" / ".join(path[:-1]), path[-1]])
            yield Entry((root, *path), entry.content)
    if len(listed) == 1:
        raise Refused(sentence("Ces dossiers sont vides. Déposez des documents, ou choisissez-en d’autres."))
    yield Entry((root, _("Sommaire") + ".csv"), [as_csv(listed).encode()])


def _digest(spool: IO[bytes]) -> str:
    spool.seek(0)
    digest = hashlib.sha256()
    for piece in iter(lambda: spool.read(archives.CHUNK), b""):
        digest.update(piece)
    spool.seek(0)
    return digest.hexdigest()


def _trace(
    production: Production, handover: Handover, *, by_name: str, counts: dict[str, int], is_erased: bool
) -> HandoverTrace:
    trace = HandoverTrace(
        production_id=production.id,
        title=production.title,
        handed_to=handover.handed_to,
        by_name=by_name,
        zip_size=handover.zip_size or 0,
        zip_files=handover.zip_files or 0,
        zip_sha256=handover.zip_sha256 or "",
        is_erased=is_erased,
        counts=counts,
    )
    db().add(trace)
    db().flush()
    return trace
