"""What two people, or one with two tabs, save at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from tests.between import real_app
from tests.browse import Browser
from tests.engagements.make import added
from tests.engagements.test_views import SENT
from tests.make import World
from tests.productions.test_views import TIDES
from webapp.contacts.models import Contact
from webapp.engagements.models import Engagement, Line
from webapp.productions.models import Phase, Production

AT_ONCE = 4


@pytest.fixture
def live(settings, addresses, _engine):
    with real_app(settings, addresses, _engine) as app:
        yield app


def post_at_once(live, place, url: str, *forms: dict) -> list[int]:
    def post(form: dict) -> int:
        return Browser(live, place).client.post(url, data=form).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(post, forms))


def test_a_job_saved_by_several_keeps_the_lines_of_one(live):
    world = World(live)
    job = added(world, world.lune)
    url = f"/w/lune/engagements/{job.public_id}"
    assert post_at_once(live, world.lune, url, *[SENT] * AT_ONCE) == [303] * AT_ONCE
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count()).select_from(Line)) == 1
        lines = session.scalar(select(func.sum(Line.minutes)))
        assert lines == session.scalar(select(Engagement.minutes))


def test_a_show_saved_by_several_keeps_the_dates_of_one(live):
    world = World(live)
    show = world.production(world.lune)
    url = f"/w/lune/productions/{show.public_id}"
    post_at_once(live, world.lune, url, *[TIDES] * AT_ONCE)
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count()).select_from(Phase)) == 2


def test_a_new_employer_and_a_new_show_named_by_several_are_made_once(live):
    world = World(live)
    forms = [
        {**SENT, "employer": "Brique Rouge", "production": "Nuit blanche", "makes_production": "y",
         "clash_reason": "deux postes", "contract_job": f"Poste {n}"}
        for n in range(AT_ONCE)
    ]  # fmt: skip
    assert post_at_once(live, world.lune, "/w/lune/engagements/", *forms) == [303] * AT_ONCE
    with world.inside(world.lune) as session:
        assert session.scalars(select(Contact.name)).all() == ["Brique Rouge"]
        assert session.scalars(select(Production.title)).all() == ["Nuit blanche"]
        assert session.scalar(select(func.count()).select_from(Engagement)) == AT_ONCE
