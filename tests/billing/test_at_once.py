"""Events in every order, twice, eight at a time, on connections of their own: the plan ends as Stripe has it."""

import asyncio
import itertools
import random
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from procrastinate import PsycopgConnector
from sqlalchemy import select, text
from sqlalchemy.engine import make_url

from tests.between import real_app
from tests.billing.conftest import post, selling, subscribe
from tests.browse import Browser
from tests.make import World
from tests.stripe import subscriptions
from webapp.billing import actions, queries
from webapp.billing.models import StripeEvent
from webapp.core import jobs

TOLD = (
    "customer.subscription.created",
    "customer.subscription.updated",
    "customer.subscription.deleted",
    "invoice.paid",
    "invoice.payment_failed",
)
ORDERS = list(itertools.permutations(TOLD))
AT_ONCE = 8
OTHERS = 3
TAKE = """DELETE FROM procrastinate_jobs WHERE id IN (
  SELECT id FROM procrastinate_jobs WHERE task_name = 'billing.actions.refresh' ORDER BY id LIMIT {}
  FOR UPDATE SKIP LOCKED) RETURNING args"""


@pytest.fixture
def live(settings, addresses, _engine, the_shop):
    with real_app(settings, addresses, _engine) as app, selling(app, the_shop):
        yield app


@pytest.fixture
def take(_engine):
    """Jobs deferred meanwhile, taken as a worker takes them."""

    def taken(limit: int = 1000) -> list[dict]:
        with _engine.begin() as connection:
            return [args for (args,) in connection.execute(text(TAKE.format(limit)))]

    return taken


class Life:
    """What happens to the subscription of one customer in Stripe, whatever is told of it."""

    def __init__(self, shop, customer: str, rnd: random.Random):
        self.shop, self.customer, self.rnd = shop, customer, rnd

    @property
    def last(self) -> dict:
        return next(one for one in self.shop.every("subscription") if one["customer"] == self.customer)

    def goes_on(self) -> None:
        """Something else is true now; its own events are among those told."""
        with self.shop.lock:
            if self.last["status"] in subscriptions.OVER:
                self._again()
            self.rnd.choice([self._seats, self._ends, self._is_late, self._is_paid, self._is_over])()

    def as_kept(self) -> tuple:
        with self.shop.lock:
            last = self.last
            rows = last["items"]["data"]
            return last["id"], last["status"], sum(r["quantity"] for r in rows[1:]), bool(last["cancel_at"])

    def _again(self) -> None:
        customer = self.shop.get("customer", self.customer)
        method = self.shop.get("payment_method", self.last["default_payment_method"])
        price = self.last["items"]["data"][0]["price"]
        subscriptions.create(self.shop, customer, [(price, 1)], method, metadata={})

    def _seats(self) -> None:
        rows = self.last["items"]["data"]
        seat = next(p for p in self.shop.every("price") if p["lookup_key"] == "raccord_seat_month_2026")
        line = {"id": rows[1]["id"]} if len(rows) > 1 else {"price": seat["id"]}
        quantity = self.rnd.randint(1, 9)
        subscriptions.update(self.shop, self.last, {"items": [{**line, "quantity": quantity}]})

    def _ends(self) -> None:
        is_ending = not self.last["cancel_at_period_end"]
        subscriptions.update(self.shop, self.last, {"cancel_at_period_end": is_ending})

    def _is_late(self) -> None:
        self._is("past_due")

    def _is_paid(self) -> None:
        self._is("active")

    def _is_over(self) -> None:
        subscriptions.cancel(self.shop, self.last)

    def _is(self, status: str) -> None:
        with subscriptions.told(self.shop, self.last):
            self.last["status"] = status


def kept(world, place) -> tuple:
    with world.inside(place):
        row = queries.subscription()
        return row.stripe_id, row.status, row.seats, row.cancels_at is not None


def told(life: Life, order: tuple[str, ...], name: str) -> list[dict]:
    """One event of each type, of this customer, in this order; two of them twice."""
    whole = life.shop.events[-1]
    events = [
        {
            **whole,
            "id": f"evt_{name}_{kind}",
            "type": kind,
            "data": {"object": {**life.last, "pending": None}},
        }
        for kind in order
    ]
    return [*events, *life.rnd.sample(events, 2)]


