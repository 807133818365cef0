from tests.make import World
from webapp.contacts.models import Kind
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
