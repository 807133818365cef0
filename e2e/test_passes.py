"""A pass paid by the company, through a link of ours and Stripe's own page: the link of the producer opens again."""

import re
import time
from collections.abc import Callable
from datetime import timedelta

from e2e.person import PATIENCE, Person
from e2e.test_subscription import (
    GOOD,
    _today_at_the_shop,
    addresses,
    app,
    base_url,
    shop,
)
from tests.make import World
from tests.stripe import payments
from tests.stripe.shop import DAY, Shop
from webapp.billing import actions as billing
from webapp.billing import queries
from webapp.core import clock

__all__ = ["_today_at_the_shop", "addresses", "app", "base_url", "shop"]
COMPANY = "compta@ponant.exemple"


def pays(person: Person, number: str) -> None:
    person.page.wait_for_url(re.compile(r"/pay/"))
    for label, said in (
        ("E-mail", COMPANY), ("Nom", "Films du Ponant"), ("Adresse", "1 quai des Docks"), ("Code postal", "35400"),
        ("Ville", "Saint-Malo"), ("Numéro de TVA", "FR40303265045"), ("Carte ou IBAN", number),
    ):  # fmt: skip
        person.page.get_by_label(label, exact=True).fill(said)
    person.page.get_by_role("button", name="Payer").click()
    person.page.wait_for_url(re.compile(r"/p/"))


def comes_to_say(person: Person, path: str, sentence: str) -> None:
    """Opened again until what Stripe said was heard."""
    deadline = time.monotonic() + PATIENCE
    while sentence not in person.open(path).locator("main").inner_text():
        assert time.monotonic() < deadline, person.page.locator("main").inner_text()
        time.sleep(0.3)


def test_a_company_pays_and_the_link_of_its_producer_opens_again(
    people: Callable[..., Person],
    world: World,
    shop: Shop,
    link_in_mail: Callable[[str, str], str],
    with_js: bool,
) -> None:
    company = world.company(world.lune, "Films du Ponant", email=COMPANY)
    marees = world.production(world.lune, company_id=company.id)
    token, _share = world.share(world.lune, marees)
    with world.inside(world.lune):
        billing.begin_trial()
        queries.subscription().trial_ends_at = clock.now() - timedelta(days=1)
    producer, camille, payer = people(), people(world.lune), people()
    producer.open(f"/s/{token}")
    producer.check("Ce lien n’est plus valable.")

    camille.open("/w/lune/shares/")
    camille.check("Partages")
    camille.reads("Fermé : Pro s’est arrêté")
    camille.open("/w/lune/subscription/passes/")
    camille.check("Passes production")
    camille.follow("Demander un passe")
    camille.check("Passe production")
    camille.press("Continuer")
    camille.sees("Choisissez une production.")
    camille.page.get_by_label("Production", exact=True).select_option(label="Les Marées")
    camille.press("Continuer")
    camille.check("Les Marées")
    camille.page.locator("summary", has_text="Envoyer par mail").click()
    assert camille.field("À").input_value() == COMPANY
    camille.press("Envoyer")
    camille.sees(f"Demande envoyée à {COMPANY}")

    address = link_in_mail(COMPANY, "/p/")
    payer.open(address)
    payer.check("Les Marées")
    payer.reads("29,00 €", "au nom de la société")
    payer.press("Payer 29,00 €")
    pays(payer, payments.IBAN_BAD)
    comes_to_say(payer, address, "par prélèvement")
    payer.check("Les Marées")
    producer.open(f"/s/{token}")
    producer.arrives_at("Les Marées")
    shop.advance(6 * DAY)
    comes_to_say(payer, address, "La banque a refusé")
    payer.check("Les Marées")
    producer.open(f"/s/{token}")
    producer.arrives_at("Ce lien n’est plus valable.")

    payer.press("Payer 29,00 €")
    pays(payer, payments.IBAN_GOOD if with_js else GOOD)
    if with_js:
        comes_to_say(payer, address, "par prélèvement")
        shop.advance(6 * DAY)
    comes_to_say(payer, address, "Déjà payé.")
    payer.check("Les Marées")
    producer.open(f"/s/{token}")
    producer.arrives_at("Les Marées")
    camille.open("/w/lune/subscription/passes/")
    camille.follow("Les Marées")
    camille.check("Les Marées")
    camille.reads("Payé par", "Films du Ponant", "Voir la facture")
