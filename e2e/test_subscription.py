"""The subscription, from the trial to the end and back, paid on Stripe's own pages and known by its events.

A server, a worker and a database of their own: elsewhere nothing is sold, and everything stays open.
"""

import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from e2e.conftest import filling, running
from e2e.person import PATIENCE, Person
from tests.conftest import own_database
from tests.make import World
from tests.stripe import payments
from tests.stripe.delivery import Post
from tests.stripe.serving import served
from tests.stripe.shop import DAY, Shop
from webapp.billing import actions as billing
from webapp.billing import queries, stripe
from webapp.core import clock
from webapp.core.databases import Databases
from webapp.domain.permissions import Role

HOOK = "whsec_of_the_journeys"
GOOD = "4242 4242 4242 4242"
ABONNEMENT = "/w/lune/subscription/"


@pytest.fixture(scope="session")
def shop() -> Iterator[Shop]:
    with served(Shop()) as shop:
        yield shop


@pytest.fixture(autouse=True)
def _today_at_the_shop(shop: Shop) -> None:
    """Nothing is due nor was paid, but for its prices."""
    shop.ahead = 0
    shop.hours.clear()
    shop.charges.clear()


@pytest.fixture(scope="session")
def addresses(server: Databases) -> Iterator[Databases]:
    with own_database(server) as found:
        yield found


@pytest.fixture(scope="session")
def app(addresses: Databases, data_dir: Path, shop: Shop) -> Iterator[Flask]:
    sold = {
        "stripe_secret_key": shop.key, "stripe_webhook_secret": HOOK, "stripe_api_url": shop.url,
    }  # fmt: skip
    with filling(addresses, data_dir, **sold) as app:
        with app.app_context():
            stripe.sync_prices()
        yield app


@pytest.fixture(scope="session")
def base_url(addresses: Databases, data_dir: Path, post_office: int, shop: Shop, app: Flask) -> Iterator[str]:
    sold = {"STRIPE_SECRET_KEY": shop.key, "STRIPE_WEBHOOK_SECRET": HOOK, "STRIPE_API_URL": shop.url}
    with running(addresses, data_dir, post_office, **sold) as url:
        Post(shop, f"{url}/stripe/events", HOOK).start()
        yield url


def pays(person: Person, *numbers: str) -> None:
    """On Stripe's page, one card after another."""
    person.page.wait_for_url(re.compile(r"/pay/"))
    for number in numbers:
        person.page.get_by_label("Carte ou IBAN").fill(number)
        person.page.get_by_role("button", name="Payer").click()


def comes_to_say(person: Person, sentence: str, *, asked_here: bool = True) -> None:
    """The page changes once the event was heard; what was done at Stripe, or without scripts, wants it opened again."""
    deadline = time.monotonic() + PATIENCE
    words = re.compile(r"\s+".join(map(re.escape, sentence.split())))
    while not words.search(person.page.locator("main").inner_text()):
        assert time.monotonic() < deadline, person.page.locator("main").inner_text()
        time.sleep(0.3)
        if not (asked_here and person.has_scripts):
            person.open(ABONNEMENT)
    person.check("Abonnement")


