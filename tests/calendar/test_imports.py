"""Calendars of elsewhere, read from a file or an address."""

import re
import time
from datetime import date

import pytest
import time_machine

from tests.browse import Browser
from tests.calendar.ics import PLANNING, calendar, event
from tests.make import World
from webapp.calendar.imports import actions, jobs, reading
from webapp.calendar.models import ImportedEvent, Subscription
from webapp.core.db import db
from webapp.domain.permissions import Role
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2026-11-23 08:00", tick=False):
        yield


def send(browser: Browser, content: bytes, name: str = "planning.ics"):
    """As one body: the test client would leave a big one in a file it does not close."""
    part = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return browser.client.post(
        browser.url("calendar.import_file"),
        data=part.encode() + content + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
    )


def kept(browser: Browser, content: bytes = PLANNING, **terms: str):
    """Send a file and keep what it holds; the answer of the last step."""
    sent = send(browser, content)
    assert sent.status_code == 303, browser.sentences(sent)
    calendar_id = re.search(r"/imports/(\w{12})/preview", sent.headers["Location"])[1]
    browser.follow(sent)
    asked = {"name": "Planning de Jonas", "production": "", "hue": "5", **terms}
    return browser.client.post(browser.url("calendar.import_keep", calendar_id=calendar_id), data=asked)


def test_a_file_is_seen_before_anything_is_added(browse, world):
    preview = browse.follow(send(browse, PLANNING)).text
    assert "8 dates à ajouter" in preview
    assert "Répétition, salle B" in preview
    assert 'value="Planning de Jonas"' in preview
    assert "Répétition" not in browse.get("calendar.agenda").text
    assert kept(browse).status_code == 303
    page = browse.get("calendar.agenda").text
    for said in ("Répétition, salle B", "9h00", "12h00", "Rennes, Planning de Jonas", "Congés"):
        assert said in page
    assert "Annulé" not in page


def test_times_are_those_of_paris_whatever_the_zone_of_the_file(app, world):
    found = {}
    for said in reading.read(PLANNING).events:
        found.setdefault(said["title"], []).append(said)
    of = {
        title: [(e["start_on"], e["end_on"], e["start_minute"], e["end_minute"]) for e in all_]
        for title, all_ in found.items()
    }
    assert of["Congés"] == [("2026-11-30", "2026-12-02", None, None)]
    assert of["Nuit"] == [("2026-11-25", "2026-11-25", 1320, 180)]
    points = [("2026-10-05", 540), ("2026-10-26", 540), ("2026-11-02", 540), ("2026-11-09", 540)]
    assert [(day, minute) for day, _end, minute, _stop in of["Point"]] == points, "across the change of hour"
    assert of["Point avancé"] == [("2026-10-19", "2026-10-19", 480, None)]


def test_importing_twice_adds_nothing(browse, world):
    kept(browse)
    before = len(everything(world))
    again = send(browse, PLANNING)
    page = browse.follow(again).text
    assert re.search("0 dates? à ajouter", page)
    assert "8 dates sont déjà dans l’agenda" in page
    refused = kept(browse)
    assert refused.status_code == 422
    assert "Rien à importer" in refused.text
    assert 'value="Planning de Jonas"' in refused.text
    assert len(everything(world)) == before


def test_a_changed_event_is_moved_not_added(browse, world):
    kept(browse)
    moved = PLANNING.replace(b"20261124T080000Z", b"20261124T070000Z")
    assert kept(browse, moved).status_code == 303
    rows = [row for row in everything(world) if row.title.startswith("Répétition")]
    assert [row.start_minute for row in rows] == [480]


def test_the_same_file_serves_two_workspaces(browse, other, world):
    kept(browse)
    assert kept(other).status_code == 303
    assert len(everything(world)) == len(everything(world, world.soleil)) == 8


def test_an_imported_calendar_takes_the_colour_of_its_production(browse, world):
    film = world.production(world.lune, hue=3)
    kept(browse, production=film.public_id)
    page = browse.get("calendar.day", day="2026-11-24").text
    assert 'class="ag p3"' in page
    only = browse.get("calendar.day", day="2026-11-24", production=film.public_id).text
    assert "Répétition" in only


def test_the_production_of_another_workspace_is_not_in_the_list(browse, world):
    theirs = world.production(world.soleil)
    answer = kept(browse, production=theirs.public_id)
    assert answer.status_code == 422
    assert everything(world) == []


def test_a_calendar_is_hidden_shown_again_and_taken_away(browse, world):
    kept(browse)
    mine = subscription(world)
    browse.post("calendar.show_imported", calendar_id=mine.public_id)
    assert "Répétition" not in browse.get("calendar.agenda").text
    browse.post("calendar.show_imported", calendar_id=mine.public_id)
    assert "Répétition" in browse.get("calendar.agenda").text
    browse.post("calendar.delete_imported", calendar_id=mine.public_id, status=422)
    assert everything(world) != []
    browse.post("calendar.delete_imported", {"confirmed": "y"}, calendar_id=mine.public_id)
    assert everything(world) == []
    assert "Aucun agenda importé" in browse.get("calendar.imports").text


