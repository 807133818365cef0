"""Real servers on loopback, and the processor's time they and their database connections take."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psycopg

from webapp.core.supervisor import GRACE_SECONDS

GUNICORN = (
    "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--graceful-timeout", "2",
    "--no-control-socket", "--access-logfile", "/dev/null", "--log-level", "warning",
)  # fmt: skip
START_SECONDS = 30


@dataclass(frozen=True)
class Serving:
    """A gunicorn, served as `make run` does, and the database that answers it."""

    port: int
    pid: int
    admin: psycopg.Connection  # to any database of the server: sees the connections of all
    database: str

    def spent(self) -> "Spent":
        backends = self.admin.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", [self.database])
        return Spent(
            web=sum(_milliseconds(pid) for pid in (self.pid, *_children(self.pid))),
            database={pid: _milliseconds(pid) for (pid,) in backends},
        )


@dataclass(frozen=True)
class Spent:
    """Milliseconds of processor, user and system, since each process began."""

    web: float
    database: dict[int, float]

    def since(self, before: "Spent") -> tuple[float, float]:
        asked = sum(spent - before.database.get(pid, 0.0) for pid, spent in self.database.items())
        return self.web - before.web, asked


@contextmanager
def serve(
    app: str, folder: Path, log: Path, environment: dict[str, str], admin: psycopg.Connection, database: str
) -> Iterator[Serving]:
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening, log.open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-b", f"fd://{listening.fileno()}", *GUNICORN, app],
            cwd=folder, env={**os.environ, **environment}, stdout=told, stderr=told,
            pass_fds=[listening.fileno()], start_new_session=True,
        )  # fmt: skip
        try:
            port = listening.getsockname()[1]
            _wait(port, process, log)
            yield Serving(port, process.pid, admin, database)
        finally:
            process.terminate()
            try:
                process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)  # its own session: itself and its workers


def _wait(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until a worker answers, whatever it says."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(TimeoutError, URLError):
            try:
                urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
            except HTTPError as answer:
                answer.close()
            return
    raise RuntimeError(f"a server did not start:\n{log.read_text()[-2000:]}")


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _milliseconds(pid: int) -> float:
    """Of every thread, in nanoseconds as the scheduler counts them: finer than the ticks of `stat`."""
    spent = 0
    for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        spent += int(thread.read_text().split()[0])
    return spent / 1e6
