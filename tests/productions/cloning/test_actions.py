from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.make import World
from tests.productions.tasks.make import task
from webapp.core import clock
from webapp.core.db import Base
from webapp.domain.refusals import Refused
from webapp.productions.cloning.actions import clone_production
from webapp.productions.cloning.terms import CloneTerms
from webapp.productions.crew.models import Department, Member
from webapp.productions.models import Phase, PhaseKind, Production
from webapp.productions.planning.models import Day, DayKind, Half, Sequence, Service, Strip, StripKind
from webapp.productions.tasks.models import Task

NEXT_YEAR = date(2027, 11, 8)
SHIFT = timedelta(days=7 * 53)
MONDAY = NEXT_YEAR - SHIFT  # 2 November 2026
PERSONAL = (
    "Belkacem", "Nadia", "+33612345678", "06 12 34 56 78", "@exemple.fr", "1 200 €", "Hélène", "Vasseur", "Ponant",
    "Gaël", "secret",
)  # fmt: skip


@pytest.fixture
def source(world: World) -> Production:
    """A production with someone, a number, a mail or an amount in every text it has."""
    company = world.company(world.lune, "Films du Ponant")
    production = world.production(
        world.lune, "Les Marées", company_id=company.id, director="Hélène Vasseur", object_number="F123",
        notes="Budget secret de 1 200 €", hue=4,
    )  # fmt: skip
    place = world.spot(world.lune)
    world.crew(
        world.lune, production, "Nadia Belkacem", notes="Allergie secrète", start_on=MONDAY, end_on=NEXT_YEAR
    )
    lead = world.person(world.lune, "Gaël Lucas")
    world.crew(
        world.lune, production, contact=lead, department=Department.CAST, role_number="1", role_name="Jeanne",
        contract_job="Comédien",
    )  # fmt: skip
    first = world.day(
        world.lune, production, MONDAY, place_id=place.id, notes="Clés chez Nadia", is_locked=True
    )
    world.day(world.lune, production, MONDAY + timedelta(days=1), kind=DayKind.REST)
    one = world.sequence(
        world.lune, production, "12", place_id=place.id, summary="Jeanne court vers le port", set_name="Criée",
        roles=["1", "4"], eighths=11, needs={"props": "Vélo rouge", "extras": "voir avec Nadia"},
    )  # fmt: skip
    world.sequence(world.lune, production, "13", summary="Comme Nadia Belkacem en 2019")
    with world.inside(world.lune) as session:
        session.add_all(
            [
                Phase(
                    production_id=production.id,
                    kind=PhaseKind.SHOOT,
                    start_on=MONDAY,
                    end_on=MONDAY + timedelta(days=30),
                ),
                Strip(day_id=first.id, position=0, sequence_id=one.id, minute=480),
                Strip(day_id=first.id, position=1, kind=StripKind.MOVE, text="Vers la base"),
                Strip(day_id=first.id, position=2, kind=StripKind.NOTE, text="Appeler le 06 12 34 56 78"),
                Service(
                    day_id=first.id,
                    half=Half.MORNING,
                    kind=DayKind.REHEARSAL,
                    text="Raccord, nadia@exemple.fr",
                ),
            ]
        )
    permit = task(world, world.lune, production, "Autorisations", due_on=MONDAY - timedelta(days=45), model_key="permits",
                  done_at=clock.now(), owner_name="Gaël Lucas", notes="secret")  # fmt: skip
    task(
        world,
        world.lune,
        production,
        "Ventousage",
        due_on=MONDAY - timedelta(days=21),
        depends_on_id=permit.id,
    )
    task(world, world.lune, production, "Contrat de Nadia")
    task(world, world.lune, production, "Jetée", deleted_at=clock.now())
    return production


def cloned(world: World, source: Production, **values) -> Production:
    terms = CloneTerms(
        **{"title": "Les Marées, saison 2", "start_on": NEXT_YEAR, "takes_jobs": True, **values}
    )
    with world.inside(world.lune) as session:
        return clone_production(session.get(Production, (world.lune.id, source.id)), terms)


def test_nothing_personal_and_no_amount_comes_along(
    world: World, source: Production, peek: Callable[[str], list]
):
    made = cloned(world, source)
    told = " ".join(peek(f"SELECT t::text FROM productions t WHERE id = '{made.id}'")[0])
    held = set()
    for name, table in Base.metadata.tables.items():
        if "production_id" in table.columns:
            rows = peek(f"SELECT t::text FROM {name} t WHERE production_id = '{made.id}'")
            held |= {name} if rows else set()
            told += " ".join(row[0] for row in rows)
    for name in ("strips", "services"):
        inside = f"SELECT id FROM production_days WHERE production_id = '{made.id}'"
        told += " ".join(row[0] for row in peek(f"SELECT t::text FROM {name} t WHERE day_id IN ({inside})"))
    assert "Jeanne court" in told
    assert [word for word in PERSONAL if word in told] == []
    assert held == {"phases", "production_days", "sequences", "tasks"}


