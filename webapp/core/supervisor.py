"""`make run`: the database, the schema, then web and worker side by side, stopped together."""

import contextlib
import ctypes
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from webapp.core import databases, migrations
from webapp.core.settings import ROOT, Settings

GRACE_SECONDS = 12
PR_SET_PDEATHSIG = 1


class Stopped(Exception):
    """Ctrl-C, or a signal that asks to stop."""


@dataclass
class Child:
    name: str
    process: "subprocess.Popen[bytes]"


def run(settings: Settings, port: int, *, seed: Callable[[], None] | None = None, greeting: str = "") -> int:
    """Serve until a signal or until a child ends; returns the exit code."""
    # Before anything starts: a shell's background job inherits SIGINT ignored, and a Ctrl-C during
    # the first start of the database would be lost.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    children: list[Child] = []
    try:
        _say("PostgreSQL…")
        addresses = databases.databases(settings)
        databases.prepare(addresses)
        _say("Schema…")
        migrations.upgrade(addresses.owner)
        databases.refuse_strong_roles(addresses)
        if seed is not None:
            seed()
        children = [_web(addresses, settings, port), _worker(addresses, settings, port)]
        if settings.inbound_port and settings.inbound_domain:
            children.append(_inbound(addresses, settings, port))
        _say(f"http://localhost:{port}")
        if not settings.stripe_secret_key:
            _say("No STRIPE_SECRET_KEY: nothing is sold here, everything is open.")
        if greeting:
            _say(greeting)
        return _watch(children)
    except Stopped:
        return 0
    finally:
        _end(children)


def _web(addresses: databases.Databases, settings: Settings, port: int) -> Child:
    return _start(
        "web",
        [
            sys.executable, "-m", "gunicorn", "--bind", f"{settings.host}:{port}", "--worker-class", "gthread",
            "--workers", "2", "--threads", "4", "--graceful-timeout", "5", "--no-control-socket",
            "--access-logfile", "/dev/null", "--log-level", "warning", "webapp.app:serving()",
        ],
        addresses, settings, port,
    )  # fmt: skip


def _worker(addresses: databases.Databases, settings: Settings, port: int) -> Child:
    return _start("worker", [sys.executable, "-m", "flask", "worker"], addresses, settings, port)


def _inbound(addresses: databases.Databases, settings: Settings, port: int) -> Child:
    return _start("inbound", [sys.executable, "-m", "flask", "inbound"], addresses, settings, port)


def _start(
    name: str, words: list[str], addresses: databases.Databases, settings: Settings, port: int
) -> Child:
    process = subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        env={**os.environ, **environment(addresses, settings, port), "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    return Child(name, process)


def environment(addresses: databases.Databases, settings: Settings, port: int) -> dict[str, str]:
    """What a child needs to find the same database without starting one."""
    return {
        "FLASK_APP": "webapp.app",
        "PORT": str(port),
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": addresses.web,
        "DATABASE_OWNER_URL": addresses.owner,
        "DATABASE_JOBS_URL": addresses.jobs,
        "DATABASE_SHARE_URL": addresses.share,
    }


def _watch(children: list[Child]) -> int:
    """Show what the children say until one of them ends."""
    selector = selectors.DefaultSelector()
    for child in children:
        assert child.process.stdout is not None
        os.set_blocking(child.process.stdout.fileno(), False)
        selector.register(child.process.stdout, selectors.EVENT_READ, child)
    while True:
        for key, _mask in selector.select(timeout=1):
            _pass_on(key.data)
        for child in children:
            if child.process.poll() is not None:
                _pass_on(child)
                _say(f"{child.name} ended with code {child.process.returncode}.")
                return child.process.returncode or 1


def _pass_on(child: Child) -> None:
    assert child.process.stdout is not None
    for line in (child.process.stdout.read() or b"").splitlines():
        print(f"{child.name:>6} | {line.decode(errors='replace')}", flush=True)


def _end(children: list[Child]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        child.process.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children:
        while child.process.poll() is None and time.monotonic() < deadline:
            _pass_on(child)
            time.sleep(0.05)
        if child.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.process.pid, signal.SIGKILL)


def _stop(_number: int, _frame: object) -> None:
    raise Stopped


def _die_with_parent() -> None:
    """Linux: a killed supervisor leaves neither web nor worker behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _say(text: str) -> None:
    print(f"raccord | {text}", flush=True)
