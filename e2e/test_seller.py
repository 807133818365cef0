"""From nothing to a profile, its regimes and its numbers; then a client of each kind, and one who also employs."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import expect

from e2e.person import Person
from tests.make import World
from webapp.core import clock


def test_a_profile_is_made_from_nothing_then_its_vat_changes_in_the_year(
    people: Callable[..., Person], world: World
) -> None:
    camille = people(world.lune)
    camille.open("/w/lune/invoicing/seller")
    camille.reads("Ici, votre activité indépendante seulement", "jamais vos salaires")
    camille.check("Profil")
    camille.follow("Créer mon profil")
    camille.check("Créer mon profil")
    expect(camille.page.get_by_label("Taux par an")).to_be_hidden()
    camille.fill(Prénom_et_nom="Camille Roussel", Activité="Conseil en production", SIRET="732 829 320 00075")
    camille.fill(Adresse="12 rue des Cordeliers", Code_postal="35400", Ville="Saint-Malo")
    camille.choose("Franchise en base, sans TVA")
    camille.field("Depuis le").fill("2024-03-01")
    camille.fill(IBAN="FR14 2004 1010 0505 0001 3M02 607", Numéro_de_TVA="FR45 732 829 320")
    camille.choose("Un taux à vous")
    camille.field("Taux par an").fill("12,5")
    camille.choose("Micro, profession libérale (BNC)")
    camille.press("Enregistrer")
    camille.sees("3 champs à corriger")
    camille.check("Créer mon profil")
    assert camille.field("Activité").input_value() == "Conseil en production"
    camille.fill(
        SIRET="732 829 320 00074", IBAN="FR14 2004 1010 0505 0001 3M02 606", Numéro_de_TVA="FR44 732 829 320"
    )
    camille.press("Enregistrer")
    camille.reads(
        "Camille Roussel EI", "Franchise en base, sans TVA", "12,5 % par an", f"{clock.today().year}-001"
    )
    camille.check("Profil")

    camille.follow("Régimes et dates")
    camille.check("Régimes de TVA")
    camille.page.get_by_text("Je dépasse le seuil en cours d’année").click()
    camille.choose("Réel, TVA à l’encaissement")
    camille.field("À partir du").fill(f"{clock.today():%Y}-07-14")
    camille.press("Ajouter ce régime")
    camille.reads("Réel, TVA à l’encaissement", f"13 juil. {clock.today():%Y}")
    camille.follow("Réel, TVA à l’encaissement")
    camille.check("Corriger le régime de TVA")
    camille.press("Retirer ce régime")
    if camille.has_scripts:
        camille.page.locator("dialog[open]").get_by_role("button", name="Annuler").click()
    else:
        camille.check("Retirer ce régime ?")
        camille.follow("Annuler")
    camille.arrives_at("Corriger le régime de TVA")


def test_numbers_go_on_from_another_software_and_services_are_kept(
    people: Callable[..., Person], world: World
) -> None:
    world.seller(world.lune)
    camille = people(world.lune)
    camille.open("/w/lune/invoicing/seller")
    camille.follow("Régler")
    camille.check("Numéros")
    camille.follow("Factures")
    year = clock.today().year
    camille.field("Dernier numéro émis ailleurs").fill(f"{year}-034")
    camille.field("Date de cette pièce").fill(f"{year}-01-02")
    if not camille.has_scripts:
        camille.press("Voir le prochain numéro")
    camille.reads(f"Prochain numéro {year}-035")
    camille.check("Numéros : factures")
    camille.field("Préfixe").fill("A-")
    camille.field("Dernier numéro émis ailleurs").fill("34")
    camille.press("Enregistrer")
    camille.reads("écrirait les mêmes numéros")
    camille.field("Préfixe").fill("F-")
    camille.press("Enregistrer")
    camille.arrives_at("Numéros")
    camille.reads(f"F-{year}-035")

    camille.open("/w/lune/invoicing/seller/catalogue")
    camille.check("Mes prestations")
    camille.page.get_by_role("main").get_by_role("link", name="Ajouter une prestation").last.click()
    camille.check("Nouvelle prestation")
    camille.fill(Prestation="Rédaction d’un dossier d’aide", Prix_hors_taxes="280")
    camille.press("Ajouter la prestation")
    camille.reads("280,00 €", "par jour")
    camille.follow("Rédaction d’un dossier d’aide")
    camille.press("Supprimer cette prestation")
    camille.sees("n’est plus dans vos prestations")
    camille.page.locator("#toasts").get_by_role("button", name="Annuler").click()
    camille.reads("Rédaction d’un dossier d’aide")


KINDS = (
    ("Entreprise en France", {"SIREN": ("552 100 555", "552 100 554")}, "France", "29200", "Sans TVA, franchise en base"),
    ("Organisme public", {"SIREN": ("", "213 502 388")}, "France", "35260", "Sans TVA, franchise en base"),
    ("Particulier ou association", {}, "France", "35800", "Sans TVA, franchise en base"),
    ("Entreprise dans l’Union européenne", {"Numéro de TVA": ("DE136695977", "DE136695976")}, "Allemagne", "20095",
     "Autoliquidation"),
    ("Professionnel hors Union européenne", {}, "Suisse", "1204", "Sans TVA française"),
)  # fmt: skip


def test_a_client_of_each_kind_is_asked_what_the_law_wants(
    people: Callable[..., Person], world: World
) -> None:
    world.seller(world.lune)
    camille = people(world.lune)
    camille.open("/w/lune/invoicing/clients/")
    camille.check("Clients")
    camille.follow("Ajouter un client")
    for number, (kind, asked, country, postal_code, said) in enumerate(KINDS):
        camille.arrives_at("Nouveau client")
        camille.choose(kind)
        camille.fill(
            Contact=f"Client {number}", Adresse="1 rue Neuve", Code_postal=postal_code, Ville="Ailleurs"
        )
        camille.field("Pays").select_option(label=country)
        for label in ("SIREN", "Numéro de TVA"):
            is_shown = (
                label in asked
                or kind == "Entreprise en France"
                or (label, kind) == ("SIREN", "Organisme public")
            )
            expect(camille.page.get_by_label(label, exact=True)).to_be_visible(visible=is_shown)
        for label, (wrong, _right) in asked.items():
            camille.field(label).fill(wrong)
            camille.press("Ajouter le client")
            camille.sees("1 champ à corriger")
            if number == 0:
                camille.check("Nouveau client")
        for label, (_wrong, right) in asked.items():
            camille.field(label).fill(right)
        camille.press("Ajouter le client")
        camille.arrives_at(f"Client {number}")
        camille.reads(said, "Ce client n’est pas votre employeur")
        if number in (0, 3):
            camille.check(f"Client {number}")
        camille.open("/w/lune/invoicing/clients/new")
    camille.open("/w/lune/invoicing/clients/")
    camille.check("Clients")


def test_a_client_who_also_employs_is_told_and_why(people: Callable[..., Person], world: World) -> None:
    employer = world.company(
        world.lune,
        "Films du Ponant",
        siret="73282932000074",
        address="1 quai",
        city="Brest",
        postal_code="29200",
    )
    on = clock.today() - timedelta(days=40)
    world.engagement(world.lune, employer, start_on=on, end_on=on)
    camille = people(world.lune)
    camille.open(f"/w/lune/contacts/{employer.public_id}")
    camille.page.get_by_role("link", name="Facturation").click()
    camille.check("Films du Ponant")
    camille.follow("Faire de ce contact un client")
    camille.check("Faire de ce contact un client")
    camille.press("Enregistrer")
    camille.reads("Films du Ponant vous emploie aussi.", "Le travail salarié ne se facture pas")
    camille.follow("Pourquoi")
    camille.reads("L.7121-3")
    camille.check("Films du Ponant")
    camille.open("/w/lune/invoicing/clients/")
    camille.reads("Vous emploie aussi")
    camille.check("Clients")
