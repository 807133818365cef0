"""`python -m tests.bench`: our pages beside `hello` and the naive page, on one machine, in turns.

Machines are noisy: every figure is the median of short measures taken in turns, and the processor's time
a request takes, of web and database processes together, is what to trust.
"""

import argparse
import logging
import signal
import sys
import time
from contextlib import ExitStack
from urllib.request import urlopen

from psycopg import Connection

from tests.bench import papers, report, stores
from tests.bench.facts import Facts, facts_of
from tests.bench.load import Target, ask
from tests.bench.serving import Serving, serve
from tests.browse import Browser
from tests.guards.pages import RIGHTS
from webapp.core.databases import Databases
from webapp.core.postgres import Server
from webapp.core.settings import ROOT

PAGES = ("engagements", "today", "rights", "productions", "contacts", "search", "search, mistyped")
WARMING = 0.4
SHORTEST, LONGEST = 0.4, 1.5


def main() -> int:
    asked = _asked()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        with ExitStack() as stack:
            _measure(stack, asked, time.monotonic() + asked.seconds)
    except KeyboardInterrupt:
        print("Stopped.")
        return 130
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--workspaces", type=int, default=200, help="stored beside each other (200)")
    parser.add_argument(
        "--engagements", type=int, help="of the workspace asked (200; 600, ten years, for rights)"
    )
    parser.add_argument(
        "--rights", action="store_true", help="the pages of rights beside the list of engagements"
    )
    parser.add_argument("--cold", action="store_true", help="nothing is kept from one request to the next")
    parser.add_argument("--seconds", type=float, default=90, help="about how long, all in all (90)")
    parser.add_argument("--concurrency", type=int, default=8, help="requests at once (8)")
    asked = parser.parse_args()
    asked.pages = ("engagements", *RIGHTS) if asked.rights else PAGES
    asked.engagements = asked.engagements or (600 if asked.rights else 200)
    return asked


def _measure(stack: ExitStack, asked: argparse.Namespace, end: float) -> None:
    began = time.monotonic()
    postgres = stack.enter_context(stores.server())
    admin = stack.enter_context(stores.connection(postgres, "postgres"))
    anew = "tests.bench.cold:serving()" if asked.cold else "tests.bench.cold:anew()"
    targets: dict[str, tuple[Serving, Target]] = {}
    facts: dict[str, Facts] = {}
    for name, workspaces in (("many", asked.workspaces), ("one", 1)):
        _say(f"filling {workspaces} workspace{'s' if workspaces > 1 else ''}")
        app, place, addresses = stores.make(postgres, name, workspaces, asked.engagements)
        logging.getLogger("raccord.requests").setLevel(logging.WARNING)
        browser = Browser(app, place)
        found = {page: facts_of(app, browser, page) for page in asked.pages}
        facts = facts or found
        cookie = browser.client.get_cookie("raccord")
        assert cookie is not None
        app.extensions["database"].engine.dispose()
        made = list(papers.costs(app))
        environment = _environment(addresses, postgres)
        for served, suffix in ((anew, ""), ("webapp.app:serving()", report.AGAIN)):
            ours = stack.enter_context(
                serve(served, ROOT, postgres.home / f"{name}{suffix}.log", environment, admin, name)
            )
            for page in asked.pages:
                target = Target(ours.port, found[page].path, f"raccord={cookie.value}")
                targets[f"{name} {page}{suffix}"] = (ours, target)
    targets |= _naive(stack, postgres, admin)
    # A page with many workspaces right beside the same page with one: what they are compared by.
    targets = dict(sorted(targets.items(), key=lambda named: named[0].split(" ", 1)[-1]))
    _say(f"ready after {time.monotonic() - began:.0f} s; measuring")
    costs = _rounds(targets, asked.concurrency, end)
    middle = {name: report.Cost.middle(of) for name, of in costs.items()}
    found = {page: facts[page] for page in asked.pages}
    found |= {page + report.AGAIN: facts[page].again for page in asked.pages}
    pages = [report.Page(p, middle[f"many {p}"], middle[f"one {p}"], found[p]) for p in sorted(found)]
    _tell(report.Measured(middle["hello"], middle["naive"], pages), asked, len(costs["hello"]))
    for what, ms, size in made:
        print(f"{what}: {ms:.0f} ms, {size / report.KB:.0f} kB")


def _environment(addresses: Databases, postgres: Server) -> dict[str, str]:
    return {
        "SECRET_KEY": stores.SECRET,
        "DATA_DIR": str(postgres.home),
        "DATABASE_URL": addresses.web,
        "DATABASE_OWNER_URL": addresses.owner,
        "DATABASE_JOBS_URL": addresses.jobs,
        "DATABASE_SHARE_URL": addresses.share,
    }


def _naive(stack: ExitStack, postgres: Server, admin: Connection) -> dict[str, tuple[Serving, Target]]:
    name, url = stores.make_floor(postgres)
    log = postgres.home / "naive.log"
    naive = stack.enter_context(serve("app:app", stores.FLOOR, log, {"FLOOR_DB": url}, admin, name))
    with urlopen(f"http://127.0.0.1:{naive.port}/login/1", timeout=10) as answer:
        cookie = answer.headers["Set-Cookie"].split(";")[0]
    return {
        "hello": (naive, Target(naive.port, "/hello")),
        "naive": (naive, Target(naive.port, "/invoices", cookie)),
    }


def _rounds(
    targets: dict[str, tuple[Serving, Target]], concurrency: int, end: float
) -> dict[str, list[report.Cost]]:
    """Each in turn, again and again until the time is over; at least twice."""
    for _serving, target in targets.values():
        ask(target, WARMING, concurrency)
    costs: dict[str, list[report.Cost]] = {name: [] for name in targets}
    left = max(0.0, end - time.monotonic())
    each = min(LONGEST, max(SHORTEST, left / len(targets) / 5))
    rounds = 0
    while rounds < 2 or time.monotonic() + each * len(targets) < end:
        for name, (serving, target) in targets.items():
            before = serving.spent()
            load = ask(target, each, concurrency)
            web, database = serving.spent().since(before)
            costs[name].append(
                report.Cost(
                    load.answers / load.seconds, load.median_ms, web / load.answers, database / load.answers
                )
            )
        rounds += 1
    return costs


def _tell(measured: report.Measured, asked: argparse.Namespace, rounds: int) -> None:
    print(f"\n{asked.workspaces} workspaces, {asked.engagements} engagements in the one asked, ", end="")
    print(f"{asked.concurrency} at once, medians of {rounds} rounds; growth is CPU against one workspace\n")
    print(report.table(measured))
    missed = measured.missed()
    print("\nEvery gate is met." if not missed else "\nGates missed:")
    for text in missed:
        print(f"  {text}")


def _say(text: str) -> None:
    print(f"bench | {text}", flush=True)


def _stop(number: int, _frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough: what was started is being stopped
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
