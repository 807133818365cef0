"""The page “Abonnement”: what it says at each step, what is asked of Stripe, and that nothing is charged twice."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from sqlalchemy import update

from tests.billing.conftest import do_jobs, refuse_renewal
from tests.browse import HTMX, Browser
from tests.productions.selling import has_plan
from tests.stripe import pauses, payments
from tests.stripe.shop import DAY
from tests.stripe.test_shop import GOOD, fill
from webapp.billing import actions as billing
from webapp.billing import queries, stripe
from webapp.core import clock, formats
from webapp.core.formats import day
from webapp.domain.permissions import Role
from webapp.domain.plans.prices import Interval
from webapp.domain.plans.standing import GRACE, Offer, Plan
from webapp.subscription import actions
from webapp.subscription import queries as subscription
from webapp.subscription.models import Asking


def text_of(page):
    return Browser.sentences(page).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def says(browse):
    """What the page says now."""
    return lambda: text_of(browse.get("subscription.show"))


@pytest.fixture
def subscribe(browse, hear):
    """As a person does: choose, pay on Stripe's page, come back, and the event comes."""

    def done(plan="month", number=GOOD):
        browse.post("subscription.choose", {"plan": plan})
        page = browse.get("subscription.pay", status=303).headers["Location"]
        came_back = fill(page, number=number)
        hear()
        return came_back

    return done


def taken(shop):
    return [one.amount for one in shop.charges if one.status == "succeeded"]


def test_without_stripe_everything_is_open_and_said(browse):
    assert "ne vend rien" in text_of(browse.get("subscription.show"))


def test_from_libre_to_pro_paid_once_and_seen_once_heard(browse, world, shop, hear, says):
    assert "Libre" in says() and "9,00 €" in says() and "84,00 €" in says()
    browse.post("subscription.choose", {"plan": "month", "once": "a"})
    first = browse.get("subscription.pay", status=303).headers["Location"]
    browse.post("subscription.choose", {"plan": "month", "once": "b"})
    assert browse.get("subscription.pay", status=303).headers["Location"] == first
    came_back = urlsplit(fill(first, number=GOOD))
    session = parse_qs(came_back.query)["session"][0]
    waiting = browse.get("subscription.back", session=session)
    assert "attend sa confirmation" in text_of(waiting) and "<noscript><meta http-equiv" in waiting.text
    assert "http-equiv" not in browse.get("subscription.back", session=session, n=60).text
    assert "Demande envoyée" in browse.get("subscription.wait", n=2, headers=HTMX).text
    assert "Inutile de recommencer" in browse.get("subscription.wait", n=60, headers=HTMX).text
    assert "Gratuit" in says()
    hear()
    browse.get("subscription.back", session=session, status=303)
    assert browse.get("subscription.wait", n=3, headers=HTMX).headers["HX-Location"]
    assert "Pro, par mois" in says() and "Carte, fin 4242" in says()
    assert taken(shop) == [900]
    assert "Payée" in text_of(browse.get("subscription.bills"))
    assert Browser(world.app, world.soleil).get("subscription.show").text.count("Pro, par mois") == 0


def test_another_formula_closes_the_page_of_the_first(browse, shop):
    browse.post("subscription.choose", {"plan": "month"})
    month = browse.get("subscription.pay", status=303).headers["Location"]
    browse.post("subscription.choose", {"plan": "year"})
    year = browse.get("subscription.pay", status=303).headers["Location"]
    assert month != year
    assert "expiré" in fill(month, number=GOOD) or not taken(shop)
    fill(year, number=GOOD)
    assert taken(shop) == [8400]


def test_two_formulas_chosen_at_once_leave_one_page_to_pay(browse, world, shop):
    """The second read what was asked before the first wrote it."""
    browse.post("subscription.choose", {"plan": "month", "once": "a"})
    back = {"back": "https://raccord.example/b", "language": "fr"}
    with world.inside(world.lune) as session:
        read = subscription.asking()
        customer = queries.customer_of(world.lune.id)
        other = stripe.begin_subscription(customer, Interval.YEAR, 0, key="other", trial_end=None, **back)
        stripe.expire_session(read.session_id)
        written = update(Asking).values(session_id=other.id, url=other.url, terms="other")
        session.execute(written, execution_options={"synchronize_session": False})
        payer = actions.Payer(world.lune.email, "Camille", "fr")
        actions.begin(world.lune.id, Interval.MONTH, Plan(), payer, back=back["back"])
        (page,) = [one["url"] for one in shop.every("checkout.session") if one["status"] == "open"]
        assert subscription.asking().url == page


