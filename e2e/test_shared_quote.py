"""A quote read, counted and accepted by a producer who has the link of the production and nothing else."""

import re
from collections.abc import Callable

from e2e.person import Person
from tests.invoicing.quotes import make
from tests.make import World
from tests.sharing.planted import validated
from webapp.contacts.models import Contact

GRANTS = (
    "quotes",
    "quotes.amounts",
    "quotes.file",
    "quotes.accept",
    "invoices",
    "invoices.amounts",
    "invoices.file",
)


def test_a_quote_is_accepted_through_the_link_of_its_production(
    people: Callable[..., Person], world: World
) -> None:
    company = world.company(world.lune)
    marees = world.production(world.lune, company_id=company.id)
    world.add(world.lune, validated(marees))
    world.seller(world.lune, phone="+33639981003")
    with world.inside(world.lune) as session:
        contact = session.get_one(Contact, (world.lune.id, company.id))
    client = world.client(world.lune, "Films du Ponant", contact=contact)
    made = make.sent(world, world.lune, client, production_id=marees.id)
    world.invoice(world.lune, client, title="Préparation", production_id=marees.id)
    token, _share = world.share(world.lune, marees, grants=GRANTS)

    marc = people()
    marc.open(f"/s/{token}")
    marc.check("Les Marées")
    marc.reads("1 760,00 €", "Préparation", "840,00 €")
    marc.follow("Lire et accepter")
    marc.reads("Total, TVA non applicable")
    marc.check(None)
    marc.choose("Permanence le 6 juin")
    if not marc.has_scripts:
        marc.press("Recalculer")
    accept = (
        marc.page.get_by_role("button", name=re.compile(r"Accepter, 2\s080,00")).locator("visible=true").last
    )
    accept.click()
    marc.reads("Écrivez votre nom.", "Cochez cette case pour accepter.")
    marc.check(None)
    marc.fill(Vos_nom_et_prénom="Marc Delcourt")
    marc.choose("J’ai lu le devis et ses conditions")
    accept.click()
    marc.reads("Accepté par Marc Delcourt")
    marc.check(None)
    marc.follow("Tout ce qui est partagé")
    marc.reads("2 080,00 €", "Accepté", "Lire le devis")

    camille = people(world.lune)
    camille.open(f"/w/lune/invoicing/quotes/{made.public_id}")
    camille.reads("Accepté par Marc Delcourt")
