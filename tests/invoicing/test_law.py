"""What the law adds to a document on its way: from the profile to the frozen page, and what it keeps from issuing."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.make import World
from webapp.domain.invoices.checks import Problems
from webapp.domain.invoices.document import ClientKind
from webapp.invoicing.issuing import issue
from webapp.invoicing.models import Invoice, Series


def test_the_terms_of_the_profile_are_frozen_with_the_invoice(world: World):
    world.seller(
        world.lune, penalty_bp=1250, ends_month=True, mediator="Médiation de l’Ouest", insurance="MAE"
    )
    document = world.invoice(world.lune, world.client(world.lune)).document
    assert (document.penalty_bp, document.ends_month) == (1250, True)
    assert (document.seller.mediator, document.seller.notes) == ("Médiation de l’Ouest", ("MAE",))
    assert "12,5\u00a0%" in {one.key: one.text for one in document.mentions}["penalties"]
    assert [one.code for one in document.exemptions] == ["VATEX-FR-FRANCHISE"]


def test_a_consumer_reads_the_mediator_and_no_indemnity(world: World):
    world.seller(world.lune, mediator="Médiation de l’Ouest")
    client = world.client(world.lune, kind=ClientKind.CONSUMER, siren=None)
    printed = [one.key for one in world.invoice(world.lune, client).document.mentions if one.is_printed]
    assert printed == ["ei", "operation", "note", "mediator"]


def test_what_the_law_refuses_takes_no_number(world: World):
    world.seller(world.lune)
    draft = world.draft(world.lune, world.client(world.lune, siren=None), starts_on=None, ends_on=None)
    with world.inside(world.lune) as session:
        with pytest.raises(Problems) as refused:
            issue(draft.public_id, date(2026, 12, 31))
        assert [problem.field for problem in refused.value.found] == ["client.siren", "ends_on"]
        assert session.scalars(select(Invoice)).all() == []
        assert session.scalars(select(Series.last_number)).all() == [0, 0, 0]
    world.seller(world.soleil)
    assert world.invoice(world.soleil, world.client(world.soleil)).number == "2026-001"
