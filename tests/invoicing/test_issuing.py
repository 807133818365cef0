from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import ProgrammingError

from tests.make import World
from webapp.domain.invoices.checks import Problems
from webapp.domain.invoices.document import Kind, Line, VatRegime
from webapp.invoicing.invoices.writing.desk import choices_of
from webapp.invoicing.issuing import issue
from webapp.invoicing.models import (
    WRITTEN_ONCE,
    BillingEvent,
    Happening,
    Invoice,
    InvoiceDraft,
    SellerRegime,
    Series,
)


def test_issuing_freezes_the_draft_under_the_next_number(world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    first = world.invoice(world.lune, client)
    second = world.invoice(world.lune, client, Line("Journée", 320_00, quantity=200))
    assert [first.number, second.number] == ["2026-001", "2026-002"]
    assert (second.net_cents, second.gross_cents, second.due_on) == (640_00, 640_00, date(2026, 12, 2))
    with world.inside(world.lune) as session:
        assert session.scalars(select(InvoiceDraft)).all() == []
        assert session.scalars(select(BillingEvent.kind)).all() == [Happening.ISSUED] * 2
        assert session.scalars(select(Invoice.number).order_by(Invoice.number)).all() == [
            "2026-001",
            "2026-002",
        ]
    with world.inside(world.soleil) as session:
        assert session.scalars(select(Invoice)).all() == []


def test_a_second_tap_gives_the_same_invoice_and_takes_no_number(world: World):
    world.seller(world.lune)
    invoice = world.invoice(world.lune, world.client(world.lune))
    with world.inside(world.lune) as session:
        assert issue(invoice.public_id, date(2026, 12, 31)).number == invoice.number
        assert session.scalars(select(Series.last_number).where(Series.kind == "invoices")).one() == 1


def test_a_date_before_the_last_one_issues_nothing(world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    world.invoice(world.lune, client, on=date(2026, 11, 5))
    draft = world.draft(world.lune, client, on=date(2026, 11, 4))
    with world.inside(world.lune), pytest.raises(Problems, match="précéder"):
        issue(draft.public_id, date(2026, 12, 31))


def test_a_credit_stays_within_its_original(world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    invoice = world.invoice(world.lune, client)
    note = world.invoice(world.lune, client, Line("Remise", 800_00), kind=Kind.CREDIT, original_id=invoice.id)
    assert (note.number, note.document.originals[0].number) == ("A-2026-001", invoice.number)
    draft = world.draft(world.lune, client, Line("Encore", 40_01), kind=Kind.CREDIT, original_id=invoice.id)
    with world.inside(world.lune), pytest.raises(Problems, match="dépasse"):
        issue(draft.public_id, date(2026, 12, 31))


def test_work_done_in_franchise_bears_no_vat_once_it_is_over(world: World):
    world.seller(world.lune)
    client, days = world.client(world.lune), Line("Journée", 320_00, vat_bp=2000)
    world.add(world.lune, SellerRegime(from_on=date(2026, 10, 3), regime=VatRegime.RECEIPTS))
    before = world.invoice(world.lune, client, days, ends_on=date(2026, 10, 2))
    after = world.invoice(world.lune, client, days, ends_on=date(2026, 10, 3))
    deposit = world.invoice(world.lune, client, days, kind=Kind.DEPOSIT, ends_on=date(2026, 10, 2))
    note = world.invoice(world.lune, client, days, kind=Kind.CREDIT, original_id=before.id)
    assert [one.vat_cents for one in (before, after, deposit, note)] == [0, 64_00, 64_00, 0]
    assert before.document.exemptions[0].code == "VATEX-FR-FRANCHISE"


def test_a_corrective_takes_over_the_deposits_of_the_one_it_replaces(world: World):
    world.seller(world.lune, VatRegime.RECEIPTS)
    client, days = world.client(world.lune), Line("Journée", 1000_00, vat_bp=2000)
    deposit = world.invoice(world.lune, client, Line("Acompte", 300_00, vat_bp=2000), kind=Kind.DEPOSIT)
    once = [deposit.public_id]
    final = world.invoice(world.lune, client, days, deducts=once)
    draft = world.draft(world.lune, client, days, deducts=once)
    with world.inside(world.lune), pytest.raises(Problems, match="déjà déduit"):
        issue(draft.public_id, date(2026, 12, 31))
    corrected = [
        world.invoice(world.lune, client, days, deducts=once, kind=Kind.CORRECTIVE, original_id=final.id)
    ]
    corrected.append(
        world.invoice(
            world.lune, client, days, deducts=once, kind=Kind.CORRECTIVE, original_id=corrected[0].id
        )
    )
    assert [one.due_cents for one in corrected] == [840_00, 840_00]
    with world.inside(world.lune), pytest.raises(Problems, match="déjà déduit"):
        issue(draft.public_id, date(2026, 12, 31))


@pytest.mark.parametrize("table", [model.__tablename__ for model in WRITTEN_ONCE])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_web_role_may_not_change_what_is_written_once(world: World, table: str, change: str):
    world.seller(world.lune)
    world.invoice(world.lune, world.client(world.lune))
    with world.inside(world.lune) as session:
        connection = session.connection()
        connection.exec_driver_sql("SET LOCAL ROLE raccord_web")
        with pytest.raises(ProgrammingError, match="permission denied"), connection.begin_nested():
            connection.exec_driver_sql(change.format(table))
        connection.exec_driver_sql("RESET ROLE")


@pytest.mark.parametrize("whose", ["another client", "no deposit", "credited", "replaced"])
def test_only_a_deposit_of_the_client_that_still_stands_is_deducted(world: World, whose: str):
    world.seller(world.lune)
    client, other = world.client(world.lune), world.client(world.lune, "Autre")
    line = Line("Acompte", 100_00)
    kind = Kind.INVOICE if whose == "no deposit" else Kind.DEPOSIT
    taken = world.invoice(world.lune, other if whose == "another client" else client, line, kind=kind)
    draft = world.draft(world.lune, client, deducts=(taken.public_id,))
    if after := {"credited": Kind.CREDIT, "replaced": Kind.CORRECTIVE}.get(whose):
        world.invoice(world.lune, client, line, kind=after, original_id=taken.id)
    with pytest.raises(Problems, match="ne peut plus être déduit"), world.inside(world.lune):
        issue(draft.public_id, date(2026, 12, 31))


def test_a_deposit_put_right_is_deducted_in_its_place_and_not_replaced_once_it_is(world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    wrong = world.invoice(world.lune, client, Line("Acompte", 90_00), kind=Kind.DEPOSIT)
    right = world.invoice(
        world.lune, client, Line("Acompte", 100_00), kind=Kind.CORRECTIVE, original_id=wrong.id
    )
    with world.inside(world.lune):
        assert [one.number for one in choices_of(client.id, with_deposits=True).deposits] == [right.number]
    final = world.invoice(world.lune, client, deducts=(right.public_id,))
    assert final.gross_cents - final.due_cents == 100_00
    with pytest.raises(Problems, match="déjà déduit"):
        world.invoice(world.lune, client, Line("Acompte", 80_00), kind=Kind.CORRECTIVE, original_id=right.id)


@pytest.mark.parametrize("table", ["workspaces", "accounts"])
def test_the_web_role_may_not_take_issued_documents_away_with_what_holds_them(world: World, table: str):
    world.seller(world.lune)
    world.invoice(world.lune, world.client(world.lune))
    with world.inside(world.lune) as session:
        connection = session.connection()
        connection.exec_driver_sql("SET LOCAL ROLE raccord_web")
        with pytest.raises(ProgrammingError, match="permission denied"), connection.begin_nested():
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql("RESET ROLE")
        assert session.scalars(select(Invoice.number)).all() == ["2026-001"]
