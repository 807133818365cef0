"""The ZIP of the coffre: asked for, made by the worker, kept a month, made again whenever one wishes."""

import hashlib
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from typing import IO, Any
from uuid import UUID

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import update

from webapp.career.queries import Career, career
from webapp.career.vault import index
from webapp.career.vault.models import Vault
from webapp.career.vault.queries import documents, papers, vault, vault_by_id
from webapp.career.vault.tree import Filed, tree
from webapp.core import archives, clock, files, kept_files
from webapp.core.archives import Entry
from webapp.core.db import db, finish, hold, leave
from webapp.core.jobs import enter, job
from webapp.core.tenancy import workspace_of
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.engagements.exports import exported
from webapp.engagements.listing import Filters

KEPT = timedelta(days=30)
MOST_BYTES = 4 << 30
SPOOLED = 8 << 20
SAID_EVERY = 20  # papers between two words of how far it is


def start(*, by_name: str, language: str) -> Vault:
    """Ask for the ZIP; the one of before goes. Raises Refused while one is being made."""
    hold("career vault", workspace_of(db()))
    before = vault()
    if before is not None:
        if before.is_under_way:
            raise Refused(sentence("Le ZIP de votre coffre se prépare déjà."))
        drop(before)
    made = Vault(started_by=by_name, language=language)
    db().add(made)
    db().flush()
    pack.later(workspace_id=workspace_of(db()), vault_id=str(made.id))
    return made


def drop(own: Vault) -> None:
    """With its ZIP, or before there is one."""
    kept_files.forget(own.zip_key)
    db().delete(own)
    db().flush()


@job
def pack(vault_id: str) -> None:
    """Write the ZIP; run again, it writes it again."""
    own = vault_by_id(UUID(vault_id))
    if own is None or not own.is_under_way:
        return
    with force_locale(own.language):
        _pack(own)


@job
def forget(vault_id: str) -> None:
    own = vault_by_id(UUID(vault_id))
    if own is not None:
        drop(own)


def _pack(own: Vault) -> None:
    """Nothing of the database is held while files are read: it may last."""
    workspace_id, vault_id = own.workspace_id, own.id
    packing = Packing(own)
    own.total, own.done = len(packing.filed), 0
    _between_units(workspace_id)
    with tempfile.SpooledTemporaryFile(max_size=SPOOLED) as spool:
        try:
            number = archives.pack(packing.entries(), spool, most_bytes=MOST_BYTES)
        except Refused as refusal:
            if (failed := vault_by_id(vault_id)) is not None:
                values: dict[str, Any] = dict(refusal.sentence.values)
                failed.failure = {"text": refusal.sentence.text, "values": values}
            return
        _keep(packing, spool, number)


def _keep(packing: "Packing", spool: IO[bytes], number: int) -> None:
    size, digest = spool.tell(), _digest(spool)
    key = files.new_key(packing.workspace_id)
    files.store().put_file(key, spool, "application/zip")
    own = vault_by_id(packing.vault_id)
    if own is None:  # thrown away meanwhile
        files.store().delete(key)
        return
    own.zip_key, own.zip_size, own.zip_sha256 = key, size, digest
    own.zip_files, own.lost, own.done = number, len(packing.lost), len(packing.filed)
    db().flush()
    forget.later(workspace_id=packing.workspace_id, at=clock.now() + KEPT, vault_id=str(own.id))


class Packing:
    """What is read of the database first, as plain values, and what is found missing on the way."""

    def __init__(self, own: Vault):
        self.workspace_id, self.vault_id, self.owner = own.workspace_id, own.id, own.started_by
        self.today = clock.today()
        self.filed: list[Filed] = tree(documents())
        self.career: Career = career(self.today)
        self.jobs = exported(Filters(), self.today)
        self.papers = papers()
        self.lost: list[Filed] = []

    def entries(self) -> Iterator[Entry]:
        """Under one dated folder: the papers, the tables, and the page to read first."""
        root = _("Coffre de %(name)s, %(day)s", name=self.owner, day=self.today.isoformat())
        for number, one in enumerate(self.filed, 1):
            if (pieces := _opened(one.key)) is None:
                self.lost.append(one)
            else:
                yield Entry((root, *one.path.split("/")), pieces)
            if number % SAID_EVERY == 0:
                self._say(number)
        lost = {one.document_id for one in self.lost}
        told = index.told(self.papers, self.filed, lost, self.today)
        for name, content in index.files(self.career, self.jobs, told):
            yield Entry((root, _("Sommaire"), name), [content])
        text = index.readme(self.owner, self.today, told, self.filed, self.lost)
        yield Entry((root, "README.txt"), [text.encode("utf-8-sig")])

    def _say(self, done: int) -> None:
        """How far it is, at once to who looks."""
        db().execute(update(Vault).where(Vault.id == self.vault_id).values(done=done))
        _between_units(self.workspace_id)


def _between_units(workspace_id: UUID) -> None:
    """What was written is kept, and another unit of work begins."""
    finish(keep=True)
    leave()
    enter(workspace_id)


def _opened(key: str) -> Iterator[bytes] | None:
    """None for a file that is not in the store any more: one lost file is not the loss of all."""
    pieces = files.store().open(key)
    try:
        first = next(pieces, b"")
    except Exception:  # each store has its own word for it
        return None
    return _from(first, pieces)


def _from(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _digest(spool: IO[bytes]) -> str:
    spool.seek(0)
    digest = hashlib.sha256()
    for piece in iter(lambda: spool.read(archives.CHUNK), b""):
        digest.update(piece)
    spool.seek(0)
    return digest.hexdigest()
