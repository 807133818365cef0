from sqlalchemy import select

from tests.make import World
from webapp.contacts.actions import add_contact, company_named, delete_contact, update_contact
from webapp.contacts.details import Details
from webapp.contacts.models import Contact, Kind
from webapp.contacts.queries import companies, contact_by_id

SIRET, OTHER_SIRET = "73282932000074", "55210055400013"


def test_a_company_is_found_by_its_folded_name_and_not_made_twice(world: World):
    with world.inside(world.lune) as session:
        first = company_named("Cie du Contretemps")
        assert company_named("CIE  DU CONTRETEMPS") is first
        assert company_named("Cie du Contretemps Lyon") is not first
        assert len(session.scalars(select(Contact)).all()) == 2


def test_a_siret_outranks_the_name(world: World):
    with world.inside(world.lune):
        known = company_named("SARL du Ponant", siret=SIRET)
        assert company_named("Films du Ponant", siret=SIRET) is known


def test_a_siret_completes_a_company_known_by_name_alone(world: World):
    with world.inside(world.lune):
        known = company_named("Films du Ponant")
        assert company_named("Films du Ponant", siret=SIRET) is known
        assert known.siret == SIRET


def test_two_establishments_of_one_name_stay_two(world: World):
    with world.inside(world.lune):
        one = company_named("Théâtre de la Ville", siret=SIRET)
        other = company_named("Théâtre de la Ville", siret=OTHER_SIRET)
        assert one is not other


def test_a_person_of_the_same_name_is_no_company(world: World):
    person = world.person(world.lune, "Brique Rouge")
    with world.inside(world.lune):
        assert company_named("Brique Rouge").id != person.id


def test_a_name_made_of_signs_is_still_a_name(world: World):
    with world.inside(world.lune):
        assert company_named("???") is company_named("???")
        assert company_named("???") is not company_named("Films du Ponant")


def test_a_company_of_another_workspace_is_not_taken(world: World):
    theirs = world.company(world.soleil, "Films du Ponant", siret=SIRET)
    with world.inside(world.lune):
        assert company_named("Films du Ponant", siret=SIRET).id != theirs.id


def test_a_deleted_employer_is_still_named_but_no_longer_offered(world: World):
    with world.inside(world.lune):
        company = company_named("Films du Ponant")
        delete_contact(company)
        assert contact_by_id(company.id) is company
        assert companies() == []
        assert company_named("Films du Ponant") is not company


def test_a_person_keeps_the_company_though_another_bears_its_name(world: World):
    with world.inside(world.lune):
        first = company_named("Théâtre de la Ville", siret=SIRET)
        company_named("Théâtre de la Ville", siret=OTHER_SIRET)
        person = add_contact(Details(kind=Kind.PERSON, name="Inès Kadri"))
        person.company_id = first.id
        update_contact(person, Details(kind=Kind.PERSON, name="Inès Kadri", company="Théâtre de la ville"))
        assert person.company_id == first.id
        update_contact(person, Details(kind=Kind.PERSON, name="Inès Kadri"))
        assert person.company_id is None
