"""An address book sent, checked, added, taken back."""

import io
from datetime import timedelta

import pytest
import time_machine
from PIL import Image
from sqlalchemy import update

from tests.browse import HTMX, Browser
from tests.contacts.imports.cards import (
    card,
    face,
    imported,
    people,
    photo,
    picture,
    read,
    send,
    tags,
    ways,
    words,
    work,
)
from webapp.contacts.imports import jobs, queries
from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.domain.permissions import Role

NADIA = card(
    "FN:Nadia Belkacem",
    "N:Belkacem;Nadia;;;",
    "TITLE:Directrice de production",
    "ORG:Films du Ponant",
    "TEL;TYPE=CELL:06 39 98 12 34",
    "TEL;TYPE=WORK:01 99 00 12 34",
    "EMAIL:nadia@ponant.exemple",
    "ADR:;;3 rue de Siam;Brest;;29200;France",
    "BDAY:1984-03-14",
    "CATEGORIES:Régie",
    photo(picture()),
)


def test_a_file_is_checked_before_anything_is_added(browse, other, world):
    sent = send(browse, NADIA + card("NOTE:personne") + card("FN:Maman", "TEL:0639981111"))
    waiting = browse.follow(sent).text
    assert "Lecture des fiches" in waiting and 'http-equiv="refresh"' in waiting
    work(world, world.lune)
    page = words(browse.follow(sent))
    assert "Vérifier avant d’importer" in page and "Personnel ?" in page
    assert "Directrice de production, Films du Ponant, Brest, 2 téléphones, 1 mail, une photo" in page
    assert "1 fiche rejetée" in page and "Corrigez-la dans ce fichier" in page
    assert people(world, world.lune) == {}
    import_id = sent.headers["Location"].rpartition("/")[2]
    assert "Fiche vide" in browse.get("cards.show", import_id=import_id, show="rejected").text

    browse.post("cards.apply", {"tag": "Téléphone 2026"}, import_id=import_id)
    assert "Dernière vérification" in words(browse.get("cards.show", import_id=import_id))
    work(world, world.lune)
    assert "Import terminé" in words(browse.get("cards.show", import_id=import_id))
    found = people(world, world.lune)
    assert set(found) == {"Nadia Belkacem", "Films du Ponant"}, "Maman was not ticked"
    nadia = found["Nadia Belkacem"]
    assert (nadia.phone, nadia.email, nadia.job) == (
        "+33639981234",
        "nadia@ponant.exemple",
        "Directrice de production",
    )
    assert (nadia.address, nadia.postal_code, nadia.city, nadia.birthday) == (
        "3 rue de Siam",
        "29200",
        "Brest",
        "1984-03-14",
    )
    assert nadia.company_id == found["Films du Ponant"].id
    assert nadia.source.startswith("Import contacts.vcf, ")
    assert ways(world, world.lune, nadia) == [("+33199001234", "Bureau")]
    assert tags(world, world.lune, nadia) == {"Régie", "Téléphone 2026"}
    small = Image.open(io.BytesIO(face(world, world.lune, nadia)))
    assert small.size == (192, 192) and not small.getexif()
    assert people(world, world.soleil) == {}
    assert "contacts.vcf" not in other.get("cards.index").text


def test_importing_three_times_adds_nothing(browse, world):
    imported(browse, world, NADIA)
    before = {name: row.id for name, row in people(world, world.lune).items()}
    waiting = [read(browse, world, NADIA) for _time in range(2)]
    for import_id in waiting:
        assert "Rien n’est coché" in words(browse.get("cards.show", import_id=import_id))
        refused = browse.post("cards.apply", import_id=import_id, status=422)
        assert "tout est déjà là" in refused.text
    assert {name: row.id for name, row in people(world, world.lune).items()} == before


def test_two_files_read_before_either_is_applied_add_once(browse, world):
    first, second = read(browse, world, NADIA), read(browse, world, NADIA)
    for import_id in (first, second):
        browse.post("cards.apply", import_id=import_id)
        work(world, world.lune)
    assert len(people(world, world.lune)) == 2


def test_somebody_there_is_completed_and_nothing_is_overwritten(browse, world):
    world.person(
        world.lune, "Nadia B.", phone="+33639981234", job="Régisseuse", city="Brest", birthday="--04-12"
    )
    world.person(world.soleil, "Nadia Belkacem", phone="+33639981234")
    page = words(browse.get("cards.show", import_id=read(browse, world, NADIA)))
    for said in (
        "Même numéro que Nadia B.",
        "Ajoute un téléphone, un mail",
        "et une photo",
        "à la place de « Régisseuse »",
        "« 14 mars 1984 », à la place de « 12 avril »",
    ):
        assert said in page, said
    imported(browse, world, NADIA)
    found = people(world, world.lune)
    nadia = found["Nadia B."]
    assert (nadia.job, nadia.email, nadia.address) == ("Régisseuse", "nadia@ponant.exemple", "3 rue de Siam")
    assert ways(world, world.lune, nadia) == [("+33199001234", "Bureau")]
    theirs = people(world, world.soleil)["Nadia Belkacem"]
    assert theirs.email is None and len(people(world, world.soleil)) == 1


