"""What the operator sets and types: keys that contradict each other, prices, what is said at the start."""

import logging
from dataclasses import replace

import pytest

from tests.billing.conftest import subscribe
from webapp.app import serving
from webapp.billing import stripe
from webapp.billing.stripe import products
from webapp.core import databases
from webapp.core.settings import BadSetting, from_environment
from webapp.domain.plans import prices
from webapp.domain.plans.prices import Interval, Price, Sold

TEST = {"STRIPE_SECRET_KEY": "sk_test_x", "STRIPE_WEBHOOK_SECRET": "whsec_x"}
HERE = {"STRIPE_API_URL": "http://127.0.0.1:4242"}


@pytest.fixture(autouse=True)
def _place(monkeypatch, tmp_path):
    for name in ("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_API_URL", "STRIPE_TAX", "RACCORD_ENV"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"STRIPE_SECRET_KEY": "sk_test_x"}, "STRIPE_WEBHOOK_SECRET"),
        ({"STRIPE_SECRET_KEY": "sk_live_x", "STRIPE_WEBHOOK_SECRET": " "}, "STRIPE_WEBHOOK_SECRET"),
        ({**TEST, "STRIPE_WEBHOOK_SECRET": "sk_test_x"}, "whsec_"),
        ({**TEST, "STRIPE_SECRET_KEY": "pk_live_x"}, "sk_live_"),
        ({**TEST, **HERE, "STRIPE_SECRET_KEY": "sk_live_x"}, "STRIPE_API_URL"),
        ({**TEST, **HERE, "STRIPE_SECRET_KEY": "rk_live_x"}, "STRIPE_API_URL"),
        (HERE, "STRIPE_API_URL"),
        ({**TEST, **HERE, "RACCORD_ENV": "production"}, "STRIPE_API_URL"),
    ],
)  # fmt: skip
def test_it_does_not_start_with_keys_that_contradict_each_other(monkeypatch, given, said):
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting, match=said) as refused:
        from_environment()
    assert "_x" not in str(refused.value)


@pytest.mark.parametrize("given", [{}, TEST, {**TEST, **HERE}, {**TEST, "STRIPE_SECRET_KEY": "sk_live_x"}])
def test_it_starts_and_never_shows_a_key(monkeypatch, given):
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = from_environment()
    assert settings.stripe_secret_key == given.get("STRIPE_SECRET_KEY", "")
    assert not any(value in repr(settings) for name, value in given.items() if name in TEST)


@pytest.mark.parametrize(("key", "lines"), [("", 1), ("sk_test_x", 0)])
def test_the_operator_is_told_that_everything_is_open(app, monkeypatch, caplog, key, lines):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], stripe_secret_key=key))
    monkeypatch.setattr("webapp.app.create_app", lambda: app)
    monkeypatch.setattr(databases, "refuse_strong_roles", lambda _addresses: None)
    monkeypatch.setattr(databases, "databases", lambda _settings: None)
    caplog.set_level(logging.INFO)
    serving()
    assert [one.levelname for one in caplog.records if "everything is open" in one.message] == [
        "INFO"
    ] * lines


def run(app) -> tuple[int, str]:
    found = app.test_cli_runner().invoke(args=["billing", "sync-prices"])
    return found.exit_code, found.output


def test_prices_are_made_once(app, shop):
    shop.things.clear()
    code, said = run(app)
    assert code == 0 and len(said.splitlines()) == len(stripe.PRODUCTS) + len(prices.prices())
    assert run(app) == (0, "Everything is there.\n")
    made = {one["lookup_key"]: one["unit_amount"] for one in shop.every("price")}
    assert made == {one.lookup_key: one.cents for one in prices.prices()}
    assert {one["tax_behavior"] for one in shop.every("price")} == {"inclusive"}


def test_a_new_price_is_sold_and_whoever_has_the_old_one_keeps_it(app, world, shop, monkeypatch):
    with world.inside(world.lune):
        pass
    customer = subscribe(world, world.lune)
    old = prices.price_of(Sold.PRO, Interval.MONTH)
    new = Price("raccord_pro_month_2027", Sold.PRO, Interval.MONTH, 1100, old.from_on.replace(year=2027))
    held = (*prices.prices(), new)
    for place in (prices, products):
        monkeypatch.setattr(place, "prices", lambda: held)
    assert run(app) == (0, "price raccord_pro_month_2027\n")
    assert run(app) == (0, "Everything is there.\n")
    with app.test_request_context():
        assert stripe.subscription_of(customer).price == old.lookup_key
    assert subscribe(world, world.soleil)
    with app.test_request_context():
        bought = [one for one in shop.every("subscription") if one["customer"] != customer]
        assert stripe.subscription_of(bought[0]["customer"]).amount_cents == 1100


def test_an_amount_changed_under_the_same_name_is_refused_in_a_sentence(app, shop, monkeypatch):
    first, *rest = prices.prices()
    monkeypatch.setattr(products, "prices", lambda: (replace(first, cents=first.cents + 100), *rest))
    before = len(shop.things)
    code, said = run(app)
    assert code == 1 and first.lookup_key in said and "Traceback" not in said
    assert len(shop.things) == before


def test_a_price_archived_by_hand_is_made_again_under_its_name(app, shop):
    old = next(one for one in shop.every("price") if one["lookup_key"] == "raccord_pass_2026")
    old["active"] = False  # the same day
    assert run(app) == (0, "price raccord_pass_2026\n")
    assert old["lookup_key"] is None


def test_what_only_a_person_can_do_in_stripe_is_said_until_it_is_done(app, shop, monkeypatch):
    monkeypatch.setattr(shop, "has_portal", False)
    monkeypatch.setattr(shop, "methods", ("card",))
    code, said = run(app)
    assert (code, len(said.splitlines())) == (0, 2)
    assert "settings/billing/portal" in said and "sepa_debit is off" in said


def test_stripe_away_or_not_set_is_said_in_a_sentence(app, shop):
    shop.trouble = ["500"] * (1 + stripe.RETRIES)
    assert run(app) == (1, "Error: Stripe did not answer: run it again.\n")
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], stripe_secret_key="")
    code, said = run(app)
    assert code == 1 and "everything is open" in said
