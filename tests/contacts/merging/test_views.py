"""The pages of duplicates: found, compared, made one, undone; nobody else's are ever there."""

from urllib.parse import urlsplit

from sqlalchemy import insert

from tests.browse import HTMX, Browser
from tests.make import World
from tests.plenty import rows
from webapp.contacts.models import Contact, Way, WayKind
from webapp.core import clock
from webapp.core.fold import sort_key


def pair(world: World) -> tuple[Contact, Contact]:
    """A person noted twice, with one number."""
    kept = world.person(world.lune, "Aïcha Diallo", phone="+33639981012", city="Nantes", job="1re assistante")
    gone = world.person(world.lune, "Aicha Dialo", email="aicha@exemple.net", birthday="--03-14")
    world.add(world.lune, Way(contact_id=gone.id, kind=WayKind.PHONE, value="+33639981012"))
    return kept, gone


def test_an_empty_book_says_what_to_do(browse: Browser):
    assert "Aucun doublon en vue" in browse.get("merging.index").text
    assert "Aucune fusion depuis 30 jours" in browse.get("merging.recent").text


def test_two_cards_are_found_compared_merged_and_undone(world: World, browse: Browser, other: Browser):
    kept, gone = pair(world)
    world.person(world.soleil, "Aïcha Diallo", phone="+33639981012")
    page = browse.get("merging.index").text
    assert page.count("Aïcha Diallo") == 1 and "Même téléphone" in page
    assert "Aicha Dialo" not in other.get("merging.index").text
    assert "Plus rien de cette sorte" in browse.get("merging.index", reason="siret").text

    sent = {"a": kept.public_id, "b": gone.public_id}
    page = browse.get("merging.compare", **sent, **{"from": "list"}).text
    assert "Une ou deux personnes" in page and "Même téléphone" in page
    assert 'aria-label="Mail : vide"' in page.replace("\u00a0", " ")
    assert "14 mars" in page and "--03-14" not in page
    assert "1 numéro" in page.replace("\u00a0", " ")

    answer = browse.post(
        "merging.create", {**sent, "name": "kept", "city": "kept", "from": "list", "once": "k1"}
    )
    assert answer.headers["Location"].endswith("/contacts/duplicates")
    again = browse.post(
        "merging.create", {**sent, "name": "kept", "city": "kept", "from": "list", "once": "k1"}
    )
    assert again.headers["Location"] == answer.headers["Location"], "a double click merges once"
    assert "Aucun doublon en vue" in browse.follow(answer).text
    assert "déjà fusionnées" in browse.post("merging.create", sent, status=422).text

    moved = browse.get("contacts.show", public_id=gone.public_id, status=302)
    assert moved.headers["Location"].endswith(kept.public_id)
    browse.post("contacts.restore", public_id=gone.public_id, status=404)
    assert "Aicha Dialo" not in browse.get("contacts.index", q="dialo").text.replace("« dialo", "")
    assert "aicha@exemple.net" in browse.get("contacts.show", public_id=kept.public_id).text

    page = browse.get("merging.recent").text
    assert "Aicha Dialo" in page
    merge_id = page.split("/contacts/merges/")[1].split('"')[0]
    assert "Aicha Dialo" not in other.get("merging.recent").text
    other.get("merging.show", merge_id=merge_id, status=404)
    other.post("merging.undo", merge_id=merge_id, status=404)
    assert "Annuler la fusion" in browse.get("merging.show", merge_id=merge_id).text
    page = browse.follow(browse.post("merging.undo", merge_id=merge_id)).text
    assert "les deux fiches sont de retour" in page
    assert "Annuler la fusion" not in page
    assert "déjà annulée" in browse.post("merging.undo", merge_id=merge_id, status=422).text
    assert "Aicha Dialo" in browse.get("contacts.index", q="dialo").text
    assert "aicha@exemple.net" not in browse.get("contacts.show", public_id=kept.public_id).text


def test_two_people_told_apart_leave_the_list_until_one_changes_one_s_mind(world: World, browse: Browser):
    kept, gone = pair(world)
    sent = {"a": kept.public_id, "b": gone.public_id}
    assert "Aucun doublon en vue" in browse.follow(browse.post("merging.keep_apart", sent)).text
    browse.post("merging.keep_apart", sent)
    page = browse.follow(browse.post("merging.bring_together", sent)).text
    assert "Aicha Dialo" in page