def test_a_page_that_was_paid_and_not_heard_of_yet_is_not_paid_again(browse, shop, hear, says):
    browse.post("subscription.choose", {"plan": "month"})
    fill(browse.get("subscription.pay", status=303).headers["Location"], number=GOOD)
    for plan in ("month", "year"):
        answer = browse.post("subscription.choose", {"plan": plan}, status=422)
        assert "déjà en cours" in text_of(answer)
    assert taken(shop) == [900]


def test_a_refused_card_then_a_good_one(browse, shop, hear, says):
    browse.post("subscription.choose", {"plan": "month"})
    page = browse.get("subscription.pay", status=303).headers["Location"]
    assert "refusée" in fill(page, number=payments.DECLINED)
    browse.post("subscription.choose", {"plan": "month"})
    assert browse.get("subscription.pay", status=303).headers["Location"] == page
    fill(page, number=GOOD)
    hear()
    assert "Pro, par mois" in says() and taken(shop) == [900]


def test_the_network_is_cut_nothing_is_charged_twice_and_trying_again_is_safe(
    app, browse, world, shop, hear, says, monkeypatch
):
    begin = stripe.begin_subscription

    def lost(*told, **said):
        begin(*told, **said)
        raise stripe.Unreachable

    monkeypatch.setattr(stripe, "begin_subscription", lost)
    answer = browse.post("subscription.choose", {"plan": "month", "once": "same"}, status=503)
    assert "rien ne sera payé deux fois" in text_of(answer) and 'value="month"' in answer.text
    assert 'name="once" value="same"' in answer.text
    browse.post("subscription.choose", {"plan": "month"}, headers={"HX-Request": "true"}, status=422)
    monkeypatch.undo()
    browse.post("subscription.choose", {"plan": "month", "once": "same"})
    assert len(list(shop.every("checkout.session"))) == 1
    fill(browse.get("subscription.pay", status=303).headers["Location"], number=GOOD)
    hear()
    assert "Pro, par mois" in says() and taken(shop) == [900]
    monkeypatch.setattr(stripe, "bills_of", lambda customer: (_ for _ in ()).throw(stripe.Unreachable))
    assert "reviendront" in text_of(browse.get("subscription.bills"))


def test_nobody_pays_before_the_end_of_their_trial(browse, world, shop, subscribe, hear, says):
    with world.inside(world.lune):
        billing.begin_trial()
    assert "30 jours" in says() and "avant la fin de votre essai" in says()
    for title in ("Les Marées", "Brume", "Lessive", "Un dimanche"):
        world.production(world.lune, title)
    assert "En Libre, 1 serait en lecture seule. Choisir dès maintenant" in says()
    subscribe()
    assert "Premier prélèvement" in says() and taken(shop) == []
    asked = text_of(browse.post("subscription.choose", {"plan": "year"}, status=422))
    assert "Le premier prélèvement sera de 84,00 €." in asked
    shop.advance(31 * DAY)
    hear()
    assert taken(shop) == [900] and "Prochain prélèvement" in says()


