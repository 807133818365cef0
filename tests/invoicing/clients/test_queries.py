from datetime import timedelta

import pytest

from tests.make import World
from webapp.core import clock
from webapp.engagements.models import State
from webapp.invoicing.clients.queries import Employment, employment_of

RECENT = clock.today() - timedelta(days=30)
OLD = clock.today() - timedelta(days=750)


def found(world: World, contact_id):
    with world.inside(world.lune):
        return employment_of([contact_id]).get(contact_id)


def work(world: World, employer, on=RECENT, **values):
    return world.engagement(world.lune, employer, start_on=on, end_on=on, **values)


def test_the_contact_itself(world: World):
    company = world.company(world.lune)
    assert found(world, company.id) is None
    work(world, company)
    assert found(world, company.id) == Employment("Films du Ponant", RECENT)


def test_a_person_by_their_company(world: World):
    company = world.company(world.lune)
    person = world.person(world.lune, company_id=company.id)
    work(world, company)
    assert found(world, person.id) == Employment("Films du Ponant", RECENT)


@pytest.mark.parametrize("known", [{"siren": "732829320"}, {"siren": None, "siret": "73282932000082"}])
def test_another_contact_with_the_same_siren(world: World, known):
    employer = world.company(world.lune, "Ponant Production", siret="73282932000074")
    client = world.client(world.lune, "Films du Ponant", **known)
    work(world, employer)
    assert found(world, client.contact_id) == Employment("Ponant Production", RECENT)


def test_two_establishments_in_the_address_book(world: World):
    employer = world.company(world.lune, "Ponant Production", siret="73282932000074")
    contact = world.company(world.lune, "Ponant Services", siret="73282932000082")
    work(world, employer)
    assert found(world, contact.id) == Employment("Ponant Production", RECENT)


def test_contacts_without_a_number_are_not_taken_for_one_another(world: World):
    work(world, world.company(world.lune, "Brique Rouge"))
    assert found(world, world.company(world.lune, "Films du Ponant").id) is None


def test_the_last_work_of_several_is_told(world: World):
    company = world.company(world.lune)
    for on in (RECENT - timedelta(days=200), RECENT, RECENT - timedelta(days=100)):
        work(world, company, on)
    assert found(world, company.id) == Employment("Films du Ponant", RECENT)


def test_two_years_later_it_is_past(world: World):
    company = world.company(world.lune)
    work(world, company, OLD)
    assert found(world, company.id) is None


@pytest.mark.parametrize("state", [State.LEAD, State.OPTION, State.RELEASED, State.CANCELLED])
def test_what_was_not_worked_employs_nobody(world: World, state: State):
    company = world.company(world.lune)
    work(world, company, state=state)
    assert found(world, company.id) is None


def test_a_deleted_engagement_employs_nobody(world: World):
    company = world.company(world.lune)
    work(world, company, deleted_at=clock.now())
    assert found(world, company.id) is None


def test_another_workspace_s_work_is_not_told_here(world: World):
    theirs = world.company(world.soleil, siret="73282932000074")
    world.engagement(world.soleil, theirs, start_on=RECENT, end_on=RECENT)
    mine = world.company(world.lune, siret="73282932000074")
    assert found(world, mine.id) is None


def test_a_list_is_answered_in_one_statement(world: World, statements):
    companies = [world.company(world.lune, f"Maison {n}") for n in range(12)]
    for company in companies[:6]:
        work(world, company)
    with world.inside(world.lune):
        statements.clear()
        assert set(employment_of([one.id for one in companies])) == {one.id for one in companies[:6]}
        assert len(statements) == 1
        statements.clear()
        assert employment_of([]) == {}
        assert statements == []
