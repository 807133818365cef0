"""Each room says what it shows through a link, or why it shows nothing."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from tests.sharing.planted import PLANTED
from webapp.productions.shared import Section
from webapp.sharing.refusals import REFUSED
from webapp.sharing.sections import SECTIONS

ROOT = Path(__file__).resolve().parents[2]
WEBAPP = ROOT / "webapp"
NOT_ROOMS = ("core", "domain")  # the plumbing and the ground floor


def dotted(folder: Path) -> str:
    return ".".join(folder.relative_to(WEBAPP).parts)


def rooms() -> set[str]:
    """Whatever keeps, reads or shows something of people."""
    furnished = {
        path.parent for name in ("models", "queries", "views") for path in WEBAPP.rglob(f"{name}.py")
    }
    return {room for room in map(dotted, furnished) if room.split(".")[0] not in NOT_ROOMS}


def room_of(section: Section) -> str:
    return section.rows.__module__.removeprefix("webapp.").removesuffix(".shared")


def refused_among(names: Iterable[str]) -> set[str]:
    return {name for name in names if any(_covers(refusal, name) for refusal in REFUSED)}


def _covers(refusal: str, room: str) -> bool:
    whole = refusal.removesuffix(".*")
    return room == whole or (refusal != whole and room.startswith(f"{whole}."))


SHOWN = {room_of(section) for section in SECTIONS}


def test_every_room_has_a_section_or_a_written_refusal():
    assert rooms() - SHOWN - refused_among(rooms()) == set()
    assert {"rights.year", "contacts.merging"} <= refused_among(rooms()), "a whole wing at once"
    assert refused_among({"productions.new", "calendar.new", "rightsome"}) == set(), (
        "a new room is not forgotten"
    )


def test_no_room_both_shows_and_refuses():
    assert refused_among(SHOWN) == set()


def test_every_refusal_is_of_a_room_that_exists():
    assert {refusal for refusal in REFUSED if refusal.removesuffix(".*") not in rooms()} == set()


def test_every_refusal_is_one_sentence_of_its_own():
    assert [
        why
        for why in REFUSED.values()
        if not (why[:1].isupper() and why.endswith(".") and why.count(". ") == 0)
    ] == []


def test_every_section_is_registered_drawn_and_planted():
    written = {
        dotted(path.parent) for path in WEBAPP.rglob("shared.py") if path.parent != WEBAPP / "productions"
    }
    assert written == SHOWN
    for room in written:
        assert import_module(f"webapp.{room}.shared").SECTION in SECTIONS, room
    assert [one.key for one in SECTIONS if one.key not in PLANTED] == []
    assert [one.template for one in SECTIONS if not (ROOT / "templates" / one.template).is_file()] == []
