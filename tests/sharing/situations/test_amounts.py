"""Amounts that a link grants wait until the last situation of every production it shows is validated."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pytest
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy import select

from webapp.core import clock
from webapp.productions.models import Production
from webapp.productions.shared import Field, Scope, Section
from webapp.sharing.models import Situation
from webapp.sharing.opened import queries

AMOUNT = "planning.cost"
TEMPLATE = "amounts_of_a_test.html"


@dataclass(frozen=True)
class Cost:
    cents: int | None


def rows(scope):
    return select(Production.id.label("production_id")).where(Production.id.in_(scope.productions))


COSTS = Section(
    key="planning",
    label="Coûts",
    hint="",
    fields=(Field("cost", "Montants", is_amount=True),),
    rows=rows,
    values=lambda _rows, scope: Cost(4_242_42 if scope.has(AMOUNT) else None),
    template=TEMPLATE,
)
SAID = {"validated_at": "2026-11-23T07:40:00+01:00"}


@pytest.mark.parametrize(
    ("frames", "opens"),
    [
        ([{"situation": SAID}], True),
        ([{"situation": SAID}, {"situation": SAID}], True),
        ([{"situation": None}], False),
        ([{"situation": {"validated_at": None}}], False),
        ([{"situation": SAID}, {"situation": {"validated_at": None}}], False),
    ],
)
def test_every_production_shown_has_its_last_situation_validated(monkeypatch, frames, opens):
    monkeypatch.setattr(queries, "AMOUNTS", frozenset({AMOUNT}))
    asked = Scope((uuid4(),), frozenset({"planning", AMOUNT}), (), date(2026, 11, 23))
    assert queries.in_force(asked, frames).parts == ({"planning", AMOUNT} if opens else {"planning"})


@pytest.fixture
def with_costs(app, monkeypatch):
    """A section of amounts, while no room is in the way."""
    monkeypatch.setattr(queries, "SECTIONS", (COSTS,))
    monkeypatch.setattr(queries, "AMOUNTS", COSTS.amounts)
    own = DictLoader({TEMPLATE: "COSTS{% if value.cents %}{{ value.cents | money }}{% endif %}"})
    monkeypatch.setattr(app.jinja_env, "loader", ChoiceLoader([own, app.jinja_env.loader]))


def test_an_amount_is_seen_through_a_link_while_its_situation_is_validated(world, stranger, with_costs):
    one, two = world.production(world.lune), world.production(world.lune, "Nuit blanche")
    token, _share = world.share(world.lune, one, two, grants=("planning", AMOUNT))

    def sees() -> bool:
        page = stranger.client.get(f"/s/{token}").text
        assert "COSTS" in page
        return "242,42" in page

    def write(production, **values) -> Situation:
        said = {"on": clock.today(), "text": "Onze jours tournés.", "by_name": "Camille Roussel", **values}
        return world.add(world.lune, Situation(production_id=production.id, **said))

    validated = {"validated_by": "Sophie Ansel", "validated_at": clock.now()}
    assert not sees()
    write(one, **validated)
    assert not sees(), "the other production has none"
    write(two, **validated)
    assert sees()
    last = write(two)
    assert not sees(), "a new text is not validated"
    with world.inside(world.lune) as session:
        session.delete(session.merge(last))
    assert sees(), "the one before counts again"