def test_what_differs_is_taken_only_when_asked(browse, world):
    world.person(world.lune, "Nadia Belkacem", phone="+33639981234", job="Régisseuse")
    import_id = read(browse, world, NADIA)
    answer = browse.post(
        "cards.choose",
        {"shown": "1", "ticked": "1", "take": "1-job"},
        headers=HTMX,
        import_id=import_id,
        status=200,
    )
    assert "1 fiche à importer" in answer.text
    browse.post("cards.apply", import_id=import_id)
    work(world, world.lune)
    assert people(world, world.lune)["Nadia Belkacem"].job == "Directrice de production"
    browse.post("cards.undo", {"confirmed": "y"}, import_id=import_id)
    work(world, world.lune)
    nadia = people(world, world.lune)["Nadia Belkacem"]
    assert (nadia.job, nadia.email, nadia.company_id, nadia.source) == ("Régisseuse", None, None, None)


def test_ticks_are_kept_from_page_to_page(browse, world, statements):
    cards = "".join(card(f"FN:Personne {n:03d}", f"TEL:06399810{n:02d}") for n in range(60))
    import_id = read(browse, world, cards)
    page = words(browse.get("cards.show", import_id=import_id))
    assert page.count('name="shown"') == 50 and "Page 1 sur 2" in page
    statements.clear()
    browse.get("cards.show", import_id=import_id)
    assert len(statements) <= 4, statements
    shown = {"shown": [str(n) for n in range(1, 51)], "show": "new"}
    browse.post("cards.choose", shown | {"ticked": ["2"], "go": "2"}, import_id=import_id)
    assert "11 fiches à importer" in browse.get("cards.show", import_id=import_id, page=2).text
    browse.post("cards.accept", {"show": "new"}, import_id=import_id)
    assert "60 fiches à importer" in words(browse.get("cards.show", import_id=import_id))


def test_a_tick_that_is_no_number_is_passed_over(browse, world):
    import_id = read(browse, world, NADIA)
    browse.post("cards.choose", {"choice-\u00b2": "add", "choice-\u0663": "add"}, import_id=import_id)
    assert "1 fiche à importer" in words(browse.get("cards.show", import_id=import_id))


def test_tags_too_long_once_folded_are_one_and_come_once(browse, world):
    long = card("FN:Nadia", "TEL:0639981234", "CATEGORIES:" + "œ" * 60)
    imported(browse, world, long + card("FN:Paul", "TEL:0639981235", "CATEGORIES:" + "œ" * 59 + "a"))
    nadia, paul = (people(world, world.lune)[name] for name in ("Nadia", "Paul"))
    assert tags(world, world.lune, nadia) == tags(world, world.lune, paul) != set()
    assert "Rien n’est coché" in words(browse.get("cards.show", import_id=read(browse, world, long)))


def test_what_an_import_keeps_is_forgotten_a_month_after_its_end(browse, world, peek):
    import_id = imported(browse, world, NADIA)
    ((row_id, ended),) = peek("SELECT id, applied_at FROM contact_imports")

    def forget_at(moment):
        with time_machine.travel(moment, tick=False), world.app.app_context():
            jobs.forget.now(workspace_id=str(world.lune.id), import_id=str(row_id))

    forget_at(ended + timedelta(days=30, seconds=-5))  # as asked for when it began, a little before it ended
    browse.get("cards.show", import_id=import_id)
    ((again,),) = peek(
        "SELECT max(scheduled_at) FROM procrastinate_jobs WHERE task_name = 'contacts.imports.jobs.forget'"
    )
    assert again == ended + timedelta(days=30)
    forget_at(again)
    assert peek("SELECT 1 FROM contact_imports UNION ALL SELECT 1 FROM contact_import_photos") == []
    assert "Nadia Belkacem" in people(world, world.lune)


def test_those_it_writes_to_are_read_as_they_are_now(world):
    """Somebody may have merged or deleted them since this unit of work first saw them."""
    person = world.person(world.lune)
    with world.inside(world.lune) as session:
        seen = session.get(Contact, (person.workspace_id, person.id))
        gone = update(Contact).where(Contact.id == person.id).values(deleted_at=clock.now())
        session.execute(gone.execution_options(synchronize_session=False))
        assert queries.contacts_by_id({person.id})[person.id] is seen and seen.deleted_at


