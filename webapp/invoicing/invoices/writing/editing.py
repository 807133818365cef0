"""The page of a draft: its form, what it comes to, and each problem of issuing beside its field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from webapp.core import clock
from webapp.core.i18n import spoken
from webapp.domain.invoices.checks import Problem, Problems
from webapp.domain.invoices.document import Document, Treatment
from webapp.domain.invoices.draft import Draft
from webapp.invoicing.invoices.writing.desk import Desk
from webapp.invoicing.invoices.writing.forms import DraftForm, shown
from webapp.invoicing.lines.sums import Sums, sums_of

LINE = re.compile(r"lines\.([0-9]+)\.(.+)")
ELSEWHERE = ("seller", "client")  # put right on their own pages
NAMES = {"deposits": "deducts"}


def form_of(desk: Desk) -> DraftForm:
    form = shown(desk.draft.draft, desk.contact.public_id, desk.production)
    return _offered(form, desk)


def form_sent(desk: Desk) -> DraftForm:
    return _offered(DraftForm.sent(), desk)


def page(desk: Desk, form: DraftForm, today: date, found: Sequence[Problem] = ()) -> dict[str, Any]:
    """Everything the page shows."""
    typed = typed_now(desk, form)
    document, lacks = _composed(desk, typed, today)
    elsewhere = [*lacks, *beside(form, found)]
    return {
        "desk": desk,
        "form": form,
        "document": document,
        "sums": sums(desk, form, today),
        "shows_vat": shows_vat(desk, typed, today),
        "catalogue": desk.choices.catalogue,
        "elsewhere": {
            place: list(
                dict.fromkeys(spoken(one.said) for one in elsewhere if one.field.split(".")[0] == place)
            )
            for place in ELSEWHERE
        },
        "number": desk.number(typed.issued_on or today),
        "asks_tick": desk.is_employer,
    }


def typed_now(desk: Desk, form: DraftForm) -> Draft:
    """What can be read of the form, valid or not."""
    return form.draft(desk.draft.draft)


def sums(desk: Desk, form: DraftForm, today: date) -> Sums:
    typed = typed_now(desk, form)
    return sums_of(form.readable_lines(), desk.treatment(typed, today), desk.deducted(typed))


def shows_vat(desk: Desk, typed: Draft, today: date) -> bool:
    return desk.treatment(typed, today) is Treatment.FRENCH_VAT


def beside(form: DraftForm, found: Sequence[Problem]) -> list[Problem]:
    """Each problem under the field where it is put right; those of the seller and the client are given back."""
    elsewhere = []
    typed = [line for line in form.line_forms if not line.is_blank]
    for problem in found:
        place = problem.field.split(".")[0]
        place, said = NAMES.get(place, place), spoken(problem.said)
        if place in ELSEWHERE:
            elsewhere.append(problem)
        elif (
            (line := LINE.fullmatch(problem.field))
            and int(line[1]) < len(typed)
            and line[2] in typed[int(line[1])]
        ):
            field = typed[int(line[1])][line[2]]
            field.errors = [*field.errors, said]
            form.lines.errors = [*form.lines.errors, {line[2]: said}]
        elif place == "lines":
            form.lines.errors = [*form.lines.errors, said]
        elif place in form:
            form[place].errors = [*form[place].errors, said]
        else:
            form.form_errors = [*form.form_errors, said]
    return elsewhere


def _offered(form: DraftForm, desk: Desk) -> DraftForm:
    days = {name: form[name].data for name in ("issued_on", "starts_on", "ends_on")}
    return form.offer(desk, desk.usual_treatment(replace(desk.draft.draft, **days), clock.today()))


def _composed(desk: Desk, typed: Draft, today: date) -> tuple[Document | None, list[Problem]]:
    try:
        return desk.document(typed, today), []
    except Problems as problems:
        return None, problems.found