@pytest.mark.parametrize("with_js", [True], indirect=True, ids=["js"])
def test_from_the_trial_to_the_end_and_back(people: Callable[..., Person], world: World, shop: Shop) -> None:
    first, *_others = [
        world.production(world.lune, title) for title in ("Les Marées", "Brume", "Lessive", "Un dimanche")
    ]
    world.member(world.lune, "ines@exemple.fr", Role.VIEWER)
    with world.inside(world.lune):
        billing.begin_trial()
    camille = people(world.lune)
    camille.open("/w/lune/more")
    camille.follow("Abonnement")
    camille.check("Abonnement")
    camille.reads("30 jours", "Pour Pro, rien n’est prélevé avant la fin de votre essai.")
    camille.choose("Pro par mois")
    camille.press("Continuer")
    camille.page.get_by_role("link", name="Retour").click()
    camille.arrives_at("Abonnement")
    camille.sees("Rien n’a été payé.")
    camille.press("Continuer")
    pays(camille, payments.DECLINED, GOOD)
    comes_to_say(camille, "Premier prélèvement")
    assert shop.charges == []
    shop.advance(31 * DAY)
    camille.open(ABONNEMENT)
    comes_to_say(camille, "Prochain prélèvement", asked_here=False)
    assert [one.amount for one in shop.charges] == [900]
    with world.inside(world.lune):  # the clock of Stripe is ahead: ours comes there
        queries.subscription().trial_ends_at = clock.now()

    camille.choose("Pro par an")
    camille.press("Continuer")
    camille.arrives_at("Passer à Pro par an ?")
    camille.reads("prélevés aujourd’hui")
    camille.press("Changer de formule")
    comes_to_say(camille, "Pro, par an")
    camille.reads("84,00 €", "Payée")

    camille.open("/w/lune/members")
    camille.page.locator("main summary").filter(has_text="Ines").click()
    role = camille.page.get_by_label("Rôle : Ines")
    role.select_option("editor")
    camille.page.locator("form", has=role).get_by_role("button").click()
    camille.arrives_at("Une personne de plus qui écrit ?")
    camille.check()
    camille.press("Ajouter à l’abonnement")
    camille.sees("Rôle changé.")
    camille.open(ABONNEMENT)
    comes_to_say(camille, "Places payées en plus", asked_here=False)
    camille.reads("140,00 €")

    camille.field("Reprendre le").fill((clock.today() + timedelta(days=60)).isoformat())
    camille.press("Mettre en pause")
    comes_to_say(camille, "En pause jusqu’au")
    camille.press("Reprendre maintenant")
    comes_to_say(camille, "Prochain prélèvement")

    camille.press("Carte, adresse et factures")
    camille.page.wait_for_url(re.compile(r"/portal/"))
    camille.page.get_by_role("button", name="Annuler l’abonnement").click()
    camille.page.get_by_role("link", name="Retour").click()
    camille.arrives_at("Abonnement")
    comes_to_say(camille, "Pro s’arrête le", asked_here=False)
    shop.advance(400 * DAY)
    comes_to_say(camille, "Pro s’est arrêté.", asked_here=False)
    camille.reads("4, Libre en garde 3")
    camille.follow("Choisir les trois qui restent ouvertes")
    camille.check("Trois productions à garder")
    for box in camille.page.locator("main input[name=kept]").all():
        box.set_checked(box.input_value() != first.public_id)
    with camille.page.expect_response(lambda answer: answer.request.method == "POST"):
        camille.press("Garder ces trois")
    camille.open(f"/w/lune/productions/{first.public_id}")
    camille.check("Les Marées")
    camille.sees("Lecture seule")
    camille.open(ABONNEMENT)

    camille.choose("Pro par an")
    camille.press("Continuer")
    pays(camille, GOOD)
    comes_to_say(camille, "Pro, par an")
    camille.follow("Arrêter Pro")
    camille.check("Arrêter Pro ?")
    camille.press("Arrêter Pro")
    comes_to_say(camille, "Pro s’arrête le")
    camille.press("Garder Pro")
    comes_to_say(camille, "Prochain prélèvement")
    stranger = people(world.soleil)
    assert stranger.context.request.get(f"{stranger.base_url}{ABONNEMENT}").status == 404


@pytest.mark.parametrize("with_js", [False], indirect=True, ids=["no-js"])
def test_a_debit_by_plain_forms_and_its_refusal(
    people: Callable[..., Person], world: World, shop: Shop
) -> None:
    camille = people(world.lune)
    camille.open(ABONNEMENT)
    camille.check("Abonnement")
    camille.reads("Gratuit", "Passer en Pro")
    camille.press("Continuer")
    pays(camille, payments.IBAN_BAD)
    camille.page.wait_for_url(re.compile("/subscription/"))
    comes_to_say(camille, "Prélèvement SEPA, fin")
    camille.follow("Voir les factures")
    camille.check("Factures de l’abonnement")
    shop.advance(6 * DAY)
    comes_to_say(camille, "Le prélèvement a été rejeté par la banque.", asked_here=False)
    camille.press("Changer de moyen de paiement")
    camille.page.get_by_label("Nouvelle carte").fill(GOOD)
    camille.page.get_by_role("button", name="Enregistrer la carte").click()
    camille.page.get_by_role("link", name="Retour").click()
    comes_to_say(camille, "Prochain prélèvement", asked_here=False)
