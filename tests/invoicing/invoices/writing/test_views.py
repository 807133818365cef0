from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from tests.browse import HTMX, Browser
from tests.engagements.make import added
from tests.make import Place, World
from webapp.domain.invoices.document import Kind, Line, Treatment, VatRegime
from webapp.invoicing.models import Client, Invoice, InvoiceDraft, Payment, Series

SENT = {
    "title": "Dossier d’aide",
    "starts_on": "2026-10-01",
    "ends_on": "2026-10-03",
    "lines-0-words": "Rédaction",
    "lines-0-quantity": "3",
    "lines-0-unit": "DAY",
    "lines-0-price_cents": "280,00",
    "lines-0-vat_bp": "2000",
    "lines-0-nature": "service",
}
NOW = {**SENT, "then": "issue"}


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel("2026-11-23 10:00:00+01:00", tick=False):
        yield


def of(world: World, place: Place, client: Client) -> str:
    """The public id of its contact, as lists of clients have it."""
    from webapp.contacts.models import Contact

    with world.inside(place) as session:
        return session.scalars(select(Contact.public_id).where(Contact.id == client.contact_id)).one()


def draft_of(world: World, public_id: str) -> InvoiceDraft:
    with world.inside(world.lune) as session:
        return session.scalars(select(InvoiceDraft).where(InvoiceDraft.public_id == public_id)).one()


def invoices(world: World) -> list[Invoice]:
    with world.inside(world.lune) as session:
        return list(session.scalars(select(Invoice).order_by(Invoice.issued_at, Invoice.number)))


def id_in(response: Any) -> str:
    """Of the draft whose page an answer leads to."""
    return str(response.headers["Location"]).split("/")[-2]


def issue(browse: Browser, draft: str, sent: dict[str, Any], status: int = 303) -> Any:
    """Kept, checked, then said yes to."""
    browse.post("invoices.save", {**sent, "then": "issue"}, invoice_id=draft)
    return browse.post("invoices.issue", status=status, invoice_id=draft)


def test_a_draft_begins_from_nothing_and_is_kept_incomplete(browse: Browser, world: World):
    contact = of(world, world.lune, world.client(world.lune))
    begun = browse.post(
        "invoices.create", {"kind": "invoice", "client": contact, "production": "", "title": "Dossier"}
    )
    page = browse.follow(begun).text
    assert "Facture pour Atelier Hauteur" in page
    assert "Complétez votre profil de vendeur." in page
    half = {
        "client": contact,
        "production": "",
        "lines-0-words": "Coordination",
        "lines-0-quantity": "",
        "note": "Merci",
    }
    browse.post("invoices.save", half, invoice_id=id_in(begun))
    draft = draft_of(world, id_in(begun)).draft
    assert draft.lines == (Line("Coordination", 0, vat_bp=2000, unit="DAY"),)
    assert draft.note == "Merci"


def test_a_draft_needs_a_client_of_this_workspace(browse: Browser, world: World):
    theirs = of(world, world.soleil, world.client(world.soleil))
    for asked in ("", "nobody", theirs):
        page = browse.post(
            "invoices.create",
            {"kind": "invoice", "client": asked, "production": "", "title": "Gardé"},
            status=422,
        )
        assert "Choisissez le client." in page.text
        assert "Gardé" in page.text


