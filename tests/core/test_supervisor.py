"""`make run` from an empty folder: it serves, and stopping it stops everything it started."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from webapp.core.settings import ROOT

PATIENCE = 60


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_then_stops_all_it_started(tmp_path: Path, how: signal.Signals):
    port, mail_port = free_port(), free_port()
    given = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    with (tmp_path / "said").open("w+") as said:
        running = subprocess.Popen(
            [sys.executable, "-m", "flask", "serve", "--port", str(port)],
            cwd=ROOT, stdout=said, stderr=said, env={**given, "FLASK_APP": "webapp.app", "DATA_DIR": str(tmp_path),
                 "INBOUND_DOMAIN": "in.raccord.example", "INBOUND_PORT": str(mail_port)},
        )  # fmt: skip
        try:
            assert answers(f"http://127.0.0.1:{port}/healthz", running), (tmp_path / "said").read_text()
            family = children_of(running.pid)
            assert {"gunicorn", "worker", "postgres", "inbound"} <= kinds(family)
            running.send_signal(how)
            assert running.wait(30) == 0
        finally:
            running.kill()
            running.wait()
    deadline = time.monotonic() + 10
    while (left := [pid for pid in family if Path(f"/proc/{pid}").exists()]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def answers(url: str, running: "subprocess.Popen[bytes]") -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and running.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            time.sleep(0.2)
    return False


def children_of(pid: int) -> list[int]:
    """A process's descendants, as Linux tells them."""
    found: list[int] = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
        except OSError:
            continue
        parent = int(re.sub(r".*\) ", "", text).split()[1])
        if parent == pid:
            child = int(stat.parent.name)
            found += [child, *children_of(child)]
    return found


def kinds(pids: list[int]) -> set[str]:
    said = " ".join(Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") for pid in pids)
    return {name for name in ("gunicorn", "worker", "postgres", "inbound") if name in said}
