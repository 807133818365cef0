import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.browse import HTMX, Browser
from tests.invoicing.quotes import make
from tests.invoicing.quotes.test_answers import Phone, text
from tests.make import World
from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.domain.invoices.document import Instalment, VatRegime
from webapp.domain.permissions import Role
from webapp.invoicing.models import Client, Quote, QuoteAnswer, QuoteState

UNTIL = clock.today() + timedelta(days=40)


def contact_of(world: World, client: Client) -> str:
    with world.inside(world.lune) as session:
        return session.scalars(select(Contact.public_id).where(Contact.id == client.contact_id)).one()


def form(world: World, buyer: Client, **typed: str) -> dict[str, str]:
    return {
        "client": contact_of(world, buyer),
        "title": "Fête de la mer",
        "valid_until": UNTIL.isoformat(),
        "lines-0-words": "Coordination",
        "lines-0-quantity": "4",
        "lines-0-unit": "DAY",
        "lines-0-price_cents": "320",
        "lines-0-vat_bp": "2000",
        "lines-1-words": "Permanence",
        "lines-1-quantity": "1",
        "lines-1-unit": "DAY",
        "lines-1-price_cents": "320",
        "lines-1-vat_bp": "2000",
        "lines-1-is_option": "y",
        "schedule-0-words": "À l’acceptation",
        "schedule-0-share_bp": "30",
        "schedule-1-words": "Fin de prestation",
        "schedule-1-share_bp": "70",
        "schedule-2-words": "",
        "schedule-2-share_bp": "",
        **typed,
    }


def the_quote(world: World) -> Quote:
    with world.inside(world.lune) as session:
        return session.scalars(select(Quote)).one()