def test_any_two_are_merged_from_the_page_of_one(world: World, browse: Browser):
    ponant, person = world.company(world.lune, "Films du Ponant"), world.person(world.lune, "Inès Kadri")
    rouge = world.company(world.lune, "Brique Rouge", siret="55210055400013", is_guso=True)
    world.company(world.soleil, "Brique Rouge")
    assert "Fusionner avec…" in browse.get("contacts.show", public_id=ponant.public_id).text
    page = browse.get("merging.choose", contact=ponant.public_id).text
    assert page.count("Brique Rouge") == 1 and "Inès Kadri" not in page
    assert "Personne pour" in browse.get("merging.choose", contact=ponant.public_id, q="zzz").text
    part = browse.get("merging.choose", contact=ponant.public_id, q="brique", headers=HTMX).text
    assert "<html" not in part and rouge.public_id in part
    sent = {"a": ponant.public_id, "b": rouge.public_id}
    page = browse.get("merging.compare", **sent).text
    assert "Une ou deux structures" in page and "552" in page
    answer = browse.post("merging.create", {**sent, "name": "gone"})
    assert urlsplit(answer.headers["Location"]).path.endswith(ponant.public_id)
    page = browse.follow(answer).text
    assert "Brique Rouge" in page and "Guso" in page
    assert (
        "restent deux fiches"
        in browse.get("merging.compare", a=ponant.public_id, b=person.public_id, status=422).text
    )


def test_nothing_of_another_workspace_is_compared_merged_or_told_apart(world: World, browse: Browser, peek):
    mine, theirs = world.person(world.lune), world.person(world.soleil)
    for a, b in ((mine, theirs), (theirs, mine)):
        sent = {"a": a.public_id, "b": b.public_id}
        browse.get("merging.compare", **sent, status=404)
        for endpoint in ("merging.create", "merging.keep_apart", "merging.bring_together"):
            browse.post(endpoint, sent, status=404)
    assert (
        "elle-même"
        in browse.post("merging.create", {"a": mine.public_id, "b": mine.public_id}, status=422).text
    )
    browse.post("merging.create", {}, status=404)
    assert peek("SELECT count(*) FROM contacts WHERE deleted_at IS NOT NULL") == [(0,)]


def test_two_clients_are_said_to_be_and_read_on_one_page(world: World, browse: Browser):
    lune = world.lune
    world.seller(lune)
    kept, gone = world.company(lune, "Atelier Hauteur"), world.company(lune, "Atelier de la Hauteur")
    world.client(lune, "Atelier Hauteur", contact=kept)
    theirs = world.client(lune, "Atelier de la Hauteur", contact=gone, siren="732829320")
    invoice = world.invoice(lune, theirs)
    draft = world.draft(lune, theirs)
    sent = {"a": kept.public_id, "b": gone.public_id}
    page = browse.get("merging.compare", **sent).text
    assert "Les deux sont des clients" in page and "1 facture" in page.replace("\u00a0", " ")
    browse.post("merging.create", sent)
    page = browse.get("invoices.index", client=kept.public_id).text
    assert invoice.public_id in page and draft.public_id in page
    assert invoice.number in browse.get("payments.statement", contact=kept.public_id).text
    listed = browse.get("clients.index").text
    assert listed.count("Atelier") and "Atelier de la Hauteur" not in listed
    assert "732829320" not in browse.get("clients.show", contact=kept.public_id).text.replace(" ", "")
    browse.get("clients.edit", contact=kept.public_id)
    browse.get("invoices.show", invoice_id=invoice.public_id)
    new = browse.get("invoices.new").text
    assert new.count(f'value="{kept.public_id}"') == 1


def test_five_thousand_contacts_cost_four_statements_and_a_page(
    world: World, browse: Browser, statements: list[str]
):
    """A fifth of them twice, in seven towns, some of them one letter apart."""
    made = next(values for model, values in rows(world.lune.id, 5000, clock.today()) if model is Contact)[
        :5000
    ]
    for number, one in enumerate(made):
        one["name"] = f"{one['name']} {number if number % 10 else number + 1}".replace(" 1", " I")
        one["sort_key"] = sort_key(one["name"])
        one["phone"] = f"+3361{number - number % 10 // 9:07d}"
    with world.inside(world.lune) as session:
        session.connection().execute(insert(Contact.__table__), made)
    statements.clear()
    page = browse.get("merging.index", page=2)
    assert len(statements) <= 4
    assert page.text.count('class="item"') == 50
    statements.clear()
    browse.get("merging.compare", a=made[1000]["public_id"], b=made[1001]["public_id"])
    assert len(statements) <= 4
