"""A crew is typed once: its fiche comes by link from a phone, its bible goes out with the fields chosen."""

from collections.abc import Callable
from datetime import timedelta

from e2e.person import Person
from tests.make import World
from webapp.core import clock

LINES = """Sophie Ansel; Directrice de production; 06 11 11 11 11; sophie@exemple.fr
Image
Paul Esteban; Chef opérateur; 06 22 22 22 22; paul@exemple.fr
Tom; Cadreur; 06 12"""


def test_a_crew_is_made_asked_and_printed(people: Callable[..., Person], world: World) -> None:
    production = world.production(world.lune)
    world.person(world.lune, "Sandra Lenoir", phone="+33639981046", job="2e assistante caméra")
    home, today = f"/w/lune/productions/{production.public_id}/crew/", clock.today()
    camille = people(world.lune)
    camille.open(home)
    camille.check("Les Marées")
    camille.reads("Personne dans l’équipe pour l’instant")

    camille.follow("Coller une liste")
    camille.check("Coller une liste")
    camille.page.locator("textarea").fill(LINES)
    camille.press("Voir ce qui est compris")
    camille.reads("Ce qui a été compris", "trop court")
    camille.check("Coller une liste")
    camille.press("Ajouter 2 personnes")
    camille.arrives_at("Les Marées")
    camille.sees("2 personnes ajoutées.")

    camille.open(f"{home}new?q=sandra")
    camille.check("Ajouter à l’équipe")
    camille.follow("Sandra Lenoir")
    camille.reads("Repris de vos contacts.")
    camille.field("Département").select_option("camera")
    camille.field("Arrivée").fill(today.isoformat())
    camille.field("Départ").fill((today + timedelta(days=14)).isoformat())
    camille.press("Ajouter à l’équipe")
    camille.arrives_at("Les Marées")
    camille.reads("Sandra Lenoir", "Contrat signé", "Fins de contrat dans 3 semaines")
    camille.check("Les Marées")
    assert (
        camille.page.get_by_role("link", name="Appeler Sandra Lenoir").get_attribute("href")
        == "tel:+33639981046"
    )

    camille.follow("Sandra Lenoir")
    camille.check("Sandra Lenoir")
    camille.press("Contrat signé")
    camille.sees("C’est noté.")
    camille.follow("Demander la fiche")
    camille.check("Fiche de renseignements")
    camille.press("Faire un lien à partager")
    camille.reads("Le lien, à lui envoyer")
    camille.check("Fiche de renseignements")
    link = camille.page.locator("#link").inner_text().removeprefix(camille.base_url)

    sandra = people()
    sandra.open(link)
    sandra.check("Sandra, votre fiche de renseignements")
    sandra.reads("Les Marées", "Lu par la production et l’administration seulement")
    sandra.fill(Mobile="06 39 98 10 47", Adresse="3 rue des Lilas", IBAN="FR14 2004")
    sandra.choose("Sans porc")
    sandra.press("Envoyer ma fiche")
    sandra.reads("Cet IBAN n’existe pas", "Cochez cette case pour les transmettre", "Sans votre accord")
    sandra.check("Sandra, votre fiche de renseignements")
    sandra.field("IBAN").fill("FR14 2004 1010 0505 0001 3M02 606")
    sandra.choose("J’accepte que la régie")
    sandra.choose("J’ai lu qui lit")
    sandra.press("Envoyer ma fiche")
    sandra.reads("Fiche reçue le")
    sandra.check("Sandra, votre fiche de renseignements")
    assert "Lilas" not in sandra.page.content()

    camille.open(home)
    camille.reads("Coordonnées à accepter")
    camille.follow("Sandra Lenoir")
    camille.check("Sandra Lenoir")
    camille.press("Accepter")
    camille.sees("Coordonnées mises à jour.")
    camille.reads("06 39 98 10 47")
    camille.follow("Fiche privée")
    camille.check("Fiche privée")
    camille.reads("3 rue des Lilas", "Sans porc")

    camille.open(f"{home}bible")
    camille.check("Les Marées")
    camille.reads("Sophie Ansel")
    assert "06 11 11 11 11" not in camille.page.locator("main").inner_text().replace("\u00a0", " ")
    camille.choose("Téléphones personnels")
    camille.press("Afficher")
    camille.reads("06 11 11 11 11", "06 39 98 10 47")
    camille.check("Les Marées")
    for kind in ("PDF", "CSV", "Excel", "Contacts du téléphone"):
        href = camille.page.get_by_role("link", name=kind, exact=True).get_attribute("href")
        answer = camille.context.request.get(f"{camille.base_url}{href}")
        assert answer.status == 200 and b"FR14" not in answer.body()
    camille.follow("Générique")
    camille.reads("Projet de générique", "Chef opérateur")
    camille.check("Les Marées")

    camille.open(f"{home}suppliers/new")
    camille.check("Ajouter un fournisseur")
    camille.fill(Nom="Loc’Image", Téléphone="01 44 00 00 00")
    camille.press("Ajouter")
    camille.arrives_at("Les Marées")
    camille.reads("Loc’Image")
    camille.check("Les Marées")

    camille.open(home)
    camille.follow("Paul Esteban")
    camille.follow("Modifier Paul Esteban")
    camille.check("Modifier Paul Esteban")
    camille.field("Téléphone").fill("06 99 99 99 99")
    camille.press("Enregistrer")
    camille.arrives_at("Paul Esteban")
    camille.reads("06 99 99 99 99")
    camille.press("Retirer de l’équipe")
    camille.sees("Paul Esteban n’est plus dans l’équipe.")
    camille.press("Annuler")
    camille.arrives_at("Paul Esteban")

    someone = people(world.soleil)
    someone.open(home)
    someone.check("Cette page n’existe pas, ou plus.")
