"""Keys: what they keep, for how long, and what is not kept. https://docs.stripe.com/api/idempotent_requests"""

from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe

from tests.stripe.shop import DAY
from tests.stripe.test_shop import client, shop

__all__ = ["client", "shop"]  # fixtures
KEY = {"idempotency_key": "k"}


def made(shop) -> int:
    return len(list(shop.every("customer")))


def test_a_key_in_use_is_a_conflict(client, shop, monkeypatch):
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0.2)
    patient = stripe.StripeClient(shop.key, base_addresses={"api": shop.url}, max_network_retries=5)
    with ThreadPoolExecutor(2) as pool:
        with shop.lock:
            first = pool.submit(client.v1.customers.create, {}, KEY)
            while not shop.asking:
                pass
            with pytest.raises(stripe.APIError) as refused:
                client.v1.customers.create({}, KEY)
            assert (refused.value.http_status, refused.value.json_body["error"]["code"]) == (
                409,
                "idempotency_key_in_use",
            )
            second = pool.submit(patient.v1.customers.create, {}, KEY)
        assert first.result().id == second.result().id
    assert made(shop) == 1


def test_a_key_is_kept_a_day_with_its_words_and_its_address(client, shop):
    first = client.v1.customers.create({"name": "a"}, KEY)
    again = client.v1.customers.create({"name": "a"}, KEY)
    assert again.id == first.id and again.last_response.headers["Idempotent-Replayed"] == "true"
    assert again.last_response.headers["Idempotency-Key"] == "k" and again.last_response.request_id
    for other in (
        lambda: client.v1.customers.create({"name": "b"}, KEY),
        lambda: client.v1.customers.update(first.id, {"name": "a"}, KEY),
    ):
        with pytest.raises(stripe.IdempotencyError, match="same parameters"):
            other()
    shop.advance(DAY)
    assert client.v1.customers.create({"name": "b"}, KEY).id != first.id


def test_what_began_is_kept_failed_or_not_and_what_did_not_is_not(client, shop):
    for _time in range(2):
        with pytest.raises(stripe.InvalidRequestError, match="unknown"):
            client.v1.customers.create({"mood": "x"}, KEY)  # type: ignore[typeddict-unknown-key]
    shop.trouble = ["broken"]
    for _time in range(2):
        with pytest.raises(stripe.APIError) as broken:
            client.v1.customers.create({}, KEY)
        assert broken.value.http_status == 500
    assert made(shop) == 1
    with pytest.raises(stripe.InvalidRequestError, match="255"):
        client.v1.customers.create({}, {"idempotency_key": "k" * 256})
