"""Ready-made choices: offered when their rooms are there, and recognized however they were ticked."""

import pytest

from webapp.sharing import presets, sections


@pytest.fixture
def planning_alone(monkeypatch):
    known = {"planning": sections.BY_KEY["planning"]}
    monkeypatch.setattr(sections, "BY_KEY", known)
    monkeypatch.setattr(sections, "SECTIONS", tuple(known.values()))
    monkeypatch.setattr(sections, "PARTS", frozenset(known["planning"].parts))
    return known["planning"]


def test_a_preset_is_offered_once_all_its_rooms_are_there(app, planning_alone):
    assert {one.key for one in presets.offered()} == {"planning", "all"}


def test_a_field_goes_with_its_section_and_the_unknown_is_left_aside(app):
    assert presets.whole(["planning.times", "wages"]) == ()
    assert presets.whole(["planning.times", "planning", "wages"]) == ("planning", "planning.times")


def test_what_was_ticked_one_by_one_is_called_by_its_preset(app, planning_alone):
    assert presets.preset_of(planning_alone.parts).key == "planning"
    assert presets.preset_of(["planning"]) is None


def test_no_preset_but_the_whole_shows_an_amount_nobody_asked_for(app):
    for one in presets.offered():
        assert one.has_amounts or not one.parts & sections.AMOUNTS
        assert one.parts <= sections.PARTS