def test_a_year_then_a_pause_then_the_end_and_pro_again(browse, world, shop, subscribe, hear, says):
    subscribe()
    browse.post("subscription.choose", {"plan": "month"})
    assert "C’est déjà votre formule." in says()
    asked = text_of(browse.post("subscription.choose", {"plan": "year"}, status=422))
    assert "Passer à Pro par an ?" in asked and "environ 75,00 € prélevés aujourd’hui" in asked
    assert taken(shop) == [900]
    year = {"plan": "year", "confirmed": "y", "once": "y"}
    browse.post("subscription.choose", year)
    browse.post("subscription.choose", year)
    assert "Changement de formule demandé" in says() and "Pro, par mois" in says()
    hear()
    assert "Pro, par an" in says() and taken(shop) == [900, 7500]
    asked = text_of(browse.post("subscription.choose", {"plan": "month"}, status=422))
    assert "9,00 € par mois." in asked and "rien n’est prélevé aujourd’hui" in asked
    browse.post("subscription.pause", {"resumes_on": ""}, status=422)
    browse.post("subscription.pause", {"resumes_on": clock.today().isoformat()}, status=422)
    until = clock.today() + timedelta(days=40)
    browse.post("subscription.pause", {"resumes_on": until.isoformat()})
    hear()
    assert "En pause jusqu’au" in says()
    browse.post("subscription.resume")
    hear()
    assert "Pro, par an" in says()
    assert "Arrêter Pro" in browse.get("subscription.confirm_stop").text
    browse.post("subscription.stop")
    hear()
    assert "Pro s’arrête le" in says()
    browse.post("subscription.keep")
    hear()
    assert "Prochain prélèvement" in says()
    browse.post("subscription.stop")
    hear()
    shop.advance(400 * DAY)
    hear()
    assert "Pro s’est arrêté" in says()
    subscribe()
    assert "Pro, par mois" in says()


def test_what_is_done_already_is_read_again_and_never_refused(browse, shop, subscribe, says, peek):
    """The answer was lost, or another tab asked before: no event comes a second time."""
    subscribe()
    until = (clock.today() + timedelta(days=40)).isoformat()
    steps = (
        ("choose", {"plan": "year", "confirmed": "y"}, "Pro, par an"),
        ("stop", {}, "Pro s’arrête le"),
        ("keep", {}, "Prochain prélèvement"),
        ("pause", {"resumes_on": until}, "En pause jusqu’au"),
        ("resume", {}, "Prochain prélèvement"),
    )
    for name, said, expected in steps:
        browse.post(f"subscription.{name}", said)
        charges = len(shop.charges)
        shop.events.clear()
        browse.post(f"subscription.{name}", said)
        assert "Demande envoyée" in says() and len(shop.charges) == charges
        do_jobs(peek)
        assert expected in says() and "Demande envoyée" not in says()


def test_one_that_is_paused_is_stopped_at_once_and_its_time_is_kept(
    browse, world, shop, subscribe, hear, says
):
    subscribe("year")
    until = clock.today() + timedelta(days=40)
    browse.post("subscription.pause", {"resumes_on": until.isoformat()})
    hear()
    assert "À la reprise, 84,00 € sont prélevés, moins le temps non utilisé." in says()
    fill(browse.post("subscription.portal").headers["Location"], does="cancel", id=held_by(world))
    hear()
    assert "ne reprendra pas de lui-même" in says()
    with world.inside(world.lune):
        queries.subscription().resumes_at = clock.now()
    actions.resume_on_the_day.now(workspace=str(world.lune.id), workspace_id=str(world.lune.id))
    assert taken(shop) == [8400]
    asked = text_of(browse.get("subscription.confirm_stop"))
    assert "se termine aussitôt" in asked and "reste à votre crédit" in asked and "reste ouvert" not in asked
    browse.post("subscription.stop", {"once": "s"})
    browse.post("subscription.stop", {"once": "s"})
    assert "subscription/keep" not in browse.get("subscription.show").text
    hear()
    assert "Pro s’est arrêté" in says() and taken(shop) == [8400]
    subscribe()
    assert "Pro, par mois" in says() and taken(shop) == [8400]  # paid by what was left


def held_by(world):
    with world.inside(world.lune):
        return queries.subscription().stripe_id


def test_a_pause_ends_on_its_day(world, shop, browse, subscribe, hear, says):
    subscribe()
    browse.post("subscription.pause", {"resumes_on": (clock.today() + timedelta(days=10)).isoformat()})
    hear()
    for row_day, expected in ((None, "En pause"), (clock.now() - timedelta(hours=1), "Pro, par mois")):
        with world.inside(world.lune):
            row = queries.subscription()
            row.resumes_at = row_day or row.resumes_at
        actions.resume_on_the_day.now(workspace=str(world.lune.id), workspace_id=str(world.lune.id))
        hear(work=row_day is not None)
        assert expected in says()


