"""A phone's contacts sent, checked, added and taken back."""

from collections.abc import Callable
from pathlib import Path

from e2e.person import Person
from tests.contacts.imports.cards import card
from tests.make import World

CONTACTS = (
    card("FN:Adèle Kerouanton", "TITLE:Costumière", "TEL;TYPE=CELL:06 12 34 56 01", "TEL:01 42 00 00 01")
    + card("FN:Naïma Bensalem", "EMAIL:naima@exemple.fr", "TEL:+33612345602", "ADR:;;;Lorient;;56100;")
    + card("FN:Maman", "TEL:06 12 34 56 03")
    + card("NOTE:personne")
)


def test_a_phone_s_contacts_are_brought_in_and_taken_back(
    people: Callable[..., Person], world: World, tmp_path: Path
) -> None:
    world.person(world.lune, "Naïma Bensalem", email="naima@exemple.fr", job="Cheffe décoratrice")
    camille = people(world.lune)
    camille.open("/w/lune/contacts/imports")
    camille.check("Importer des contacts")
    send(camille, tmp_path, "%PDF-1.4")
    camille.reads("C’est un PDF.")
    camille.check("Importer des contacts")

    send(camille, tmp_path, CONTACTS)
    waits_for(camille, "Vérifier avant d’importer")
    camille.reads("Ajoute un téléphone", "Même mail.")
    camille.check("Vérifier avant d’importer")
    camille.follow("2")
    camille.page.wait_for_url("**show=new")
    camille.reads("Costumière, 2 téléphones", "Personnel ?")
    camille.check()
    camille.follow("1 Rejetées")
    camille.reads("Fiche vide")
    with camille.page.expect_download() as taken:
        camille.follow("La télécharger avec la raison")
    assert "Fiche vide" in Path(taken.value.path()).read_text()

    camille.press("Importer")
    waits_for(camille, "Import terminé")
    camille.check("Import terminé")
    camille.open("/w/lune/contacts/")
    camille.reads("Adèle Kerouanton", "Naïma Bensalem")
    camille.sees_no("Maman")

    camille.open("/w/lune/contacts/imports")
    camille.follow("contacts.vcf")
    camille.press("Annuler l’import")
    camille.press("Oui, annuler l’import")
    waits_for(camille, "Import annulé")
    camille.check("Import annulé")
    camille.open("/w/lune/contacts/")
    camille.reads("Naïma Bensalem")
    camille.sees_no("Adèle Kerouanton")


def test_a_signature_is_pasted_and_corrected(people: Callable[..., Person], world: World) -> None:
    camille = people(world.lune)
    camille.open("/w/lune/contacts/imports")
    pasted = (
        "-- \nNadia Belkacem\nDirectrice de production\nFilms du Ponant\n06 12 34 56 78\nnadia@ponant.exemple"
    )
    camille.fill(Signature=pasted)
    camille.press("Lire la signature")
    camille.check("Vérifier la signature")
    camille.fill(Ville="Brest")
    camille.press("Ajouter le contact")
    camille.arrives_at("Nadia Belkacem")
    camille.reads("Directrice de production, Films du Ponant, Brest", "06 12 34 56 78")


def send(person: Person, folder: Path, content: str) -> None:
    path = folder / "contacts.vcf"
    path.write_text(content, newline="")
    person.page.locator("input[type=file]").set_input_files(path)
    person.press("Lire les fiches")


def waits_for(person: Person, h1: str) -> None:
    """The page moves on by itself, with script or without."""
    person.arrives_at(h1)
