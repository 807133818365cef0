from sqlalchemy import select

from tests.browse import Browser
from tests.make import World
from webapp.contacts.models import SavedList
from webapp.domain.permissions import Role


def test_filters_narrow_the_list_and_add_up(browse, world: World, statements):
    ines = world.person(world.lune, "Inès Kadri", city="Brest", job="Régisseuse")
    omar = world.person(world.lune, "Omar Seddiki", city="brest")
    world.company(world.lune, "Brique Rouge", city="Brest")
    tag = world.tag(world.lune, "Régie", ines, omar)
    statements.clear()
    page = browse.get("contacts.index", tag=tag.public_id, city="BREST", kind="person", q="regisseuse").text
    assert len(statements) <= 4
    assert "Inès Kadri" in page and "Omar Seddiki" not in page
    page = browse.get("contacts.index", tag=tag.public_id).text
    assert "Omar Seddiki" in page and "Brique Rouge" not in page
    assert "Personne ne correspond" in browse.get("contacts.index", tag=tag.public_id, city="Lille").text


def test_a_list_is_kept_followed_renamed_thrown_and_given_back(browse, world: World):
    ines = world.person(world.lune, "Inès Kadri")
    tag = world.tag(world.lune, "Régie", ines)
    asked = {"tag": tag.public_id, "kind": "person"}
    assert "Garder cette liste" in browse.get("contacts.index", **asked).text
    assert 'aria-invalid="true"' in browse.post("contacts.save_list", {**asked, "name": ""}, status=422).text
    page = browse.follow(browse.post("contacts.save_list", {**asked, "name": "Régie du Nord"})).text
    assert "Régie du Nord" in page and "Garder cette liste" not in page
    with world.inside(world.lune) as session:
        kept = session.scalars(select(SavedList)).one()
    one = {"list_id": kept.public_id}
    assert (
        "Inès Kadri" in browse.follow(browse.post("contacts.update_list", {"name": "Ma régie"}, **one)).text
    )
    browse.post("contacts.update_list", {"name": " "}, status=422, **one)
    page = browse.follow(browse.post("contacts.delete_list", **one)).text
    assert 'aria-label="Listes gardées"' not in page
    undo = page[page.index("/contacts/gestures/") :].split('"')[0]
    browse.client.post(f"/w/lune{undo}")
    page = browse.get("contacts.index").text
    assert "Ma régie" in page and f"tag={tag.public_id}" in page


def test_lists_are_those_of_the_workspace(app, browse, other, world: World):
    kept = world.add(world.lune, SavedList(name="Régie du Nord", words="régie"))
    assert "Régie du Nord" not in other.get("contacts.index").text
    other.get("contacts.edit_list", status=404, list_id=kept.public_id)
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    page = viewer.get("contacts.index", q="régie").text
    assert "Régie du Nord" in page and "/lists" not in page
    viewer.post("contacts.delete_list", status=403, list_id=kept.public_id)