def test_one_date_is_hidden_and_shown_again(browse, world):
    kept(browse)
    one = next(row for row in everything(world) if row.title.startswith("Répétition"))
    page = browse.get("calendar.event", event_id=one.public_id).text
    assert "Apporter\nla conduite" in page
    browse.post("calendar.show_event", event_id=one.public_id)
    assert "Répétition" not in browse.get("calendar.day", day="2026-11-24").text
    assert "Répétition" in browse.get("calendar.imported", calendar_id=subscription(world).public_id).text
    browse.post("calendar.show_event", event_id=one.public_id)
    assert "Répétition" in browse.get("calendar.day", day="2026-11-24").text


def test_a_viewer_reads_and_changes_nothing(app, browse, world):
    kept(browse)
    viewer = Browser(app, world.member(world.lune, "lecture@exemple.fr", Role.VIEWER))
    assert "Planning de Jonas" in viewer.get("calendar.imports").text
    viewer.get("calendar.event", event_id=everything(world)[0].public_id)
    assert send(viewer, PLANNING).status_code == 403


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "commence par BEGIN:VCALENDAR"),
        (b"Nom;Date\n", "commence par BEGIN:VCALENDAR"),
        (b"<!DOCTYPE html><html><body>BEGIN:VCALENDAR", "une page, pas un calendrier"),
        (b"BEGIN:VCALENDAR\r\nnothing that ends", "n’a pas pu être lu"),
        (calendar(), "n’a aucun évènement"),
        (calendar(event("old", "DTSTART:20190101T080000Z")), "n’a aucun évènement"),
        (calendar(event("s", "RRULE:FREQ=SECONDLY")), "à chaque seconde"),
        (calendar(event("m", "RRULE:FREQ=MINUTELY;INTERVAL=5")), "à chaque seconde"),
        (calendar(event("h", "RRULE:FREQ=HOURLY")), "plus de 2000 fois"),
        (calendar(event("d", "RRULE:FREQ=DAILY;BYHOUR=1,5,9,13")), "plus de 2000 fois"),
        (calendar(*(event(f"n{n}") for n in range(5_001))), "plus de 5000 évènements"),
        (calendar(*(event(f"n{n}", "RRULE:FREQ=DAILY") for n in range(20))), "plus de 5000 évènements"),
        (calendar(*(event(f"w{n}", "RRULE:FREQ=DAILY", "DESCRIPTION:" + "é" * 2_000) for n in range(4))), "texte très long"),
        (PLANNING + b" " * reading.MOST_BYTES, "trop lourd"),
    ],
    ids=["empty", "csv", "page", "cut", "no event", "old", "secondly", "minutely", "hourly", "often", "many", "unfolded", "wordy", "heavy"],
)  # fmt: skip
def test_what_is_not_taken_is_said_and_adds_nothing(browse, world, content, said):
    answer = send(browse, content)
    assert answer.status_code == 422
    assert said in answer.text
    assert everything(world) == []


def test_fifty_megabytes_are_a_sentence(browse, world):
    kept(browse)
    answer = send(browse, b"BEGIN:VCALENDAR" + b"\n" * (50 * 1024 * 1024))
    assert answer.status_code == 422
    assert "Ce calendrier est trop lourd. La limite est de 5 Mo." in answer.text
    assert len(everything(world)) == 8


def test_no_file_is_said(browse):
    answer = browse.post("calendar.import_file", {}, status=422)
    assert "Choisissez un fichier." in answer.text


def test_what_repeats_for_ever_is_kept_for_two_years_and_said(browse, world):
    sent = send(
        browse,
        calendar(event("a", "SUMMARY:Anniversaire", "DTSTART;VALUE=DATE:19900612", "RRULE:FREQ=YEARLY")),
    )
    assert "répète sans fin" in browse.follow(sent).text
    kept(
        browse,
        calendar(event("a", "SUMMARY:Anniversaire", "DTSTART;VALUE=DATE:19900612", "RRULE:FREQ=YEARLY")),
    )
    assert [row.start_on for row in everything(world)] == [
        date(2026, 6, 12),
        date(2027, 6, 12),
        date(2028, 6, 12),
    ]


def test_a_hostile_rule_is_stopped(app, monkeypatch):
    monkeypatch.setattr(reading, "WAIT", 4)
    start = time.perf_counter()
    rule = "RRULE:FREQ=YEARLY;BYDAY=MO;BYMONTH=2;BYMONTHDAY=30;BYSETPOS=-1"
    bombs = calendar(
        *(
            event(f"b{n}", "DTSTART:19000101T000000Z", rule, "RDATE:" + ",".join(["20261124T080000Z"] * 500))
            for n in range(900)
        )
    )
    with pytest.raises(Refused):
        reading.read(bombs)
    assert time.perf_counter() - start < 10


def test_a_reader_that_never_answers_is_not_waited_for(app, tmp_path, monkeypatch):
    asleep = tmp_path / "asleep.py"
    asleep.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(reading, "CHILD", asleep)
    monkeypatch.setattr(reading, "WAIT", 0.5)
    with pytest.raises(Refused, match="n’a pas pu être lu"):
        reading.read(PLANNING)


