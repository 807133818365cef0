"""Whose turn it is, as the database finds it and as the domain judges it: the same people."""

from datetime import timedelta

import pytest

from tests.make import World
from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.domain.permissions import Permission
from webapp.engagements.models import State
from webapp.network import queries
from webapp.network.models import ExchangeKind
from webapp.network.queries import Seen, Which
from webapp.network.turns import turns
from webapp.productions.models import Phase, PhaseKind

ALL = set(Permission)


def ago(days):
    return clock.today() - timedelta(days=days)


def old(world: World, name: str, **values) -> Contact:
    """Somebody one has known for years."""
    created = clock.now() - timedelta(days=900)
    return world.person(world.lune, name, created_at=created, **values)


def due_names(world, may=frozenset(ALL)) -> list[str]:
    with world.inside(world.lune):
        rows = queries.due(clock.today(), may)
        judged = turns(rows, clock.today())
        assert len(judged) == len(rows), "what the database finds, the domain agrees with"
        return [one.contact.name for one in judged]


def test_the_latest_comes_first_and_the_others_not_at_all(world):
    today = clock.today()
    late = old(world, "Tard", cadence_days=30)
    world.exchange(world.lune, late, ago(100))
    on_the_day = old(world, "Juste", cadence_days=30)
    world.exchange(world.lune, on_the_day, ago(30))
    world.exchange(world.lune, on_the_day, today, kind=ExchangeKind.NOTE, note="À soi-même")
    early = old(world, "Tôt", cadence_days=30)
    world.exchange(world.lune, early, ago(29))
    old(world, "Jamais", cadence_days=0)
    old(world, "Sans rythme")
    old(world, "Reporté", cadence_days=30, snoozed_until_on=today + timedelta(days=1))
    old(world, "Revenu", cadence_days=30, snoozed_until_on=today)
    old(world, "Fêtée", birthday=f"1980-{today:%m-%d}")
    old(world, "Supprimée", cadence_days=30, deleted_at=clock.now())
    world.person(world.soleil, "Ailleurs", cadence_days=1, created_at=clock.now() - timedelta(days=9))
    assert due_names(world) == ["Fêtée", "Revenu", "Tard", "Juste"]


def test_the_shortest_of_the_tags_counts_for_who_has_no_rhythm(world):
    both, own = old(world, "Deux"), old(world, "Le sien", cadence_days=365)
    for person in (both, own):
        world.exchange(world.lune, person, ago(45))
    world.tag(world.lune, "Nord", both, own, cadence_days=30)
    world.tag(world.lune, "Film", both, own, cadence_days=90)
    world.tag(world.lune, "Sans", both, own)
    assert due_names(world) == ["Deux"]
    with world.inside(world.lune):
        (one,) = turns(queries.due(clock.today(), ALL), clock.today())
    assert "«\u00a0Nord\u00a0»" in str(one.turn.reasons[0])


@pytest.mark.parametrize(
    ("scope", "proof"), [("engagements", "job"), ("engagements", "call"), ("productions", "crew")]
)
def test_working_together_is_news_for_who_may_read_it(world, scope, proof):
    person = old(world, "Inès Kadri", cadence_days=30)
    if proof == "job":
        world.engagement(world.lune, person, start_on=ago(40), end_on=ago(-5))
    elif proof == "call":
        world.engagement(
            world.lune, state=State.LEAD, called_by="inès kadri", start_on=ago(-9), end_on=ago(-9)
        )
    else:
        show = world.production(world.lune)
        days = {"start_on": ago(60), "end_on": ago(10)}
        world.add(world.lune, Phase(production_id=show.id, kind=PhaseKind.SHOOT, **days))
        world.crew(world.lune, show, contact=person)
    assert due_names(world) == []
    assert due_names(world, {one for one in Permission if one.scope != scope}) == ["Inès Kadri"]


def test_the_list_of_the_page_and_its_filters(world):
    house = world.company(world.lune)
    world.engagement(world.lune, house, called_by="Aïcha", start_on=ago(9), end_on=ago(5))
    caller, spoken = old(world, "Aïcha"), old(world, "Maud")
    world.exchange(world.lune, spoken, ago(2))
    world.tag(world.lune, "Régie", spoken)
    tag = world.tag(world.lune, "Nord", caller)

    def names(which):
        with world.inside(world.lune):
            return [row.name for row in queries.seen_of_late(which, 1, clock.today(), ALL)]

    assert names(Which()) == ["Maud", "Films du Ponant", "Aïcha"]
    assert names(Which(Seen.HIRED)) == ["Films du Ponant", "Aïcha"]
    assert names(Which(Seen.COMPANIES)) == ["Films du Ponant"]
    assert names(Which(Seen.NEVER)) == ["Films du Ponant", "Aïcha"]
    assert names(Which(tag=tag.public_id)) == ["Aïcha"]
    with world.inside(world.lune):
        figures = queries.figures(ALL)
        assert (figures.hired, figures.recommended) == (2, 0)
        assert [one["name"] for one in figures.tags] == ["Nord", "Régie"]
        assert queries.figures({Permission.CONTACTS_READ}).hired == 0