def test_a_tag_given_a_list_since_stays_when_the_import_is_taken_back(browse, world, peek):
    cards = card("FN:A", "TEL:0639981234", "CATEGORIES:Son,Nord,Sud")
    import_id = imported(browse, world, cards)
    found = dict(peek("SELECT name, public_id FROM tags"))
    browse.post("contacts.save_list", {"name": "Le son", "tag": found["Son"]})
    browse.post("tags.keep_rhythm", {"rhythm": "60"}, tag=found["Nord"])
    browse.post("cards.undo", {"confirmed": "y"}, import_id=import_id)
    work(world, world.lune)
    assert sorted(peek("SELECT name FROM tags")) == [("Nord",), ("Son",)]
    assert peek("SELECT name FROM contact_lists") == [("Le son",)]


def test_a_close_name_in_the_same_town_waits_for_a_word(browse, world):
    world.person(world.lune, "Sarah Benoun", city="Rennes")
    benoun = card("FN:S. Benoun", "BDAY:--04-12", "ADR:;;;Rennes;;;")
    import_id = read(browse, world, benoun)
    page = words(browse.get("cards.show", import_id=import_id))
    assert "Nom proche de Sarah Benoun, même ville" in page and "Rien n’est coché" in page
    browse.post("cards.apply", {"shown": "1", "choice-1": "fill"}, import_id=import_id)
    work(world, world.lune)
    assert people(world, world.lune)["Sarah Benoun"].birthday == "--04-12"


def test_an_import_is_taken_back_but_for_what_changed_since(browse, world):
    there = world.person(world.lune, "Inès Kadri", phone="+33639980001")
    cards = (
        NADIA
        + card("FN:Paul Le Goff", "EMAIL:paul@exemple.fr", "ORG:Ciné Nord")
        + card("FN:Hugo Tessier", "EMAIL:hugo@exemple.fr")
    )
    cards += card(
        "FN:Ines Kadri", "TEL:0639980001", "TEL:0639980002", "EMAIL:ines@exemple.fr", "CATEGORIES:Son"
    )
    import_id = imported(browse, world, cards, tag="Téléphone 2026")
    assert set(people(world, world.lune)) == {
        "Inès Kadri",
        "Nadia Belkacem",
        "Films du Ponant",
        "Paul Le Goff",
        "Ciné Nord",
        "Hugo Tessier",
    }
    paul = people(world, world.lune)["Paul Le Goff"]
    browse.post(
        "contacts.update",
        {"name": "Paul Le Goff", "company": "Ciné Nord", "email": "paul@exemple.fr", "city": "Lille"},
        public_id=paul.public_id,
    )
    world.exchange(world.lune, people(world, world.lune)["Hugo Tessier"])
    asked = browse.post("cards.undo", import_id=import_id, status=422)
    assert "Annuler cet import" in asked.text
    browse.post("cards.undo", {"confirmed": "y"}, import_id=import_id)
    work(world, world.lune)
    page = words(browse.get("cards.show", import_id=import_id))
    assert (
        "3 contacts gardés" in page
        and "Hugo Tessier" in page
        and "Paul Le Goff" in page
        and "Ciné Nord" in page
    )
    found = people(world, world.lune)
    assert set(found) == {"Inès Kadri", "Paul Le Goff", "Ciné Nord", "Hugo Tessier"}
    ines = found["Inès Kadri"]
    assert (ines.id, ines.email, ines.source) == (there.id, None, None)
    assert ways(world, world.lune, ines) == [] and tags(world, world.lune, ines) == set()
    again = browse.post("cards.undo", {"confirmed": "y"}, import_id=import_id, status=422)
    assert "déjà annulé" in again.text
    imported(browse, world, NADIA)
    assert "Nadia Belkacem" in people(world, world.lune)


def test_rejected_cards_come_back_with_their_reason_and_may_be_sent_again(browse, world):
    import_id = read(
        browse,
        world,
        "du texte\r\n" + NADIA + card("NOTE:vide") + card("FN:Groupe", "KIND:group", version="4.0"),
    )
    taken = browse.get("cards.rejected", import_id=import_id)
    assert taken.mimetype == "text/vcard"
    for said in (
        "# 1. Texte hors de toute fiche.\r\ndu texte",
        "# 3. Fiche vide",
        "NOTE:vide",
        "# 4. C’est une liste",
    ):
        assert said in taken.text
    corrected = taken.text.replace("NOTE:vide", "FN:Adèle Kerouanton").replace("du texte", "")
    assert "1 fiche à importer" in browse.get("cards.show", import_id=read(browse, world, corrected)).text


