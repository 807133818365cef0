"""Every section and field: there when granted, nowhere in any answer when not."""

import pytest

from tests import papers
from tests.sharing.planted import NEVER, PLANTED, validated
from webapp.sharing.sections import SECTIONS

ANSWERS = ("", "/pdf")  # after the address of the link
PARTS = [part for section in SECTIONS for part in section.parts]


def test_every_section_has_its_rows():
    assert set(PLANTED) == {section.key for section in SECTIONS}


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
    refused, _share = world.share(world.lune, production, grants=without)
    granted, _share = world.share(world.lune, production, grants=[*without, part])
    hidden = [word for one in PARTS if one not in without for word in planted[one]]
    for where, text in told(stranger, refused).items():
        assert not [word for word in (*hidden, *NEVER) if word in text], where
    page = told(stranger, granted)["", False]
    assert [word for word in planted[part] if word not in page] == []
    assert not [word for word in NEVER if word in page]
