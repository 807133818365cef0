"""A quote: written and sent by mail, read on a phone without an account, accepted with an option, changed, declined."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from playwright.sync_api import Locator

from e2e.person import IPHONE, Person
from tests.invoicing.quotes import make
from tests.make import World
from webapp.core import clock

AGREEMENT = "J’ai lu le devis et ses conditions"


def test_a_quote_is_written_sent_and_accepted_with_its_option(
    people: Callable[..., Person], world: World, link_in_mail: Callable[[str, str], str]
) -> None:
    world.seller(world.lune, phone="+33639981003")
    world.client(world.lune, "Mairie de Cancale", email=make.BUYER)
    camille = people(world.lune)
    camille.open("/w/lune/invoicing/quotes")
    camille.check("Devis")
    camille.follow("Écrire un devis")
    camille.check("Nouveau devis")
    camille.page.get_by_label("Client", exact=True).select_option("Mairie de Cancale")
    camille.fill(Objet="Coordination du plateau, fête de la mer")
    camille.field("Valable jusqu’au").fill((clock.today() + timedelta(days=20)).isoformat())
    line(camille, 0, "Coordination du plateau", "4", "320")
    camille.press("Ligne")
    camille.page.locator("#lines-1-words").wait_for()
    line(camille, 1, "Permanence le 6 juin", "1", "320")
    camille.page.locator("#line-2 summary").click()
    camille.page.locator("#lines-1-is_option").check()
    camille.check("Nouveau devis")
    camille.press("Relire et envoyer")
    camille.check("Envoyer le devis")
    camille.reads("Ce qui part")
    assert camille.page.get_by_label("À", exact=True).input_value() == make.BUYER
    camille.press("Envoyer")
    camille.sees(f"Devis envoyé à {make.BUYER}")
    camille.reads("Le lien du client")
    camille.check(None)

    paul = people(user_agent=IPHONE)
    paul.open(link_in_mail(make.BUYER, "/q/"))
    paul.sees("Camille Roussel")
    paul.reads("Total, TVA non applicable", "1 280,00 €", "À l’acceptation, 30 %", "384,00 €")
    paul.check(None)
    paul.choose("Permanence le 6 juin")
    if not paul.has_scripts:
        paul.press("Recalculer")
    accepting(paul, "1 600,00 €").wait_for()
    paul.check(None)
    accepting(paul, "1 600,00 €").click()
    paul.reads("Écrivez votre nom.", "Cochez cette case pour accepter.")
    paul.check(None)
    paul.fill(Vos_nom_et_prénom="Paul Guégan", Votre_fonction="Responsable culture")
    paul.choose(AGREEMENT)
    accepting(paul, "1 600,00 €").click()
    paul.reads("Accepté par Paul Guégan")
    paul.check(None)

    camille.page.reload()
    camille.reads(
        "Accepté par Paul Guégan", "Responsable culture", "Empreinte SHA-256", "Ouvert par le client"
    )
    camille.check(None)
    quote = urlsplit(camille.page.url).path
    camille.press("Facturer l’acompte")
    billed(camille, "480,00 €")
    camille.open(quote)
    camille.press("Facturer le solde")
    camille.page.wait_for_url(re.compile(r"/invoicing/invoices/\w{12}/edit"))
    camille.page.get_by_label("Prestation, du").fill(clock.today().isoformat())
    billed(camille, "1 120,00 €")
    camille.reads(f"{clock.today().year}-001", "480,00 €")
    camille.open(quote)
    camille.reads("Facturé")
    camille.check(None)
    camille.open("/w/lune/invoicing/ledger")
    camille.reads("Encaissé", "1 600,00 €", "Mairie de Cancale")


def test_a_changed_quote_is_accepted_again_and_may_be_declined(
    people: Callable[..., Person], world: World
) -> None:
    world.seller(world.lune)
    made = make.sent(world, world.lune, world.client(world.lune, "Mairie de Cancale", email=make.BUYER))
    paul = people(user_agent=IPHONE)
    link = make.path_of(world, world.lune, made)
    paul.open(link)
    signed(paul, "1 760,00 €")
    paul.reads("Accepté par Paul Guégan")

    camille = people(world.lune)
    camille.open(f"/w/lune/invoicing/quotes/{made.public_id}")
    camille.follow("Modifier")
    camille.check("Modifier le devis")
    camille.page.locator("#lines-1-price_cents").fill("600")
    camille.press("Relire et envoyer")
    camille.check("Envoyer le devis")
    camille.press("Envoyer")
    camille.sees(f"Devis envoyé à {make.BUYER}")
    camille.reads("Version 2")
    camille.check(None)

    paul.open(link)
    paul.reads("voici la version 2", "demande un nouvel accord")
    paul.follow("Poser une question")
    paul.check("Poser une question")
    paul.fill(Vos_nom_et_prénom="Paul Guégan", Votre_question="Pourquoi plus cher ?")
    paul.field("Votre mail, pour la réponse").fill("paul@mairie.exemple")
    paul.press("Envoyer la question")
    paul.sees("Votre question est partie")
    paul.follow("Refuser")
    paul.check(None)
    paul.press("Refuser le devis")
    paul.reads("Écrivez votre nom.")
    paul.fill(Vos_nom_et_prénom="Paul Guégan", Pourquoi="Budget dépassé")
    paul.press("Refuser le devis")
    paul.reads("Refusé par Paul Guégan")
    paul.check(None)

    camille.page.reload()
    camille.reads("Refusé par Paul Guégan", "Budget dépassé", "Pourquoi plus cher ?")
    camille.check(None)


def test_what_one_signs_is_what_the_page_shows(people: Callable[..., Person], world: World) -> None:
    """A version sent while the page was open is not accepted by mistake."""
    world.seller(world.lune)
    made = make.sent(world, world.lune, world.client(world.lune, email=make.BUYER))
    paul = people(user_agent=IPHONE)
    paul.open(make.path_of(world, world.lune, made))
    make.change(world, world.lune, made, title="Fête de la mer, deux jours")
    make.send(world, world.lune, made)
    signed(paul, "1 760,00 €")
    paul.reads("Ce devis vient de changer", "Fête de la mer, deux jours")
    paul.check(None)


def billed(person: Person, cents: str) -> None:
    """The draft on the page is issued, then paid in one tap."""
    person.page.wait_for_url(re.compile(r"/invoicing/invoices/\w{12}/edit"))
    person.page.locator(".savebar").get_by_role("button", name="Émettre").click()
    person.reads("Ensuite plus rien ne se modifie", cents)
    person.press("Émettre")
    person.reads("Empreinte SHA-256", cents)
    person.press("Marquer payée")
    person.sees("Facture payée.")
    person.check(None)


def line(person: Person, rank: int, words: str, quantity: str, price: str) -> None:
    page = person.page
    page.locator(f"#lines-{rank}-words").fill(words)
    page.locator(f"#lines-{rank}-quantity").fill(quantity)
    page.locator(f"#lines-{rank}-unit").select_option("DAY")
    page.locator(f"#lines-{rank}-price_cents").fill(price)


def signed(person: Person, total: str) -> None:
    person.fill(Vos_nom_et_prénom="Paul Guégan", Votre_fonction="Responsable culture")
    person.choose(AGREEMENT)
    accepting(person, total).click()


def accepting(person: Person, total: str) -> Locator:
    words = r"\s".join(re.escape(word) for word in f"Accepter, {total}".split())
    return person.page.get_by_role("button", name=re.compile(f"^{words}$"))
