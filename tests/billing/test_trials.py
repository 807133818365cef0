"""One trial for a person, whatever the spaces they make."""

from dataclasses import replace
from datetime import timedelta

from tests.browse import Browser
from webapp.billing import queries
from webapp.core import clock
from webapp.domain.permissions import Role

PLAN = "planning.export_plan"


def ends_in(world, place):
    with world.inside(place):
        row = queries.subscription()
        return row.trial_ends_at if row else None


def test_a_trial_runs_in_every_space_of_a_person_and_is_not_begun_again_in_another(
    app, browse, world, shop, peek
):
    friend = world.member(world.lune, "lea@exemple.fr", Role.VIEWER)
    theirs = Browser(app, friend)
    browse.post("workspaces.create", {"name": "Avant"})
    before = place_of(world, peek, "avant")
    show = world.production(world.lune)
    browse.get(PLAN, production=show.public_id)
    ends_at = ends_in(world, world.lune)
    assert ends_at - clock.now() > timedelta(days=29)
    assert ends_in(world, before) == ends_at
    assert ends_in(world, world.soleil) is None
    browse.get(PLAN, production=show.public_id)  # the space of the address is still the one that is open
    with world.inside(world.lune):
        queries.subscription().trial_ends_at = clock.now() - timedelta(days=1)
    browse.post("workspaces.create", {"name": "Après"})
    after = place_of(world, peek, "apres")
    assert ends_in(world, after) < clock.now()
    other = world.production(after)
    browse.get(PLAN, status=422, workspace="apres", production=other.public_id)
    theirs.post("workspaces.create", {"name": "La sienne"})
    assert ends_in(world, place_of(world, peek, "la-sienne")) is None


def test_a_form_that_begins_it_begins_it_everywhere(browse, world, shop, peek):
    browse.post("workspaces.create", {"name": "Seconde"})
    for number in range(3):
        world.production(world.lune, f"Titre {number}")
    browse.post("productions.create", {"title": "Quatrième", "kind": "theatre"})
    assert ends_in(world, world.lune) == ends_in(world, place_of(world, peek, "seconde")) is not None


def place_of(world, peek, slug):
    ((workspace_id,),) = peek(f"SELECT id FROM workspaces WHERE slug = '{slug}'")
    return replace(world.lune, id=workspace_id, slug=slug)
