"""The AEM comes on paper: a photo on the set, and its hours are justified."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from e2e.person import Person
from tests.engagements.make import added
from tests.make import World
from webapp.core import clock


def test_an_aem_is_attached_by_photo_and_justifies_its_hours(
    people: Callable[..., Person], world: World, tmp_path: Path
) -> None:
    today = clock.today()
    job = added(world, world.lune, start_on=today - timedelta(days=50), end_on=today - timedelta(days=46))
    camille = people(world.lune)
    camille.open("/w/lune/rights/?mode=first")
    camille.check("Mes droits")
    camille.reads("Justifiées par une AEM 0 h", "Faites, AEM en attente 40 h")

    camille.open("/w/lune/engagements/papers")
    camille.check("Papiers attendus")
    camille.reads("AEM")
    camille.follow("Joindre ou modifier : AEM")
    camille.check("AEM")
    camille.page.locator("input[type=file]").set_input_files(not_a_photo(tmp_path))
    camille.press("Enregistrer")
    camille.reads("« aem.pdf » n’est ni un PDF ni une photo")
    camille.check("AEM")
    camille.page.locator("input[type=file]").set_input_files(photo(camille, tmp_path))
    camille.press("Enregistrer")
    camille.arrives_at("Papiers attendus")
    camille.check("Papiers attendus")
    camille.reads("Aucun papier à réclamer")
    camille.open(f"/w/lune/engagements/{job.public_id}")
    camille.check("Assistante de production")
    camille.reads("Reçue le")
    camille.follow("Voir : AEM")
    camille.page.get_by_role("img", name="Photo du papier").wait_for()
    camille.check()
    shown = camille.page.get_by_role("img", name="Photo du papier").evaluate("image => image.naturalWidth")
    assert shown > 0

    camille.open("/w/lune/rights/?mode=first")
    camille.reads("Justifiées par une AEM 40 h", "Faites, AEM en attente 0 h")
    picture = camille.page.context.request.get(f"{camille.base_url}{file_of(camille, job.public_id)}")
    assert picture.headers["content-disposition"].startswith("attachment")
    stranger = people(world.soleil)
    assert stranger.context.request.get(picture.url).status == 404


def test_a_photo_taken_walking_is_filed_in_the_evening(
    people: Callable[..., Person], world: World, tmp_path: Path
) -> None:
    camille = people(world.lune)
    camille.open("/w/lune/documents/new")
    camille.check("Ajouter un papier")
    camille.page.locator("input[type=file]").last.set_input_files(photo(camille, tmp_path))
    camille.press("Ajouter")
    camille.check("photo")
    camille.open("/w/lune/")
    camille.follow("1 papier à classer")
    camille.check("À classer")
    camille.page.locator("ul").get_by_role("link").filter(has_text="photo").first.click()
    camille.check("photo")
    camille.page.get_by_label("Ce que c’est").select_option("contract")
    camille.fill(Titre="Contrat des Marées")
    camille.press("Classer")
    camille.arrives_at("À classer")
    camille.reads("Rien à classer", "Contrat des Marées")


def photo(person: Person, folder: Path) -> Path:
    """A real photo, too heavy to be sent as it is on a set."""
    path = folder / "photo.jpg"
    person.page.screenshot(path=path, type="jpeg", quality=100, full_page=True)
    return path


def not_a_photo(folder: Path) -> Path:
    path = folder / "aem.pdf"
    path.write_text("Attestation employeur mensuelle")
    return path


def file_of(person: Person, engagement: str) -> str:
    person.open(f"/w/lune/engagements/{engagement}")
    link = person.page.get_by_role("link", name="Voir : AEM").get_attribute("href")
    return f"{link}/file"