def test_a_refused_payment_says_what_to_do_then_libre(world, shop, browse, subscribe, hear, says):
    subscribe(number=payments.IBAN_GOOD)
    refuse_renewal(shop)
    hear()
    assert "rejeté par la banque" in says() and "Changer de moyen de paiement" in says()
    assert "peut encore être tenté" in text_of(browse.get("subscription.confirm_stop"))
    with world.inside(world.lune):
        row = queries.subscription()
        paid_until, over = row.period_ends_at, row.past_due_since + GRACE
    assert over < paid_until and f"Jusqu’au {day(over)}, Pro reste ouvert." in says()
    assert f"Jusqu’au {day(over)}, Pro" in text_of(browse.get("subscription.confirm_stop"))
    browse.post("subscription.stop")
    hear()
    assert "Quand Pro s’arrête" in says() and "Arrêter Pro" not in says()
    browse.post("subscription.keep")
    hear()
    portal = browse.post("subscription.portal").headers["Location"]
    assert urlsplit(portal).netloc == urlsplit(shop.url).netloc
    asked = text_of(browse.get("subscription.confirm_stop"))
    assert f"Jusqu’au {formats.day((clock.now() + GRACE).date())}, Pro reste ouvert." in asked
    assert "peut encore être tenté" in asked and "moins le" not in asked
    browse.post("subscription.stop")
    hear()
    assert "L’arrêt est demandé" in says() and "Arrêter Pro" not in says()
    browse.post("subscription.keep")
    hear()
    assert "L’arrêt est demandé" not in says()
    with world.inside(world.lune):
        queries.subscription().past_due_since = clock.now() - GRACE
    assert "en Libre" in says()
    assert "se termine aussitôt" in text_of(browse.get("subscription.confirm_stop"))
    fill(portal, does="card", number=GOOD)
    hear()
    assert "Pro, par mois" in says()
    with world.inside(world.lune):
        row = queries.subscription()
        row.status, row.past_due_since = "past_due", clock.now() - GRACE
    shop.get("subscription", row.stripe_id)["status"] = "past_due"
    browse.post("subscription.stop")
    hear()
    assert "Pro s’est arrêté" in says()


def test_a_pause_whose_payment_is_refused_stays_one_and_says_so(shop, browse, world, subscribe, hear, says):
    subscribe()
    shop.advance(15 * DAY)
    browse.post("subscription.pause", {"resumes_on": (clock.today() + timedelta(days=1)).isoformat()})
    hear()
    (held,) = shop.every("subscription")
    held["default_payment_method"] = payments.card(shop, held["customer"], payments.DECLINED_LATER)["id"]
    place = {"workspace": str(world.lune.id), "workspace_id": str(world.lune.id)}
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        actions.resume_on_the_day.now(**place)
        hear()
        assert "La reprise attend son paiement" in says() and "En pause jusqu’au" not in says()
        browse.get("subscription.wait", status=303)
        assert "C’est confirmé" not in says()
    tries = len(list(shop.every("invoice")))
    with time_machine.travel(clock.now() + GRACE + timedelta(days=2), tick=False):
        actions.resume_on_the_day.now(**place)
    assert len(list(shop.every("invoice"))) == tries


def test_what_is_said_of_money_is_what_is_taken(shop, browse, subscribe, hear, says):
    """From a year back to a month, what is left of the year pays the months that follow."""
    subscribe(plan="year")
    asked = text_of(browse.post("subscription.choose", {"plan": "month"}, status=422))
    assert "environ 84,00 €, les paie d’abord : rien n’est prélevé aujourd’hui." in asked
    browse.post("subscription.choose", {"plan": "month", "confirmed": "y"})
    hear()
    assert "Montant TTC 0,00 €" in says()
    before = taken(shop)
    shop.advance(32 * DAY)
    assert taken(shop) == before


def test_what_was_never_paid_has_not_ended_and_promises_no_trial(browse, world, shop, says):
    for status in ("incomplete", "incomplete_expired"):
        with world.inside(world.lune):
            billing.own_row().status = status
        assert "Gratuit, sans limite de temps." in says() and "Trente jours" not in says()
        assert "Pro s’est arrêté" not in says()


