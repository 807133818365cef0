"""A pass paid by the person or by the company: one page of payment at a time, and what becomes of it."""

import re
from datetime import timedelta

import pytest

from tests.browse import Browser
from tests.productions.selling import has_pass
from tests.stripe.shop import DAY
from tests.stripe.test_shop import GOOD, fill
from webapp.billing import queries
from webapp.billing.models import PassState
from webapp.core import clock
from webapp.core.mail import refused
from webapp.domain.plans.standing import Feature

IBAN, IBAN_BAD = "FR1420041010050500013M02606", "FR8420041010050500013M02607"
LINK = re.compile(r"/p/[\w-]{43}")


@pytest.fixture
def show(world, shop):
    return world.production(world.lune, "Les Docks")


@pytest.fixture
def asked(browse, show):
    """A link for the company: its address, and the page of the pass."""
    page = browse.follow(
        browse.post("subscription.ask_pass", {"production": show.public_id, "payer": "company"})
    )
    return LINK.search(page.text)[0]


def held(world, place=None):
    with world.inside(place or world.lune):
        return [
            (one.state, one.payer, one.starts_at, one.ends_at, one.invoice_url) for one in queries.passes()
        ]


def key_of(world):
    with world.inside(world.lune):
        return queries.passes()[0].public_id


def may(world, production):
    with world.inside(world.lune):
        plan = queries.plan_of(queries.subscription(), queries.passes(), is_sold=True)
        return plan.may(Feature.SHARES, clock.now(), production.id)


def pay(app, address, number=GOOD, **said):
    """As a stranger, through our link, on the hosted page."""
    stranger = Browser(app, None)
    answer = stranger.client.post(f"{address}/payment")
    assert answer.status_code == 303, answer.status_code
    page = answer.headers["Location"]
    if "/pay/" in page:
        fill(page, number=number, name="Films du Ponant", line1="1 rue des Docks", postal_code="35400",
             city="Saint-Malo", tax_id="FR40303265045", **said)  # fmt: skip
    return page


def test_a_company_pays_by_card_and_has_its_invoice(app, browse, world, shop, hear, show, asked):
    page = Browser(app, None).client.get(asked)
    assert page.status_code == 200
    assert "Les Docks" in page.text and "Demandé par Camille" in page.text
    assert "29,00" in page.text
    assert not may(world, show)
    pay(app, asked)
    assert held(world)[0][0] == PassState.WAITING  # nothing is written before Stripe says so
    ours = {"pass_id": key_of(world), "session": "cs_1"}
    for get in (
        Browser(app, None).client.get,
        lambda at: browse.get("subscription.show_pass", **ours, n=at[-2:]),
    ):
        waits, is_late = get(f"{asked}?session=cs_1&n=09"), get(f"{asked}?session=cs_1&n=10")
        assert waits.headers["Refresh"]
        assert "se met à jour seule" in waits.text
        assert "Refresh" not in is_late.headers
        assert "Stripe n’a pas encore confirmé" in is_late.text
    hear()
    state, payer, starts, ends, invoice = held(world)[0]
    assert (state, payer) == (PassState.PAID, "Films du Ponant")
    assert ends - starts > timedelta(days=88)
    assert may(world, show)
    assert held(world, world.soleil) == []
    told = Browser(app, None).client.get(asked).text
    assert "Déjà payé" in told
    assert invoice in told
    assert asked in pay(app, asked)
    assert len(list(shop.every("checkout.session"))) == 1
    ours = browse.get("subscription.passes").text
    assert "Payé" in ours


def test_the_link_opens_the_same_page_then_another_when_it_is_over(app, world, shop, hear, show, asked):
    stranger = Browser(app, None).client
    first = stranger.post(f"{asked}/payment").headers["Location"]
    assert stranger.post(f"{asked}/payment").headers["Location"] == first
    shop.advance(2 * DAY)
    hear()
    second = pay(app, asked)
    assert second != first
    hear()
    assert [one[0] for one in held(world)] == [PassState.PAID]


