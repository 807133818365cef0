"""Every section and field: there when granted, nowhere in any answer when not."""

import pytest

from tests import papers
from tests.sharing.planted import NEVER, PLANTED, chosen, validated
from webapp.sharing.sections import SECTIONS

AGENDA = "/agenda.ics"
ANSWERS = ("", "/pdf", AGENDA)  # after the address of the link
PARTS = [part for section in SECTIONS for part in section.parts]


def test_every_section_has_its_rows():
    assert set(PLANTED) == {section.key for section in SECTIONS}


def told_elsewhere(where):
    """The same days are told by one section on the page, by another to applications: each has its own grants."""
    return "planning" if where == AGENDA else "calendar"


def told(stranger, token):
    """Each answer of a link, headers and all, by its address."""
    found = {}
    for ending in ANSWERS:
        for way in ({}, {"HX-Request": "true", "HX-Request-Type": "partial"}):
            answer = stranger.client.get(f"/s/{token}{ending}", headers=way)
            found[ending, bool(way)] = f"{answer.headers}\n{_words(answer)}"
    return found


def _words(answer):
    return papers.text_of(answer.data) if answer.mimetype == "application/pdf" else answer.text


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_there_when_granted_and_nowhere_when_not(world, stranger, part):
    production = world.production(world.lune)
    other = world.production(world.soleil)
    world.add(world.lune, validated(production))
    planted = {}
    for plant in PLANTED.values():
        planted |= plant(world, world.lune, production)
        plant(world, world.soleil, other)
    assert set(planted) == set(PARTS)
    without = [one for one in PARTS if one != part and not one.startswith(f"{part}.")]
    papers = tuple(chosen(world, world.lune))
    refused, _share = world.share(world.lune, production, grants=without, documents=papers)
    granted, _share = world.share(world.lune, production, grants=[*without, part], documents=papers)
    for (where, way), text in told(stranger, refused).items():
        parts = [one for one in PARTS if one not in without and not one.startswith(told_elsewhere(where))]
        hidden = [word for one in parts for word in planted[one]]
        assert not [word for word in (*hidden, *NEVER) if word in text], (where, way)
    answers = told(stranger, granted)
    page = answers[AGENDA if part.startswith("calendar") else "", False]
    assert [word for word in planted[part] if word not in page] == []
    assert not [word for word in NEVER for text in answers.values() if word in text]