def test_seats_follow_whoever_writes(world, shop, browse, subscribe, says):
    world.member(world.lune, "ines@exemple.fr", Role.EDITOR)
    world.member(world.lune, "voit@exemple.fr", Role.VIEWER)
    assert "15,00 €" in says()
    subscribe()
    assert taken(shop) == [1500]
    assert "Places payées en plus" in says()


def test_forms_may_end_at_stripe_and_nowhere_else(browse, shop):
    policy = browse.get("subscription.show").headers["Content-Security-Policy"]
    assert re.search(rf"form-action 'self' {re.escape(shop.url)};", policy)
    assert "form-action 'self';" in browse.get("home.today").headers["Content-Security-Policy"]


def test_only_who_manages_buys_and_leaving_stripe_loses_nothing(world, shop, browse, says):
    ines = Browser(world.app, world.member(world.lune, "ines@exemple.fr", Role.EDITOR))
    assert "Continuer" not in ines.get("subscription.show").text
    for name in ("choose", "pause", "resume", "stop", "keep", "portal"):
        ines.post(f"subscription.{name}", {"plan": "month"}, status=403)
    browse.post("subscription.choose", {"plan": "libre"}, status=422)
    for name in ("resume", "stop", "keep", "portal"):
        assert "pas d’abonnement" in text_of(browse.post(f"subscription.{name}", status=422))
    browse.get("subscription.confirm_stop", status=303)
    browse.post("subscription.choose", {"plan": "month"})
    browse.get("subscription.back", status=303)
    assert "Votre choix reste ouvert" in says()


def test_one_more_who_writes_is_agreed_to_before_it_is_paid(world, shop, browse, subscribe, hear, says):
    ines = world.member(world.lune, "ines@exemple.fr", Role.VIEWER)
    subscribe()
    asked = browse.post("workspaces.role", {"role": "editor"}, status=422, account_id=ines.account_id)
    assert "Une personne de plus qui écrit" in text_of(asked)
    assert '<button class="btn primary">Ajouter à l’abonnement' in asked.text  # it ends nothing
    browse.post("workspaces.role", {"role": "editor", "confirmed": "y"}, account_id=ines.account_id)
    assert "Personnes qui écrivent 2" in says()
    assert "Une personne de plus qui écrit : 6,00 € par mois. Qui lit ne paie rien." in says()


def test_an_answer_that_was_lost_is_asked_again_and_paid_once(browse, world, shop, subscribe, hear, says):
    """Every request to Stripe is done and its answer cut, then the form is sent again, or changed and sent again."""
    subscribe()
    on = clock.today()

    def cut(name, values, prices=0):
        shop.trouble = [""] * (1 + prices) + ["cut"] * (1 + stripe.RETRIES)
        browse.post(f"subscription.{name}", {**values, "once": name}, status=503)
        assert shop.trouble == []

    cut("choose", {"plan": "year", "confirmed": "y"}, prices=1)
    charged = taken(shop)
    browse.post("subscription.choose", {"plan": "year", "confirmed": "y", "once": "choose"})
    hear()
    assert "Pro, par an" in says() and taken(shop) == charged
    # The form, back, with another choice.
    browse.post("subscription.choose", {"plan": "month", "confirmed": "y", "once": "choose"})
    hear()
    assert "Pro, par mois" in says()
    dates = [{"resumes_on": (on + timedelta(days=days)).isoformat()} for days in (40, 50)]
    cut("pause", dates[0], prices=1)
    browse.post("subscription.pause", {**dates[1], "once": "pause"})  # paused already
    hear()
    assert "En pause jusqu’au" in says()
    charged = taken(shop)
    cut("resume", {})
    for key in ("resume", "another tab"):
        browse.post("subscription.resume", {"once": key})
    hear()
    assert "Prochain prélèvement" in says() and taken(shop) == charged
    cut("stop", {})
    for key in ("stop", "é“\u2028" * 200):
        browse.post("subscription.stop", {"once": key})
    hear()
    assert "Pro s’arrête le" in says()
    cut("keep", {})
    browse.post("subscription.keep", {"once": "keep"})
    hear()
    assert "Prochain prélèvement" in says() and taken(shop) == charged


