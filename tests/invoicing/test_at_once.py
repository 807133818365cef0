"""Numbers without gap nor double: whoever issues at the same time, gives up, or is killed in the middle of it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.between import real_app
from tests.browse import Browser
from tests.invoicing.issuer import COMMIT, PAPERS
from tests.make import World
from webapp.core.settings import ROOT
from webapp.domain.invoices.checks import Problems
from webapp.domain.invoices.document import Kind, Line
from webapp.invoicing.issuing import issue
from webapp.invoicing.models import Deduction, Invoice, InvoiceDraft, Series

WRITERS = 32
TODAY = date(2026, 12, 31)
WAIT = 60


class GivenUp(Exception):
    """Somebody closed the page, the network fell: the transaction is rolled back."""


@pytest.fixture
def live(settings: Any, addresses: Any, _engine: Any) -> Iterator[Flask]:
    with real_app(settings, addresses, _engine) as app:
        yield app


@pytest.fixture
def beside(live: Flask, settings: Any, addresses: Any, _engine: Any) -> Iterator[Flask]:
    """Another server on the same database: one has twenty connections at most."""
    with real_app(settings, addresses, _engine) as app:
        yield app


def numbers(world: World) -> list[str]:
    with world.inside(world.lune) as session:
        return list(session.scalars(select(Invoice.number).order_by(Invoice.number)))


def run(count: int) -> list[str]:
    return [f"2026-{number:03d}" for number in range(1, count + 1)]


def test_thirty_two_writers_leave_no_gap_and_no_double_a_fifth_of_them_giving_up(live: Flask, beside: Flask):
    world = World(live)
    world.seller(world.lune)
    client = world.client(world.lune)
    drafts = [world.draft(world.lune, client) for _ in range(WRITERS)]
    doors, together = (live, beside), Barrier(WRITERS)

    def write(rank: int) -> str | None:
        there = World.__new__(World)
        there.app = doors[rank % 2]
        try:
            with there.inside(world.lune) as session:
                session.scalar(select(Series.id))  # a connection of its own
                together.wait(WAIT)
                number = issue(drafts[rank].public_id, TODAY).number
                if rank % 5 == 0:
                    raise GivenUp
                return number
        except GivenUp:
            return None

    with ThreadPoolExecutor(WRITERS) as pool:
        taken = sorted(number for number in pool.map(write, range(WRITERS)) if number)
    kept = WRITERS - len(range(0, WRITERS, 5))
    assert taken == run(kept)
    assert numbers(world) == run(kept)
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count(InvoiceDraft.id))) == WRITERS - kept
        assert session.scalar(select(Series.last_number).where(Series.kind == "invoices")) == kept


@pytest.mark.parametrize("where", [PAPERS, COMMIT])
def test_a_process_killed_in_the_middle_leaves_its_draft_and_takes_no_number(
    live: Flask, settings: Any, addresses: Any, where: str
):
    world = World(live)
    world.seller(world.lune)
    client = world.client(world.lune)
    world.invoice(world.lune, client)
    lost = world.draft(world.lune, client)
    with issuer(world, lost.public_id, where, settings.data_dir, addresses) as process:
        assert process.stdout is not None
        there = process.stdout.readline()
        process.kill()  # -9: nothing of it is told
    assert there == b"there\n"
    began = time.monotonic()
    assert world.invoice(world.lune, client).number == "2026-002"
    assert time.monotonic() - began < WAIT
    with world.inside(world.lune):
        assert issue(lost.public_id, TODAY).number == "2026-003"
    assert numbers(world) == run(3)


def issuer(world: World, draft: str, where: str, folder: Path, addresses: Any) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "SECRET_KEY": "a key for tests alone, of thirty-two bytes or more",
        "DATA_DIR": str(folder),
        "DATABASE_URL": addresses.web,
        "DATABASE_OWNER_URL": addresses.owner,
        "DATABASE_JOBS_URL": addresses.jobs,
    }
    words = [sys.executable, "-m", "tests.invoicing.issuer", str(world.lune.id), draft, where]
    return subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE)


def test_one_draft_issued_by_several_at_once_is_issued_once(live: Flask):
    world = World(live)
    world.seller(world.lune)
    client = world.client(world.lune)
    draft = world.draft(world.lune, client)
    url = f"/w/lune/invoicing/invoices/{draft.public_id}/issue"

    def post(_rank: int) -> tuple[int, str]:
        answer = Browser(live, world.lune).client.post(url)
        return answer.status_code, answer.headers.get("Location", "")

    with ThreadPoolExecutor(6) as pool:
        found = set(pool.map(post, range(6)))
    assert found == {(303, f"/w/lune/invoicing/invoices/{draft.public_id}")}
    assert numbers(world) == run(1)


def test_one_deposit_is_deducted_by_one_of_two_finals_at_once(live: Flask):
    world = World(live)
    world.seller(world.lune)
    client = world.client(world.lune)
    deposit = world.invoice(world.lune, client, Line("Acompte", 100_00), kind=Kind.DEPOSIT)
    drafts = [world.draft(world.lune, client, deducts=(deposit.public_id,)) for _ in range(2)]

    def write(draft: InvoiceDraft) -> bool:
        try:
            with world.inside(world.lune):
                issue(draft.public_id, TODAY)
        except Problems:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(write, drafts)) == [False, True]
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count(Deduction.id))) == 1
    assert numbers(world) == run(2)
