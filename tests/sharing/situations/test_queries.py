"""What the rooms keep of one production, read in one statement, and who may validate."""

from datetime import UTC, datetime, timedelta

import pytest

from webapp.core import clock
from webapp.domain.situations import CountKind, counts_of
from webapp.engagements.models import State
from webapp.productions.callsheets.models import CallSheet, Receipt, Version, Way
from webapp.productions.crew.models import ContractStatus, Department
from webapp.productions.models import ShowKind
from webapp.productions.planning.models import DayKind, Half, Service
from webapp.sharing.situations import queries

DAY = timedelta(days=1)


def sent(world, place, production, on, number, *people, unit=1):
    """A sheet sent the day before, in two versions, the second still a draft; who was asked, and who confirmed."""
    sheet = world.add(place, CallSheet(production_id=production.id, on=on, unit=unit))
    left = datetime(on.year, on.month, on.day, 18, tzinfo=UTC) - DAY
    version = world.add(
        place, Version(sheet_id=sheet.id, number=1, way=Way.BUILT, content={"number": number}, sent_at=left)
    )
    world.add(place, Version(sheet_id=sheet.id, number=2, way=Way.BUILT, content={"number": 99}))
    for name, confirmed in people:
        asked = {
            "sheet_id": sheet.id,
            "version_id": version.id,
            "number": 1,
            "member_key": name,
            "name": name,
        }
        world.add(place, Receipt(**asked, confirmed_at=left if confirmed else None))


def said(world, place, production):
    """Kind -> (count, of, source's kind, source's number)."""
    with world.inside(place):
        counts = counts_of(queries.told_or_404(production.public_id).kept)
    return {one.kind: (one.count, one.of, str(one.source.kind), one.source.number) for one in counts}


@pytest.fixture
def film(world):
    """Two days behind, today, one ahead; contracts; a sheet for yesterday. The other workspace has as much."""
    for place in (world.soleil, world.lune):
        production = world.production(place)
        for n in (-2, -1, 0, 1):
            world.day(place, production, clock.today() + n * DAY)
        world.day(place, production, clock.today() - 3 * DAY, kind=DayKind.PRELIGHT)
        for name, status in (("A", "signed"), ("B", "sent"), ("C", "to_make"), ("D", "none")):
            world.crew(place, production, name, contract_status=ContractStatus(status))
        world.crew(place, production, "E", contract_status=ContractStatus.SIGNED, deleted_at=clock.now())
        sent(world, place, production, clock.today() - 2 * DAY, 1, ("a", True))
        sent(world, place, production, clock.today() - DAY, 2, ("a", True), ("b", False), ("c", True))
        draft = world.add(place, CallSheet(production_id=production.id, on=clock.today()))
        world.add(place, Version(sheet_id=draft.id, number=1, way=Way.BUILT, content={"number": 3}))
    return production


def test_each_figure_is_counted_from_its_room(world, film):
    assert said(world, world.lune, film) == {
        CountKind.SHOT: (2, 4, "sheet", 2),
        CountKind.CONTRACTS: (1, 3, "crew", None),
        CountKind.SHEETS: (2, None, "last_sheet", 2),
        CountKind.RECEIVED: (2, 3, "sheet", 2),
    }
    assert said(world, world.lune, world.production(world.lune, "Vide")) == {}


def test_a_version_is_named_while_the_planning_has_its_very_days(world, browse, film):
    browse.post("planning.publish", {}, production=film.public_id)
    assert said(world, world.lune, film)[CountKind.SHOT] == (2, 4, "version", 1)
    moved = world.day(world.lune, film, clock.today() + 5 * DAY)
    assert said(world, world.lune, film)[CountKind.SHOT] == (2, 5, "sheet", 2)
    browse.post("planning.delete_day", {"confirmed": "y"}, production=film.public_id, day_id=moved.public_id)
    assert said(world, world.lune, film)[CountKind.SHOT] == (2, 4, "version", 1)


def test_a_live_show_counts_its_performances(world, browse):
    show = world.production(world.lune, "Sel", kind=ShowKind.THEATRE)
    twice = world.day(world.lune, show, clock.today() - DAY, kind=DayKind.RIG)
    for half in (Half.AFTERNOON, Half.EVENING):
        world.add(world.lune, Service(day_id=twice.id, half=half, kind=DayKind.SHOW))
    world.add(world.lune, Service(day_id=twice.id, half=Half.MORNING, kind=DayKind.RIG))
    world.day(world.lune, show, clock.today(), kind=DayKind.SHOW)
    assert said(world, world.lune, show) == {CountKind.PLAYED: (2, 3, "planning", None)}
    browse.post("planning.publish", {}, production=show.public_id)
    assert said(world, world.lune, show) == {CountKind.PLAYED: (2, 3, "version", 1)}


def test_the_function_and_who_may_validate_are_those_of_the_production(world):
    house = world.company(world.lune)
    film = world.production(world.lune, company_id=house.id)
    world.engagement(world.lune, house, production_id=film.id, actual_job="Chargée de production")
    world.engagement(world.lune, house, production_id=film.id, state=State.OPTION, contract_job="Autre")
    world.person(world.lune, "Ada Leroy", company_id=house.id, job="Directrice de production")
    world.person(world.lune, "Sans Maison", job="Directrice de production")
    office = {"department": Department.PRODUCTION, "contract_job": "Directeur de production"}
    world.crew(world.lune, film, "Paul Morin", **office)
    world.crew(world.lune, film, "Rose Petit", **office, credit_job="Direction de la production")
    world.crew(world.lune, film, "Léa Blin", department=Department.PRODUCTION, contract_job="Administratrice")
    world.crew(world.soleil, world.production(world.soleil), "Zoé Loin", **office)
    alone = world.production(world.lune, "Seul")
    with world.inside(world.lune):
        assert queries.told_or_404(film.public_id).own_job == "Chargée de production"
        found = queries.who_may_validate(film.id, film.company_id)
        assert [(one.name, one.job) for one in found] == [
            ("Paul Morin", "Directeur de production"),
            ("Rose Petit", "Direction de la production"),
            ("Ada Leroy", "Directrice de production"),
        ]
        assert queries.who_may_validate(alone.id, alone.company_id) == []
