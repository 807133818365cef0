"""A PDF looked at before it is kept, then read: what is written in it without doubt."""

from contextlib import suppress
from typing import IO

from flask import current_app

from webapp.core import clock, files
from webapp.core.pdf_text import Unread, text_of
from webapp.documents.models import Document
from webapp.domain.callsheets.reading import Read, read_text
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

MOST_PAGES = 12  # a large day has plans and maps after its two pages
REFUSALS = {
    "long": sentence(
        "Ce PDF a plus de %(most)s pages\u00a0: déposez la feuille de service seule.", most=MOST_PAGES
    ),
    "encrypted": sentence(
        "Ce PDF est protégé par un mot de passe\u00a0: l’équipe ne pourrait pas l’ouvrir. Déposez-le sans."
    ),
    "unreadable": sentence("Ce PDF est abîmé\u00a0: il ne s’ouvre pas. Redemandez-le."),
    "busy": sentence("Trop de PDF sont lus en même temps. Réessayez dans un instant."),
}


def refuse_a_bad_pdf(stream: IO[bytes]) -> None:
    """Raises Refused for what is no PDF, is broken, locked or far too long; one that is an image passes."""
    limit: int = current_app.config["UPLOAD_BYTES"]
    content = stream.read(limit + 1)
    stream.seek(0)
    if len(content) > limit:
        raise Refused(sentence("Ce PDF est trop lourd. La limite est de %(limit)s Mo.", limit=limit >> 20))
    if files.type_of(content) != "application/pdf":
        raise Refused(sentence("Déposez un PDF\u00a0: c’est lui que l’équipe reçoit."))
    try:
        text_of(content, MOST_PAGES)
    except Unread as refusal:
        if refusal.word in REFUSALS:
            raise Refused(REFUSALS[refusal.word]) from None


def read_sheet(document: Document) -> Read:
    """Nothing when there is no text to read: everything is typed."""
    with suppress(Unread, OSError):
        content = files.read(document.file_key)
        return read_text(text_of(content, MOST_PAGES), today=clock.today())
    return Read()