def test_whatever_the_order_and_the_number_the_plan_ends_as_stripe_has_it(live, the_shop, take):
    """Each of the 120 orders, in two workspaces at a time; Stripe changes and jobs are done while they are heard."""
    rnd, world = random.Random(20261127), World(live)
    places = (world.lune, world.soleil)
    lives = [Life(the_shop, subscribe(world, place), rnd) for place in places]

    def hear(event: dict | Life) -> int:
        if isinstance(event, Life):
            event.goes_on()
            event = {**the_shop.events[-1], "id": f"evt_{rnd.random()}", "data": {"object": event.last}}
        status = post(Browser(live, None), event)
        for job in take(1) if rnd.random() < 0.2 else []:
            work(job)
        return status

    def work(args: dict) -> None:
        actions.refresh.now(**args)
        done.append(args["event"])

    done: list[str] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for number, pair in enumerate(zip(ORDERS[::2], ORDERS[1::2], strict=True)):
            heard = []
            for place, life, order in zip(places, lives, pair, strict=True):
                events: list = told(life, order, f"{place.slug}_{number}")
                events.insert(rnd.randrange(len(events)), life)
                heard.append(events)
            answers = pool.map(hear, [one for both in zip(*heard, strict=True) for one in both])
            assert set(answers) == {204}
            list(pool.map(work, last_of_each(take())))
            assert [kept(world, place) for place in places] == [life.as_kept() for life in lives], pair
    with world.inside(world.lune) as session:
        found = session.execute(select(StripeEvent.id, StripeEvent.error, StripeEvent.done_at)).all()
    assert len(found) == 120 * (len(TOLD) + 1)
    assert {one.id for one in found if one.done_at is not None} == set(done)
    assert {one.error for one in found} == {None}


def last_of_each(waiting: list[dict]) -> list[dict]:
    """Two for each workspace are enough to meet."""
    by_workspace = sorted(waiting, key=lambda args: args["workspace"])
    groups = itertools.groupby(by_workspace, key=lambda args: args["workspace"])
    return [one for _workspace, those in groups for one in list(those)[-2:]]


def test_an_older_answer_is_never_written_last(live, the_shop):
    """One asks, Stripe changes while the answer is on its way, another asks: it waits for the first."""
    world = World(live)
    life = Life(the_shop, subscribe(world, world.lune), random.Random(1))
    place = {"workspace": str(world.lune.id), "workspace_id": str(world.lune.id)}
    the_shop.trouble, the_shop.slow_seconds = ["slow"], 0.6
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(actions.refresh.now, **place)
        time.sleep(0.3)
        with the_shop.lock:
            subscriptions.cancel(the_shop, life.last)
        second = pool.submit(actions.refresh.now, **place)
        first.result(20)
        second.result(20)
    assert kept(world, world.lune) == life.as_kept()


def test_one_event_heard_by_many_at_once_is_kept_once_and_a_real_worker_answers_it(live, the_shop, addresses):
    world = World(live)
    life = Life(the_shop, subscribe(world, world.lune), random.Random(1))
    event = the_shop.events[-1]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda _n: post(Browser(live, None), event), range(32)))
    assert answers == [204] * 32
    others = [{**event, "id": f"evt_{number}"} for number in range(OTHERS)]
    assert {post(Browser(live, None), other) for other in others} == {204}
    run_worker(addresses.jobs, times=1 + OTHERS)
    assert kept(world, world.lune) == life.as_kept()
    with world.inside(world.lune) as session:
        done = session.scalars(select(StripeEvent.done_at)).all()
    assert len(done) == 1 + OTHERS
    assert None not in done


def run_worker(url: str, times: int) -> None:
    """Until nothing can be taken, so many times: jobs of one plan wait for each other."""

    async def running() -> None:
        conninfo = make_url(url).set(drivername="postgresql").render_as_string(False)
        with jobs.queue.replace_connector(PsycopgConnector(conninfo=conninfo)) as queue:
            async with queue.open_async():
                for _time in range(times):
                    await queue.run_worker_async(
                        concurrency=AT_ONCE,
                        wait=False,
                        install_signal_handlers=False,
                        delete_jobs="successful",
                    )

    asyncio.run(running())
