"""Versions are frozen to the byte, take one number, and the link shows the last one."""

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select
from sqlalchemy.orm import undefer

from tests.accounts.post import queued
from tests.browse import Browser
from tests.invoicing.quotes import make
from tests.make import World
from webapp.core import clock
from webapp.domain.invoices.checks import Problems
from webapp.domain.invoices.document import Line
from webapp.invoicing.models import Quote, QuoteState, QuoteVersion, Series
from webapp.invoicing.quotes import sending


def versions(world: World) -> list[QuoteVersion]:
    with world.inside(world.lune) as session:
        wanted = select(QuoteVersion).options(undefer(QuoteVersion.pdf)).order_by(QuoteVersion.version)
        return list(session.scalars(wanted).all())


def last_number(world: World) -> int:
    with world.inside(world.lune) as session:
        return session.scalars(select(Series.last_number).where(Series.kind == "quotes")).one()


def test_sending_takes_the_next_number_and_freezes_the_paper(world: World, peek):
    world.seller(world.lune)
    made = make.quote(world, world.lune)
    assert (made.number, made.total_cents) == (None, 1_760_00)
    make.send(world, world.lune, made)
    quote, (version,) = make.again(world, world.lune, made), versions(world)
    year = clock.today().year
    assert (quote.number, quote.state, quote.version) == (f"D-{year}-001", QuoteState.SENT, 1)
    assert not quote.has_changes
    assert version.document.number == quote.number
    assert version.pdf_sha256 == sha256(version.pdf).hexdigest()
    (mail,) = queued(peek)
    assert mail.to == make.BUYER
    assert mail.subject == f"Devis D-{year}-001, Fête de la mer"
    assert make.path_of(world, world.lune, made) in mail.body
    with world.inside(world.soleil) as session:
        assert session.scalars(select(QuoteVersion)).all() == []


def test_sent_again_unchanged_it_is_the_same_version(world: World):
    world.seller(world.lune)
    made = make.sent(world, world.lune)
    before = make.path_of(world, world.lune, made)
    make.send(world, world.lune, made)
    assert [version.version for version in versions(world)] == [1]
    assert last_number(world) == 1
    assert make.path_of(world, world.lune, made) == before


def test_a_change_is_a_new_version_under_the_same_number_and_link(world: World):
    world.seller(world.lune)
    made = make.sent(world, world.lune)
    path = make.path_of(world, world.lune, made)
    make.change(world, world.lune, made, lines=(Line("Coordination", 900_00),))
    quote = make.again(world, world.lune, made)
    assert (quote.has_changes, quote.total_cents) == (True, 1_760_00)  # what was sent still stands
    make.send(world, world.lune, made)
    first, second = versions(world)
    assert (first.gross_cents, second.gross_cents) == (1_760_00, 900_00)
    assert first.document.number == second.document.number
    assert last_number(world) == 1
    assert make.path_of(world, world.lune, made) == path


def test_saved_without_a_change_nothing_is_new(world: World):
    world.seller(world.lune)
    made = make.sent(world, world.lune)
    make.change(world, world.lune, made)
    assert not make.again(world, world.lune, made).has_changes


@pytest.mark.parametrize("state", [QuoteState.DECLINED, QuoteState.WITHDRAWN])
def test_what_was_answered_is_asked_again_by_a_new_version(world: World, state):
    world.seller(world.lune)
    made = make.sent(world, world.lune)
    with world.inside(world.lune) as session:
        session.scalars(select(Quote)).one().state = state
    make.send(world, world.lune, made)
    assert make.again(world, world.lune, made).state == QuoteState.SENT
    assert [version.version for version in versions(world)] == [1, 2]


def test_a_quote_that_is_over_or_empty_takes_no_number(world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    late = make.quote(world, world.lune, client, valid_until=clock.today() - timedelta(days=1))
    empty = make.quote(world, world.lune, client, Line("", 0))
    for made in (late, empty):
        with pytest.raises(Problems):
            make.send(world, world.lune, made)
    assert (last_number(world), versions(world)) == (0, [])


def test_a_failed_paper_burns_no_number(world: World, browse: Browser, monkeypatch):
    world.seller(world.lune)
    made = make.quote(world, world.lune)
    monkeypatch.setattr(sending, "pdf_of", lambda _document: 1 / 0)
    browse.post("quotes.send", {"via": "link"}, quote_id=made.public_id, status=500)
    assert (last_number(world), versions(world)) == (0, [])
    assert make.again(world, world.lune, made).number is None


def test_the_link_closes_some_days_after_the_validity(world: World, stranger: Browser):
    world.seller(world.lune)
    made = make.sent(world, world.lune)
    path = make.path_of(world, world.lune, made)
    assert stranger.client.get(path).status_code == 200
    with world.inside(world.lune) as session:
        quote = session.scalars(select(Quote)).one()
        sending.close_link(quote)
    assert stranger.client.get(path).status_code == 404
    assert make.again(world, world.lune, made).link_id is None
    make.send(world, world.lune, made)
    assert make.path_of(world, world.lune, made) != path


def test_an_address_that_is_refused_is_told(world: World, browse: Browser):
    world.seller(world.lune)
    made = make.sent(world, world.lune)
    with world.inside(world.lune):
        sending._note_refusal(f"quote {made.id}", reason="550 Unknown here")
        sending._note_refusal("another thing", reason="550 Unknown here")
    page = browse.get("quotes.show", quote_id=made.public_id).text
    assert page.count("550 Unknown here") == 1


def test_what_is_over_is_not_sent_again_unless_its_date_is_put_off(world: World, monkeypatch):
    world.seller(world.lune)
    made = make.sent(world, world.lune, valid_until=clock.today())
    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    with pytest.raises(Problems, match="passée"):
        make.send(world, world.lune, made)
    make.change(world, world.lune, made, valid_until=tomorrow)
    make.send(world, world.lune, made)
    assert [version.version for version in versions(world)] == [1, 2]
