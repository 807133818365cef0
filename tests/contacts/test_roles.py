from datetime import date

import pytest
from sqlalchemy import select

from tests.browse import Browser
from tests.make import World
from webapp.contacts.models import Contact, Role
from webapp.contacts.roles.days import parse_end, parse_start, typed
from webapp.domain import permissions
from webapp.domain.refusals import Refused

GOOD = {"job": "Chargée de production", "company": "Studio Faubourg", "start_on": "2016", "end_on": "03/2020"}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("02/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("mars 2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("12/03/2024", date(2024, 3, 12), date(2024, 3, 12)),
    ],
)
def test_a_year_a_month_or_a_day_is_enough(text, first, last):
    assert (parse_start(text), parse_end(text)) == (first, last)
    assert parse_start(typed(first)) == first
    assert parse_end(typed(last, is_end=True)) == last


@pytest.mark.parametrize("text", ["1788", "hier", "13/2024"])
def test_another_word_is_refused(text):
    with pytest.raises(Refused):
        parse_start(text)


def test_a_career_is_noted_changed_and_given_back_when_removed(browse, world: World):
    person = world.person(world.lune, "Aïcha Diallo")
    one = {"public_id": person.public_id}
    page = browse.follow(browse.post("contacts.create_role", GOOD, **one)).text
    assert "Studio Faubourg" in page and "2016 à mars 2020" in page
    with world.inside(world.lune) as session:
        role = session.scalars(select(Role)).one()
        company = session.scalars(select(Contact).where(Contact.name == "Studio Faubourg")).one()
    edited = browse.get("contacts.edit_role", role_id=role.public_id, **one).text
    assert 'value="2016"' in edited and 'value="03/2020"' in edited
    browse.post(
        "contacts.update_role", {**GOOD, "show": "La Rade", "end_on": ""}, role_id=role.public_id, **one
    )
    assert "depuis 2016" in browse.get("contacts.show", **one).text
    at = browse.get("contacts.show", public_id=company.public_id).text
    assert "Aïcha Diallo" in at and "Y ont travaillé" not in at
    browse.post("contacts.update_role", GOOD, role_id=role.public_id, **one)
    assert "Y ont travaillé" in browse.get("contacts.show", public_id=company.public_id).text

    page = browse.follow(browse.post("contacts.delete_role", role_id=role.public_id, **one)).text
    assert "Studio Faubourg" not in page
    undo = page[page.index("/contacts/gestures/") :].split('"')[0]
    assert browse.client.post(f"/w/lune{undo}").status_code == 303
    with world.inside(world.lune) as session:
        back = session.scalars(select(Role)).one()
        assert (back.public_id, back.company_id, back.end_on) == (
            role.public_id,
            company.id,
            date(2020, 3, 31),
        )
    assert browse.client.post(f"/w/lune{undo}").status_code == 404


def test_a_wrong_role_is_told_and_keeps_what_was_typed(browse, world: World):
    one = {"public_id": world.person(world.lune).public_id}
    page = browse.post(
        "contacts.create_role", {"job": "", "start_on": "2020", "end_on": "2019"}, status=422, **one
    ).text
    for told in ("À remplir.", "Indiquez la structure", "La fin est avant le début", 'value="2020"'):
        assert told in page, told


def test_a_role_is_of_its_own_contact_and_workspace(app, browse, other, world: World):
    person, another = world.person(world.lune), world.person(world.lune, "Omar Seddiki")
    role = world.add(world.lune, Role(contact_id=person.id, job="Régisseuse", show="La Rade"))
    named = {"role_id": role.public_id}
    browse.get("contacts.edit_role", status=404, public_id=another.public_id, **named)
    other.get("contacts.edit_role", status=404, public_id=person.public_id, **named)
    viewer = Browser(app, world.member(world.lune, "vera@exemple.fr", permissions.Role.VIEWER))
    page = viewer.get("contacts.show", public_id=person.public_id).text
    assert "Régisseuse" in page and "/roles/" not in page
    viewer.post("contacts.delete_role", status=403, public_id=person.public_id, **named)