def test_days_keep_their_hours_and_move_by_the_difference(world: World, source: Production):
    made = cloned(world, source)
    with world.inside(world.lune) as session:
        first, second = session.scalars(select(Day).where(Day.production_id == made.id).order_by(Day.on))
        phase = session.scalars(select(Phase).where(Phase.production_id == made.id)).one()
    assert (first.on, first.call_minute, first.is_locked, first.notes) == (NEXT_YEAR, 435, False, None)
    assert first.place_id is not None
    assert (second.on, second.kind) == (NEXT_YEAR + timedelta(days=1), DayKind.REST)
    assert (phase.start_on, phase.end_on) == (NEXT_YEAR, NEXT_YEAR + timedelta(days=30))


def test_sequences_are_on_their_days_and_private_texts_are_left_empty(world: World, source: Production):
    made = cloned(world, source)
    with world.inside(world.lune) as session:
        one, two = session.scalars(
            select(Sequence).where(Sequence.production_id == made.id).order_by(Sequence.number)
        )
        strips = session.scalars(
            select(Strip)
            .join(Day, Day.id == Strip.day_id)
            .where(Day.production_id == made.id)
            .order_by(Strip.position)
        ).all()
    assert (one.summary, one.eighths, one.roles, one.needs) == (
        "Jeanne court vers le port",
        11,
        ["1", "4"],
        {"props": "Vélo rouge"},
    )
    assert two.summary is None
    assert [strip.text for strip in strips] == [None, "Vers la base", None]
    assert strips[0].sequence_id == one.id
    assert strips[0].minute == 480


def test_tasks_are_to_be_done_again_in_the_same_order(world: World, source: Production):
    made = cloned(world, source, takes_jobs=False)
    with world.inside(world.lune) as session:
        tasks = {row.title: row for row in session.scalars(select(Task).where(Task.production_id == made.id))}
    assert set(tasks) == {"Autorisations", "Ventousage"}
    assert tasks["Ventousage"].depends_on_id == tasks["Autorisations"].id
    assert tasks["Autorisations"].due_on == NEXT_YEAR - timedelta(days=45)
    assert (tasks["Autorisations"].done_at, tasks["Autorisations"].model_key) == (None, "permits")


def test_jobs_are_to_be_filled_by_nobody_yet(world: World, source: Production):
    made = cloned(world, source, takes_tasks=False)
    with world.inside(world.lune) as session:
        titles = set(session.scalars(select(Task.title).where(Task.production_id == made.id)))
        assert session.scalars(select(Member).where(Member.production_id == made.id)).all() == []
    assert titles == {"Poste à pourvoir\u00a0: Régisseuse générale", "Rôle à distribuer\u00a0: 1 Jeanne"}


@pytest.mark.parametrize(
    ("left", "model"), [("takes_days", Day), ("takes_sequences", Sequence), ("takes_tasks", Task)]
)
def test_what_is_not_wanted_stays(world: World, source: Production, left: str, model):
    made = cloned(world, source, takes_jobs=False, **{left: False})
    with world.inside(world.lune) as session:
        assert session.scalars(select(model).where(model.production_id == made.id)).all() == []
        assert session.scalars(select(Phase).where(Phase.production_id == made.id)).all() != []


def test_days_without_their_sequences_keep_what_is_between(world: World, source: Production):
    made = cloned(world, source, takes_sequences=False)
    with world.inside(world.lune) as session:
        strips = select(Strip.kind).join(Day, Day.id == Strip.day_id).where(Day.production_id == made.id)
        assert set(session.scalars(strips)) == {StripKind.MOVE, StripKind.NOTE}


def test_the_first_one_is_left_as_it_was(world: World, source: Production, peek: Callable[[str], list]):
    def held():
        return [
            peek(f"SELECT t::text FROM {name} t WHERE production_id = '{source.id}' ORDER BY 1")
            for name in ("production_days", "sequences", "tasks", "phases", "crew_members")
        ]

    before = held()
    cloned(world, source)
    assert held() == before


def test_a_day_that_leaves_the_calendar_is_refused(world: World, source: Production):
    with pytest.raises(Refused, match="calendrier"):
        cloned(world, source, start_on=date(2100, 12, 20))


def test_a_production_without_dates_is_cloned_as_it_is(world: World):
    bare = world.production(world.lune, "Éclats")
    world.sequence(world.lune, bare, "1")
    made = cloned(world, bare, start_on=None)
    with world.inside(world.lune) as session:
        assert session.scalars(select(Sequence.number).where(Sequence.production_id == made.id)).all() == [
            "1"
        ]
