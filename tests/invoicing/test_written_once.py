"""What is issued stays what it is, whatever is asked of any route; a paper that fails costs nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.browse import Browser
from tests.invoicing.invoices.writing.test_views import NOW, of
from tests.make import World
from webapp.invoicing import issuing
from webapp.invoicing.models import Invoice, InvoiceDraft, Payment, Series

ROW = "SELECT encode(sha256(convert_to(one::text, 'UTF8')), 'hex') FROM invoices AS one ORDER BY id"


def writing(app: Flask) -> list[Any]:
    """Every address that takes an invoice and may write."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "invoice_id" in rule.arguments and (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}
    ]


def test_no_route_changes_an_issued_invoice(
    app: Flask, browse: Browser, world: World, peek: Callable[[str], list[Any]]
):
    world.seller(world.lune)
    client = world.client(world.lune)
    invoice = world.invoice(world.lune, client)
    paid = world.add(world.lune, Payment(invoice_id=invoice.id, paid_on=date(2026, 11, 3), cents=100))
    before = peek(ROW)
    assert len(before) == 1
    form = {**NOW, "client": of(world, world.lune, client), "production": "", "number": "2026-999", "paid_on": "2026-11-04",
            "cents": "50", "is_independent": "y", "line": "add"}  # fmt: skip
    tried = set()
    for rule in writing(app):
        values: dict[str, Any] = dict.fromkeys(rule.arguments - {"workspace"}, "x")
        values |= {"invoice_id": invoice.public_id}
        if "payment_id" in values:
            values["payment_id"] = paid.public_id
        for sent in (
            form,
            {key: value for key, value in form.items() if key != "line"},
            {"confirmed": "y"},
            {},
        ):
            answer = browse.client.post(browse.url(rule.endpoint, **values), data=sent)
            assert answer.status_code < 500, f"{rule.endpoint}: {browse.sentences(answer)}"
        tried.add(rule.endpoint)
        assert before[0] in peek(ROW), rule.endpoint
    assert {
        "invoices.save",
        "invoices.issue",
        "invoices.delete",
        "invoices.credit",
        "invoices.correct",
    } <= tried


def test_a_paper_that_fails_takes_no_number_and_keeps_the_draft(
    browse: Browser, world: World, monkeypatch: pytest.MonkeyPatch
):
    def fails(*_asked: Any) -> Any:
        raise RuntimeError("no paper")

    world.seller(world.lune)
    client = world.client(world.lune)
    draft = world.draft(world.lune, client)
    sent = {
        **NOW,
        "client": of(world, world.lune, client),
        "production": "",
        "title": "Autre",
        "issued_on": "2026-11-02",
    }
    with monkeypatch.context() as patched:
        patched.setattr(issuing, "papers_of", fails)
        browse.post("invoices.save", sent, invoice_id=draft.public_id)
        browse.post("invoices.issue", status=500, invoice_id=draft.public_id)
    with world.inside(world.lune) as session:
        assert session.scalars(select(Invoice)).all() == []
        assert session.scalars(select(InvoiceDraft)).one().draft.title == "Autre"
        assert session.scalars(select(Series.last_number).where(Series.kind == "invoices")).one() == 0
    browse.post("invoices.issue", invoice_id=draft.public_id)
    with world.inside(world.lune) as session:
        assert session.scalars(select(Invoice.number)).one() == "2026-001"
