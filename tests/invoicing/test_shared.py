"""What a link shows of the quotes and invoices of a production, and what SQL tells the role that reads for it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from tests.invoicing.quotes import make
from tests.sharing.planted import invoices as plant_invoices
from tests.sharing.planted import quotes as plant_quotes
from tests.sharing.planted import validated
from webapp.core import clock
from webapp.core.db import First, db
from webapp.core.jobs import enter
from webapp.core.links import digest_of
from webapp.domain.invoices.document import Kind, Line
from webapp.domain.invoices.offers import Standing
from webapp.invoicing.invoices import shared as invoices
from webapp.invoicing.models import Client, Invoice, Payment, Quote, QuoteState
from webapp.invoicing.queries import standing_of, standings
from webapp.invoicing.quotes import shared as quotes
from webapp.invoicing.quotes.answers import queries as answers
from webapp.productions.shared import Scope, gathered

EVERY = (*quotes.SECTION.parts, *invoices.SECTION.parts)
TODAY = date(2026, 11, 27)


@pytest.fixture
def film(world):
    """With its company's papers and another client's; the same beside it, and in the other workspace."""
    shown, aside = world.production(world.lune), world.production(world.lune, "Autre film")
    other = world.production(world.soleil, "Soleil noir")
    for place, production in ((world.lune, shown), (world.lune, aside), (world.soleil, other)):
        world.add(place, validated(production))
        plant_quotes(world, place, production)
        plant_invoices(world, place, production)
    return shown, aside, other


def scope_of(*productions, parts=EVERY) -> Scope:
    return Scope(tuple(one.id for one in productions), frozenset(parts), (), TODAY)


@pytest.fixture
def reading(app):
    """As the role of links through a token, or as the author of the link in their workspace."""

    def read(given, wanted):
        with app.test_request_context():
            if isinstance(given, str):
                first = First("SELECT enter_share(%s, %s)", (digest_of(given), clock.now()))
                session = app.extensions["database"].open(read_only=True, first=first, shared=True)
                session.info["workspace_id"] = first.rows[0][0]["workspace_id"]
                from flask import g

                g.session = session
            else:
                enter(given.id)
            return wanted()

    return read


def section(shared, scope):
    return lambda: shared.values(db().scalar(select(gathered(shared.rows(scope)))), scope)


def test_author_and_recipient_see_the_same_and_nothing_of_others(world, reading, film):
    token, _share = world.share(world.lune, film[0], grants=EVERY)
    scope = scope_of(*film)
    seen = {}
    for shared in (quotes, invoices):
        seen[shared] = reading(token, section(shared, scope))
        assert seen[shared] == reading(world.lune, section(shared, scope_of(film[0])))
    (quote,), (invoice,) = seen[quotes].quotes, seen[invoices].invoices
    assert (quote.title, quote.version, quote.standing, quote.total_cents) == (
        "Repérages de Kerlouarn", 1, Standing.SENT, 1_734_56,
    )  # fmt: skip
    assert (quote.has_file, quote.may_answer) == (True, True)
    assert (invoice.name, invoice.state, invoice.total_cents, invoice.left_cents) == (
        f"Facture {invoice.number}", "partly_paid", 2_913_47, 1_807_32,
    )  # fmt: skip
    assert quotes.SECTION.subjects(seen[quotes]) == {}  # an agreement has its own page
    assert invoices.SECTION.subjects(seen[invoices]) == {invoice.key: invoice.name}


ASKED = {
    "quotes": "SELECT production_id FROM shared_quotes(%s)",
    "quotes.amounts": "SELECT production_id FROM shared_quotes(%s) WHERE gross_cents IS NOT NULL",
    "invoices": "SELECT production_id FROM shared_invoices(%s)",
    "invoices.amounts": "SELECT production_id FROM shared_invoices(%s)"
    " WHERE due_cents IS NOT NULL OR left_cents IS NOT NULL",
}


@pytest.fixture
def ask(app):
    """In SQL, as the role of links."""

    def asked(token, query, *values):
        first = First("SELECT enter_share(%s, %s)", (digest_of(token), clock.now()))
        session = app.extensions["database"].open(read_only=True, first=first, shared=True)
        try:
            with session.begin_nested():
                return [tuple(row) for row in session.connection().exec_driver_sql(query, values)]
        finally:
            session.close()

    return asked


def keys(world, model, production):
    """Of all there is, drafts aside."""
    with world.inside(world.lune) as session:
        return list(session.scalars(select(model.public_id).where(model.production_id == production.id)))


def test_sql_answers_what_the_link_grants_and_only_of_its_production(world, ask, film):
    every = [str(one.id) for one in film]
    for granted in ((), ("quotes",), ("invoices",), EVERY):
        token, _share = world.share(world.lune, film[0], grants=granted)
        for part, query in ASKED.items():
            expected = [(film[0].id,)] if part in granted else []
            assert ask(token, query, every) == expected, (granted, part)


@pytest.mark.parametrize(
    ("function", "model", "needs"),
    [
        ("shared_quote_paper", Quote, ("quotes", "quotes.amounts", "quotes.file")),
        ("shared_offer", Quote, ("quotes", "quotes.amounts", "quotes.accept")),
        ("shared_invoice_paper", Invoice, ("invoices", "invoices.amounts", "invoices.file")),
    ],
)
def test_sql_gives_a_paper_when_all_it_needs_is_granted(world, ask, film, function, model, needs):
    every = [str(one.id) for one in film]
    found = keys(world, model, film[0]) + keys(world, model, film[1])

    def given(*grants):
        token, _share = world.share(world.lune, film[0], grants=grants)
        query = f"SELECT count(*) FROM {function}(%s, %s)"
        return sum(ask(token, query, every, key)[0][0] for key in found)

    assert given(*needs) == 1
    for one in needs:
        assert given(*(set(EVERY) - {one})) == 0, one


def test_sql_tells_no_amount_until_every_production_of_the_link_has_a_validated_situation(world, ask, film):
    bare = world.production(world.lune, "Sans situation")
    token, _share = world.share(world.lune, film[0], bare, grants=EVERY)
    assert ask(token, ASKED["quotes"], [str(film[0].id)]) != []
    for part in ("quotes.amounts", "invoices.amounts"):
        assert ask(token, ASKED[part], [str(film[0].id)]) == []
    world.add(world.lune, validated(bare))
    assert ask(token, ASKED["quotes.amounts"], [str(film[0].id)]) != []
    later = validated(film[0])
    later.at, later.validated_at = clock.now() + timedelta(hours=1), None
    world.add(world.lune, later)
    assert ask(token, ASKED["quotes.amounts"], [str(film[0].id)]) == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT pdf FROM invoices",
        "SELECT number FROM invoices",
        "SELECT content FROM quote_versions",
        "SELECT number FROM quotes",
        "SELECT iban FROM seller_profiles",
        "SELECT cents FROM invoice_payments",
        "SELECT contact_id FROM clients",
        "SELECT shows('invoices', gen_random_uuid())",
    ],
)
def test_no_table_of_invoicing_is_open(world, ask, film, query):
    token, _share = world.share(world.lune, film[0], grants=EVERY)
    with pytest.raises(DBAPIError, match="permission denied"):
        ask(token, query)


def test_bank_details_are_in_the_invoice_and_nowhere_else(world, reading, film):
    token, _share = world.share(world.lune, film[0], grants=EVERY)
    (quote,) = reading(token, section(quotes, scope_of(film[0]))).quotes
    offer = reading(token, lambda: answers.shared_offer(scope_of(film[0]), quote.key)).offer
    assert (offer.document.seller.name, offer.document.seller.iban) == ("Camille Roussel", "")
    assert offer.document.lines == (replace(offer.document.lines[0], words="LIGNEVENDUE"),)


def test_files_are_the_bytes_that_left_and_ask_for_the_amounts(world, reading, film):
    token, _share = world.share(world.lune, film[0], grants=EVERY)
    scope = scope_of(film[0])
    (quote,) = reading(token, section(quotes, scope)).quotes
    (invoice,) = reading(token, section(invoices, scope)).invoices
    with world.inside(world.lune) as session:
        kept = session.scalars(select(Invoice).where(Invoice.public_id == invoice.key)).one()
        pdf, xml, number = kept.pdf, kept.xml, kept.number
    asked = {
        f"facture-{number}.pdf": (invoices, invoice.key, "application/pdf", pdf),
        f"facture-{number}.xml": (invoices, f"{invoice.key}.xml", "text/xml", xml),
    }
    for reader in (token, world.lune):
        for name, (shared, key, media_type, content) in asked.items():
            file = reading(reader, lambda s=shared, k=key: s.file(scope, k))
            assert (file.name, file.media_type, file.content, file.size) == (
                name, media_type, content, len(content),
            )  # fmt: skip
        offered = reading(reader, lambda: quotes.file(scope, quote.key))
        assert (offered.name, offered.content[:5]) == (f"devis-{quote.number}.pdf", b"%PDF-")
    for shared, key in ((quotes, quote.key), (invoices, invoice.key), (invoices, invoice.key + ".xml")):
        section_key = shared.SECTION.key
        for missing in ("file", "amounts"):
            less = replace(scope, parts=scope.parts - {f"{section_key}.{missing}"})
            assert reading(token, lambda s=shared, k=key, less=less: s.file(less, k)) is None
        assert reading(token, lambda s=shared: s.file(scope, "inconnu")) is None
    others = [
        key for key in keys(world, Invoice, film[0]) + keys(world, Invoice, film[1]) if key != invoice.key
    ]
    assert len(others) == 3
    for key in others:  # another client's, another production's
        assert reading(token, lambda k=key: invoices.file(scope_of(*film), k)) is None


def test_an_invoice_stands_as_it_does_for_its_author(world, reading):
    """Paid, late, in part, credited, replaced: SQL says it without the amounts, and as the rule in Python does."""
    production = world.production(world.lune, company_id=world.company(world.lune).id)
    world.seller(world.lune)
    with world.inside(world.lune) as session:
        from webapp.contacts.models import Contact

        company = session.get_one(Contact, (world.lune.id, production.company_id))
    client = world.client(world.lune, contact=company)

    def billed(**values):
        return world.invoice(
            world.lune, client, Line("Conseil", 100_00), production_id=production.id, **values
        )

    def paid(invoice, cents):
        world.add(world.lune, Payment(invoice_id=invoice.id, paid_on=TODAY, cents=cents))

    def after(invoice, kind):
        billed(kind=kind, original_id=invoice.id)

    late, part, whole, credited, replaced, half = (billed(due_on=TODAY - timedelta(days=2)) for _ in range(6))
    waiting = billed(due_on=TODAY + timedelta(days=9))
    paid(part, 40_00), paid(whole, 100_00), paid(waiting, 1)
    after(credited, Kind.CREDIT), after(replaced, Kind.CORRECTIVE)
    scope = scope_of(production, parts=("invoices",))
    token, _share = world.share(world.lune, production, grants=["invoices"])
    seen = reading(token, section(invoices, scope)).invoices
    with world.inside(world.lune) as session:
        truth = {row.number: standing_of(row).state(TODAY) for row in session.execute(standings())}
    assert {one.number: one.state for one in seen} == truth
    assert {one.number: one.state for one in seen} | {
        late.number: "late", part.number: "late", whole.number: "paid", credited.number: "credited",
        replaced.number: "replaced", half.number: "late", waiting.number: "partly_paid",
    } == truth  # fmt: skip
    assert {one.total_cents for one in seen} == {None}


def test_a_quote_is_told_as_its_client_knows_it(world, reading, film):
    token, _share = world.share(world.lune, film[0], grants=EVERY)

    def seen(**values):
        with world.inside(world.lune) as session:
            row = session.scalars(
                select(Quote)
                .join(Client, Client.id == Quote.client_id)
                .where(
                    Quote.production_id == film[0].id,
                    Quote.version > 0,
                    Client.legal_name == "Films du Ponant",
                )
            ).one()
            for name, value in values.items():
                setattr(row, name, value)
        (quote,) = reading(token, section(quotes, scope_of(film[0]))).quotes
        return quote

    assert seen(state=QuoteState.ACCEPTED).state[0] == "Accepté"
    assert seen(state=QuoteState.WITHDRAWN).state[0] == "Retiré"
    first = seen(state=QuoteState.SENT)
    assert first.state[0] == "Envoyé"
    with world.inside(world.lune) as session:
        row = session.scalars(select(Quote).where(Quote.public_id == first.key)).one()
    make.a_seller(world, world.lune)
    make.hand(world, world.lune, row)
    again = seen()
    assert (again.version, again.title) == (2, "RETAPEDEPUIS")
    after = replace(scope_of(film[0]), today=again.valid_until + timedelta(days=1))
    assert reading(token, section(quotes, after)).quotes[0].state[0] == "Expiré"


def test_the_paper_has_a_column_of_amounts_where_they_are_shown(world, reading, film):
    for shared in (quotes, invoices):
        key = shared.SECTION.key
        for parts, width in (((key, f"{key}.amounts"), 5), ((key,), 4)):
            value = reading(world.lune, section(shared, scope_of(film[0], parts=parts)))
            (table,) = shared.paper(value)
            assert len(table["columns"]) == width
            assert all(len(row["cells"]) == width for row in table["rows"]) and table["rows"]


def test_nothing_is_shown_of_a_production_without_a_company(world, reading):
    production = world.production(world.lune)
    world.seller(world.lune)
    made = make.quote(world, world.lune, production_id=production.id)
    make.hand(world, world.lune, made)
    token, _share = world.share(world.lune, production, grants=EVERY)
    assert reading(token, section(quotes, scope_of(production))) is None
