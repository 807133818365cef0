import re
from datetime import timedelta

import pytest

from tests.browse import Browser
from tests.make import World
from tests.network.tied import recommended
from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.network.models import Direction


@pytest.fixture
def aicha(world: World) -> Contact:
    return world.person(world.lune, "Aïcha Diallo")


def typed(**values: str) -> dict[str, str]:
    day = clock.today().isoformat()
    return {
        "direction": "given",
        "contact": "Aïcha Diallo",
        "to": "",
        "purpose": "",
        "on": day,
        "note": "",
    } | values


def test_two_taps_from_a_card_note_a_name_given(browse: Browser, aicha: Contact, peek):
    form = browse.get("recommendations.new", contact=aicha.public_id).text
    assert 'value="Aïcha Diallo"' in form
    assert f'value="{clock.today().isoformat()}"' in form
    answer = browse.post("recommendations.create", typed(of=aicha.public_id))
    assert answer.headers["Location"] == browse.url("contacts.show", public_id=aicha.public_id)
    assert "Recommandation notée." in browse.follow(answer).text
    assert peek("SELECT direction, to_contact_id FROM recommendations") == [("given", None)]
    listed = browse.sentences(browse.get("recommendations.index"))
    assert "Données 1" in listed and "Reçues 0" in listed and "Vous avez donné son nom" in listed


def test_a_name_received_says_to_whom_and_for_what(browse: Browser, world: World, aicha: Contact):
    world.company(world.lune, "Films du Ponant")
    browse.post(
        "recommendations.create",
        typed(direction="received", to="films du ponant", purpose="Les Marées", note="À remercier"),
    )
    said = browse.sentences(browse.get("recommendations.index", direction="received"))
    assert "A donné votre nom à Films du Ponant, Les Marées" in said
    assert "À remercier" in said
    assert "Aucun nom donné encore" in browse.sentences(browse.get("recommendations.index"))


def test_unknown_names_join_the_address_book_once(browse: Browser, peek):
    for _twice in range(2):
        browse.post("recommendations.create", typed(contact="Omar Seddiki", to="Brique Rouge"))
    assert peek("SELECT kind, name FROM contacts ORDER BY name") == [
        ("company", "Brique Rouge"),
        ("person", "Omar Seddiki"),
    ]


def test_the_same_form_sent_twice_notes_one(browse: Browser, aicha: Contact, peek):
    key = re.search(r'name="once" value="([^"]+)"', browse.get("recommendations.new").text)[1]
    for _twice in range(2):
        browse.post("recommendations.create", typed(once=key))
    assert peek("SELECT count(*) FROM recommendations") == [(1,)]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"contact": ""}, "Indiquez qui."),
        ({"on": ""}, "Indiquez le jour."),
        ({"on": "31/31/2026"}, "date"),
        ({"on": (clock.today() + timedelta(days=1)).isoformat()}, "Cette date n’est pas encore arrivée."),
        ({"to": "aicha diallo"}, "Personne n’est recommandé à soi-même."),
        ({"contact": "Jean Martin"}, "Plusieurs contacts s’appellent ainsi"),
        ({"direction": "sideways"}, "Choisissez dans la liste."),
        ({"purpose": "x" * 201}, "Au plus 200 caractères."),
        ({"note": "x" * 1001}, "Au plus 1000 caractères."),
    ],
)
def test_bad_input_is_said_and_nothing_typed_is_lost(
    browse: Browser, world: World, aicha: Contact, peek, values, said
):
    for _twice in range(2):
        world.person(world.lune, "Jean Martin")
    answer = browse.post("recommendations.create", typed(**{"note": "Gardez-moi", **values}), status=422)
    assert said in browse.sentences(answer)
    assert values.get("note", "Gardez-moi")[:900] in answer.text
    assert peek("SELECT count(*) FROM recommendations") == [(0,)]


def test_a_change_keeps_whom_it_was_about(browse: Browser, world: World, aicha: Contact, peek):
    world.person(world.lune, "Aïcha Diallo")  # a homonym: the name alone would not tell
    found = recommended(world, world.lune, aicha)
    where = {"recommendation_id": found.public_id}
    assert "Aïcha Diallo" in browse.get("recommendations.edit", **where).text
    browse.post("recommendations.update", typed(direction="received", purpose="Régie"), **where)
    assert peek("SELECT direction, purpose, contact_id FROM recommendations") == [
        ("received", "Régie", aicha.id)
    ]
    browse.post("recommendations.update", typed(on=""), **where, status=422)


def test_a_deletion_is_undone(browse: Browser, world: World, aicha: Contact):
    where = {"recommendation_id": recommended(world, world.lune, aicha).public_id}
    page = browse.follow(browse.post("recommendations.delete", **where))
    assert browse.url("recommendations.restore", **where) in page.text
    assert "Aucun nom donné encore" in page.text
    browse.get("recommendations.edit", **where, status=404)
    browse.post("recommendations.delete", **where, status=404)
    assert "Aïcha Diallo" in browse.follow(browse.post("recommendations.restore", **where)).text
    browse.post("recommendations.restore", **where, status=404)


def test_the_list_is_paged_and_stays_in_its_workspace(
    browse: Browser, other: Browser, world: World, aicha: Contact
):
    theirs = recommended(world, world.soleil, world.person(world.soleil, "Zoé Nunes"))
    for _one in range(51):
        recommended(world, world.lune, aicha, Direction.RECEIVED)
    page = browse.sentences(browse.get("recommendations.index", direction="received", page=2))
    assert "Reçues 51" in page and "Page 2 sur 2" in page and "Zoé Nunes" not in page
    browse.get("recommendations.edit", recommendation_id=theirs.public_id, status=404)
    browse.get("recommendations.new", contact="nobody", status=404)
    assert "Zoé Nunes" in other.get("recommendations.index").text