def test_the_person_pays_instead_and_the_page_of_the_company_closes(
    app, browse, world, shop, hear, show, asked
):
    company = Browser(app, None).client.post(f"{asked}/payment").headers["Location"]
    with world.inside(world.lune):
        key = queries.passes()[0].public_id
    mine = browse.post("subscription.pay_pass", pass_id=key).headers["Location"]
    assert mine != company
    assert {one["url"]: one["status"] for one in shop.every("checkout.session")} == {
        None: "expired",
        mine: "open",
    }
    fill(mine, number=GOOD)
    hear()
    assert held(world)[0][0] == PassState.PAID
    assert browse.post("subscription.pay_pass", pass_id=key).headers["Location"].endswith(key)


def test_a_page_paid_and_not_told_yet_is_not_asked_twice(app, world, shop, hear, show, asked):
    pay(app, asked)
    assert asked in pay(app, asked)
    assert len(list(shop.every("checkout.session"))) == 1
    hear()
    assert held(world)[0][0] == PassState.PAID


@pytest.mark.parametrize("good", [True, False])
def test_a_debit_opens_at_once_and_is_told_days_later(app, browse, world, shop, hear, show, asked, good):
    pay(app, asked, IBAN if good else IBAN_BAD)
    hear()
    state, _payer, starts, ends, _invoice = held(world)[0]
    assert state == PassState.PAYING
    assert may(world, show)
    key = key_of(world)
    shop.advance(7 * DAY)
    hear()
    after = held(world)[0]
    if good:
        assert after[0] == PassState.PAID
        assert after[2:4] == (starts, ends)
        assert after[4]
    else:
        assert (after[0], after[3]) == (PassState.FAILED, None)
        assert not may(world, show)
        for page in (  # a page of before, opened again, too
            Browser(app, None).client.get(asked).text,
            Browser(app, None).client.get(f"{asked}?session=cs_1").text,
            browse.get("subscription.show_pass", pass_id=key, session="cs_1").text,
        ):
            assert "refusé le prélèvement" in page
            assert "en cours de confirmation" not in page
        assert "Payé par" not in page
        pay(app, asked)
        hear()
        assert held(world)[0][0] == PassState.PAID


def test_after_a_debit_sent_back_another_opens_once_the_bank_confirms_it(
    app, browse, world, shop, hear, show, asked
):
    """Else days that nobody pays, again and again."""
    pay(app, asked, IBAN_BAD)
    hear()
    assert may(world, show)
    shop.advance(7 * DAY)
    hear()
    pay(app, asked, IBAN)
    hear()
    assert held(world)[0][0] == PassState.PAYING and not may(world, show)
    page = browse.get("subscription.show_pass", pass_id=key_of(world), session="cs_1")
    assert "quand la banque confirme" in page.text and "Refresh" not in page.headers
    shop.advance(7 * DAY)
    hear()
    assert held(world)[0][0] == PassState.PAID and may(world, show)


def test_events_in_any_order_and_twice_leave_what_stripe_has(app, world, shop, hear, show, asked):
    pay(app, asked, IBAN_BAD)
    shop.advance(7 * DAY)
    events = list(shop.events)
    hear()
    for event in reversed(events):
        hear({**event, "id": f"{event['id']}_again"})
    assert held(world)[0][0] == PassState.FAILED


def test_a_second_pass_prolongs_the_first(app, browse, world, shop, hear, show, asked):
    pay(app, asked)
    hear()
    (_s, _p, _start, first_end, _i) = held(world)[0]
    page = browse.follow(
        browse.post("subscription.ask_pass", {"production": show.public_id, "payer": "company"})
    )
    again = LINK.search(page.text)[0]
    assert again != asked
    pay(app, again)
    hear()
    assert max(one[3] for one in held(world)) - first_end > timedelta(days=88)


