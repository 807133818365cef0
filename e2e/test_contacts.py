"""Somebody is noted with two numbers and a label, found by one of them, called and taken away; then a mistake is undone."""

from collections.abc import Callable

from playwright.sync_api import expect

from e2e.person import Person
from tests.make import World


def test_somebody_is_noted_found_called_and_taken_away(people: Callable[..., Person], world: World) -> None:
    world.person(world.lune, "Omar Seddiki", phone="+33722000000")
    camille = people(world.lune)
    camille.open("/w/lune/contacts/new")
    camille.check("Nouveau contact")
    camille.fill(Nom="Mathilde Dervaux", Fonction="Directrice de production")
    camille.page.get_by_role("combobox", name="Structure").fill("Brique Rouge")
    camille.fill(Téléphone="06 39 98 10 60", Autres_étiquettes="Nord, Long métrage")
    camille.field("Numéro, mail ou page").fill("zéro trois")
    camille.fill(Libellé="Bureau", Qui_vous_a_présentés="omar seddiki")
    camille.press("Ajouter le contact")
    camille.reads("n’est ni un numéro, ni un mail")
    camille.check("Nouveau contact")
    camille.field("Numéro, mail ou page").fill("03 53 01 10 22")
    camille.press("Ajouter une ligne")
    second = camille.page.get_by_label("Numéro, mail ou page").nth(1)
    expect(second).to_be_visible()
    second.fill("linkedin.com/in/mathilde")
    camille.press("Ajouter le contact")
    camille.check("Mathilde Dervaux")
    camille.reads("Bureau", "03 53 01 10 22", "Long métrage", "Omar Seddiki")

    camille.open("/w/lune/contacts/")
    camille.page.get_by_role("searchbox").fill("nord 03 53 01")
    camille.page.get_by_role("searchbox").press("Enter")
    expect(camille.page.locator('a[href="tel:+33639981060"]')).to_have_count(1)
    expect(camille.page.locator('a[href="tel:+33722000000"]')).to_have_count(0)
    camille.check("Contacts")
    camille.follow("Mathilde Dervaux")
    camille.arrives_at("Mathilde Dervaux")
    with camille.page.expect_download() as coming:
        camille.follow("Enregistrer")
    assert coming.value.suggested_filename == "mathilde-dervaux.vcf"
    camille.follow("Ajouter au parcours")
    camille.fill(Fonction="Chargée de production", Structure="Studio Faubourg", Depuis="2016")
    camille.check("Ajouter au parcours")
    camille.press("Enregistrer")
    camille.reads("depuis 2016")


def test_several_are_labelled_kept_as_a_list_deleted_and_given_back(
    people: Callable[..., Person], world: World
) -> None:
    for name in ("Inès Kadri", "Maud Kervella", "Omar Seddiki"):
        world.person(world.lune, name, city="Brest")
    camille = people(world.lune)
    camille.open("/w/lune/contacts/")
    camille.follow("Sélectionner")
    camille.choose("Inès Kadri")
    camille.choose("Omar Seddiki")
    camille.check("Contacts")
    camille.press("Avec ceux cochés…")
    camille.check("2 contacts sélectionnés")
    with camille.page.expect_download() as coming:
        camille.press("vCard")
    assert coming.value.suggested_filename.endswith(".vcf")
    camille.fill(Étiquette="Régie")
    camille.press("Ajouter")
    camille.sees("ajoutée à 2 contacts")
    camille.page.get_by_label("Étiquette", exact=True).select_option("Régie (2)")
    if not camille.has_scripts:
        camille.press("Rechercher")
    expect(camille.page.get_by_text("Maud Kervella")).to_have_count(0)
    camille.page.get_by_text("Garder cette liste").click()
    camille.fill(Nom_de_la_liste="Ma régie")
    camille.press("Garder")
    camille.follow("Ma régie")
    camille.check("Contacts")
    camille.follow("Sélectionner")
    camille.press("Avec les 2 trouvés…")
    camille.press("Supprimer les 2 contacts")
    camille.sees("2 contacts supprimés")
    camille.page.locator("#toasts").get_by_role("button", name="Annuler").click()
    camille.sees("Contacts rétablis")
    camille.sees("Inès Kadri")