def test_a_quote_is_written_read_and_changed(world: World, browse: Browser):
    world.seller(world.lune)
    client, show = world.client(world.lune), world.production(world.lune)
    asked = browse.get("quotes.new", client=contact_of(world, client), production=show.public_id).text
    assert re.search(
        rf'value="{contact_of(world, client)}"[^>]* selected|selected[^>]* value="{contact_of(world, client)}"',
        asked,
    )
    saved = browse.post("quotes.create", form(world, client, production=show.public_id))
    page = browse.follow(saved)
    assert "1 280,00 €" in text(page)
    quote = the_quote(world)
    assert quote.draft.schedule == (
        Instalment("À l’acceptation", 30_00),
        Instalment("Fin de prestation", 70_00),
    )
    assert [line.is_option for line in quote.draft.lines] == [False, True]
    assert (quote.production_id, quote.valid_until, quote.total_cents) == (show.id, UNTIL, 1_280_00)
    browse.get("quotes.edit", quote_id=quote.public_id)
    browse.post(
        "quotes.update",
        form(world, client, title="Autre objet", **{"lines-0-price_cents": "400"}),
        quote_id=quote.public_id,
    )
    quote = the_quote(world)
    assert (quote.title, quote.total_cents, quote.production_id) == ("Autre objet", 1_600_00, None)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"client": ""}, "Choisissez le client."),
        ({"client": "000000000000"}, "Choisissez dans la liste."),
        ({"title": ""}, "À remplir."),
        ({"valid_until": "demain"}, "n’est pas une date"),
        ({"starts_on": "2026-12-05", "ends_on": "2026-12-04"}, "La fin est avant le début."),
        ({"lines-0-price_cents": "3OO"}, "n’est pas un montant"),
        ({"schedule-1-share_bp": "60"}, "Les parts font 90 %"),
        ({"schedule-1-words": ""}, "Dites quand cette part est due."),
        ({"schedule-1-share_bp": ""}, "Dites quelle part"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(world: World, browse: Browser, typed, said):
    world.seller(world.lune)
    client = world.client(world.lune)
    page = browse.post("quotes.create", form(world, client, note="À garder", **typed), status=422)
    assert said in text(page)
    assert "À garder" in page.text
    with world.inside(world.lune) as session:
        assert session.scalars(select(Quote)).all() == []


def test_buttons_of_lines_and_of_the_schedule_store_nothing(world: World, browse: Browser):
    world.seller(world.lune)
    client = world.client(world.lune)
    page = browse.post("quotes.create", form(world, client, line="add"), status=422)
    assert 'name="lines-2-words"' in page.text
    page = browse.post("quotes.create", form(world, client, more="part"), status=422)
    assert 'name="schedule-3-words"' in page.text
    part = browse.post("quotes.create", form(world, client, line="remove-0"), status=422, headers=HTMX)
    assert "<html" not in part.text
    sums = browse.post("quotes.sums", form(world, client), status=422, headers=HTMX)
    assert "1 280,00 €" in text(sums)
    with world.inside(world.lune) as session:
        assert session.scalars(select(Quote)).all() == []


def test_totals_bear_vat_when_the_seller_does(world: World, browse: Browser):
    world.seller(world.lune, VatRegime.RECEIPTS)
    client = world.client(world.lune)
    sums = browse.post("quotes.sums", form(world, client), status=422, headers=HTMX)
    assert "1 536,00 €" in text(sums)


def test_a_double_click_writes_one_quote(world: World, browse: Browser):
    world.seller(world.lune)
    sent = form(world, world.client(world.lune), once="k" * 22)
    first, second = (browse.post("quotes.create", sent).headers["Location"] for _ in range(2))
    assert first == second
    the_quote(world)


def test_without_a_client_the_way_is_shown(browse: Browser):
    assert "D’abord un client" in text(browse.get("quotes.new"))


def test_the_list_filters_and_finds(world: World, browse: Browser, stranger: Browser):
    assert "Pas encore de devis" in text(browse.get("quotes.index"))
    world.seller(world.lune)
    client = world.client(world.lune, "Mairie de Câncale")
    make.quote(world, world.lune, client, title="Régie d’été")
    accepted = make.sent(world, world.lune, client, title="Fête de la mer")
    make.sent(world, world.lune, client, title="Marché de Noël")
    Phone(stranger, make.path_of(world, world.lune, accepted)).accept()
    page = text(browse.get("quotes.index"))
    for said in ("Brouillons 1", "Envoyés 1", "À facturer 1", "Sans numéro. Régie d’été"):
        assert said in page
    assert "Expirés" not in page
    only = text(browse.get("quotes.index", state="sent"))
    assert "Marché de Noël" in only
    assert "Régie d’été" not in only
    for words in ("cancale", "regie ete", "CÂNCALE régie"):
        found = text(browse.get("quotes.index", q=words))
        assert "Régie d’été" in found, words
    assert "Fête" not in text(browse.get("quotes.index", q="regie"))
    assert "Fête" in text(browse.get("quotes.index", q="D-2026-001" if clock.today().year == 2026 else "001"))
    assert "Aucun devis ici" in text(browse.get("quotes.index", q="rien"))


def test_what_is_expired_is_told_so(world: World, browse: Browser, monkeypatch):
    world.seller(world.lune)
    make.sent(world, world.lune, valid_until=clock.today())
    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    assert "Expirés 1" in text(browse.get("quotes.index"))
    assert "Expiré" in text(browse.get("quotes.show", quote_id=the_quote(world).public_id))


def test_nothing_of_another_workspace_is_listed(world: World, browse: Browser, other: Browser):
    world.seller(world.lune)
    made = make.sent(world, world.lune)
    assert "Pas encore de devis" in text(other.get("quotes.index"))
    for endpoint in ("show", "edit", "prepare", "sign", "paper"):
        other.get(f"quotes.{endpoint}", quote_id=made.public_id, status=404)
    for endpoint in ("update", "duplicate", "delete", "send", "revoke", "withdraw", "accept", "bill"):
        other.post(f"quotes.{endpoint}", {"confirmed": "y"}, quote_id=made.public_id, status=404)
    theirs = world.client(world.soleil, "Maison Verte")
    with world.inside(world.soleil) as session:
        contact = session.scalars(select(Contact.public_id).where(Contact.id == theirs.contact_id)).one()
    mine = world.client(world.lune, "Autre")
    page = browse.post("quotes.create", form(world, mine, client=contact), status=422)
    assert "Choisissez dans la liste." in text(page)


def test_a_viewer_reads_and_writes_nothing(app, world: World):
    world.seller(world.lune)
    made = make.sent(world, world.lune)
    viewer = Browser(app, world.member(world.lune, "regard@exemple.fr", Role.VIEWER))
    page = viewer.get("quotes.show", quote_id=made.public_id).text
    assert "Relire et envoyer" not in page
    assert "Retirer" not in page
    viewer.get("quotes.edit", quote_id=made.public_id, status=403)


def test_the_sending_page_says_what_is_missing_and_where(world: World, browse: Browser):
    client = world.client(world.lune)
    made = make.quote(world, world.lune, client)
    page = browse.get("quotes.prepare", quote_id=made.public_id)
    assert "profil de vendeur" in text(page)
    browse.post("quotes.send", {"via": "link"}, quote_id=made.public_id, status=422)
    assert the_quote(world).number is None


def test_a_quote_is_sent_by_mail_to_the_address_typed(world: World, browse: Browser, peek):
    world.seller(world.lune)
    made = make.quote(world, world.lune)
    page = browse.get("quotes.prepare", quote_id=made.public_id).text
    assert make.BUYER in page
    wrong = {"to": "nulle part", "message": "Bonjour, ceci reste"}
    assert "ceci reste" in browse.post("quotes.send", wrong, quote_id=made.public_id, status=422).text
    right = {"to": "culture@mairie.exemple", "message": "Bonjour Paul"}
    shown = browse.follow(browse.post("quotes.send", right, quote_id=made.public_id))
    assert "Devis envoyé à culture@mairie.exemple" in text(shown)
    (args,) = peek("SELECT args FROM procrastinate_jobs WHERE task_name = 'core.mail.deliver'")[0]
    assert (args["to"], args["reply_to"]) == ("culture@mairie.exemple", world.lune.email)
    assert [one["name"] for one in args["attached"]] == [f"devis-{the_quote(world).number}.pdf"]


def test_a_link_is_made_shared_and_cut(world: World, browse: Browser, stranger: Browser):
    world.seller(world.lune)
    made = make.quote(world, world.lune)
    page = browse.follow(browse.post("quotes.send", {"via": "link"}, quote_id=made.public_id)).text
    path = re.search(r'class="linkbox">https?://[^/]+(/q/[\w-]+)<', page)[1]
    assert "data-share=" in page
    assert stranger.client.get(path).status_code == 200
    browse.post("quotes.revoke", quote_id=made.public_id, status=422)
    assert stranger.client.get(path).status_code == 200
    browse.post("quotes.revoke", {"confirmed": "y"}, quote_id=made.public_id)
    assert stranger.client.get(path).status_code == 404


def test_withdrawing_asks_first_and_is_done_once(world: World, browse: Browser):
    world.seller(world.lune)
    made = make.sent(world, world.lune)
    browse.post("quotes.withdraw", quote_id=made.public_id, status=422)
    assert the_quote(world).state == QuoteState.SENT
    browse.post("quotes.withdraw", {"confirmed": "y"}, quote_id=made.public_id)
    browse.post("quotes.withdraw", {"confirmed": "y"}, quote_id=made.public_id)
    assert the_quote(world).state == QuoteState.WITHDRAWN
    assert text(browse.get("quotes.show", quote_id=made.public_id)).count("Retiré") >= 2


def test_an_agreement_signed_on_paper_is_noted(world: World, browse: Browser):
    world.seller(world.lune)
    made = make.sent(world, world.lune)
    today = clock.today()
    data = {
        "name": "Paul Guégan",
        "on": (today + timedelta(days=1)).isoformat(),
        "option": "2",
        "note": "Reçu par la poste",
    }
    page = browse.post("quotes.accept", data, quote_id=made.public_id, status=422)
    assert "Reçu par la poste" in page.text
    early = {**data, "on": (today - timedelta(days=1)).isoformat()}
    assert "n’existait pas encore" in text(
        browse.post("quotes.accept", early, quote_id=made.public_id, status=422)
    )
    browse.post("quotes.accept", {**data, "on": today.isoformat()}, quote_id=made.public_id)
    with world.inside(world.lune) as session:
        answer = session.scalars(select(QuoteAnswer)).one()
    assert (answer.options, answer.gross_cents, answer.address) == ([2], 2_080_00, "")
    page = text(browse.get("quotes.show", quote_id=made.public_id))
    assert "Signé sur papier, noté par vous" in page
    browse.post("quotes.accept", {**data, "on": today.isoformat()}, quote_id=made.public_id, status=404)


def test_a_copy_is_a_draft_of_its_own(world: World, browse: Browser):
    world.seller(world.lune)
    made = make.sent(world, world.lune)
    browse.post("quotes.duplicate", quote_id=made.public_id)
    with world.inside(world.lune) as session:
        copied = session.scalars(select(Quote).where(Quote.id != made.id)).one()
    assert (copied.number, copied.version, copied.total_cents) == (None, 0, 1_760_00)
    assert copied.draft.lines == made.draft.lines


def test_a_draft_is_deleted_and_a_quote_sent_is_not(world: World, browse: Browser):
    world.seller(world.lune)
    client = world.client(world.lune)
    draft, gone = make.quote(world, world.lune, client), make.sent(world, world.lune, client)
    browse.post("quotes.delete", quote_id=draft.public_id, status=422)
    browse.post("quotes.delete", {"confirmed": "y"}, quote_id=draft.public_id)
    browse.post("quotes.delete", {"confirmed": "y"}, quote_id=gone.public_id, status=422)
    assert the_quote(world).id == gone.id


def test_the_proof_of_an_answer_is_on_its_page(world: World, browse: Browser, stranger: Browser):
    world.seller(world.lune)
    made = make.sent(world, world.lune)
    phone = Phone(stranger, make.path_of(world, world.lune, made))
    phone.post(
        {
            **phone.shown(),
            "total": "208000",
            "option": "2",
            "name": "Paul Guégan",
            "agrees": "y",
            "does": "accept",
        }
    )
    page = text(browse.get("quotes.show", quote_id=made.public_id))
    with world.inside(world.lune) as session:
        digest = session.scalars(select(QuoteAnswer.pdf_sha256)).one()
    for said in (
        "Accepté par Paul Guégan",
        "203.0.113.7",
        digest,
        "Permanence le 6 juin",
        "2 080,00 €",
        "Facturer l’acompte",
    ):
        assert said in page


def test_a_quote_that_lived_costs_four_statements(
    world: World, browse: Browser, stranger: Browser, statements: list[str]
):
    world.seller(world.lune)
    made = make.sent(world, world.lune)
    phone = Phone(stranger, make.path_of(world, world.lune, made))
    for endpoint, values in (
        ("index", {}),
        ("new", {}),
        ("show", {"quote_id": made.public_id}),
        ("edit", {"quote_id": made.public_id}),
        ("prepare", {"quote_id": made.public_id}),
        ("sign", {"quote_id": made.public_id}),
    ):
        statements.clear()
        browse.get(f"quotes.{endpoint}", **values)
        assert len(statements) <= 4, (endpoint, statements)
    statements.clear()
    phone.get(agent="curl")
    assert len(statements) <= 3, statements


def test_the_client_of_a_quote_stays_in_its_form_once_deleted(world: World, browse: Browser):
    world.seller(world.lune)
    client = world.client(world.lune)
    made = make.quote(world, world.lune, client)
    contact = contact_of(world, client)
    browse.post("contacts.delete", public_id=contact)
    browse.post("quotes.update", form_kept(contact), quote_id=made.public_id)
    assert the_quote(world).title == "Gardé"


def form_kept(contact: str) -> dict[str, str]:
    return {
        "client": contact,
        "title": "Gardé",
        "valid_until": date(2031, 1, 1).isoformat(),
        "lines-0-words": "x",
        "lines-0-price_cents": "1",
        "lines-0-vat_bp": "2000",
        "lines-0-unit": "DAY",
    }


def test_with_vat_each_line_has_its_rate(world: World, browse: Browser):
    world.seller(world.lune, VatRegime.RECEIPTS)
    browse.post("quotes.create", form(world, world.client(world.lune), **{"lines-0-vat_bp": "550"}))
    page = browse.get("quotes.edit", quote_id=the_quote(world).public_id)
    assert re.search(r'<option selected value="550">', page.text)
    assert "1 350,40 €" in text(page)


def test_those_of_a_production_are_listed_apart(world: World, browse: Browser):
    world.seller(world.lune)
    client, show = world.client(world.lune), world.production(world.lune)
    make.quote(world, world.lune, client, title="Sans production")
    browse.post("quotes.create", form(world, client, title="Pour les Marées", production=show.public_id))
    page = text(browse.get("quotes.index", production=show.public_id))
    assert "Pour les Marées" in page
    assert "Sans production" not in page
    assert "Tous 1" in page
    assert f"production={show.public_id}" in browse.get("productions.show", public_id=show.public_id).text
