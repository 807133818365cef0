"""`python -m tests.stripe`: a Stripe to try the subscription by hand; with a command, beside it and known to it.

`STRIPE=test make run` does all of it. By itself: STRIPE_API_URL=http://127.0.0.1:4242
STRIPE_SECRET_KEY=sk_test_raccord STRIPE_WEBHOOK_SECRET=whsec_raccord for `make run`.
"""

import argparse
import os
import signal
import subprocess
import sys
import threading

from tests.stripe.delivery import Post
from tests.stripe.serving import served
from tests.stripe.shop import Shop


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.stripe", description=__doc__)
    parser.add_argument("--port", type=int, default=4242)
    parser.add_argument(
        "--webhooks",
        default=f"http://localhost:{os.environ.get('PORT') or 8000}/stripe/events",
        help="where Raccord hears them",
    )
    parser.add_argument("--secret", default="whsec_raccord")
    parser.add_argument("command", nargs="*", help="what to run beside, after --")
    asked = parser.parse_args()
    with served(Shop(), asked.port) as shop:
        Post(shop, asked.webhooks, asked.secret).start()
        print(f"A Stripe at {shop.url}; key {shop.key}; events go to {asked.webhooks}", flush=True)
        print(
            "Cards: 4242 4242 4242 4242 is good, 4000 0000 0000 0002 refused, 4000 0027 6000 3184 asks.",
            flush=True,
        )
        print(f"A month later: curl -d days=31 {shop.url}/clock", flush=True)
        if asked.command:
            return beside(shop, asked.secret, asked.command)
        threading.Event().wait()
    return 0


def beside(shop: Shop, secret: str, command: list[str]) -> int:
    """With the settings that lead to this Stripe, once its prices are made; it is told what we are told."""
    environment = {
        **os.environ,
        "FLASK_APP": "webapp.app",
        "STRIPE_SECRET_KEY": shop.key,
        "STRIPE_WEBHOOK_SECRET": secret,
        "STRIPE_API_URL": shop.url,
        "STRIPE_TAX": "0",
    }
    subprocess.run(
        [sys.executable, "-m", "flask", "billing", "sync-prices"], env=environment, check=True, timeout=120
    )
    running = subprocess.Popen(command, env=environment)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda told, _frame: running.send_signal(told))
    return running.wait()


if __name__ == "__main__":
    raise SystemExit(main())
