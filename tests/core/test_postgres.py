"""The embedded server: shared by those who use it, stopped by the last, adopted after a kill."""

import os
import signal
import subprocess
import sys

import psycopg
import pytest

from webapp.core.postgres import Server, default_home
from webapp.core.settings import ROOT

HOLD = """
import sys, time
from pathlib import Path
from webapp.core.postgres import Server
Server(Path(sys.argv[1]), throwaway=True).start()
print("up", flush=True)
time.sleep(60)
"""


@pytest.fixture
def home(tmp_path):
    """A folder that the database's user may reach, even for root, whose pytest folders are private."""
    private = os.getuid() == 0 and not tmp_path.parent.stat().st_mode & 0o001
    return default_home(tmp_path) if private else tmp_path / "pg"


def answers(server: Server) -> bool:
    try:
        psycopg.connect(host=str(server.socket), user="postgres", dbname="postgres").close()
    except psycopg.OperationalError:
        return False
    return True


def test_the_last_one_out_stops_the_server(home):
    first, second = Server(home, throwaway=True).start(), Server(home, throwaway=True).start()
    first.stop()
    assert answers(second)
    second.stop()
    assert first.process.wait(10) == 0
    assert not answers(second)


def test_a_server_left_by_a_killed_run_is_adopted_then_stopped(home):
    killed = subprocess.Popen([sys.executable, "-c", HOLD, str(home)], cwd=ROOT, stdout=subprocess.PIPE)
    assert killed.stdout.readline() == b"up\n"
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    server = Server(home, throwaway=True).start()
    assert server.process is None
    assert answers(server)
    server.stop()
    assert not answers(server)


def test_no_folder_is_opened_to_others(home):
    modes = {p: p.stat().st_mode for p in home.absolute().parents}
    server = Server(home, throwaway=True).start()
    server.stop()
    assert {p: p.stat().st_mode for p in home.absolute().parents} == modes
    assert server.data.stat().st_mode & 0o077 == 0