def test_asking_twice_asks_for_one_and_the_mail_goes_in_its_language(
    app, browse, world, shop, show, asked, peek
):
    browse.post("subscription.ask_pass", {"production": show.public_id, "payer": "company"})
    with world.inside(world.lune):
        (row,) = queries.passes()
    said = {"to": "compta@exemple.fr", "language": "en", "message": "Hello"}
    bad = browse.post("subscription.send_pass", {**said, "to": "nobody"}, status=422, pass_id=row.public_id)
    assert "Hello" in bad.text
    browse.post("subscription.send_pass", said, pass_id=row.public_id)
    ((args,),) = peek("SELECT args FROM procrastinate_jobs WHERE task_name = 'core.mail.deliver'")
    assert args["to"] == "compta@exemple.fr"
    assert asked in args["body"]
    assert 'lang="en"' in Browser(app, None).client.get(asked).text
    page = {"pass_id": row.public_id}
    assert "Envoyé à compta@exemple.fr" in browse.get("subscription.show_pass", **page).text
    with world.inside(world.lune):
        refused.send(f"{args['about']}m", reason="550 another address, of before")
    assert "Envoyé à compta@exemple.fr" in browse.get("subscription.show_pass", **page).text
    with world.inside(world.soleil):
        refused.send(args["about"], reason="550 elsewhere")
    assert "Envoyé à compta@exemple.fr" in browse.get("subscription.show_pass", **page).text
    with world.inside(world.lune):
        refused.send(args["about"], reason="550 unknown")
    told = browse.get("subscription.show_pass", **page).text
    assert "Le mail à compta@exemple.fr n’est pas arrivé" in told and "Envoyé à" not in told


def test_strangers_see_nothing_and_viewers_buy_nothing(app, browse, world, shop, show, asked):
    from webapp.domain.permissions import Role

    with world.inside(world.lune):
        key = queries.passes()[0].public_id
    other = Browser(app, world.soleil)
    for endpoint in ("subscription.pay_pass", "subscription.link_pass", "subscription.send_pass"):
        other.post(endpoint, status=404, pass_id=key)
    other.get("subscription.show_pass", status=404, pass_id=key)
    viewer = Browser(app, world.member(world.lune, "lecture@exemple.fr", Role.VIEWER))
    viewer.post("subscription.pay_pass", status=403, pass_id=key)
    viewer.get("subscription.show_pass", pass_id=key)
    assert Browser(app, None).client.get("/p/" + "x" * 43).status_code == 404
    browse.post("subscription.ask_pass", {"production": "nowhere", "payer": "me"}, status=422)


def test_a_pass_that_is_over_says_so(browse, world, shop, show):
    has_pass(world, world.lune, show)
    assert "Payé" in browse.get("subscription.passes").text
    with world.inside(world.lune):
        queries.passes()[0].ends_at = clock.now() - timedelta(days=1)
    page = browse.get("subscription.passes").text
    assert "Terminé" in page and "Payé" not in page


def test_where_nothing_is_sold_nothing_is_asked(browse, world):
    show = world.production(world.lune, "Les Docks")
    assert "Tout est ouvert" in browse.get("subscription.passes").text
    browse.post("subscription.ask_pass", {"production": show.public_id, "payer": "company"}, status=422)


def test_a_page_of_another_account_of_stripe_gives_way_to_another(
    app, browse, world, shop, hear, show, asked
):
    """The key was changed: what it knows nothing of is asked for anew, by the company and by the person."""
    before = Browser(app, None).client.post(f"{asked}/payment").headers["Location"]
    shop.things.pop(before.rpartition("/")[2])
    mine = browse.post("subscription.pay_pass", pass_id=key_of(world)).headers["Location"]
    shop.things.pop(mine.rpartition("/")[2])
    again = pay(app, asked)
    assert len({before, mine, again}) == 3
    hear()
    assert held(world)[0][0] == PassState.PAID
