"""Raccord is sold here, and a workspace has the plan a test gives it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import Flask

from tests.make import Place, World
from webapp.billing.actions import own_row
from webapp.billing.models import PassState, ProductionPass
from webapp.core import clock
from webapp.productions.models import Production

DAY = timedelta(days=1)


@contextmanager
def sold(app: Flask) -> Iterator[None]:
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, stripe_secret_key="sk_test_nothing_is_asked")
    try:
        yield
    finally:
        app.config["SETTINGS"] = before


def has_plan(world: World, place: Place, **values: Any) -> None:
    with world.inside(place):
        row = own_row()
        for name, value in values.items():
            setattr(row, name, value)


def was_tried(world: World, place: Place, **values: Any) -> None:
    """Libre, its trial over."""
    has_plan(
        world,
        place,
        **{"trial_started_at": clock.now() - 31 * DAY, "trial_ends_at": clock.now() - DAY, **values},
    )


def has_pass(world: World, place: Place, show: Production) -> None:
    ends_at = clock.now() + 90 * DAY
    world.add(
        place,
        ProductionPass(
            production_id=show.id,
            state=PassState.PAID,
            starts_at=clock.now(),
            ends_at=ends_at,
            session_id="cs_1",
        ),
    )
