from datetime import date, timedelta

from tests.make import World
from webapp.core import clock
from webapp.productions.crew.actions import remove_member
from webapp.productions.crew.models import Department, Member
from webapp.productions.crew.queries import crew_of, ending_between

FIRST, LAST = date(2026, 11, 3), date(2026, 12, 11)


def names(rows):
    return [row[1].name for row in rows]


def test_dates_in_and_out_tell_who_is_there(world: World, show):
    world.crew(world.lune, show, "Tout du long")
    world.crew(world.lune, show, "Au milieu", start_on=FIRST, end_on=LAST)
    world.crew(world.lune, show, "Jusqu’au bout", start_on=LAST)
    world.crew(world.lune, show, "Au début", end_on=FIRST)
    with world.inside(world.lune):
        crew = crew_of(show.id)

    def there(day: date) -> list[str]:
        return [row[1].name for row in crew if row[0].is_in(day)]

    assert there(FIRST - timedelta(days=1)) == ["Au début", "Tout du long"]
    assert there(FIRST) == ["Au début", "Au milieu", "Tout du long"]
    assert there(LAST) == ["Au milieu", "Jusqu’au bout", "Tout du long"]
    assert there(LAST + timedelta(days=1)) == ["Jusqu’au bout", "Tout du long"]


def test_the_crew_goes_by_department_then_as_it_was_placed(world: World, show):
    world.crew(world.lune, show, "Deuxième", department=Department.SOUND, position=2)
    world.crew(world.lune, show, "Premier", department=Department.SOUND, position=1)
    world.crew(world.lune, show, "Tête", department=Department.PRODUCTION, position=9)
    with world.inside(world.lune):
        assert names(crew_of(show.id)) == ["Tête", "Premier", "Deuxième"]


def test_who_was_taken_away_is_nowhere(world: World, show):
    gone = world.crew(world.lune, show, end_on=LAST)
    with world.inside(world.lune) as session:
        remove_member(session.get(Member, (world.lune.id, gone.id)))
    with world.inside(world.lune):
        assert list(crew_of(show.id)) == []
        assert list(ending_between(FIRST, LAST)) == []


def test_ends_of_contract_are_read_over_every_production_at_work(world: World, show):
    other = world.production(world.lune, "Nuit blanche")
    archived = world.production(world.lune, "Rangée", archived_at=clock.now())
    deleted = world.production(world.lune, "Supprimée", deleted_at=clock.now())
    for production, name, end_on in (
        (show, "Nadia", LAST),
        (other, "Paul", FIRST),
        (other, "Trop tard", LAST + timedelta(days=1)),
        (archived, "Rangée", LAST),
        (deleted, "Supprimée", LAST),
    ):
        world.crew(world.lune, production, name, end_on=end_on)
    world.crew(world.soleil, world.production(world.soleil, "Ailleurs"), "Autre", end_on=LAST)
    with world.inside(world.lune):
        found = [(row[1].name, row[2].title) for row in ending_between(FIRST, LAST)]
    assert found == [("Paul", "Nuit blanche"), ("Nadia", "Les Marées")]
