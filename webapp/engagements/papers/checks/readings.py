"""What the PDF joined to an AEM says, beside what is expected. Proposed, never written by itself."""

from dataclasses import dataclass

from flask import current_app

from webapp.core import files
from webapp.core.pdf_text import UNREADABLE, text_of
from webapp.documents.models import Document
from webapp.domain.aem.figures import Field, Figures, Value, is_same, typed_again
from webapp.domain.aem.reading import is_aem, read_text
from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence, sentence


@dataclass(frozen=True)
class Read:
    """One value read: the same as expected, another one, or one that nothing is compared to."""

    field: Field
    value: Value
    expected: Value | None

    @property
    def is_right(self) -> bool:
        return self.expected is not None and is_same(self.field, self.expected, self.value)

    @property
    def is_wrong(self) -> bool:
        return self.expected is not None and not self.is_right

    @property
    def typed(self) -> str:
        return typed_again(self.field, self.value)


@dataclass(frozen=True)
class Reading:
    values: tuple[Read, ...] = ()
    refused: Sentence | None = None
    """Why there is nothing: a sentence rather than a figure that may be wrong."""

    @property
    def wrong(self) -> int:
        return sum(one.is_wrong for one in self.values)


def reading_of(pdf: Document, expected: Figures) -> Reading:
    try:
        text = text_of(_bytes_of(pdf))
    except Refused as refusal:
        return Reading(refused=refusal.sentence)
    if not is_aem(text):
        return Reading(refused=sentence("Ce PDF ne dit pas qu’il est une AEM\u00a0: rien n’en est repris."))
    values = read_text(text)
    if not values:
        return Reading(refused=sentence("Aucune valeur n’a pu être lue sans doute. Comparez à l’œil."))
    return Reading(tuple(Read(field, value, expected.get(field)) for field, value in values.items()))


def _bytes_of(pdf: Document) -> bytes:
    if pdf.size > current_app.config["UPLOAD_BYTES"]:
        raise Refused(UNREADABLE)
    try:
        return files.read(pdf.file_key)
    except OSError:
        raise Refused(UNREADABLE) from None