def test_a_table_rejects_its_lines_as_a_table(browse, world):
    table = "Nom;Téléphone;Ville\nBruno Castel;06 39 98 22 22;Rennes\n;;Brest\n".encode("cp1252")
    import_id = read(browse, world, table, "carnet.csv")
    rows = browse.get("cards.rejected", import_id=import_id).text
    assert "Nom;Téléphone;Ville;Raison" in rows and ";;Brest;Ligne vide" in rows
    browse.post("cards.apply", {"tag": "Import"}, import_id=import_id)
    work(world, world.lune)
    assert people(world, world.lune)["Bruno Castel"].phone == "+33639982222"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Le fichier est vide."),
        (b"Bonjour,\nvoici mes contacts", "une vCard (.vcf) commence par BEGIN:VCARD"),
        (b"PK\x03\x04rest", "un fichier compress\u00e9"),
        (b"\x89PNG\r\n\x1a\nrest", "une image"),
        (b"Taille;Poids\n12;13\n", "un CSV par des titres de colonnes"),
        (b"Nom;Mail\n", "aucune fiche"),
        (b"Nom;Mail\nA;a@b.fr\n" + b";\n" * 1_000_000, "lignes. Exportez-le en plusieurs fois"),
    ],
)
def test_what_is_no_address_book_is_refused_with_a_sentence(browse, content, said):
    refused = send(browse, content)
    assert refused.status_code == 422
    assert said in refused.text


def test_too_many_cards_and_too_many_bytes_are_refused(browse):
    assert "plus de 10" in send(browse, b"BEGIN:VCARD\nFN:A\nEND:VCARD\n" * 10_001).text
    heavy = send(browse, b" " * (100 << 20))
    assert heavy.status_code == 422 and "La limite est de 30" in heavy.text


def test_a_signature_gives_a_contact_to_check(browse, world):
    pasted = (
        "-- \nNadia Belkacem\nDirectrice de production\nFilms du Ponant\n06 39 98 12 34\nnadia@ponant.exemple"
    )
    sent = browse.post("cards.paste", {"pasted": pasted})
    page = words(browse.follow(sent))
    for said in ("Nadia Belkacem", "Directrice de production", "Films du Ponant", "nadia@ponant.exemple"):
        assert f'value="{said}"' in page
    import_id = sent.headers["Location"].rsplit("/", 2)[1]
    typed = {"name": "Nadia Belkacem", "phone": "06 39 98 12 34", "email": "nadia@ponant"}
    assert browse.post("cards.add_card", typed, import_id=import_id, status=422)
    typed |= {"email": "nadia@ponant.exemple", "company": "Films du Ponant"}
    added = browse.post("cards.add_card", typed, import_id=import_id)
    assert "Contact ajouté" in browse.follow(added).text
    nadia = people(world, world.lune)["Nadia Belkacem"]
    assert nadia.phone == "+33639981234" and nadia.source.startswith("Signature de mail, ")
    browse.post("cards.undo", import_id=import_id)
    assert people(world, world.lune) == {}
    assert "Rien à lire ici" in browse.post("cards.paste", {"pasted": "Cordialement,"}, status=422).text


def test_a_signature_of_somebody_there_asks_whether_to_complete(browse, world):
    world.person(world.lune, "Nadia Belkacem", phone="+33639981234")
    sent = browse.post(
        "cards.paste", {"pasted": "Nadia Belkacem\nMob : 06.39.98.12.34\nnadia@ponant.exemple"}
    )
    import_id = sent.headers["Location"].rsplit("/", 2)[1]
    typed = {"name": "Nadia Belkacem", "phone": "0639981234", "email": "nadia@ponant.exemple"}
    asked = browse.post("cards.add_card", typed, import_id=import_id, status=422)
    assert "Peut-être déjà là" in asked.text and "Ajoute un mail" in words(asked), browse.sentences(asked)
    browse.post("cards.add_card", typed | {"choice": "fill"}, import_id=import_id)
    assert people(world, world.lune)["Nadia Belkacem"].email == "nadia@ponant.exemple"


def test_a_draft_is_given_up(browse, world):
    import_id = read(browse, world, NADIA)
    browse.post("cards.drop", import_id=import_id)
    browse.get("cards.show", import_id=import_id, status=404)
    assert people(world, world.lune) == {}


def test_a_reader_imports_nothing_and_strangers_see_nothing(app, browse, other, world):
    import_id = read(browse, world, NADIA)
    reader = Browser(app, world.member(world.lune, "lea@exemple.fr", Role.VIEWER))
    reader.get("cards.index", status=403)
    reader.post("cards.apply", import_id=import_id, status=403)
    for endpoint in ("cards.show", "cards.rejected"):
        other.get(endpoint, import_id=import_id, status=404)
    for endpoint in (
        "cards.apply",
        "cards.choose",
        "cards.undo",
        "cards.drop",
        "cards.accept",
        "cards.resume",
    ):
        other.post(endpoint, import_id=import_id, status=404)
