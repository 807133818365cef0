"""The form of a quote: what is kept, as one types it, and back."""

from dataclasses import replace
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from webapp.core import clock
from webapp.domain.invoices.document import Instalment, Treatment
from webapp.domain.invoices.draft import Draft
from webapp.invoicing.facturx.told import rate
from webapp.invoicing.lines.queries import catalogue
from webapp.invoicing.lines.sums import Sums, sums_of
from webapp.invoicing.quotes.actions import blank
from webapp.invoicing.quotes.choices import Choices
from webapp.invoicing.quotes.forms import QuoteForm

FIELDS = ("title", "valid_until", "starts_on", "ends_on", "terms", "note")


def usual() -> Draft:
    """What a quote begins with: a deposit, then what remains."""
    schedule = (Instalment(_("À l’acceptation"), 30_00), Instalment(_("Fin de prestation"), 70_00))
    return blank(clock.today(), schedule)


def shown(draft: Draft, choices: Choices, *, client: str = "", production: str = "") -> QuoteForm:
    values = {name: getattr(draft, name) or None for name in FIELDS}
    parts = [{"words": part.words, "share_bp": part.share_bp} for part in draft.schedule]
    form = QuoteForm.shown(
        draft.lines, **values, schedule=parts or [{}], client=client, production=production
    )
    form.offer(choices)
    return form


def sent(choices: Choices) -> QuoteForm:
    form = QuoteForm.sent()
    form.offer(choices)
    return form


def typed(form: QuoteForm, before: Draft) -> Draft:
    """What is not on the form stays what it was."""
    return replace(
        before,
        lines=form.typed_lines(),
        schedule=form.parts(),
        title=form.title.data or "",
        valid_until=form.valid_until.data,
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
        terms=form.terms.data or "",
        note=form.note.data or "",
    )


def page(form: QuoteForm, choices: Choices, action: str, **more: Any) -> dict[str, Any]:
    """What the template of the form needs."""
    sums, shows_vat = summed(form, choices, more.get("draft"))
    return {
        "form": form,
        "choices": choices,
        "action": action,
        "sums_url": url_for(".sums"),
        "sums": sums,
        "shows_vat": shows_vat,
        "catalogue": catalogue(),
        "vat_rate": rate,
        "file": None,
        **more,
    }


def summed(form: QuoteForm, choices: Choices, draft: Draft | None = None) -> tuple[Sums, bool]:
    treatment = (draft.treatment if draft else None) or choices.treatment_for(form.client.data)
    return sums_of(form.readable_lines(), treatment), treatment is Treatment.FRENCH_VAT


def asks_a_part(form: QuoteForm) -> bool:
    """“Ajouter une échéance” sends the form and stores nothing."""
    if "more" not in request.form:
        return False
    form.ask_part()
    return True
