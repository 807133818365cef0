"""What happens besides contracts: a sick leave proven by photo, a training, the ARE that came in."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from e2e.person import Person
from e2e.test_papers import not_a_photo, photo
from tests.make import World
from tests.rights.make import job
from tests.rights.test_views import open_rights
from webapp.core import clock


def test_a_sick_leave_is_proven_and_says_what_it_changes(
    people: Callable[..., Person], world: World, tmp_path: Path
) -> None:
    today = clock.today()
    before = today - timedelta(days=366)
    job(world, world.lune, before.isoformat(), before.isoformat(), 8)
    open_rights(world, is_first_request=True, fct_on=None)
    camille = people(world.lune)
    camille.open("/w/lune/rights/")
    camille.follow("Autres périodes")
    camille.check("Autres périodes")
    camille.reads("Aucune autre période")
    camille.follow("Ajouter une période")
    camille.check("Ajouter une période")
    camille.choose("Maternité")
    camille.sees_no("Indemnisé par la Sécurité sociale")
    fill_days(camille, today - timedelta(days=400), today - timedelta(days=1))
    camille.press("Enregistrer")
    camille.reads("400 jours, c’est trop long pour « Maternité »")
    camille.check("Ajouter une période")
    camille.choose("Arrêt maladie")
    camille.sees("Indemnisé par la Sécurité sociale")
    fill_days(camille, today - timedelta(days=7), today - timedelta(days=1))
    camille.page.locator("input[type=file]").set_input_files(not_a_photo(tmp_path))
    camille.press("Enregistrer")
    camille.reads("« aem.pdf » n’est ni un PDF ni une photo")
    camille.page.locator("input[type=file]").set_input_files(photo(camille, tmp_path))
    camille.press("Enregistrer")
    camille.arrives_at("Arrêt maladie, hors contrat")
    camille.check("Arrêt maladie, hors contrat")
    camille.reads("8 h de plus", "7 jours de plus", "Justifié", "Seul France Travail fait foi.")
    address = camille.page.url.removeprefix(camille.base_url)
    camille.follow("photo.jpg")
    camille.reads("Le fichier", "À garder jusqu’à la retraite")
    camille.open(address)
    camille.press("Supprimer cette période")
    if camille.has_scripts:
        camille.page.get_by_role("dialog").get_by_role("button", name="Supprimer").click()
    else:
        camille.check("Supprimer cette période ?")
        camille.press("Supprimer cette période")
    camille.arrives_at("Autres périodes")
    camille.reads("Aucune autre période")


def test_a_training_counts_unless_france_travail_pays_it(people: Callable[..., Person], world: World) -> None:
    today = clock.today()
    open_rights(world, is_first_request=True, fct_on=None)
    camille = people(world.lune)
    camille.open("/w/lune/rights/periods/new?kind=training")
    fill_days(camille, today - timedelta(days=12), today - timedelta(days=8))
    camille.press("Enregistrer")
    camille.reads("Recopiez les heures de l’attestation.")
    camille.fill(**{"Heures_de_l’attestation": "35"})
    camille.press("Enregistrer")
    camille.arrives_at("Formation")
    camille.check("Formation")
    camille.reads("35 h de plus", "338 h au plus, enseignement compris")
    camille.follow("Modifier")
    camille.arrives_at("Modifier la période")
    camille.page.locator(".of-training label").filter(has_text="Oui").click()
    camille.press("Enregistrer")
    camille.arrives_at("Formation payée par France Travail")
    camille.reads("0 h vers les 507 h", "inchangées")
    camille.follow("Autres périodes")
    camille.check("Autres périodes")
    camille.reads("Formation payée par France Travail", "Justificatif à joindre")


def test_income_received_is_noted_month_by_month(people: Callable[..., Person], world: World) -> None:
    last = clock.today().replace(day=1) - timedelta(days=1)
    camille = people(world.lune)
    camille.open("/w/lune/rights/incomes/")
    camille.check("Revenus reçus")
    camille.follow("Noter un revenu reçu")
    camille.check("Noter un revenu reçu")
    camille.fill(Pour_le_mois_de=f"{last:%Y-%m}", Montant="1 012,40", Jours_payés="17")
    camille.press("Enregistrer")
    camille.arrives_at("Revenus reçus")
    camille.check("Revenus reçus")
    camille.reads("1 012,40 €", "17 jours payés")
    camille.page.locator("a[href$='/incomes/new']").locator("visible=true").click()
    camille.arrives_at("Noter un revenu reçu")
    camille.fill(Pour_le_mois_de=f"{last:%Y-%m}", Montant="800")
    camille.press("Enregistrer")
    camille.reads("Modifiez cette ligne plutôt que d’en ajouter une.")
    camille.check("Noter un revenu reçu")
    camille.choose("Micro-entreprise")
    camille.sees_no("Jours payés")
    camille.press("Enregistrer")
    camille.arrives_at("Revenus reçus")
    camille.reads("800,00 €", "1 812,40 €")
    camille.follow("ARE")
    camille.arrives_at("Modifier le revenu")
    camille.check("Modifier le revenu")
    stranger = people(world.soleil)
    assert stranger.context.request.get(camille.page.url.replace("/lune/", "/soleil/")).status == 404


def fill_days(person: Person, start_on: date, end_on: date) -> None:
    person.fill(Du=start_on.isoformat(), Au=end_on.isoformat())
