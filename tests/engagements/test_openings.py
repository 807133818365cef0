"""« T’es libre du … au … ? »: yes or no, and what stands in the way."""

from datetime import date

import pytest

from tests.browse import HTMX, Browser
from tests.engagements.make import added
from webapp.domain.periods import DateRange
from webapp.domain.permissions import Role
from webapp.engagements.availability.openings import answer
from webapp.engagements.models import State

JANUARY = DateRange(date(2027, 1, 12), date(2027, 1, 20))


def asked(world, days=JANUARY, **counted):
    with world.inside(world.lune):
        return answer(days, **{"options": True, "leads": False, **counted})


def job(world, start: int, end: int, state=State.CONFIRMED, **values):
    days = {"start_on": date(2027, 1, start), "end_on": date(2027, 1, end)}
    return added(world, world.lune, state=state, **days, **values)


def seen(browse, **values) -> str:
    page = browse.get("engagements.availability_answer", **values)
    return browse.sentences(page).replace("\u00a0", " ")


def test_nothing_in_the_way_is_a_yes(world, browse):
    job(world, 1, 11)
    job(world, 21, 25)
    assert asked(world).is_free
    text = seen(browse, start_on="2027-01-12", end_on="20/01/2027")
    assert "« T’es libre du 12 au 20 janv. 2027 ? »" in text
    assert "Oui. Rien à ces dates." in text


def test_a_contract_over_all_the_days_says_from_when(world, browse):
    roubaix = world.production(world.lune, "Un dimanche à Roubaix")
    signed = job(world, 11, 24, production_id=roubaix.id)
    found = asked(world)
    assert (found.is_free, found.free, found.free_from) == (False, [], date(2027, 1, 25))
    page = browse.get("engagements.availability_answer", start_on="2027-01-12", end_on="2027-01-20").text
    assert f'href="{browse.url("engagements.show", public_id=signed.public_id)}"' in page
    text = seen(browse, start_on="2027-01-12", end_on="2027-01-20")
    assert "Non. Un dimanche à Roubaix , 11 au 24 janv. 2027, confirmé" in text
    assert "Libre dès le 25 janv. 2027" in text


def test_a_contract_that_follows_puts_off_the_day(world):
    job(world, 11, 24)
    job(world, 25, 28)
    assert asked(world).free_from == date(2027, 1, 29)


def test_what_is_left_is_told(world, browse):
    job(world, 14, 15)
    found = asked(world)
    assert [(part.start_on.day, part.end_on.day) for part in found.free] == [(12, 13), (16, 20)]
    text = seen(browse, start_on="2027-01-12", end_on="2027-01-20")
    assert "Non, pas tous ces jours." in text
    assert "Libre : 12 et 13 janv. 2027, 16 au 20 janv. 2027" in text


def test_options_and_leads_are_taken_or_told_beside_as_chosen(world, browse):
    job(world, 14, 15, State.OPTION, option_rank=1)
    job(world, 18, 18, State.LEAD)
    found = asked(world)
    assert ([row.state for row in found.taken], [row.state for row in found.beside]) == (["option"], ["lead"])
    assert not asked(world, options=False, leads=True).is_free
    assert asked(world, options=False).is_free
    text = seen(browse, start_on="2027-01-12", end_on="2027-01-20", options="0", leads="0")
    assert "Oui. Mais à ces dates :" in text
    assert "1re option" in text
    assert "2027, piste" in text


def test_a_single_day_needs_one_date_and_may_be_noted(world, browse, app):
    page = browse.get("engagements.availability_answer", start_on="2027-01-12")
    assert "T’es libre le 12 janv. 2027" in page.text
    note = browse.url("engagements.new", stage="lead", start_on="2027-01-12", end_on="2027-01-12")
    assert note.replace("&", "&amp;") in page.text
    assert 'value="2027-01-12"' in browse.client.get(note).text
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", Role.VIEWER))
    assert "Noter une piste" not in seen(viewer, start_on="2027-01-12")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Indiquez le premier jour."),
        ({"start_on": "demain"}, "n’est pas une date"),
        ({"start_on": "2027-01-12", "end_on": "2027-01-10"}, "La fin est avant le début."),
    ],
)
@pytest.mark.parametrize("headers", [None, HTMX], ids=["plain", "htmx"])
def test_a_question_that_cannot_be_read_says_why(browse, values, said, headers):
    page = browse.get("engagements.availability_answer", status=422, headers=headers, **values)
    assert said in page.text
    assert ("<html" in page.text) == (headers is None)


def test_the_page_of_dispos_asks_and_offers_to_share(browse):
    page = browse.get("engagements.availability", options="0").text
    assert f'action="{browse.url("engagements.availability_answer")}"' in page
    assert 'name="options" value="0"' in page
    assert "data-share=" in page


def test_the_jobs_of_another_workspace_are_not_in_the_way(world, browse, statements):
    added(world, world.soleil, start_on=date(2027, 1, 12), end_on=date(2027, 1, 20))
    statements.clear()
    assert "Oui." in seen(browse, start_on="2027-01-12")
    assert len(statements) <= 4
