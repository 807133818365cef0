"""Private addresses that other applications read."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
import vobject
from icalendar import Calendar
from sqlalchemy import insert

from tests.browse import Browser
from webapp.calendar.models import ImportedEvent, Subscription
from webapp.core import clock
from webapp.core.links import Link
from webapp.core.tenancy import new_id
from webapp.domain.permissions import Role
from webapp.engagements.models import State
from webapp.productions.planning.models import Day, DayKind
from webapp.productions.tasks.models import Task

PARIS = ZoneInfo("Europe/Paris")
EVERYTHING = {"jobs": "y", "options": "y", "days": "y", "tasks": "y", "places": "y"}


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2026-03-02 08:00", tick=False):
        yield


def address_of(browser: Browser, **asked: str) -> str:
    """Make a feed as a person does, and read its address on the page that follows."""
    page = browser.follow(browser.post("calendar.make_feed", asked or EVERYTHING)).text
    return re.search(r'class="secret"[^>]*>https?://[^/]+(/ics/[\w-]+\.ics)<', page)[1]


def read(stranger: Browser, address: str, **headers: str):
    return stranger.client.get(address, headers=headers)


def events(body: bytes) -> dict[str, object]:
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(body).walk("VEVENT")}


def test_an_address_is_told_once_and_opens_without_an_account(browse, stranger, world):
    world.engagement(
        world.lune, contract_job="Repérages", start_on=date(2026, 3, 10), end_on=date(2026, 3, 12)
    )
    address = address_of(browse)
    assert address not in browse.get("calendar.feeds").text
    answer = read(stranger, address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    event = events(answer.data)["Repérages"]
    assert event["DTSTART"].dt == date(2026, 3, 10)
    assert event["DTEND"].dt == date(2026, 3, 13), "the end of whole days is the day after"


def test_the_same_address_is_never_another_workspace_s(browse, other, stranger, world):
    world.engagement(
        world.soleil, contract_job="Leur affaire", start_on=date(2026, 3, 10), end_on=date(2026, 3, 12)
    )
    world.engagement(
        world.lune, contract_job="Repérages", start_on=date(2026, 3, 10), end_on=date(2026, 3, 12)
    )
    assert set(events(read(stranger, address_of(browse)).data)) == {"Repérages"}
    assert set(events(read(stranger, address_of(other)).data)) == {"Leur affaire"}


def test_unknown_and_revoked_answer_alike(browse, stranger, world):
    address = address_of(browse)
    assert read(stranger, address).status_code == 200
    link = re.search(r"/feeds/([0-9a-f-]{36})/revocation", browse.get("calendar.feeds").text)[1]
    asked = browse.client.post(browse.url("calendar.revoke_feed", link_id=link))
    assert asked.status_code == 422, "asked first"
    browse.post("calendar.revoke_feed", {"confirmed": "y"}, link_id=link)
    closed, unknown = read(stranger, address), read(stranger, "/ics/nothing.ics")
    assert closed.status_code == unknown.status_code == 404
    assert closed.data == unknown.data


def test_an_address_of_another_workspace_is_not_revoked_from_here(browse, other, stranger):
    address = address_of(other)
    link = re.search(r"/feeds/([0-9a-f-]{36})/revocation", other.get("calendar.feeds").text)[1]
    browse.post("calendar.revoke_feed", {"confirmed": "y"}, link_id=link, status=404)
    assert read(stranger, address).status_code == 200


def test_whoever_leaves_the_workspace_takes_their_addresses_away(app, browse, stranger, world):
    editor = world.member(world.lune, "editeur@exemple.fr", Role.EDITOR)
    theirs, mine = address_of(Browser(app, editor)), address_of(browse)
    browse.post("workspaces.remove", {"confirmed": "y"}, account_id=editor.account_id)
    assert read(stranger, theirs).status_code == 404
    assert read(stranger, mine).status_code == 200


def test_a_viewer_sees_the_addresses_and_makes_none(app, world, browse):
    address_of(browse, name="Le mien", jobs="y")
    viewer = Browser(app, world.member(world.lune, "lecture@exemple.fr", Role.VIEWER))
    page = viewer.get("calendar.feeds").text
    assert "Le mien" in page
    assert "Créer l’adresse" not in page
    viewer.post("calendar.make_feed", EVERYTHING, status=403)


def test_guesses_are_counted(stranger):
    statuses = {read(stranger, f"/ics/{n}.ics").status_code for n in range(40)}
    assert statuses == {404, 429}


def test_nothing_chosen_is_said_and_what_was_typed_stays(browse):
    answer = browse.post("calendar.make_feed", {"name": "Mon agenda"}, status=422)
    assert "Choisissez au moins une chose à donner." in answer.text
    assert 'value="Mon agenda"' in answer.text


def test_a_feed_of_one_production_holds_nothing_else(browse, stranger, world):
    film, play = world.production(world.lune), world.production(world.lune, "La Grande Lessive")
    world.day(world.lune, film, date(2026, 3, 10))
    world.day(world.lune, play, date(2026, 3, 11), kind=DayKind.SHOW)
    world.engagement(world.lune, start_on=date(2026, 3, 1), end_on=date(2026, 3, 3))
    body = read(stranger, address_of(browse, production=film.public_id, **EVERYTHING)).data
    assert set(events(body)) == {"Les Marées, J1"}
    assert Calendar.from_ical(body)["X-WR-CALNAME"] == "Raccord, Les Marées"


def test_a_production_of_another_workspace_is_not_taken(browse, world):
    theirs = world.production(world.soleil)
    browse.post("calendar.make_feed", {**EVERYTHING, "production": theirs.public_id}, status=422)


def test_places_go_out_only_when_chosen(browse, stranger, world):
    world.day(world.lune, world.production(world.lune), date(2026, 3, 10), place_id=world.spot(world.lune).id)
    assert b"LOCATION:Cri" in read(stranger, address_of(browse)).data
    assert b"LOCATION" not in read(stranger, address_of(browse, days="y")).data


def test_options_are_tentative_and_take_no_time(browse, stranger, world):
    world.engagement(
        world.lune, contract_job="Nuit blanche", state=State.OPTION, option_until_on=date(2026, 3, 5),
        start_on=date(2026, 3, 10), end_on=date(2026, 3, 12),
    )  # fmt: skip
    found = events(read(stranger, address_of(browse)).data)
    option, answer = found["Option\u00a0: Nuit blanche"], found["Répondre à l’option Nuit blanche"]
    assert (option["STATUS"], option["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
    assert answer["DTSTART"].dt == date(2026, 3, 5)
    assert "Nuit blanche" not in read(stranger, address_of(browse, jobs="y")).text


def test_no_phone_wage_note_nor_caller_goes_out(browse, stranger, world):
    ponant = world.company(world.lune, "Ponant", phone="+33298000001", email="paie@ponant.example")
    film = world.production(world.lune, notes="Fragile")
    world.crew(world.lune, film)
    world.day(
        world.lune, film, date(2026, 3, 20), notes="Allergie aux noix", place_id=world.spot(
            world.lune, access="Code 4812", hospital_phone="+33299000000"
        ).id,
    )  # fmt: skip
    world.engagement(
        world.lune, ponant, production_id=film.id, start_on=date(2026, 3, 10), end_on=date(2026, 3, 12),
        notes="Négocier", gross_cents=123_456, called_by="Anne Le Goff",
    )  # fmt: skip
    world.engagement(
        world.lune, ponant, state=State.LEAD, called_by="Anne Le Goff", call_back_on=date(2026, 3, 4),
        start_on=date(2026, 4, 1), end_on=date(2026, 4, 2),
    )  # fmt: skip
    body = read(stranger, address_of(browse)).text
    assert "J1" in body
    private = (
        "33298",
        "paie@",
        "Fragile",
        "noix",
        "4812",
        "029900",
        "Négocier",
        "1234",
        "Anne",
        "Nadia",
        "612345678",
    )
    assert [word for word in private if word in body] == []


def test_what_people_type_is_escaped_and_folded(browse, stranger, world):
    name = "Nuit; blanche, \\ « fin »\u2028 " + "très " * 40
    world.engagement(
        world.lune, contract_job=name.strip()[:200], start_on=date(2026, 3, 10), end_on=date(2026, 3, 10)
    )
    body = read(stranger, address_of(browse)).data
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert b"\\;" in body and b"\\," in body
    assert next(iter(events(body))).startswith("Nuit; blanche, \\ «")
    assert vobject.readOne(body.decode()).vevent.summary.value.startswith("Nuit; blanche, \\ «")


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [(date(2026, 3, 29), 1, 2), (date(2026, 10, 25), 2, 1)],
    ids=["spring", "autumn"],
)
def test_hours_are_those_of_the_wall_across_both_clock_changes(
    browse, stranger, world, change, before, after
):
    """Read by two parsers that share nothing."""
    film = world.production(world.lune)
    for n in (-1, 0, 1):
        world.day(world.lune, film, change + timedelta(days=n))
    world.engagement(
        world.lune, contract_job="Bureau", start_on=change - timedelta(days=1), end_on=change + timedelta(days=1),
        daily_start_minute=1320, daily_end_minute=360,
    )  # fmt: skip
    world.add(world.lune, Task(production_id=film.id, title="Rendre les clés", due_on=change))
    body = read(stranger, address_of(browse)).data
    by_parser = (
        {
            str(e["SUMMARY"]): (e["DTSTART"].dt, e["DTEND"].dt)
            for e in Calendar.from_ical(body).walk("VEVENT")
        },
        {
            e.summary.value: (e.dtstart.value, e.dtend.value)
            for e in vobject.readOne(body.decode()).vevent_list
        },
    )
    for found in by_parser:
        for n, rank in ((-1, 1), (0, 2), (1, 3)):
            start, end = found[f"Les Marées, J{rank}"]
            offset = before if n < 0 else after
            day = datetime.combine(change + timedelta(days=n), datetime.min.time(), UTC)
            assert start.astimezone(UTC) == day + timedelta(hours=7 - offset, minutes=15)
            assert end.astimezone(UTC) == day + timedelta(hours=18 - offset)
        start, end = found["Bureau"]
        evening = datetime.combine(change - timedelta(days=1), datetime.min.time(), UTC)
        assert start.astimezone(UTC) == evening + timedelta(hours=22 - before)
        assert end.astimezone(UTC) == evening + timedelta(hours=30 - after), "the night of the change"
        task = next(days for title, days in found.items() if "Rendre les clés" in title)
        assert task == (change, change + timedelta(days=1)), "a whole day, whatever the hour"
    job = events(body)["Bureau"]
    assert job["RRULE"].to_ical() == b"FREQ=DAILY;COUNT=3"
    repeated = next(e for e in vobject.readOne(body.decode()).vevent_list if e.summary.value == "Bureau")
    assert [on.hour for on in repeated.getrruleset()] == [22, 22, 22]


def test_the_zone_is_written_in_the_calendar_by_its_rules(browse, stranger, world):
    zone = Calendar.from_ical(read(stranger, address_of(browse)).data).walk("VTIMEZONE")[0]
    assert zone["TZID"] == "Europe/Paris"
    own = zone.to_tz(lookup_tzid=False)
    for day in (date(2026, 3, 28), date(2026, 3, 30), date(2026, 10, 24), date(2026, 10, 26)):
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=PARIS)
        assert noon.replace(tzinfo=own).utcoffset() == noon.utcoffset()


def test_a_change_raises_the_sequence_of_its_event_and_nothing_else(browse, stranger, world):
    film = world.production(world.lune)
    moved, kept = (world.day(world.lune, film, date(2026, 3, n)) for n in (10, 11))
    address = address_of(browse)
    first = read(stranger, address)
    again = read(stranger, address, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    since = read(stranger, address, **{"If-Modified-Since": first.headers["Last-Modified"]})
    assert since.status_code == 304

    with time_machine.travel("2026-03-03 09:00", tick=False):
        with world.inside(world.lune) as session:
            session.get(Day, (world.lune.id, moved.id)).call_minute = 360
        second = read(stranger, address, **{"If-None-Match": first.headers["ETag"]})
    assert second.status_code == 200
    before, after = ({str(e["UID"]): e for e in events(one.data).values()} for one in (first, second))
    assert set(before) == set(after), "the same event keeps its UID"
    of_moved, of_kept = f"day-{moved.public_id}@raccord", f"day-{kept.public_id}@raccord"
    assert (before[of_moved]["SEQUENCE"], after[of_moved]["SEQUENCE"]) == (0, 1)
    assert after[of_moved]["LAST-MODIFIED"].dt == datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert (after[of_kept]["SEQUENCE"], after[of_kept]["LAST-MODIFIED"].dt.day) == (0, 2)

    with world.inside(world.lune) as session:
        session.delete(session.get(Day, (world.lune.id, kept.id)))
    third = read(stranger, address, **{"If-None-Match": second.headers["ETag"]})
    assert third.status_code == 200
    assert len(events(third.data)) == 1


def test_the_day_an_address_was_read_is_all_that_is_told_of_it(browse, stranger, world):
    world.engagement(world.lune, start_on=date(2026, 3, 10), end_on=date(2026, 3, 10))
    address = address_of(browse)
    assert "jamais lue" in browse.get("calendar.feeds").text
    read(stranger, address)
    assert "lue aujourd’hui" in browse.get("calendar.feeds").text
    with time_machine.travel("2026-03-09 08:00", tick=False):
        assert "lue le 2 mars" in browse.get("calendar.feeds").text


def test_two_thousand_events_cost_four_statements_at_most_then_nothing_to_send(
    browse, stranger, world, statements
):
    film = world.production(world.lune)
    rows = [
        {
            "workspace_id": world.lune.id, "id": new_id(), "public_id": f"d{n:011d}", "production_id": film.id,
            "day_on": date(2025, 6, 1) + timedelta(days=n // 4), "kind": DayKind.SHOOT.value, "unit": n % 4 + 1,
            "call_minute": 435, "end_minute": 1080, "is_continuous": False, "is_locked": False,
            "created_at": clock.now(),
        }
        for n in range(1_600)
    ]  # fmt: skip
    tasks = [
        {
            "workspace_id": world.lune.id, "id": new_id(), "public_id": f"t{n:011d}", "production_id": film.id,
            "position": n, "title": f"Tâche {n}", "phase": "preparation", "due_on": date(2026, 1, 1) + timedelta(days=n),
            "created_at": clock.now(),
        }
        for n in range(400)
    ]  # fmt: skip
    followed = Subscription(name="Planning de Jonas", kept_at=clock.now(), read_at=clock.now())
    world.add(world.lune, followed)
    brought = [
        {
            "workspace_id": world.lune.id, "id": new_id(), "public_id": f"i{n:011d}", "subscription_id": followed.id,
            "uid": str(n), "title": "Concert de Jonas", "start_on": date(2026, 3, 1) + timedelta(days=n),
            "end_on": date(2026, 3, 1) + timedelta(days=n), "is_hidden": False,
        }
        for n in range(300)
    ]  # fmt: skip
    with world.inside(world.lune) as session:
        for model, values in ((Day, rows), (Task, tasks), (ImportedEvent, brought)):
            session.connection().execute(insert(model.__table__), values)
    address = address_of(browse)
    statements.clear()
    first = read(stranger, address)
    assert len(Calendar.from_ical(first.data).walk("VEVENT")) == 2_000
    assert len(vobject.readOne(first.data.decode()).vevent_list) == 2_000
    assert "Jonas" not in first.text, "what was imported belongs to others"
    assert len(statements) <= 4, "its note included, written beside the request"
    statements.clear()
    again = read(stranger, address, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert len(statements) <= 3


def test_the_list_of_addresses_does_not_carry_what_they_said(browse, stranger, world, statements):
    world.engagement(world.lune, start_on=date(2026, 3, 10), end_on=date(2026, 3, 10))
    read(stranger, address_of(browse))
    statements.clear()
    browse.get("calendar.feeds")
    asked = next(said for said in statements if "FROM links" in said)
    assert "links.payload," not in asked and "links.payload \n" not in asked


def test_only_the_digest_of_an_address_is_kept(browse, world, peek):
    token = address_of(browse).removeprefix("/ics/").removesuffix(".ics")
    assert len(token) >= 43
    assert all(token not in str(row) for row in peek(f"SELECT t::text FROM {Link.__tablename__} t"))


def test_a_person_signed_in_reads_their_own_address_without_being_noted(browse):
    address = address_of(browse)
    assert browse.client.get(address).status_code == 200
    assert "jamais lue" in browse.get("calendar.feeds").text