def test_what_cannot_be_read_is_refused_and_all_typed_stays(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    draft = world.draft(world.lune, client)
    sent = {
        **SENT, "client": of(world, world.lune, client), "production": "",
        "lines-0-price_cents": "28O", "ends_on": "2026-09-30", "order_number": "BC-47", "note": "À garder",
    }  # fmt: skip
    page = browse.post("invoices.save", sent, status=422, invoice_id=draft.public_id).text
    for said in (
        "28O",
        "n’est pas un montant",
        "La fin est avant le début.",
        "BC-47",
        "À garder",
        "Rédaction",
        "2026-09-30",
    ):
        assert said in page, said
    assert draft_of(world, draft.public_id).draft == draft.draft


def test_the_buttons_of_lines_store_nothing(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    draft = world.draft(world.lune, client)
    sent = {
        **SENT,
        "client": of(world, world.lune, client),
        "production": "",
        "line": "add",
        "lines-0-price_cents": "28O",
    }
    page = browse.post("invoices.save", sent, status=422, invoice_id=draft.public_id).text
    assert 'name="lines-1-words"' in page
    assert "28O" in page
    assert "champ à corriger" not in page
    part = browse.post("invoices.save", sent, status=422, invoice_id=draft.public_id, headers=HTMX).text
    assert part.lstrip().startswith("<section")
    assert 'name="lines-1-words"' in part
    assert draft_of(world, draft.public_id).draft == draft.draft


def test_totals_follow_the_hand(browse: Browser, world: World):
    world.seller(world.lune, VatRegime.RECEIPTS)
    client = world.client(world.lune)
    draft = world.draft(world.lune, client)
    sent = {
        **SENT,
        "client": of(world, world.lune, client),
        "lines-1-words": "Train",
        "lines-1-price_cents": "8O",
    }
    said = browse.post("invoices.sums", sent, status=200, invoice_id=draft.public_id, headers=HTMX).text
    assert "840,00\u00a0€" in said
    assert "1\u202f008,00\u00a0€" in said
    browse.post("invoices.sums", sent, invoice_id=draft.public_id)


def test_issuing_asks_once_more_then_takes_the_number(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    draft = world.draft(world.lune, client)
    sent = {**SENT, "client": of(world, world.lune, client), "production": "", "then": "issue"}
    asked = browse.follow(browse.post("invoices.save", sent, invoice_id=draft.public_id))
    assert "2026-001" in asked.text
    assert "840,00\u00a0€" in asked.text
    assert invoices(world) == []
    done = browse.post("invoices.issue", invoice_id=draft.public_id)
    assert "Facture 2026-001" in browse.follow(done).text
    (invoice,) = invoices(world)
    assert (invoice.number, invoice.public_id, invoice.issued_on) == (
        "2026-001",
        draft.public_id,
        date(2026, 11, 23),
    )


def test_each_problem_is_beside_its_field_and_no_number_is_taken(browse: Browser, world: World):
    world.seller(world.lune, siret=None)
    client = world.client(world.lune, siren=None)
    draft = world.draft(world.lune, client)
    sent = {
        "client": of(world, world.lune, client), "production": "", "then": "issue", "note": "À garder",
        "lines-0-words": "", "lines-0-price_cents": "12", "lines-1-words": "Gratuit", "issued_on": "2026-11-23",
    }  # fmt: skip
    page = browse.post("invoices.save", sent, status=422, invoice_id=draft.public_id).text
    for said in (
        "Dans votre profil",
        "Indiquez votre SIRET",
        "Sur la fiche du client",
        "Indiquez le SIREN du client",
        "À garder",
    ):
        assert said in page, said
    assert 'id="lines-0-words-e"' in page
    assert 'id="lines-1-price_cents-e"' in page
    assert 'id="ends_on-e"' in page
    assert invoices(world) == []
    with world.inside(world.lune) as session:
        assert session.scalars(select(Series.last_number).where(Series.kind == "invoices")).one() == 0


def test_a_date_to_come_or_before_the_last_one_is_said_beside_it(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    world.invoice(world.lune, client, on=date(2026, 11, 10))
    draft = world.draft(world.lune, client)
    sent = {**NOW, "client": of(world, world.lune, client), "production": ""}
    for day in ("2026-11-24", "2026-11-09"):
        page = browse.post(
            "invoices.save", {**sent, "issued_on": day}, status=422, invoice_id=draft.public_id
        ).text
        assert 'id="issued_on-e"' in page
    assert len(invoices(world)) == 1


def test_a_client_who_employs_needs_a_tick(browse: Browser, world: World):
    world.seller(world.lune)
    employer = world.company(world.lune, "Brique Rouge")
    client = world.client(world.lune, "Brique Rouge", contact=employer)
    added(world, world.lune, employer)
    draft = world.draft(world.lune, client)
    sent = {**NOW, "client": employer.public_id, "production": ""}
    page = browse.post("invoices.save", sent, status=422, invoice_id=draft.public_id).text
    assert "Cochez si ce client ne vous emploie pas pour ce travail." in page
    assert invoices(world) == []
    asked = browse.follow(
        browse.post("invoices.save", {**sent, "is_independent": "y"}, invoice_id=draft.public_id)
    )
    assert 'name="is_independent"' in asked.text
    browse.post("invoices.issue", status=422, invoice_id=draft.public_id)
    assert invoices(world) == []
    browse.post("invoices.issue", {"is_independent": "y"}, invoice_id=draft.public_id)
    assert len(invoices(world)) == 1


def test_a_double_click_issues_once(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    draft = world.draft(world.lune, client)
    sent = {**NOW, "client": of(world, world.lune, client), "production": ""}
    browse.post("invoices.save", sent, invoice_id=draft.public_id)
    for once in ("a", "a", "b"):
        answer = browse.post("invoices.issue", {"once": once}, invoice_id=draft.public_id)
        assert answer.headers["Location"].endswith(f"/invoices/{draft.public_id}")
    assert [invoice.number for invoice in invoices(world)] == ["2026-001"]


def test_a_draft_goes_to_another_client(browse: Browser, world: World):
    world.seller(world.lune)
    one, two = world.client(world.lune), world.client(world.lune, "Brique Rouge")
    deposit = world.invoice(world.lune, one, Line("Acompte", 100_00), kind=Kind.DEPOSIT)
    draft = world.draft(world.lune, one, deducts=(deposit.public_id,))
    show = world.production(world.lune)
    sent = {
        **SENT,
        "client": of(world, world.lune, two),
        "production": show.public_id,
        "deducts": [deposit.public_id],
    }
    browse.post("invoices.save", sent, invoice_id=draft.public_id)
    moved = draft_of(world, draft.public_id)
    assert (moved.client_id, moved.production_id, moved.draft.deducts) == (two.id, show.id, ())
    assert "Facture pour Brique Rouge" in browse.get("invoices.edit", invoice_id=draft.public_id).text


def test_another_treatment_needs_its_reason(browse: Browser, world: World):
    world.seller(world.lune, VatRegime.RECEIPTS)
    client = world.client(world.lune)
    draft = world.draft(world.lune, client)
    sent = {**SENT, "client": of(world, world.lune, client), "production": "", "treatment": "outside_eu"}
    page = browse.post("invoices.save", sent, status=422, invoice_id=draft.public_id).text
    assert "Dites pourquoi" in page
    browse.post(
        "invoices.save", {**sent, "treatment_reason": "Spectacle à Genève"}, invoice_id=draft.public_id
    )
    assert draft_of(world, draft.public_id).draft.treatment is Treatment.OUTSIDE_EU


def test_the_preview_is_a_paper_without_number(browse: Browser, world: World):
    client = world.client(world.lune)
    draft = world.draft(world.lune, client)
    browse.get("invoices.preview", status=422, invoice_id=draft.public_id)
    world.seller(world.lune)
    answer = browse.get("invoices.preview", invoice_id=draft.public_id)
    assert answer.data.startswith(b"%PDF")
    assert invoices(world) == []


def test_a_draft_is_deleted_once_asked(browse: Browser, world: World):
    draft = world.draft(world.lune, world.client(world.lune))
    browse.post("invoices.delete", status=422, invoice_id=draft.public_id)
    assert draft_of(world, draft.public_id)
    browse.post("invoices.delete", {"confirmed": "y"}, invoice_id=draft.public_id)
    with world.inside(world.lune) as session:
        assert session.scalars(select(InvoiceDraft)).all() == []


def test_a_copy_is_for_another_time(browse: Browser, world: World):
    world.seller(world.lune)
    invoice = world.invoice(world.lune, world.client(world.lune), title="Dossier", order_number="BC-47")
    draft = draft_of(world, id_in(browse.post("invoices.duplicate", invoice_id=invoice.public_id)))
    assert draft.draft.lines[0].words == "Rédaction du dossier d’aide"
    assert (draft.draft.title, draft.draft.order_number, draft.draft.starts_on) == ("Dossier", "", None)
    assert draft.public_id != invoice.public_id


def test_a_credit_note_takes_the_whole_then_what_is_left_and_no_more(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    invoice = world.invoice(world.lune, client)
    first = id_in(browse.post("invoices.credit", invoice_id=invoice.public_id))
    assert draft_of(world, first).draft.lines == invoice.document.lines
    sent = {**NOW, "client": of(world, world.lune, client), "production": "", "lines-0-quantity": "1"}
    issue(browse, first, sent)
    second = id_in(browse.post("invoices.credit", invoice_id=invoice.public_id))
    (line,) = draft_of(world, second).draft.lines
    assert (line.words, line.price_cents) == ("Reste de la facture 2026-001", 560_00)
    page = issue(browse, second, {**sent, "lines-0-price_cents": "560,01"}, status=422).text
    assert "dépasse" in page
    issue(browse, second, {**sent, "lines-0-price_cents": "560,00"})
    assert [one.number for one in invoices(world)] == ["2026-001", "A-2026-001", "A-2026-002"]
    said = browse.post("invoices.credit", status=422, invoice_id=invoice.public_id)
    assert "Il ne reste rien" in browse.sentences(said)
    assert "Annulée par avoir" in browse.get("invoices.show", invoice_id=invoice.public_id).text


def test_a_corrective_takes_the_place_of_an_invoice_untouched(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    invoice = world.invoice(world.lune, client)
    draft = id_in(browse.post("invoices.correct", invoice_id=invoice.public_id))
    issue(browse, draft, {**NOW, "client": of(world, world.lune, client), "production": ""})
    assert invoices(world)[-1].document.originals[0].number == invoice.number
    assert "Remplacée" in browse.get("invoices.show", invoice_id=invoice.public_id).text
    paid = world.invoice(world.lune, client, on=date(2026, 11, 23))
    world.add(world.lune, Payment(invoice_id=paid.id, paid_on=date(2026, 11, 23), cents=1_00))
    for one in (invoice, paid):
        said = browse.post("invoices.correct", status=422, invoice_id=one.public_id)
        assert "corrigez-la par un avoir" in browse.sentences(said)


def test_a_corrective_of_a_final_invoice_asks_no_deposit_again(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    deposit = world.invoice(world.lune, client, Line("Acompte", 300_00), kind=Kind.DEPOSIT)
    final = world.invoice(world.lune, client, deducts=[deposit.public_id])
    draft = id_in(browse.post("invoices.correct", invoice_id=final.public_id))
    page = browse.get("invoices.edit", invoice_id=draft).text
    assert f'value="{deposit.public_id}" checked' in page
    sent = {**NOW, "client": of(world, world.lune, client), "production": "", "deducts": [deposit.public_id]}
    issue(browse, draft, sent)
    assert invoices(world)[-1].document.deposits[0].number == deposit.number
    assert invoices(world)[-1].due_cents == 540_00


def test_a_deposit_corrected_is_still_one_to_deduct(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    deposit = world.invoice(world.lune, client, Line("Acompte", 300_00), kind=Kind.DEPOSIT)
    right = world.invoice(
        world.lune, client, Line("Acompte", 200_00), kind=Kind.CORRECTIVE, original_id=deposit.id
    )
    page = browse.get("invoices.edit", invoice_id=world.draft(world.lune, client).public_id).text
    assert f'value="{right.public_id}"' in page
    assert f'value="{deposit.public_id}"' not in page


def test_what_is_left_to_credit_is_never_a_cent_too_much(browse: Browser, world: World):
    """66,69 € are left of the net, and would be 80,03 € where 80,02 € are left."""
    world.seller(world.lune, VatRegime.RECEIPTS)
    client = world.client(world.lune)
    invoice = world.invoice(world.lune, client, Line("Relecture", 100_02, vat_bp=2000))
    world.invoice(
        world.lune, client, Line("Rabais", 33_33, vat_bp=2000), kind=Kind.CREDIT, original_id=invoice.id
    )
    draft = id_in(browse.post("invoices.credit", invoice_id=invoice.public_id))
    browse.post("invoices.issue", invoice_id=draft)
    assert sum(one.gross_cents for one in invoices(world)[1:]) == invoice.gross_cents == 120_02


def test_a_deposit_is_a_share_or_an_amount_and_the_final_invoice_takes_it_off(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    contact = of(world, world.lune, client)
    asked = {"kind": "deposit", "client": contact, "production": "", "title": "Tournée"}
    assert (
        "Indiquez la part et le total"
        in browse.post("invoices.create", {**asked, "share_bp": "30"}, status=422).text
    )
    begun = browse.post("invoices.create", {**asked, "share_bp": "30", "total_cents": "1 200"})
    (line,) = draft_of(world, id_in(begun)).draft.lines
    assert (line.words, line.price_cents) == ("Acompte de 30\u00a0%, Tournée", 360_00)
    form = {
        "client": contact,
        "production": "",
        "then": "issue",
        "lines-0-words": line.words,
        "lines-0-price_cents": "360",
    }
    issue(browse, id_in(begun), form)
    deposit = invoices(world)[0]
    final = id_in(browse.post("invoices.final", invoice_id=deposit.public_id))
    sent = {
        **NOW,
        "client": contact,
        "production": "",
        "lines-0-price_cents": "400",
        "deducts": [deposit.public_id],
    }
    issue(browse, final, sent)
    settled = invoices(world)[1]
    assert (settled.gross_cents, settled.due_cents) == (1200_00, 840_00)
    assert "Acompte 2026-001" in browse.get("invoices.show", invoice_id=settled.public_id).text
    again = world.draft(world.lune, client)
    issue(browse, again.public_id, sent)
    assert invoices(world)[2].due_cents == 1200_00


def test_a_deposit_of_another_client_is_not_deducted(browse: Browser, world: World):
    world.seller(world.lune)
    one, two = world.client(world.lune), world.client(world.lune, "Brique Rouge")
    deposit = world.invoice(world.lune, one, Line("Acompte", 100_00), kind=Kind.DEPOSIT)
    draft = world.draft(world.lune, two)
    sent = {**NOW, "client": of(world, world.lune, two), "production": "", "deducts": [deposit.public_id]}
    issue(browse, draft.public_id, sent)
    assert invoices(world)[-1].due_cents == 840_00


def test_a_reader_only_reads(app, world: World):
    from webapp.domain.permissions import Role

    world.seller(world.lune)
    draft = world.draft(world.lune, world.client(world.lune))
    reader = Browser(app, world.member(world.lune, "lecteur@exemple.fr", Role.VIEWER))
    reader.get("invoices.index")
    reader.get("invoices.edit", status=403, invoice_id=draft.public_id)
    reader.post("invoices.save", status=403, invoice_id=draft.public_id)


def test_sixty_lines_are_kept_and_shown(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune)
    draft = world.draft(world.lune, client, *[Line(f"Ligne {n}", 10_00) for n in range(60)])
    page = browse.get("invoices.edit", invoice_id=draft.public_id).text
    assert page.count('class="lab"') >= 60
    assert len(draft_of(world, draft.public_id).draft.lines) == 60


def test_the_page_of_a_draft_asks_four_times(browse: Browser, world: World, statements: list[str]):
    world.seller(world.lune)
    client = world.client(world.lune)
    invoice = world.invoice(world.lune, client)
    for draft in (
        world.draft(world.lune, client),
        world.draft(world.lune, client, kind=Kind.CREDIT, original_id=invoice.id),
    ):
        statements.clear()
        browse.get("invoices.edit", invoice_id=draft.public_id)
        assert len(statements) <= 4
    statements.clear()
    browse.get("invoices.new")
    assert len(statements) <= 4


def test_what_lacks_elsewhere_is_put_right_without_losing_what_is_typed(browse: Browser, world: World):
    world.seller(world.lune)
    client = world.client(world.lune, siren=None)
    draft, contact = world.draft(world.lune, client), of(world, world.lune, client)
    for place, path in (("client", f"/clients/{contact}/edit"), ("seller", "/seller/form")):
        sent = {**SENT, "client": contact, "production": "", "title": f"Vers {place}", "then": place}
        there = browse.post("invoices.save", sent, invoice_id=draft.public_id)
        assert there.headers["Location"].endswith(f"{path}?invoice={draft.public_id}")
        assert draft_of(world, draft.public_id).draft.title == f"Vers {place}"