def test_titles_that_are_markup_are_shown_as_they_are(browse, world):
    kept(browse, calendar(event("x", "SUMMARY:<script>alert(1)</script>", "LOCATION:<img src=x onerror=1>")))
    page = browse.get("calendar.agenda").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_address_is_followed_and_read_again(browse, world, monkeypatch):
    asked = given(monkeypatch, PLANNING)
    sent = browse.post("calendar.import_address", {"url": " https://agenda.example/jonas.ics?key=1 "})
    assert asked == ["https://agenda.example/jonas.ics?key=1"]
    calendar_id = re.search(r"/imports/(\w{12})/preview", sent.headers["Location"])[1]
    browse.post("calendar.import_keep", {"name": "Jonas", "hue": "2"}, calendar_id=calendar_id)
    assert len(everything(world)) == 8

    given(
        monkeypatch,
        calendar(
            event("repet", "SUMMARY:Répétition", "DTSTART:20261124T090000Z"), event("neuf", "SUMMARY:Neuf")
        ),
    )
    browse.post("calendar.refresh_imported", calendar_id=calendar_id)
    assert {row.title for row in everything(world)} == {"Répétition", "Neuf"}


def test_an_address_that_cannot_be_read_keeps_what_it_had_and_says_so(browse, world, monkeypatch):
    calendar_id = followed(browse, monkeypatch)
    given(monkeypatch, Refused(sentence("Cette adresse ne répond pas. Vérifiez-la, ou réessayez plus tard.")))
    browse.post("calendar.refresh_imported", calendar_id=calendar_id)
    assert len(everything(world)) == 8
    assert "Cette adresse ne répond pas" in browse.get("calendar.imported", calendar_id=calendar_id).text


def test_an_address_that_is_not_public_is_said_and_stays_typed(browse):
    answer = browse.post("calendar.import_address", {"url": "http://169.254.169.254/latest"}, status=422)
    assert "n’est pas publique" in answer.text
    assert 'value="http://169.254.169.254/latest"' in answer.text


def test_a_page_in_place_of_a_calendar_is_said(browse, monkeypatch):
    given(monkeypatch, b"<!doctype html><html>")
    answer = browse.post("calendar.import_address", {"url": "https://agenda.example/"}, status=422)
    assert "C’est une page, pas un calendrier." in answer.text


def test_the_job_of_the_night_reads_the_addresses_not_read_lately(browse, world, monkeypatch):
    followed(browse, monkeypatch)
    asked = given(monkeypatch, calendar(event("neuf", "SUMMARY:Neuf")))
    jobs.refresh_all.now(workspace_id=str(world.lune.id))
    assert asked == []
    with time_machine.travel("2026-11-24 04:41", tick=False):
        jobs.refresh_all.now(workspace_id=str(world.soleil.id))
        assert asked == []
        jobs.refresh_all.now(workspace_id=str(world.lune.id))
        jobs.refresh_all.now(workspace_id=str(world.lune.id))
    assert asked == ["https://agenda.example/jonas.ics"]
    assert [row.title for row in everything(world)] == ["Neuf"]


def test_a_file_is_not_refreshed(browse, world):
    kept(browse)
    answer = browse.post("calendar.refresh_imported", calendar_id=subscription(world).public_id, status=422)
    assert "Un fichier ne se relit pas" in answer.text


def test_what_was_looked_at_and_left_goes_after_a_week(browse, world):
    send(browse, PLANNING)
    with time_machine.travel("2026-12-03 08:00", tick=False):
        send(browse, PLANNING)
        with world.inside(world.lune):
            assert db().query(Subscription).count() == 1


def test_lists_cost_the_same_however_many_calendars(browse, world, statements):
    counts = []
    for n in range(3):
        kept(browse, calendar(event(f"u{n}", f"SUMMARY:Un {n}"), event(f"v{n}")))
        statements.clear()
        browse.get("calendar.imports")
        counts.append(len(statements))
    assert counts[0] == counts[-1] <= 4


def given(monkeypatch, content: bytes | Exception) -> list[str]:
    """What addresses answer from now on; the list of those asked."""
    asked: list[str] = []

    def answer(url: str) -> bytes:
        asked.append(url)
        if isinstance(content, Exception):
            raise content
        return content

    monkeypatch.setattr(actions, "fetch", answer)
    return asked


def followed(browse: Browser, monkeypatch) -> str:
    given(monkeypatch, PLANNING)
    sent = browse.post("calendar.import_address", {"url": "https://agenda.example/jonas.ics"})
    calendar_id = re.search(r"/imports/(\w{12})/preview", sent.headers["Location"])[1]
    browse.post("calendar.import_keep", {"name": "Jonas", "hue": "2"}, calendar_id=calendar_id)
    return calendar_id


def everything(world: World, place=None) -> list[ImportedEvent]:
    with world.inside(place or world.lune):
        return db().query(ImportedEvent).order_by(ImportedEvent.start_on, ImportedEvent.uid).all()


def subscription(world: World) -> Subscription:
    with world.inside(world.lune):
        return db().query(Subscription).filter(Subscription.kept_at.is_not(None)).one()