def test_a_page_that_stripe_would_not_close_is_not_paid_beside_another(browse, shop, monkeypatch):
    """Somebody is paying on it."""
    browse.post("subscription.choose", {"plan": "month"})
    monkeypatch.setattr(stripe, "expire_session", lambda _session: None)
    assert "réessayez" in text_of(browse.post("subscription.choose", {"plan": "year"}, status=422))
    assert len(list(shop.every("checkout.session"))) == 1


def test_a_pause_that_is_being_paid_or_refused_is_not_billed_again_the_next_days(
    world, shop, browse, subscribe, hear, says
):
    """Stripe keeps a key a day: asked again, it would draw another invoice, and take it too."""

    def pause_for(days):
        shop.advance(7 * DAY)
        browse.post("subscription.pause", {"resumes_on": (clock.today() + timedelta(days=1)).isoformat()})
        hear()
        for _day in range(days):
            with world.inside(world.lune):
                queries.subscription().resumes_at = clock.now() - timedelta(hours=1)
            actions.resume_on_the_day.now(workspace=str(world.lune.id), workspace_id=str(world.lune.id))
            shop.advance(DAY + 60)
        hear()

    subscribe(number=payments.IBAN_GOOD)
    pause_for(2)
    page = text_of(browse.follow(browse.post("subscription.resume")))
    assert "Le prélèvement est déjà en route" in page and "En pause" in page
    shop.advance(4 * DAY)
    hear()
    assert "Pro, par mois" in says() and [one.status for one in shop.charges] == ["succeeded"] * 2
    portal = browse.post("subscription.portal").headers["Location"]
    shop.advance(10 * DAY)
    fill(portal, does="card", number=payments.DECLINED_LATER)
    pause_for(2)
    browse.post("subscription.resume", status=422)
    assert "En pause" in says()
    fill(portal, does="card", number=GOOD)
    browse.post("subscription.resume")
    hear()
    assert "Pro, par mois" in says() and len(shop.charges) == 3
    assert [one["status"] for one in shop.every("invoice")].count("open") == 0


def test_a_pause_taken_while_the_first_debit_is_on_its_way_ends_by_its_own(shop, browse, subscribe, hear):
    subscribe(number=payments.IBAN_GOOD)
    shop.advance(DAY)
    (held,) = shop.every("subscription")
    with shop.lock:  # in Stripe itself: we wait for the bank
        pauses.pause(shop, held, "now")
    hear()
    for said in ("Demande de reprise envoyée", "Le prélèvement est déjà en route"):
        assert said in text_of(browse.follow(browse.post("subscription.resume")))
    assert [one.status for one in shop.charges] == ["processing"] * 2


def test_the_last_days_of_a_trial_are_seen_and_what_follows_is_said_once(world, shop, browse, says):
    for title in ("Les Marées", "Brume", "Lessive", "Un dimanche"):
        world.production(world.lune, title)
    had = {"trial_started_at": clock.now()}
    has_plan(world, world.lune, **had, trial_ends_at=clock.now() + timedelta(days=20))
    assert 'class="chip warn"' not in browse.get("subscription.show").text
    assert "20 jours" in says() and "En Libre, 1 serait en lecture seule" in says()
    has_plan(world, world.lune, **had, trial_ends_at=clock.now() + timedelta(hours=20))
    assert 'class="chip warn"' in browse.get("subscription.show").text and "1 jour" in says()
    has_plan(world, world.lune, **had, trial_ends_at=clock.now() - timedelta(hours=1))
    assert (
        says().count("en lecture seule") == 1 and "/productions/kept" in browse.get("subscription.show").text
    )
    viewer = Browser(world.app, world.member(world.lune, "lecture@exemple.fr", Role.VIEWER))
    assert "/productions/kept" not in viewer.get("subscription.show").text


