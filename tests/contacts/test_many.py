import re

from sqlalchemy import func, select, update

from tests.browse import Browser
from tests.make import World
from webapp.contacts.models import Contact, Tag, Tagging
from webapp.core import clock
from webapp.domain.permissions import Role


def undone(browse: Browser, page: str) -> None:
    path = re.search(r"/w/lune/contacts/gestures/\w+/undoing", page)
    assert path
    assert browse.client.post(path[0]).status_code == 303
    assert browse.client.post(path[0]).status_code == 404


def names(world: World, *conditions) -> list[str]:
    with world.inside(world.lune) as session:
        found = select(Contact.name).where(Contact.deleted_at.is_(None), *conditions)
        return list(session.scalars(found.order_by(Contact.sort_key)))


def test_those_ticked_or_all_those_found_are_told_before_anything(browse, world: World, statements):
    people = [world.person(world.lune, f"Personne {number:02d}", city="Brest") for number in range(14)]
    world.person(world.lune, "Ailleurs", city="Lille")
    page = browse.get("contacts.index", select="y", city="brest").text
    assert page.count('name="contact"') == 14
    statements.clear()
    page = browse.get("contacts.selection", contact=[one.public_id for one in people[:2]]).text
    assert len(statements) <= 4
    assert "2 contacts sélectionnés" in page and "Personne 01" in page
    page = browse.get("contacts.selection", all="y", city="brest").text
    assert "14 contacts sélectionnés" in page and "et 2 autres" in page and "Ailleurs" not in page
    assert "Cochez au moins un contact" in browse.get("contacts.selection").text


def test_undoing_a_deletion_gives_back_exactly_those_it_took(browse, world: World):
    people = [world.person(world.lune, name) for name in ("Inès", "Maud", "Omar")]
    world.person(world.lune, "Déjà partie", deleted_at=clock.now())
    page = browse.follow(browse.post("contacts.delete_many", {"all": "y"})).text
    assert "3 contacts supprimés." in page
    assert names(world) == []
    with world.inside(world.lune) as session:  # one of them taken back, then deleted again by hand
        session.execute(update(Contact).where(Contact.id == people[1].id).values(deleted_at=clock.now()))
    undone(browse, page)
    assert names(world) == ["Inès", "Omar"]


def test_a_tag_put_on_many_is_taken_from_those_who_had_it_not(browse, world: World):
    ines, maud, omar = (world.person(world.lune, name) for name in ("Inès", "Maud", "Omar"))
    tag = world.tag(world.lune, "Nord", ines)
    tagged = Contact.id.in_(select(Tagging.contact_id).where(Tagging.tag_id == tag.id))
    chosen = {"contact": [ines.public_id, maud.public_id]}
    page = browse.follow(browse.post("contacts.tag_many", {**chosen, "new_tag": "NORD"})).text
    assert "ajoutée à 1 contact." in page
    assert names(world, tagged) == ["Inès", "Maud"]
    undone(browse, page)
    assert names(world, tagged) == ["Inès"]
    browse.post("contacts.tag_many", {"new_tag": "Sud", "contact": "nobody"})
    with world.inside(world.lune) as session:
        assert session.scalars(select(Tag.name)).all() == ["Nord"], "no tag is made that nobody bears"
    assert (
        "Tous ont déjà"
        in browse.follow(
            browse.post("contacts.tag_many", {"contact": ines.public_id, "new_tag": "nord"})
        ).text
    )
    page = browse.follow(browse.post("contacts.untag_many", {"all": "y", "old_tag": tag.public_id})).text
    assert names(world, tagged) == []
    world.add(world.lune, Tagging(tag_id=tag.id, contact_id=omar.id))
    undone(browse, page)
    assert names(world, tagged) == ["Inès", "Omar"]


def test_those_found_are_tagged_whatever_filter_found_them(browse, world: World):
    ines, maud, _omar = (world.person(world.lune, name) for name in ("Inès", "Maud", "Omar"))
    north = world.tag(world.lune, "Nord", ines, maud)
    found = {"all": "y", "q": "inès", "tag": north.public_id}
    answer = browse.post("contacts.tag_many", {**found, "new_tag": "Régie"})
    assert "tag=" + north.public_id in answer.headers["Location"], "the list is the one before"
    assert "« Régie » ajoutée à 1 contact." in browse.follow(answer).text.replace("\u00a0", " ")
    page = browse.follow(browse.post("contacts.untag_many", {**found, "old_tag": north.public_id})).text
    assert "« Nord » retirée à 1 contact." in page.replace("\u00a0", " ")


def test_a_tag_longer_once_folded_is_given_twice(browse, world: World):
    for name in ("Inès", "Maud"):
        chosen = {"contact": world.person(world.lune, name).public_id, "new_tag": "œ" * 60}
        assert "ajoutée à 1 contact." in browse.follow(browse.post("contacts.tag_many", chosen)).text
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count(Tag.id))) == 1


def test_a_tag_without_a_letter_is_told_and_nothing_is_lost(browse, world: World):
    one = world.person(world.lune)
    for typed in ("", "???", "a, b"):
        page = browse.post("contacts.tag_many", {"contact": one.public_id, "new_tag": typed}, status=422).text
        assert f'name="contact" value="{one.public_id}"' in page, typed
    assert (
        "Choisissez l’étiquette"
        in browse.post("contacts.untag_many", {"contact": one.public_id, "old_tag": "x"}, status=422).text
    )


def test_nobody_of_another_workspace_is_taken_by_a_selection(app, browse, other, world: World):
    theirs = world.person(world.soleil, "Dominique")
    tag = world.tag(world.soleil, "Sud", theirs)
    chosen = {"contact": theirs.public_id}
    assert "Dominique" not in browse.get("contacts.selection", **chosen).text
    browse.post("contacts.delete_many", chosen)
    browse.post("contacts.delete_many", {"all": "y"})
    browse.post("contacts.tag_many", {**chosen, "new_tag": "À moi"})
    browse.post("contacts.untag_many", {**chosen, "old_tag": tag.public_id}, status=422)
    with world.inside(world.soleil) as session:
        assert (
            session.scalar(select(func.count()).select_from(Contact).where(Contact.deleted_at.is_(None))) == 1
        )
        assert session.scalars(select(Tag.name)).all() == ["Sud"]
    page = other.follow(other.post("contacts.delete_many", {"all": "y"})).text
    path = re.search(r"/contacts/gestures/\w+/undoing", page)[0]
    assert browse.client.post(f"/w/lune{path}").status_code == 404
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    mine = world.person(world.lune)
    page = viewer.get("contacts.selection", contact=mine.public_id).text
    assert "Exporter" in page and "/deletion" not in page
    for endpoint in ("contacts.delete_many", "contacts.tag_many", "contacts.untag_many"):
        viewer.post(endpoint, {"all": "y"}, status=403)
