"""Titles gathered by themselves: one is hidden, the CV leaves in both languages, then the whole coffre in one ZIP."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import expect
from werkzeug.datastructures import FileStorage

from e2e.person import PATIENCE, Person
from tests import papers
from tests.documents.files import PDF
from tests.make import World
from tests.zips import names_in
from webapp.documents.actions import add_document
from webapp.documents.models import DocumentKind
from webapp.engagements.models import Paper, PaperKind, PaperState
from webapp.productions.models import ShowKind


def test_a_cv_is_made_in_two_languages_without_a_title(people: Callable[..., Person], world: World) -> None:
    ponant = world.company(world.lune)
    for title, kind, month in (
        ("Les Marées", ShowKind.FEATURE, 9),
        ("La Grande Lessive", ShowKind.THEATRE, 3),
    ):
        show = world.production(world.lune, title, kind=kind, director="Hélène Vasseur")
        days = {"start_on": date(2026, month, 7), "end_on": date(2026, month, 11)}
        world.engagement(world.lune, ponant, production_id=show.id, **days)
    camille = people(world.lune)
    camille.open("/w/lune/more")
    camille.follow("Ma carrière")
    camille.check("Ma carrière")
    camille.press("Masquer La Grande Lessive du CV")
    camille.sees("ne paraît plus dans votre CV")
    camille.reads("1 titre masqué", "masqué du CV")
    assert "La Grande Lessive" not in _cv(camille, "Français, 1 page", "cv-camille-roussel-fr.pdf")
    said = _cv(camille, "English, 1 page", "cv-camille-roussel-en.pdf")
    assert "Production coordinator" in said and "Les Marées" in said

    camille.follow("Ajouter un titre d’avant")
    camille.fill(Titre="Sel", Année="deux mille")
    camille.press("Ajouter le titre")
    camille.reads("Indiquez une année en quatre chiffres", "Indiquez votre fonction")
    camille.check("Un titre d’avant")
    camille.fill(Année="2019", Fonction="Régisseuse adjointe")
    camille.press("Ajouter le titre")
    camille.check("Ma carrière")
    camille.follow("Régler le CV")
    camille.page.get_by_role("textbox", name="Ville").fill("Rennes")
    camille.page.get_by_label("Présentation, en anglais").fill("Ten years on set.")
    camille.check("CV")
    camille.press("Enregistrer le CV")
    camille.sees("CV enregistré.")
    camille.follow("Voir en anglais")
    camille.reads("Ten years on set.", "Assistant unit manager")
    camille.check("CV de Camille Roussel")


def test_a_minimum_is_noted_and_the_coffre_taken_away(people: Callable[..., Person], world: World) -> None:
    job = world.engagement(world.lune, start_on=date(2026, 3, 2), end_on=date(2026, 3, 6))
    with world.inside(world.lune) as session:
        contract = add_document(
            FileStorage(io.BytesIO(PDF), "contrat.pdf"), by=None, kind=DocumentKind.CONTRACT, title="Contrat"
        )
        held = {"document_id": contract.id, "state": PaperState.RECEIVED}
        session.add(Paper(engagement_id=job.id, kind=PaperKind.CONTRACT, **held))
        session.add(Paper(engagement_id=job.id, kind=PaperKind.AEM))
    camille = people(world.lune)
    camille.open("/w/lune/career/")
    camille.follow("Fonctions")
    camille.reads("aucun noté")
    camille.follow("Noter celui de votre convention")
    assert camille.field("Fonction").input_value() == "Assistante de production"
    camille.fill(
        Minimum_brut="834,32", Heures_de_la_semaine_ou_du_jour="39", En_vigueur_depuis_le="2026-01-01"
    )
    camille.fill(Source="Avenant salaires, Légifrance, 3 janvier 2026")
    camille.check("Le minimum de votre convention")
    camille.press("Noter ce minimum")
    camille.reads("166,86", "5,14", "Avenant salaires")
    camille.check("Ma carrière")

    camille.open("/w/lune/career/")
    camille.page.get_by_role("link", name="Tout mon coffre, ZIP").locator("visible=true").click()
    camille.reads("Films du Ponant", "1 papier attendu")
    camille.check("Tout mon coffre")
    camille.press("Préparer le ZIP")
    ready = camille.page.get_by_role("link", name="Télécharger le ZIP")
    for _again in range(5 * PATIENCE):
        if camille.has_scripts or ready.count():
            break
        camille.page.wait_for_timeout(200)
        camille.page.reload()
    expect(ready).to_be_visible()
    with camille.page.expect_download() as downloaded:
        ready.click()
    assert any("Contrat de travail.pdf" in name for name in names_in(_read(downloaded.value.path())))
    camille.check("Tout mon coffre")


def _cv(camille: Person, link: str, name: str) -> str:
    with camille.page.expect_download() as downloaded:
        camille.page.get_by_role("link", name=link).click()
    assert downloaded.value.suggested_filename == name
    return papers.text_of(_read(downloaded.value.path()))


def _read(path: Path) -> bytes:
    return path.read_bytes()
