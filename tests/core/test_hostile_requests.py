"""Requests no page of ours sends: each gets an answer that says so, never a fault of ours."""

from io import BytesIO

import pytest

from tests.browse import Browser
from tests.engagements.test_views import SENT
from tests.make import World
from tests.productions.test_views import TIDES


@pytest.mark.parametrize("path", ["/sign-in", "/sign-up", "/password"])
def test_a_text_field_sent_as_a_file_is_an_empty_field(stranger, path):
    sent = {"email": (BytesIO(b"x"), "x.txt"), "name": (BytesIO(b"x"), "x.txt"), "password": "x"}
    assert stranger.client.post(path, data=sent).status_code == 422


def test_a_contact_named_by_a_file_has_no_name(browse):
    browse.post("contacts.create", {"kind": "person", "name": (BytesIO(b"x"), "x.txt")}, status=422)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/static/%00", 404),
        ("/w/%00/", 404),
        ("/w/lune/engagements/%00", 404),
        ("/w/lune/contacts/%00", 404),
        ("/w/lune/engagements/?production=%00", 400),
        ("/w/lune/engagements/new?production=%00", 400),
        ("/w/lune/productions/?q=%00", 400),
    ],
)
def test_a_nul_is_refused_wherever_it_stands(browse, path, status):
    assert browse.client.get(path).status_code == status


@pytest.mark.parametrize("path", ["/", "/sign-in", "/w/lune/contacts/", "/nowhere"])
def test_a_query_that_is_no_text_is_refused(browse, stranger, path):
    for browser in (browse, stranger):
        answer = browser.client.get(path, environ_overrides={"QUERY_STRING": "q=\xff"})
        assert answer.status_code == 400, answer.status_code


@pytest.mark.parametrize("path", ["/", "/sign-in", "/w/lune/contacts/", "/nowhere"])
def test_a_host_that_is_no_name_is_refused(browse, path):
    answer = browse.client.get(path, environ_overrides={"HTTP_HOST": "x" * 70})
    assert answer.status_code == 400, answer.status_code


def test_a_nul_in_a_form_is_refused(browse, world: World):
    browse.post("contacts.create", {"kind": "person", "name": "A\0B"}, status=400)
    assert "A\0B" not in browse.get("contacts.index").text


def test_a_referrer_that_is_no_address_is_no_way_back(stranger):
    answer = stranger.client.post("/w/lune/welcome", headers={"Referer": "http://[x"})
    assert answer.status_code == 303
    for headers in ({"Referer": "http://[x"}, {"HX-Current-URL": "http://[x"}):
        assert stranger.client.get("/nowhere", headers=headers).status_code == 404


@pytest.mark.parametrize("number", ["²", "-1", "9" * 5000, "1e9", "٣", ""])
@pytest.mark.parametrize(
    ("endpoint", "sent", "field"),
    [("engagements.create", SENT, "lines-{}-unit"), ("productions.create", TIDES, "phases-{}-kind")],
)
def test_a_line_numbered_strangely_is_not_a_line(browse, endpoint, sent, field, number):
    browse.post(endpoint, {**sent, field.format(number): "x"})


def test_more_lines_than_a_form_holds_are_said_and_not_cut_in_silence(browse):
    phases = {f"phases-{n}-kind": "shoot" for n in range(100)}
    days = {f"phases-{n}-start_on": "2026-11-02" for n in range(100)}
    answer = browse.post("productions.create", {**TIDES, **phases, **days}, status=422)
    assert "30 lignes" in answer.text


@pytest.mark.parametrize("kind", ["flat", "bonus"])
def test_a_line_is_described_in_a_hundred_letters(browse, kind):
    line = {"lines-0-unit": kind, "lines-0-quantity": "", "lines-0-hours": "", "lines-0-gross": "100"}
    answer = browse.post("engagements.create", {**SENT, **line, "lines-0-label": "x" * 101}, status=422)
    assert "Au plus 100 caractères." in answer.text


@pytest.mark.parametrize("name", ["Voir https://evil.example", "www.evil.example", "HTTP://x"])
def test_a_name_that_goes_into_mails_carries_no_link(browse: Browser, stranger, name):
    browse.post("workspaces.create", {"name": name}, status=422)
    browse.post("workspaces.rename", {"name": name}, status=422)
    stranger.client.post("/sign-up")
    sent = {"name": name, "email": "x@exemple.fr", "password": "un mot de passe long"}
    assert stranger.client.post("/sign-up", data=sent).status_code == 422
