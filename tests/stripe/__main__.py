"""`python -m tests.stripe`: a Stripe to try the subscription by hand.

Then, for `make run`: STRIPE_API_URL=http://127.0.0.1:4242 STRIPE_SECRET_KEY=sk_test_raccord
STRIPE_WEBHOOK_SECRET=whsec_raccord.
"""

import argparse
import threading

from tests.stripe.delivery import Post
from tests.stripe.serving import served
from tests.stripe.shop import Shop


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.stripe", description=__doc__)
    parser.add_argument("--port", type=int, default=4242)
    parser.add_argument(
        "--webhooks", default="http://localhost:8000/stripe/events", help="where Raccord hears them"
    )
    parser.add_argument("--secret", default="whsec_raccord")
    asked = parser.parse_args()
    with served(Shop(), asked.port) as shop:
        Post(shop, asked.webhooks, asked.secret).start()
        print(f"A Stripe at {shop.url}; key {shop.key}; events go to {asked.webhooks}", flush=True)
        print(
            "Cards: 4242 4242 4242 4242 is good, 4000 0000 0000 0002 refused, 4000 0027 6000 3184 asks.",
            flush=True,
        )
        threading.Event().wait()


if __name__ == "__main__":
    main()
