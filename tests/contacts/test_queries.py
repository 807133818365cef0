from sqlalchemy import select

from tests.make import World
from webapp.contacts.actions import spell_again
from webapp.contacts.models import Contact, Kind, Way, WayKind
from webapp.contacts.queries import (
    Filters,
    companies,
    contacts_found,
    count_of_kinds,
    names_like,
    people_of,
    same_as,
)


def test_companies_are_offered_by_name_and_people_are_not(world: World):
    world.company(world.lune, "Brique Rouge")
    world.company(world.lune, "Atelier Nord")
    world.company(world.soleil, "Ailleurs")
    world.person(world.lune, "Inès Kadri")
    with world.inside(world.lune):
        assert [row.name for row in companies()] == ["Atelier Nord", "Brique Rouge"]


def test_counts_follow_the_words(world: World):
    world.company(world.lune, "Brique Rouge")
    world.person(world.lune, "Brigitte Roux")
    with world.inside(world.lune):
        assert count_of_kinds(Filters()) == {Kind.COMPANY: 1, Kind.PERSON: 1}
        assert count_of_kinds(Filters("rouge")) == {Kind.COMPANY: 1, Kind.PERSON: 0}


def test_every_word_must_be_there_in_any_order(world: World):
    world.company(world.lune, "Films du Ponant", city="Nantes")
    with world.inside(world.lune):
        assert len(contacts_found(Filters("nantes film"), 1)) == 1
        assert contacts_found(Filters("nantes brest"), 1) == []


def test_same_as_does_not_take_a_longer_name(world: World):
    world.person(world.lune, "Inès Kadri Morel")
    world.person(world.lune, "Inès Kadri", job="Régisseuse")
    with world.inside(world.lune):
        assert [contact.name for contact in same_as(Kind.PERSON, "Ines KADRI", None)] == ["Inès Kadri"]


def test_people_of_a_company_are_those_not_deleted(world: World):
    company = world.company(world.lune)
    world.person(world.lune, "Inès Kadri", company_id=company.id)
    world.person(world.lune, "Omar Seddiki")
    with world.inside(world.lune):
        assert [row.name for row in people_of(company)] == ["Inès Kadri"]
        assert names_like("omar", Kind.COMPANY) == []


def test_long_links_hide_neither_the_company_nor_the_tags(world: World):
    company = world.company(world.lune, "Brique Rouge")
    person = world.person(world.lune, "Inès Kadri", company_id=company.id)
    world.tag(world.lune, "Nord", person)
    for kind, value in (
        (WayKind.LINK, f"https://exemple.fr/{'x' * 380}"),
        (WayKind.LINK, f"https://exemple.fr/{'y' * 380}"),
        (WayKind.EMAIL, "ines@exemple.fr"),
        (WayKind.PHONE, "+33639981012"),
    ):
        world.add(world.lune, Way(contact_id=person.id, kind=kind, value=value))
    with world.inside(world.lune) as session:
        spell_again([person.id])
        also = session.scalars(select(Contact.also).where(Contact.id == person.id)).one()
    assert also.startswith("brique rouge nord 33639981012 0639981012 ines@exemple.fr https exemple.fr ")
