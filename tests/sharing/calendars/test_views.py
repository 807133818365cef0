"""The address of a link that calendar applications read."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from icalendar import Calendar

from tests.calendar.test_feeds import events
from webapp.productions.models import Phase, PhaseKind, ShowKind
from webapp.productions.planning.models import Day, DayKind
from webapp.sharing import actions as sharing
from webapp.sharing.calendars import actions
from webapp.sharing.codes import code_digest
from webapp.sharing.models import Share
from webapp.sharing.queries import share_or_404

PHONE = "iOS/18.1 (22B83) dataaccessd/1.0"
GOOGLE = "Google-Calendar-Importer"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"
EVERYTHING = ("calendar", "calendar.places", "calendar.times")
NOTE = "sharing.calendars.actions.note_calendar"


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2026-03-02 08:00", tick=False):
        yield


@pytest.fixture
def film(world):
    world.day(world.soleil, world.production(world.soleil, "Soleil"), date(2026, 3, 10))
    return world.production(world.lune)


@pytest.fixture
def read(stranger, peek, as_superuser):
    """An application reads the calendar, and what it was told is noted."""

    def ask(token, agent=PHONE, k=None, **headers):
        url = f"/s/{token}/agenda.ics" + (f"?k={k}" if k else "")
        answer = stranger.client.get(url, headers={"User-Agent": agent, **headers})
        for (args,) in peek(f"SELECT args FROM procrastinate_jobs WHERE task_name = '{NOTE}' ORDER BY id"):
            actions.note_calendar.now(**args)
        as_superuser(f"DELETE FROM procrastinate_jobs WHERE task_name = '{NOTE}'")
        return answer

    return ask


def uids(answer):
    return {str(event["UID"]): event for event in Calendar.from_ical(answer.data).walk("VEVENT")}


def test_days_and_key_dates_go_out_with_what_was_granted_of_them(world, film, read):
    spot = world.spot(world.lune, city="Saint-Malo", access="Code 4812")
    world.day(world.lune, film, date(2026, 3, 10), place_id=spot.id, notes="Allergie", meal_minute=750)
    world.day(world.lune, film, date(2026, 3, 11), kind=DayKind.REST, call_minute=None)
    world.day(
        world.lune, film, date(2026, 3, 12), unit=2, call_minute=None, ready_minute=None, end_minute=None
    )
    shoot = {"kind": PhaseKind.SHOOT, "start_on": date(2026, 3, 10), "end_on": date(2026, 4, 3)}
    world.add(world.lune, Phase(production_id=film.id, **shoot))
    bare, _share = world.share(world.lune, film, grants=("calendar", "planning.places"))
    whole, _share = world.share(world.lune, film, grants=EVERYTHING)

    answer = read(bare)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert (answer.headers["X-Robots-Tag"], answer.headers["Referrer-Policy"]) == (
        "noindex, nofollow",
        "no-referrer",
    )
    calendar = Calendar.from_ical(answer.data)
    assert (calendar["X-WR-CALNAME"], calendar["REFRESH-INTERVAL"].dt) == ("Les Marées", timedelta(hours=6))
    assert not calendar.walk("VALARM")
    found = events(answer.data)
    assert list(found) == [
        "Les Marées, J1",
        "Les Marées, Tournage",
        "Les Marées, Relâche",
        "Les Marées, J1, équipe 2",
    ]
    assert found["Les Marées, J1"]["DTSTART"].dt == date(2026, 3, 10)
    assert found["Les Marées, Tournage"]["DTEND"].dt == date(2026, 4, 4), (
        "the end of whole days is the day after"
    )
    assert found["Les Marées, Tournage"]["TRANSP"] == found["Les Marées, Relâche"]["TRANSP"] == "TRANSPARENT"
    assert [word for word in ("LOCATION", "7h15", "Criée", "Allergie") if word in answer.text] == []

    first = events(read(whole).data)["Les Marées, J1"]
    assert first["LOCATION"] == "Criée de Saint-Malo"
    assert first["DTSTART"].dt.astimezone(UTC) == datetime(2026, 3, 10, 6, 15, tzinfo=UTC)
    assert first["DESCRIPTION"] == "Convocation 7h15, PAT 8h00, fin 18h00, coupure repas 12h30"
    assert "4812" not in read(whole).text and "Soleil" not in read(whole).text


def test_a_night_ends_the_next_day_by_the_clock_on_the_wall_even_when_it_changes(world, film, read):
    for day in (date(2026, 3, 27), date(2026, 3, 28)):  # the second one loses an hour
        world.day(world.lune, film, day, call_minute=20 * 60, ready_minute=None, end_minute=5 * 60)
    token, _share = world.share(world.lune, film, grants=EVERYTHING)
    found = events(read(token).data)
    spans = [found[f"Les Marées, J{rank}"] for rank in (1, 2)]
    assert [event["DTEND"].dt.astimezone(UTC) for event in spans] == [
        datetime(2026, 3, 28, 4, tzinfo=UTC),
        datetime(2026, 3, 29, 3, tzinfo=UTC),
    ]


def test_one_address_follows_every_production_of_the_link_in_its_language(world, film, read, stranger):
    tour = world.production(world.lune, "La Grande Lessive", kind=ShowKind.THEATRE)
    world.day(world.lune, film, date(2026, 3, 10))
    for day in (12, 13):
        world.day(
            world.lune, tour, date(2026, 3, day), kind=DayKind.SHOW, call_minute=None, ready_minute=1230, end_minute=None
        )  # fmt: skip
    token, _share = world.share(world.lune, film, tour, grants=EVERYTHING, language="en")
    answer = read(token)
    assert Calendar.from_ical(answer.data)["X-WR-CALNAME"] == "Les Marées, La Grande Lessive"
    show = events(answer.data)["La Grande Lessive, Date 2 / 2"]
    assert show["DTSTART"].dt.hour == 20 and "20:30" in show["DESCRIPTION"]
    page = stranger.client.get(f"/s/{token}").text
    addresses = re.findall(rf'"(\w+)://localhost:?\d*/s/{token}/agenda\.ics"', page)
    assert sorted(addresses) == ["http", "http", "webcal"], "to open, to copy, to follow; once for both"


def test_a_change_counts_once_and_a_refresh_writes_nothing(world, film, read, peek):
    moved, kept = (world.day(world.lune, film, date(2026, 3, n)) for n in (10, 11))
    token, _share = world.share(world.lune, film, grants=EVERYTHING)
    first = read(token)
    assert read(token, **{"If-None-Match": first.headers["ETag"]}).status_code == 304
    noted = peek("SELECT xmin FROM share_calendars")
    read(token)
    assert peek("SELECT xmin FROM share_calendars") == noted
    with time_machine.travel("2026-03-03 09:00", tick=False):
        with world.inside(world.lune) as session:
            session.get(Day, (world.lune.id, moved.id)).on = date(2026, 3, 9)
        second = read(token, **{"If-None-Match": first.headers["ETag"]})
    before, after = uids(first), uids(second)
    assert set(before) == set(after), "the same event keeps its UID"
    uid, other = (f"day-{day.public_id}@share.raccord" for day in (moved, kept))
    assert (before[uid]["SEQUENCE"], after[uid]["SEQUENCE"], after[other]["SEQUENCE"]) == (0, 1, 0)
    assert after[uid]["DTSTAMP"].dt == datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert after[other]["DTSTAMP"].dt == before[other]["DTSTAMP"].dt


def test_a_day_taken_away_is_said_cancelled_until_it_is_past_or_replaced(world, film, read):
    gone, replaced = (world.day(world.lune, film, date(2026, 3, n)) for n in (10, 11))
    token, _share = world.share(world.lune, film, grants=EVERYTHING)
    read(token)
    with world.inside(world.lune) as session:
        for day in (gone, replaced):
            session.delete(session.get(Day, (world.lune.id, day.id)))
    world.day(world.lune, film, date(2026, 3, 11))
    told = [uids(read(token)) for _again in range(2)]
    for found in told:
        event = found[f"day-{gone.public_id}@share.raccord"]
        assert (event["STATUS"], event["SEQUENCE"], event["DTSTART"].dt) == (
            "CANCELLED",
            1,
            date(2026, 3, 10),
        )
        assert event["SUMMARY"] == "Les Marées, jour annulé"
        assert f"day-{replaced.public_id}@share.raccord" not in found
    with time_machine.travel("2026-03-11 08:00", tick=False):
        assert f"day-{gone.public_id}@share.raccord" not in uids(read(token))


def test_a_production_taken_off_the_link_leaves_no_trace(world, film, read):
    tour = world.production(world.lune, "La Grande Lessive")
    world.day(world.lune, tour, date(2026, 3, 12))
    token, share = world.share(world.lune, film, tour, grants=EVERYTHING)
    assert "Lessive" in read(token).text
    wanted = sharing.Wanted(name="Marc", ends_on=date(2026, 4, 1), grants=EVERYTHING, from_name="Camille")
    with world.inside(world.lune):
        sharing.change_share(share_or_404(share.public_id), wanted, [film.id])
    answer = read(token)
    assert answer.status_code == 200 and not uids(answer)


def test_closed_in_any_way_it_answers_alike(world, film, read):
    gone, share = world.share(world.lune, film, grants=EVERYTHING)
    apart, _share = world.share(world.lune, film, grants=("planning", "calendar.times"))
    over, _share = world.share(world.lune, film, grants=EVERYTHING, ends_on=date(2026, 3, 1))
    with world.inside(world.lune):
        sharing.revoke_share(share_or_404(share.public_id))
    answers = {(one.status_code, one.data) for one in map(read, (gone, apart, over, "unknown"))}
    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_who_subscribes_is_counted_once_and_is_no_opening(world, film, read, peek):
    world.day(world.lune, film, date(2026, 3, 10))
    token, share = world.share(world.lune, film, grants=EVERYTHING)
    visits = "SELECT what, device FROM share_visits"
    for agent in (CHROME, "TelegramBot (like TwitterBot)", "curl/8.5"):
        assert read(token, agent).status_code == 200
    assert peek(visits) == []
    for agent in (PHONE, PHONE, GOOGLE):
        read(token, agent)
    assert peek(visits) == [("calendar", "phone")]
    with world.inside(world.lune) as session:
        assert session.get(Share, (world.lune.id, share.id)).first_opened_at is None


def test_it_costs_at_most_four_statements(world, film, read, stranger, statements):
    for n in range(60):
        world.day(world.lune, film, date(2026, 3, 10) + timedelta(days=n))
    token, _share = world.share(world.lune, film, grants=EVERYTHING)
    statements.clear()
    stranger.client.get(f"/s/{token}/agenda.ics")
    assert len(statements) <= 3, "and the job that notes it"


def test_before_there_is_a_date_it_may_be_followed_already(world, film, read, stranger):
    token, _share = world.share(world.lune, film, grants=EVERYTHING)
    assert "Les dates s’y mettront dès qu’elles seront posées" in stranger.client.get(f"/s/{token}").text
    assert not uids(read(token))


def test_behind_a_code_the_address_told_on_the_page_has_a_key_of_its_own(world, film, read, stranger):
    world.day(world.lune, film, date(2026, 3, 10))
    token, share = world.share(world.lune, film, grants=EVERYTHING)

    def lock(code):
        with world.inside(world.lune) as session:
            session.get_one(Share, (world.lune.id, share.id)).code_digest = code_digest(share.id, code)

    lock("4821")
    asked = read(token)
    assert asked.status_code == 303 and "J1" not in asked.text
    stranger.client.post(f"/s/{token}/code", data={"code": "4821"})
    key = re.search(r"agenda\.ics\?k=(\w+)", stranger.client.get(f"/s/{token}").text)[1]
    with stranger.client.session_transaction() as session:
        session.clear()
    assert "J1" in read(token, k=key).text
    assert read(token, k="another").status_code == 303
    lock("1111")
    assert read(token, k=key).status_code == 303, "another code closes it"
