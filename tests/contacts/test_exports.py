import csv
import io
from datetime import date
from uuid import uuid4

import pytest
import vobject
from openpyxl import load_workbook
from sqlalchemy import insert

from tests.make import World
from webapp.contacts.actions import add_contact
from webapp.contacts.details import Details, WayDetails
from webapp.contacts.models import Contact, Kind, Photo, WayKind
from webapp.core import clock, databases
from webapp.core.fold import fold, sort_key

FACE = b"\xff\xd8" + bytes(range(256)) * 40


def full(world: World) -> Contact:
    with world.inside(world.lune) as session:
        contact = add_contact(
            Details(
                Kind.PERSON, "Élodie Le Goff", job="Directrice; de production", company="Brique, Rouge",
                phone="+33639981060", email="elodie@exemple.fr", address="3 rue du Bac", postal_code="59000",
                city="Lille", notes="Deux lignes\net « une, virgule »", languages="Français, anglais",
                birthday="--03-14", source="Bible Les Éclats", consented_on=date(2026, 3, 2),
                ways=(WayDetails(WayKind.PHONE, "+33353011022", "Bureau"), WayDetails(WayKind.PHONE, "+3221234567", "Chez sa mère"),
                      WayDetails(WayKind.EMAIL, "perso@exemple.org", "Perso"), WayDetails(WayKind.LINK, "https://exemple.fr/a,b;c", "Site")),
                tags=("Nord", "Long métrage"),
            )
        )  # fmt: skip
        session.add(Photo(contact_id=contact.id, content=FACE, sha256="ab" * 32))
    return contact


@pytest.mark.parametrize("kind", ["vcf", "vcf3"])
def test_a_card_read_back_says_all_that_was_known(browse, world: World, kind):
    full(world)
    answer = browse.get("exports.file", kind=kind, all="y", notes="y")
    assert answer.mimetype == "text/vcard"
    assert f"raccord-contacts-{clock.today():%Y-%m-%d}.vcf" in answer.headers["Content-Disposition"]
    assert max(len(line) for line in answer.data.split(b"\r\n")) <= 75
    cards = {card.fn.value: card for card in vobject.readComponents(answer.text)}
    assert set(cards) == {"Élodie Le Goff", "Brique, Rouge"}
    card = cards["Élodie Le Goff"]
    assert card.version.value == ("4.0" if kind == "vcf" else "3.0")
    assert (card.n.value.given, card.n.value.family) == ("Élodie", "Le Goff")
    assert [tel.value for tel in card.tel_list] == ["+33639981060", "+33353011022", "+3221234567"]
    assert [tel.params.get("TYPE") for tel in card.tel_list] == [["cell"], ["work"], None]
    assert {label.value for label in card.contents["x-ablabel"]} == {"Chez sa mère", "Perso", "Site"}
    assert [mail.value for mail in card.email_list] == ["elodie@exemple.fr", "perso@exemple.org"]
    assert card.url.value == "https://exemple.fr/a,b;c"
    assert card.org.value == ["Brique, Rouge"]
    assert card.title.value == "Directrice; de production"
    assert card.categories.value == ["Long métrage", "Nord"]
    assert card.note.value == "Deux lignes\net « une, virgule »"
    assert (card.adr.value.street, card.adr.value.city, card.adr.value.code) == (
        "3 rue du Bac",
        "Lille",
        "59000",
    )
    assert card.bday.value == ("--0314" if kind == "vcf" else "1604-03-14")
    assert card.contents["x-raccord-languages"][0].value == "Français, anglais"
    assert card.contents["x-raccord-consent"][0].value == "2026-03-02"
    if kind == "vcf3":
        assert card.photo.value == FACE
    assert "KIND:org" in answer.text or "X-ABSHOWAS:COMPANY" in answer.text


def test_ones_private_notes_go_out_when_asked_alone(browse, world: World):
    contact = full(world)
    for answer in (
        browse.get("exports.card", public_id=contact.public_id),
        *(browse.get("exports.file", kind=kind, all="y") for kind in ("vcf", "csv")),
    ):
        assert "perso@exemple.org" in answer.text
        assert "Deux lignes" not in answer.text and "Bible Les" not in answer.text
    assert (
        "elodie-le-goff.vcf"
        in browse.get("exports.card", public_id=contact.public_id).headers["Content-Disposition"]
    )


