"""Leave: the archive of ten years is prepared first, then everything of the person goes at once."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import IO
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import Uuid, func, select

from webapp.billing.actions import close_pages, end_customer
from webapp.billing.queries import customer_of
from webapp.core import clock, files
from webapp.core.archives import Entry, Names, pack
from webapp.core.db import db
from webapp.core.jobs import job
from webapp.core.kept_files import erase
from webapp.core.links import Link, make_link, revoke_links
from webapp.core.sheets import as_csv
from webapp.core.tenancy import act_as
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.invoicing.archive.names import file_name
from webapp.invoicing.archive.queries import issued
from webapp.leaving.queries import (
    ARCHIVE,
    Space,
    forget_links,
    hold_spaces,
    issued_in,
    keys_of_archives,
    last_archive,
    spaces_left,
)

ARCHIVE_LASTS = timedelta(days=30)
MOST_BYTES = 2 << 30
PIECE = 256 * 1024


def prepare_archive(account_id: UUID) -> Link:
    """One ZIP of every document issued in the spaces that will go, with a list of their digests."""
    spaces = [space for space in spaces_left() if space.is_erased and space.issued]
    _forget_before(account_id)
    with tempfile.TemporaryFile() as out:
        pack(_entries(account_id, spaces), out, most_bytes=MOST_BYTES)
        key, size, digest = files.new_key(account_id), out.tell(), _digest(out)
        out.seek(0)
        files.store().put_file(key, out, "application/zip")
    link = make_link(
        ARCHIVE,
        lasts=ARCHIVE_LASTS,
        account_id=account_id,
        payload={
            "key": key,
            "size": size,
            "sha256": digest,
            "issued": sum(one.issued for one in spaces),
            "spaces": issued_in(spaces),
        },
        is_told_again=True,
    )[1]
    erase.later(workspace_id=None, key=key, at=clock.now() + ARCHIVE_LASTS)
    return link


def leave(account_id: UUID) -> Link | None:
    """Erase the account and the spaces it alone owns; the link to its archive, if it had something to keep.

    Raises Refused while the archive is missing, older than the last document issued, or than a day.
    """
    hold_spaces(account_id)
    spaces = spaces_left()
    archive = last_archive(account_id, spaces) if issued_in(spaces) else None
    if issued_in(spaces) and archive is None:
        raise Refused(
            sentence(
                "Préparez d’abord l’archive de vos documents émis\u00a0: la loi demande de les garder dix ans."
            )
        )
    customers = list(_customers(account_id, spaces))
    forget_links(account_id)
    gone = db().scalars(select(func.erase_account(type_=Uuid))).all()
    for workspace_id in gone:
        erase_all.later(workspace_id=None, space=str(workspace_id))
    for customer in customers:
        end_customer.later(workspace_id=None, customer=customer)
    return archive


@job
def erase_all(space: str) -> None:
    """Every file of a space that is no more."""
    files.store().delete_all(f"{UUID(space)}/")


def _customers(account_id: UUID, spaces: Sequence[Space]) -> Iterator[str]:
    """Who pays for the spaces that go: nobody pays any more."""
    for space in spaces:
        if space.is_erased:
            act_as(db(), person=account_id, workspace=space.id)
            close_pages()
            if customer := customer_of(space.id):
                yield customer


def _forget_before(account_id: UUID) -> None:
    """One archive at a time: the links of those before close, and their files go with them."""
    for key in keys_of_archives(account_id):
        erase.later(workspace_id=None, key=key)
    revoke_links(ARCHIVE, account_id=account_id)


def _entries(account_id: UUID, spaces: Sequence[Space]) -> Iterator[Entry]:
    """A folder a space, and in it the list of its files, each under the very name it has there."""
    folders = Names()
    for space in spaces:
        act_as(db(), person=account_id, workspace=space.id)
        folder, names = folders.given((space.name,)), Names()
        lines = [(_("Numéro"), _("Fichier"), "SHA-256")]
        for row in issued():
            for ending, content, sha256 in (
                ("pdf", row.pdf, row.pdf_sha256),
                ("xml", row.xml, row.xml_sha256),
            ):
                name = names.given((f"{row.issued_on:%Y}", file_name(row.number, ending)))
                lines.append((row.number, name, sha256))
                yield Entry((folder, *name.split("/")), [content])
        yield Entry((folder, _("Liste.csv")), [as_csv(lines).encode()])


def _digest(file: IO[bytes]) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()