def test_what_is_said_of_a_subscription_agrees_with_its_buttons(world, shop, browse, says):
    held = {"stripe_id": "sub_1", "price": "raccord_pro_month_2026", "amount_cents": 900, "others": 1}
    has_plan(world, world.lune, **held, status="unpaid", method="card 4242")
    assert "dans « Changer de moyen de paiement »" in says()
    has_plan(world, world.lune, status="paused")
    assert "dans « Carte, adresse et factures »" in says() and "D’ici là, l’espace est en Libre" in says()
    has_plan(world, world.lune, cancels_at=clock.now() + timedelta(days=9))
    assert "L’espace est en Libre." in says() and "D’ici là" not in says()


def test_a_pass_is_one_of_the_choices_and_leads_to_its_form(world, shop, browse, says):
    assert "Passe production 29,00 €" in says()
    answer = browse.post("subscription.choose", {"plan": "pass"}, status=303)
    assert answer.headers["Location"].endswith("/subscription/passes/new")


def test_in_libre_whoever_invites_is_told_before_that_one_alone_writes(world, shop, browse):
    said, writes = "En Libre, une seule personne écrit", re.compile(r'value="editor"[^>]* checked')
    page = browse.get("workspaces.members").text
    assert said in page and not writes.search(page)
    with world.inside(world.lune):
        billing.begin_trial()
    page = browse.get("workspaces.members").text
    assert said not in page and writes.search(page)


def test_a_first_debit_that_comes_back_leaves_no_grace_and_the_next_is_by_card(
    browse, world, shop, subscribe, hear, says
):
    """Else days of Pro that nobody pays, again and again."""
    subscribe(number=payments.IBAN_BAD)
    assert "Prochain prélèvement" in says()
    shop.advance(6 * DAY)
    hear()
    assert "rejeté par la banque" in says() and "L’espace est en Libre" in says()
    with world.inside(world.lune):
        row = queries.subscription()
        assert queries.plan_of(row, [], is_sold=True).offer(clock.now()) is Offer.LIBRE
    browse.post("subscription.choose", {"plan": "month"}, status=422)
    browse.post("subscription.stop")
    hear()
    assert "Pro s’est arrêté" in says()
    browse.post("subscription.choose", {"plan": "month"})
    page = browse.get("subscription.pay", status=303).headers["Location"]
    assert "refusée" in fill(page, number=payments.IBAN_GOOD)
    fill(page, number=GOOD)
    hear()
    assert "Pro, par mois" in says() and taken(shop) == [900]


def test_what_the_bank_has_not_paid_yet_is_given_back_to_nobody(
    browse, world, shop, subscribe, hear, says, peek
):
    """A year begun by a debit that comes back would else pay for months, or for a pause, out of nothing."""
    ines = world.member(world.lune, "ines@exemple.fr", Role.EDITOR)
    subscribe("year", payments.IBAN_BAD)
    until = (clock.today() + timedelta(days=40)).isoformat()
    for name, said in (("choose", {"plan": "month", "confirmed": "y"}), ("pause", {"resumes_on": until})):
        assert "attend encore la banque" in text_of(browse.post(f"subscription.{name}", said, status=422))
    browse.post("workspaces.role", {"role": "viewer", "confirmed": "y"}, account_id=ines.account_id)
    do_jobs(peek)
    (held,) = shop.every("subscription")
    assert shop.get("customer", held["customer"])["balance"] == 0 and len(held["items"]["data"]) == 2
    portal = browse.post("subscription.portal").headers["Location"]
    shop.advance(6 * DAY)
    fill(portal, does="card", number=GOOD)
    hear()
    assert "Pro, par an" in says()
    do_jobs(peek)
    assert len(held["items"]["data"]) == 1  # who writes is followed once it is paid


def test_a_page_of_another_account_of_stripe_gives_way_to_another(browse, shop, hear, says):
    browse.post("subscription.choose", {"plan": "month"})
    before = browse.get("subscription.pay", status=303).headers["Location"]
    for one in [*shop.every("checkout.session"), *shop.every("customer")]:
        shop.things.pop(one["id"])
    browse.post("subscription.choose", {"plan": "month"})
    after = browse.get("subscription.pay", status=303).headers["Location"]
    assert before != after
    fill(after, number=GOOD)
    hear()
    assert "Pro, par mois" in says() and taken(shop) == [900]
