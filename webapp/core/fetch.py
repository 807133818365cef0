"""What a public address gives, asked for by a person: never anything of our own network.

The name is resolved once, every address it has must be public, and the connection goes to the one that was
checked, so that a name which answers differently the second time leads nowhere else. Each redirection is a new
address, checked like the first.
"""

import http.client
import socket
import ssl
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooSlow
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import BoundedSemaphore, Thread, Timer
from urllib.parse import SplitResult, urljoin, urlsplit

from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

SECONDS = 10  # for everything: names, redirections, content
MOST_BYTES = 5 * 1024 * 1024
MOST_REDIRECTIONS = 3
PORTS = {"http": 80, "https": 443}
TURN = BoundedSemaphore(2)  # how many may be asked at once: each holds a thread of the server
CHUNK = 64 * 1024
OWN_NAMES = ("localhost", "internal", "local", "lan", "home", "corp", "intranet", "arpa")
# Addresses of IPv6 that stand for one of IPv4, for a network behind a gateway, or for the old site of a network.
TRANSLATED = tuple(
    map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "fec0::/10"))
)
REDIRECTED = {301, 302, 303, 307, 308}

NOT_PUBLIC = sentence("Cette adresse n’est pas publique\u00a0: elle ne peut pas être lue d’ici.")
NOT_AN_ADDRESS = sentence("Cette adresse n’est pas complète. Exemple\u00a0: https://exemple.fr/agenda.ics")
NO_ANSWER = sentence("Cette adresse ne répond pas. Vérifiez-la, ou réessayez plus tard.")
TOO_SLOW = sentence("Cette adresse a mis plus de %(seconds)s secondes à répondre.", seconds=SECONDS)
TOO_HEAVY = sentence("Ce qui est à cette adresse pèse plus de %(limit)s Mo.", limit=MOST_BYTES >> 20)


@dataclass(frozen=True)
class Target:
    """Where to connect, once checked."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def fetch(url: str) -> bytes:
    """Raises Refused, with the sentence for the person, for whatever does not end with a content."""
    if not TURN.acquire(timeout=SECONDS):
        raise Refused(sentence("Trop d’adresses sont lues en même temps. Réessayez dans un instant."))
    try:
        return _followed(url, time.monotonic() + SECONDS)
    finally:
        TURN.release()


def _followed(url: str, deadline: float) -> bytes:
    for _turn in range(MOST_REDIRECTIONS + 1):
        found = _ask(target_of(url, deadline), deadline)
        if isinstance(found, bytes):
            return found
        url = urljoin(url, found)
    raise Refused(sentence("Cette adresse renvoie sans fin vers une autre."))


def target_of(url: str, deadline: float) -> Target:
    """An address taken apart and resolved; raises Refused unless all of it is public."""
    parts = _split(url)
    scheme = "https" if parts.scheme == "webcal" else parts.scheme
    host = (parts.hostname or "").rstrip(".").lower()
    if scheme not in PORTS or not host or parts.username is not None:
        raise Refused(NOT_AN_ADDRESS)
    if host.rsplit(".", 1)[-1] in OWN_NAMES or (_port(parts) or PORTS[scheme]) not in PORTS.values():
        raise Refused(NOT_PUBLIC)
    port = _port(parts) or PORTS[scheme]
    addresses = _resolved(host, port, deadline)
    if not all(map(is_public, addresses)):
        raise Refused(NOT_PUBLIC)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return Target(scheme, host, port, path, addresses[0])


def is_public(address: str) -> bool:
    """Reached through the internet by anyone: not this machine, nor the network of the host, nor a translation."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return _is_open(found.ipv4_mapped)
        if any(found in network for network in TRANSLATED):
            return False
    return _is_open(found)


def _is_open(found: IPv4Address | IPv6Address) -> bool:
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        parts.port  # noqa: B018 - a port that is no number is found out here
    except ValueError:
        raise Refused(NOT_AN_ADDRESS) from None
    if not url.isascii() or not url.strip().isprintable() or " " in url.strip():
        raise Refused(NOT_AN_ADDRESS)
    return parts


def _port(parts: SplitResult) -> int | None:
    return parts.port


def _resolved(host: str, port: int, deadline: float) -> list[str]:
    """The addresses of a name; the system's resolver has no limit of its own, so it is asked aside."""
    answer: Future[list[str]] = Future()

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.set_result(list(dict.fromkeys(str(row[4][0]) for row in rows)))
        except (OSError, UnicodeError) as error:
            answer.set_exception(error)

    Thread(target=ask, daemon=True).start()
    try:
        return answer.result(timeout=_left(deadline))
    except TooSlow:
        raise Refused(TOO_SLOW) from None
    except (OSError, UnicodeError):
        raise Refused(NO_ANSWER) from None


def _ask(target: Target, deadline: float) -> bytes | str:
    """The content, or the address it is redirected to."""
    connection = _Pinned(target, deadline)
    try:
        connection.request(
            "GET", target.path, headers={"Accept-Encoding": "identity", "User-Agent": "Raccord", "Accept": "*/*"}
        )  # fmt: skip
        with connection.getresponse() as response:
            found = _read(response)
        _left(deadline)  # a content cut at the deadline is not one
        return found
    except (OSError, http.client.HTTPException, ValueError):
        raise Refused(TOO_SLOW if time.monotonic() >= deadline else NO_ANSWER) from None
    finally:
        connection.release()


def _read(response: http.client.HTTPResponse) -> bytes | str:
    if response.status in REDIRECTED and (place := response.headers.get("Location")):
        return place
    if response.status != 200:
        raise Refused(sentence("Cette adresse répond une erreur\u00a0: %(status)s.", status=response.status))
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise Refused(NO_ANSWER)
    content = b""
    while piece := response.read(CHUNK):
        content += piece
        if len(content) > MOST_BYTES:
            raise Refused(TOO_HEAVY)
    if response.length:
        raise Refused(NO_ANSWER)  # less than was announced
    return content


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was checked, under the name that was asked, cut at the deadline."""

    def __init__(self, target: Target, deadline: float):
        super().__init__(target.host, target.port)
        self._target, self._deadline = target, deadline
        self._cut: Timer | None = None
        self._spare: socket.socket | None = None

    def connect(self) -> None:
        left = _left(self._deadline)
        raw = socket.create_connection((self._target.address, self._target.port), timeout=left)
        self._spare = raw.dup()  # wrapping in TLS takes the first one away
        # A server that gives one byte a second never meets the limit of one reading.
        self._cut = Timer(_left(self._deadline), self._shut)
        self._cut.daemon = True
        self._cut.start()
        self.sock = raw
        if self._target.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=self._target.host)

    def release(self) -> None:
        """Not `close`, which the library calls as soon as the answer has begun."""
        if self._cut is not None:
            self._cut.cancel()
        if self._spare is not None:
            self._spare.close()
        self.close()

    def _shut(self) -> None:
        with suppress(OSError):  # closed meanwhile
            if self._spare is not None:
                self._spare.shutdown(socket.SHUT_RDWR)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise Refused(TOO_SLOW)
    return left
