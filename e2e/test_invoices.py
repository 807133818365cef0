"""Independent work is invoiced: refused for what the law asks, put right, issued, then corrected by a credit note."""

import re
from collections.abc import Callable
from datetime import date

from playwright.sync_api import expect

from e2e.person import Person
from tests.make import World
from webapp.core import clock
from webapp.domain.invoices.document import Line

BAR = ".savebar"


def issue(person: Person) -> None:
    """The bar of the page, then the page that asks."""
    person.page.locator(BAR).get_by_role("button", name="Émettre").click()


def test_a_first_invoice_is_written_refused_put_right_issued_and_credited(
    people: Callable[..., Person], world: World
) -> None:
    world.seller(world.lune)
    world.client(world.lune, siren=None)
    year = clock.today().year
    camille = people(world.lune)
    camille.open("/w/lune/more")
    camille.page.locator("main").get_by_role("link", name=re.compile("^Factures")).click()
    camille.check("Factures")
    camille.reads("Aucune facture", "Raccord n’est pas une plateforme agréée.")

    camille.follow("Écrire une facture")
    camille.check("Nouvelle facture")
    camille.press("Continuer")
    camille.reads("Choisissez le client.")
    camille.field("Client").select_option("Atelier Hauteur")
    camille.fill(Objet="Dossier d’aide")
    camille.press("Continuer")
    camille.check("Facture pour Atelier Hauteur")

    camille.fill(Désignation="Rédaction du dossier", Qté="3", Prix_HT="28O")
    issue(camille)
    camille.reads("« 28O » n’est pas un montant")
    expect(camille.field("Désignation")).to_have_value("Rédaction du dossier")
    camille.fill(Prix_HT="280")
    if camille.has_scripts:
        camille.field("Qté").blur()
        camille.page.locator("#net-1").get_by_text("840,00").wait_for()
        camille.page.locator("#sums").get_by_text("840,00").first.wait_for()
    camille.press("Ligne")
    camille.page.locator("#line-2").wait_for()
    second = camille.page.locator("#line-2")
    second.get_by_label("Désignation").fill("Dépôt de la demande")
    second.get_by_label("Prix HT").fill("310")
    second.get_by_label("Unité").select_option("forfait")
    camille.check("Facture pour Atelier Hauteur")

    issue(camille)
    camille.reads(
        "Sur la fiche du client", "Indiquez le SIREN du client", "Indiquez quand la prestation a eu lieu"
    )
    camille.check("Facture pour Atelier Hauteur")
    camille.page.get_by_label("Prestation, du").fill(date(year, 1, 2).isoformat())
    camille.press("Enregistrer et compléter le client")
    camille.arrives_at("Modifier le client")
    camille.fill(SIREN="552100554")
    camille.press("Enregistrer")
    camille.sees("Client enregistré.")

    camille.open("/w/lune/invoicing")
    camille.reads("Brouillon", "1 150,00 €")
    camille.follow("Atelier Hauteur")
    camille.arrives_at("Facture pour Atelier Hauteur")
    issue(camille)
    camille.check(f"Émettre sous le n° {year}-001 ?")
    camille.reads("1 150,00 €", "Ensuite plus rien ne se modifie")
    camille.press("Émettre")
    camille.check(f"Facture {year}-001")
    camille.reads("Camille Roussel EI", "Dépôt de la demande", "Empreinte SHA-256")

    camille.press("Faire un avoir")
    camille.check("Avoir pour Atelier Hauteur")
    camille.page.locator("#line-1").get_by_role("button", name="Retirer la ligne 1").click()
    camille.page.locator("#line-2").wait_for(state="detached")
    issue(camille)
    camille.arrives_at(f"Émettre sous le n° A-{year}-001 ?")
    camille.press("Émettre")
    camille.check(f"Avoir A-{year}-001")
    camille.reads("310,00 €", f"Facture {year}-001")
    camille.open("/w/lune/invoicing")
    camille.reads("840,00 €", "Avoir")


def test_the_list_is_searched_and_filtered(people: Callable[..., Person], world: World) -> None:
    world.seller(world.lune)
    one, two = world.client(world.lune), world.client(world.lune, "Brique Rouge")
    today = clock.today()
    world.invoice(
        world.lune, one, Line("Région", 100_00), on=date(today.year - 1, 3, 2), title="Dossier région"
    )
    world.invoice(world.lune, two, Line("Étude", 200_00), on=today)
    world.draft(world.lune, two, title="À suivre", on=today)
    camille = people(world.lune)
    camille.open("/w/lune/invoicing")
    camille.check("Factures")
    camille.reads("300,00 €", "En retard", "En attente", "Brouillons")
    camille.page.get_by_role("searchbox").fill("region")
    if not camille.has_scripts:
        camille.press("Rechercher")
    expect(camille.page.locator("#found")).not_to_contain_text("Brique Rouge")
    camille.reads("Dossier région")
    camille.check("Factures")
    camille.page.get_by_role("searchbox").fill("")
    if not camille.has_scripts:
        camille.press("Rechercher")
    camille.reads("À suivre")
    camille.follow("Avoirs")
    camille.reads("Aucune facture ici")
    camille.check("Factures")
    camille.follow("Brouillons")
    camille.reads("À suivre")
    expect(camille.page.locator("#found")).not_to_contain_text("Dossier région")


def test_sixty_lines_are_typed_moved_and_kept(people: Callable[..., Person], world: World) -> None:
    world.seller(world.lune)
    draft = world.draft(world.lune, world.client(world.lune), *[Line(f"Poste {n}", 10_00) for n in range(60)])
    camille = people(world.lune)
    camille.open(f"/w/lune/invoicing/invoices/{draft.public_id}/edit")
    last = camille.page.locator("#line-60")
    last.locator("summary").click()
    last.get_by_role("button", name="Monter la ligne 60").click()
    expect(camille.page.locator("#line-59").get_by_label("Désignation")).to_have_value("Poste 59")
    camille.page.locator(BAR).get_by_role("button", name="Enregistrer").click()
    camille.sees("Brouillon enregistré.")
    expect(camille.page.locator("#line-59").get_by_label("Désignation")).to_have_value("Poste 59")
    camille.reads("600,00 €")
    camille.check("Facture pour Atelier Hauteur")
