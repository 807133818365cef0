"""From the agreement to the deposit, then to what remains."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.browse import Browser
from tests.invoicing.quotes import make
from tests.invoicing.quotes.test_answers import Phone
from tests.make import World
from webapp.core import clock
from webapp.domain.invoices.document import Kind, Line, VatRegime
from webapp.domain.invoices.offers import Standing
from webapp.domain.refusals import Refused
from webapp.invoicing.drafting import drop_draft
from webapp.invoicing.issuing import issue
from webapp.invoicing.models import Client, Invoice, InvoiceDraft, Quote
from webapp.invoicing.quotes import billing, listing, queries

RATES = (
    Line("Coordination", 1_000_00, vat_bp=2000),
    Line("Livrets", 333_33, vat_bp=550),
    Line("Démontage", 100_00, vat_bp=2000, is_option=True),
)


def bill(world: World, made: Quote, kind: Kind) -> InvoiceDraft:
    with world.inside(world.lune):
        return billing.bill(queries.file_or_404(made.public_id), kind, clock.today())


def issued(world: World, draft: InvoiceDraft) -> Invoice:
    with world.inside(world.lune):
        return issue(draft.public_id, clock.today())


@pytest.fixture
def made(world: World, stranger: Browser) -> Quote:
    """Accepted with its option, at two rates: 1 320 € and 351,66 €."""
    world.seller(world.lune, VatRegime.RECEIPTS)
    made = make.sent(world, world.lune, None, *RATES, starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 3))
    phone = Phone(stranger, make.path_of(world, world.lune, made))
    phone.accept(option="2", total="167166")
    return made


def test_a_deposit_then_the_balance_come_to_what_was_accepted(world: World, made: Quote):
    deposit = issued(world, bill(world, made, Kind.DEPOSIT))
    assert (deposit.kind, deposit.quote_id) == (Kind.DEPOSIT, made.id)
    assert deposit.document.quote_number == make.again(world, world.lune, made).number
    with world.inside(world.lune):
        left = listing.sums_of_standings("", clock.today())[Standing.TO_INVOICE].cents
    final = issued(world, bill(world, made, Kind.INVOICE))
    assert [one.number for one in final.document.deposits] == [deposit.number]
    assert left == final.due_cents
    with world.inside(world.lune):
        assert listing.sums_of_standings("", clock.today())[Standing.INVOICED].cents == 1_671_66
    assert final.gross_cents == 1_671_66
    assert deposit.gross_cents + final.due_cents == 1_671_66
    assert [line.words for line in final.document.lines] == ["Coordination", "Livrets", "Démontage"]
    assert not any(line.is_option for line in final.document.lines)


def test_the_schedule_shown_is_what_is_invoiced(world: World, made: Quote):
    with world.inside(world.lune):
        shown = billing.parts_of(queries.file_or_404(made.public_id))
    deposit = issued(world, bill(world, made, Kind.DEPOSIT))
    assert shown[0].due.cents == deposit.gross_cents
    assert [part.is_next for part in shown] == [True, True]
    with world.inside(world.lune):
        first, last = billing.parts_of(queries.file_or_404(made.public_id))
    assert first.invoice is not None and first.invoice.number == deposit.number
    assert (first.is_next, last.is_next, last.due.cents) == (False, True, 1_671_66 - deposit.gross_cents)


def test_asked_twice_it_is_the_same_draft(world: World, made: Quote):
    assert bill(world, made, Kind.DEPOSIT).public_id == bill(world, made, Kind.DEPOSIT).public_id


def test_the_balance_waits_for_a_deposit_still_in_draft(world: World, made: Quote):
    draft = bill(world, made, Kind.DEPOSIT)
    with pytest.raises(Refused, match="brouillon"):
        bill(world, made, Kind.INVOICE)
    with world.inside(world.lune) as session:
        drop_draft(session.scalars(select(InvoiceDraft).where(InvoiceDraft.id == draft.id)).one())
    assert bill(world, made, Kind.INVOICE).draft.deducts == ()


def test_no_more_deposits_than_the_schedule_says(world: World, made: Quote):
    issued(world, bill(world, made, Kind.DEPOSIT))
    with pytest.raises(Refused, match="solde"):
        bill(world, made, Kind.DEPOSIT)


def test_once_invoiced_whole_nothing_is_left(world: World, made: Quote, browse: Browser):
    issued(world, bill(world, made, Kind.INVOICE))
    with pytest.raises(Refused, match="déjà"):
        bill(world, made, Kind.INVOICE)
    with world.inside(world.lune):
        assert queries.file_or_404(made.public_id).standing(clock.today()) is Standing.INVOICED
        assert listing.sums_of_standings("", clock.today())[Standing.INVOICED].count == 1


def test_a_deposit_credited_whole_may_be_invoiced_again(world: World, made: Quote):
    deposit = issued(world, bill(world, made, Kind.DEPOSIT))
    world.invoice(
        world.lune,
        world_client(world),
        *deposit.document.lines,
        kind=Kind.CREDIT,
        original_id=deposit.id,
        on=clock.today(),
    )
    assert bill(world, made, Kind.DEPOSIT).kind == Kind.DEPOSIT
    with world.inside(world.lune):
        sums = listing.sums_of_standings("", clock.today())
    assert sums[Standing.TO_INVOICE].cents == 1_671_66


def world_client(world: World):
    with world.inside(world.lune) as session:
        return session.scalars(select(Client)).one()


def test_only_what_was_accepted_is_invoiced(world: World, browse: Browser):
    world.seller(world.lune)
    made = make.sent(world, world.lune)
    browse.post("quotes.bill", {"kind": "deposit"}, quote_id=made.public_id, status=422)
    with world.inside(world.lune) as session:
        assert session.scalars(select(InvoiceDraft)).all() == []


def test_the_draft_opens_ready_to_be_issued(world: World, made: Quote, browse: Browser):
    sent = {"kind": "deposit", "once": "k" * 22}
    first, second = (browse.post("quotes.bill", sent, quote_id=made.public_id) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    browse.follow(first)
    assert "Reprendre le brouillon" in browse.get("quotes.show", quote_id=made.public_id).text
    with world.inside(world.lune) as session:
        deposit = issue(session.scalars(select(InvoiceDraft.public_id)).one(), clock.today())
    page = browse.get("quotes.show", quote_id=made.public_id).text
    assert f"Facture {deposit.number}" in page
    assert "Facturer le solde" in page


def test_once_accepted_invoicing_comes_first_and_changing_last(world: World, made: Quote, browse: Browser):
    page = browse.get("quotes.show", quote_id=made.public_id).text
    edit = browse.url("quotes.edit", quote_id=made.public_id)
    assert page.index("Facturer l’acompte") < page.index("Accepté par") < page.index(f'href="{edit}"')
    deposit = issued(world, bill(world, made, Kind.DEPOSIT))
    page = browse.get("quotes.show", quote_id=made.public_id).text
    assert f'class="item" href="{browse.url("invoices.show", invoice_id=deposit.public_id)}"' in page