def test_tables_hold_what_stands_several_times_and_run_nothing(browse, world: World):
    full(world)
    world.person(world.lune, "=HYPERLINK(1)", notes="+cmd")
    answer = browse.get("exports.file", kind="csv", all="y", notes="y")
    assert answer.data.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    names = {row["Nom"]: row for row in rows}
    assert "'=HYPERLINK(1)" in names
    told = names["Élodie Le Goff"]
    assert told["Téléphone"] == "06 39 98 10 60"
    assert told["Autres téléphones"] == "03 53 01 10 22 (Bureau) ; +32 2 123 45 67 (Chez sa mère)"
    assert (told["Étiquettes"], told["Anniversaire"], told["Accord donné le"]) == (
        "Long métrage, Nord",
        "14/03",
        "02/03/2026",
    )
    book = load_workbook(io.BytesIO(browse.get("exports.file", kind="xlsx", all="y", notes="y").data))
    cells = [cell for row in book.active.iter_rows(values_only=True) for cell in row if cell]
    assert "'=HYPERLINK(1)" in cells and "'+cmd" in cells


def test_a_selection_or_a_filter_is_what_leaves(browse, other, world: World):
    ines = world.person(world.lune, "Inès Kadri", city="Brest")
    world.person(world.lune, "Omar Seddiki", city="Lille")
    theirs = world.person(world.soleil, "Dominique Vidal")
    ticked = browse.get("exports.file", kind="vcf", contact=[ines.public_id, theirs.public_id]).text
    assert ticked.count("BEGIN:VCARD") == 1 and "Inès Kadri" in ticked
    assert (
        "Omar" in (found := browse.get("exports.file", kind="vcf", all="y", city="lille").text)
        and "Inès" not in found
    )
    assert browse.get("exports.file", kind="vcf").text == ""
    other.get("exports.card", status=404, public_id=ines.public_id)


def test_five_thousand_contacts_are_listed_and_leave_in_a_few_statements(browse, world: World, statements):
    rows = [
        {
            "workspace_id": world.lune.id, "id": uuid4(), "public_id": f"c{number:011d}", "kind": "person",
            "name": (name := f"Personne {number:04d}"), "folded": fold(name, f"06{number:08d}"), "sort_key": sort_key(name),
            "is_guso": False, "created_at": clock.now(), "phone": f"+336{number:08d}",
        }
        for number in range(5000)
    ]  # fmt: skip
    with world.inside(world.lune) as session:
        connection = session.connection()
        connection.execute(insert(Contact.__table__), rows)
        # What the database does by itself a minute after so many rows came.
        connection.exec_driver_sql("SET LOCAL SESSION AUTHORIZATION DEFAULT")
        connection.exec_driver_sql("ANALYZE contacts")
        connection.exec_driver_sql(f"SET LOCAL SESSION AUTHORIZATION {databases.WEB}")
    statements.clear()
    assert "Personne 4999" in browse.get("contacts.index", page=100).text
    assert "Personne 4321" in browse.get("contacts.index", q="06 00 00 43 21").text
    statements.clear()
    assert browse.get("exports.file", kind="vcf", all="y").text.count("BEGIN:VCARD") == 5000
    assert len(statements) <= 2 + 5000 // 200
    page = browse.follow(browse.post("contacts.delete_many", {"all": "y", "q": "personne 1"})).text
    assert "contacts supprimés" in page


def test_one_card_passed_on_tells_no_tag_while_the_whole_book_does(browse, world: World):
    ines = world.person(world.lune)
    world.tag(world.lune, "Ne plus appeler", ines)
    assert "Ne plus appeler" not in browse.get("exports.card", public_id=ines.public_id).text
    assert "CATEGORIES:Ne plus appeler" in browse.get("exports.file", kind="vcf", all="y").text
