"""What a link shows of a crew, and what its role can read of the people."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from tests.sharing.values import shown
from webapp.core import clock
from webapp.core.db import First
from webapp.core.links import digest_of
from webapp.productions.crew import shared
from webapp.productions.crew.models import ContractStatus, Department

EVERYTHING = ("crew", *(f"crew.{field.key}" for field in shared.SECTION.fields))

Ask = Callable[[str, str], list[tuple[Any, ...]]]


@pytest.fixture
def as_share(app) -> Ask:
    """Ask as the role of links, inside one link."""

    def ask(token: str, query: str) -> list[tuple[Any, ...]]:
        first = First("SELECT enter_share(%s, %s)", (digest_of(token), clock.now()))
        session = app.extensions["database"].open(read_only=True, first=first, shared=True)
        try:
            with session.begin_nested():
                return [tuple(row) for row in session.connection().exec_driver_sql(query)]
        finally:
            session.close()

    return ask


@pytest.fixture
def told(world, show):
    """The section of the crew, for who is granted these parts."""
    return lambda *parts: shown(world, world.lune, shared.SECTION, show, *parts, today=date(2026, 11, 22))


def test_jobs_alone_are_in_the_order_of_a_liste_technique(world, show, told):
    for rank, name in (("10", "Solène"), ("2", "Le père")):
        world.crew(
            world.lune, show, f"Qui joue {name}", department=Department.CAST, role_number=rank, role_name=name
        )
    world.crew(world.lune, show, "Paul Riou", department=Department.CAMERA, contract_job="Cadreur", unit=2)
    world.crew(world.lune, show)
    value = told("crew")
    assert [(team.department, [one.title for one in team.people]) for team in value.teams] == [
        ("management", ["Régisseuse générale"]),
        ("camera", ["Cadreur"]),
        ("cast", ["Le père, rôle 2", "Solène, rôle 10"]),
    ]
    assert {(one.name, one.start_on, one.contract) for team in value.teams for one in team.people} == {
        (None, None, None)
    }
    assert value.signed is None
    assert value.teams[1].people[0].sub == "équipe 2"


def test_contracts_are_counted_among_those_to_be_made_on_a_day(world, show, stranger, told):
    statuses = (ContractStatus.SIGNED, *ContractStatus)
    for number, status in enumerate(statuses):
        world.crew(world.lune, show, f"Personne {number}", contract_status=status)
    value = told("crew", "crew.contracts")
    assert (value.signed, value.contracts, value.on) == (2, 4, date(2026, 11, 22))
    token, _share = world.share(world.lune, show, grants=EVERYTHING)
    page = stranger.client.get(f"/s/{token}").text
    assert "2 sur 4" in page and "Liste de l’équipe" in page
    assert page.count("Contrat signé<") == 2 and page.count("Sans contrat<") == 1


def test_who_left_is_not_shown_and_an_empty_crew_shows_nothing(world, show, told):
    world.crew(world.lune, show, deleted_at=clock.now())
    assert told(*EVERYTHING) is None


def test_its_page_of_the_pdf_has_only_the_columns_granted(world, show, told):
    world.crew(world.lune, show, start_on=date(2026, 11, 3), contract_status=ContractStatus.SIGNED)

    def columns(*parts):
        (page,) = shared.paper(told(*parts))
        return [column["label"] for column in page["columns"]], tuple(page["rows"][0]["cells"])

    assert columns("crew") == (["Département", "Poste"], ("Régie", "Régisseuse générale"))
    labels, cells = columns(*EVERYTHING)
    assert labels == ["Département", "Nom", "Poste", "Dates", "Contrat"]
    assert cells[1:] == ("Nadia Belkacem", "Régisseuse générale", "dès le 3 nov.", "Contrat signé")


def test_the_role_of_links_reads_the_names_of_the_crew_only_where_they_are_granted(world, show, as_share):
    member = world.crew(world.lune, show, agent_id=world.person(world.lune, "Son agente").id)
    world.person(world.lune, "Une autre")
    world.crew(world.lune, show, "Qui est parti", deleted_at=clock.now())
    world.crew(world.lune, world.production(world.lune, "Autre film"), "Du film d’à côté")
    jobs, _share = world.share(world.lune, show, grants=("crew", "crew.dates", "crew.contracts"))
    names, _share = world.share(world.lune, show, grants=("crew", "crew.names"))
    alone, _share = world.share(world.lune, show, grants=("crew.names",))
    ask = "SELECT name FROM contacts"
    assert as_share(jobs, ask) == []
    assert as_share(alone, ask) == []
    assert as_share(names, ask) == [("Nadia Belkacem",)]
    assert as_share(names, "SELECT id FROM crew_members") == [(member.id,)]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT notes FROM crew_members",
        "SELECT agent_id FROM crew_members",
        "SELECT dpae_on FROM crew_members",
        "SELECT shares_phone FROM crew_members",
        "SELECT phone FROM contacts",
        "SELECT email FROM contacts",
        "SELECT id FROM private_sheets",
        "SELECT id FROM suppliers",
    ],
)
def test_the_role_of_links_reads_no_private_column_of_the_crew(world, show, as_share, query):
    token, _share = world.share(world.lune, show, grants=EVERYTHING)
    with pytest.raises(DBAPIError, match="permission denied"):
        as_share(token, query)
