"""Addresses that people type are read without ever reaching our own network."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from webapp.core import fetch
from webapp.domain.refusals import Refused


def soon() -> float:
    return time.monotonic() + 5


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "198.18.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fdaa:0:1::3", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001::1", "fec0::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_never_reached(address: str):
    assert not fetch.is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::6810:84e5", "::ffff:93.184.215.14"])
def test_a_public_one_is(address: str):
    assert fetch.is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/a.ics", "http://127.0.0.1/a.ics", "http://2130706433/a.ics", "http://0x7f000001/a.ics",
        "http://127.1/a.ics", "http://[::1]/a.ics", "http://[fdaa::3]/a.ics", "https://app.internal/a.ics",
        "https://top1.nearest.of.app.internal./a.ics", "http://printer.local/", "http://169.254.169.254/latest/",
        "https://93.184.215.14:22/", "https://93.184.215.14:5432/",
    ],
)  # fmt: skip
def test_a_name_of_our_own_network_is_refused(url: str):
    with pytest.raises(Refused, match="n’est pas publique"):
        fetch.target_of(url, soon())


@pytest.mark.parametrize(
    "url",
    [
        "", "agenda", "file:///etc/passwd", "gopher://exemple.fr/", "ftp://exemple.fr/a.ics", "https://",
        "https://user:secret@exemple.fr/a.ics", "http://exemple.fr:abc/", "http://exemple.fr/a b",
        "http://exemple.fr/\r\nHost: evil", "http://[::1", "javascript:alert(1)", "https://exemplé.fr/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(url: str):
    with pytest.raises(Refused, match="n’est pas complète"):
        fetch.target_of(url, soon())


def test_one_private_address_among_several_is_enough_to_refuse(monkeypatch):
    names(monkeypatch, "93.184.215.14", "10.0.0.8")
    with pytest.raises(Refused, match="n’est pas publique"):
        fetch.target_of("https://agenda.example/a.ics", soon())


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch):
    """A name that answers otherwise the second time is not asked a second time."""
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    monkeypatch.setattr(fetch, "_resolved", lambda *_asked: next(answers))
    reached = []

    def connect(address, **_options):
        reached.append(address)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Refused, match="ne répond pas"):
        fetch.fetch("https://agenda.example/a.ics")
    assert reached == [("93.184.215.14", 443)]


def test_webcal_is_https(monkeypatch):
    names(monkeypatch, "93.184.215.14")
    target = fetch.target_of("webcal://agenda.example/a.ics?key=1", soon())
    assert (target.scheme, target.port, target.path) == ("https", 443, "/a.ics?key=1")


def test_a_content_is_read(here):
    with here(lambda asked: asked.answer(b"BEGIN:VCALENDAR")) as url:
        assert fetch.fetch(url) == b"BEGIN:VCALENDAR"


def test_the_name_that_was_asked_is_the_one_told(here):
    seen = []

    def note(asked):
        seen.append(asked.headers["Host"])
        asked.answer(b"ok")

    with here(note) as url:
        fetch.fetch(url)
    assert seen[0].startswith("agenda.example")


def test_redirections_are_followed_three_times_at_most(here):
    counts = []

    def again(asked):
        counts.append(asked.path)
        asked.send_response(302)
        asked.send_header("Location", f"/{len(counts)}")
        asked.end_headers()

    with here(again) as url, pytest.raises(Refused, match="renvoie sans fin"):
        fetch.fetch(url)
    assert len(counts) == 4


@pytest.mark.parametrize("place", ["http://169.254.169.254/latest/", "http://localhost/", "//10.0.0.1/x"])
def test_a_redirection_into_our_network_is_refused(here, place: str):
    def away(asked):
        asked.send_response(301)
        asked.send_header("Location", place)
        asked.end_headers()

    with here(away) as url, pytest.raises(Refused, match="n’est pas publique"):
        fetch.fetch(url)


def test_a_redirection_to_a_file_is_refused(here):
    def away(asked):
        asked.send_response(302)
        asked.send_header("Location", "file:///etc/passwd")
        asked.end_headers()

    with here(away) as url, pytest.raises(Refused, match="n’est pas complète"):
        fetch.fetch(url)


def test_a_content_too_heavy_is_left_in_the_middle(here, monkeypatch):
    monkeypatch.setattr(fetch, "MOST_BYTES", 100_000)
    sent = []

    def pour(asked):
        asked.send_response(200)
        asked.end_headers()
        for _ in range(2_000):
            try:
                asked.wfile.write(b"x" * 65_536)
            except OSError:
                return
            sent.append(1)

    with here(pour) as url, pytest.raises(Refused, match="pèse plus"):
        fetch.fetch(url)
    assert len(sent) < 2_000


def test_a_server_that_gives_a_byte_now_and_then_is_cut_at_the_deadline(here, monkeypatch):
    monkeypatch.setattr(fetch, "SECONDS", 1)

    def drip(asked):
        asked.send_response(200)
        asked.end_headers()
        for _ in range(100):
            try:
                asked.wfile.write(b"x")
                asked.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    start = time.monotonic()
    with here(drip) as url, pytest.raises(Refused, match="secondes à répondre"):
        fetch.fetch(url)
    assert time.monotonic() - start < 5


def test_a_content_cut_short_is_not_taken(here):
    def short(asked):
        asked.send_response(200)
        asked.send_header("Content-Length", "1000")
        asked.end_headers()
        asked.wfile.write(b"BEGIN")

    with here(short) as url, pytest.raises(Refused, match="ne répond pas"):
        fetch.fetch(url)


@pytest.mark.parametrize("status", [401, 404, 500])
def test_an_error_is_said_with_its_number(here, status: int):
    with here(lambda asked: asked.answer(b"no", status)) as url, pytest.raises(Refused, match=str(status)):
        fetch.fetch(url)


def test_a_content_that_unfolds_is_not_unfolded(here):
    def squeezed(asked):
        asked.send_response(200)
        asked.send_header("Content-Encoding", "gzip")
        asked.end_headers()

    with here(squeezed) as url, pytest.raises(Refused, match="ne répond pas"):
        fetch.fetch(url)


def test_nobody_there_is_said(monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    allow_here(monkeypatch, port)
    with pytest.raises(Refused, match="ne répond pas"):
        fetch.fetch(f"http://agenda.example:{port}/")


class Asked(BaseHTTPRequestHandler):
    do: Callable[["Asked"], None]

    def do_GET(self) -> None:
        type(self).do(self)

    def answer(self, content: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """A real server on this machine, under a public-looking name: only the last check is set aside."""

    @contextmanager
    def serving(do: Callable[[Asked], None]) -> Iterator[str]:
        handler = type("Handler", (Asked,), {"do": staticmethod(do)})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        port = server.server_address[1]
        allow_here(monkeypatch, port)
        try:
            yield f"http://agenda.example:{port}/a.ics"
        finally:
            server.shutdown()
            server.server_close()
            thread.join(5)

    return serving


def allow_here(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    """`agenda.example` is this machine, and this machine alone is taken for public; other names resolve as ever."""
    resolved, is_public = fetch._resolved, fetch.is_public
    monkeypatch.setitem(fetch.PORTS, "test", port)
    monkeypatch.setattr(
        fetch, "_resolved",
        lambda host, *rest: ["127.0.0.1"] if host == "agenda.example" else resolved(host, *rest),
    )  # fmt: skip
    monkeypatch.setattr(fetch, "is_public", lambda address: address == "127.0.0.1" or is_public(address))


def names(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    monkeypatch.setattr(fetch, "_resolved", lambda *_asked: list(addresses))
