"""What one writes to a client, in the language of the client: proposed, read and changed before it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template
from flask_babel import force_locale
from sqlalchemy import Row

from webapp.domain.invoices.document import Document
from webapp.domain.invoices.reminders import ANSWER, Tone
from webapp.domain.invoices.standing import Standing
from webapp.engagements.papers.chase.letters import Draft
from webapp.invoicing.payments.dues import DueNow


@dataclass(frozen=True)
class Letter(Draft):
    language: str = "fr"


def covering(row: Row[Any], document: Document, standing: Standing) -> Letter:
    """What goes along with a document sent."""
    return _written("covering", document, row=row, standing=standing)


def reminder(
    row: Row[Any],
    document: Document,
    standing: Standing,
    due: DueNow,
    tone: Tone,
    *,
    today: date,
    last_on: date | None = None,
) -> Letter:
    """`last_on`: the day of the reminder before."""
    return _written(
        tone, document, row=row, standing=standing, due=due, until=today + ANSWER, last_on=last_on
    )


def _written(name: str, document: Document, **values: Any) -> Letter:
    language = document.client.language if document.client.language in ("fr", "en") else "fr"
    with force_locale(language):
        text = render_template(
            f"invoicing/payments/letters/{name}.txt", document=document, seller=document.seller, **values
        )
    subject, _end, body = text.strip().partition("\n")
    return Letter(" ".join(subject.split()), body.strip(), language)
