"""Several browsers that ask for one page again and again, in one thread that costs little."""

import selectors
import socket
import statistics
import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Target:
    port: int
    path: str
    cookie: str = ""

    @property
    def request(self) -> bytes:
        """As a phone asks: the answer may be compressed."""
        lines = [f"GET {self.path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: gzip", "Accept: text/html"]
        lines += [f"Cookie: {self.cookie}"] if self.cookie else []
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass
class Load:
    answers: int = 0
    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    @property
    def median_ms(self) -> float:
        return statistics.median(self.waits) * 1000


def ask(target: Target, seconds: float, browsers: int) -> Load:
    """Ask for about so long; whatever was asked is waited for."""
    load, request = Load(), target.request
    with selectors.DefaultSelector() as selector:
        open_ = [_Browser(target.port) for _ in range(browsers)]
        try:
            start = time.perf_counter()
            end = start + seconds
            for browser in open_:
                selector.register(browser.socket, selectors.EVENT_READ, browser)
                browser.ask(request)
            waiting = browsers
            while waiting:
                for key, _mask in selector.select(30) or _silence(target):
                    if not key.data.heard(target):
                        continue
                    now = time.perf_counter()
                    load.answers += 1
                    load.waits.append(now - key.data.asked)
                    if now < end:
                        key.data.ask(request)
                    else:
                        waiting -= 1
            load.seconds = time.perf_counter() - start
        finally:
            for browser in open_:
                browser.socket.close()
    return load


class _Browser:
    def __init__(self, port: int):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.asked = 0.0
        self.left = b""
        self.needed = 0

    def ask(self, request: bytes) -> None:
        self.left, self.needed = b"", 0
        self.asked = time.perf_counter()
        self.socket.sendall(request)

    def heard(self, target: Target) -> bool:
        """True once the answer is whole; a page that is not 200 ends the measure."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise RuntimeError(f"{target.path}: the server closed the connection")
        self.left += chunk
        if not self.needed and (end := self.left.find(b"\r\n\r\n")) > 0:
            head = self.left[:end].lower()
            if not head.startswith(b"http/1.1 200"):
                raise RuntimeError(f"{target.path}: {head.splitlines()[0].decode()}")
            self.needed = end + 4 + int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        return bool(self.needed) and len(self.left) >= self.needed


def _silence(target: Target) -> list[tuple[selectors.SelectorKey, int]]:
    raise RuntimeError(f"{target.path}: no answer in 30 seconds")
