"""The papers of a production: dropped by the handful, received by mail, handed back, then erased."""

import os
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from e2e.person import SECRET, Person
from tests.documents.files import PDF
from tests.documents.mails import mail, pdf
from tests.make import World
from tests.zips import XLSX, names_in, zip_of
from webapp.core.databases import Databases
from webapp.core.settings import ROOT
from webapp.documents.inbound.actions import change_address

DOMAIN = "in.raccord.example"
PATIENCE = 40
STARTING = 120


def test_papers_are_dropped_sorted_and_replaced(
    people: Callable[..., Person], world: World, tmp_path: Path
) -> None:
    show = world.production(world.lune)
    camille = people(world.lune)
    camille.open(f"/w/lune/productions/{show.public_id}")
    camille.follow("Documents")
    camille.check("Les Marées")
    camille.reads("Pas encore de document")
    camille.open(f"/w/lune/productions/{show.public_id}/papers/new")
    camille.check("Déposer des documents")
    archive = zip_of({"Contrats/Contrat Lise.pdf": PDF, "page.html": b"<html>", "__MACOSX/._x": b"x"})
    files = {"PDT_v5.pdf": PDF, "Scan 0043.pdf": PDF, "Devis cantine.xlsx": XLSX, "tout.zip": archive}
    camille.page.locator("main input[type=file]").set_input_files(
        [kept(tmp_path, *file) for file in files.items()]
    )
    camille.press("Déposer")
    camille.arrives_at("4 documents déposés")
    camille.check()
    camille.reads("1 fichier refusé", "page.html")
    titles, kinds = camille.page.get_by_label("Titre"), camille.page.get_by_label("Type")
    assert [kinds.nth(n).input_value() for n in range(4)] == ["schedule", "other", "budget", "contract"]
    titles.nth(1).fill("Autorisation du quai")
    kinds.nth(1).select_option("permit")
    camille.press("Ranger")
    camille.arrives_at("Les Marées")
    camille.check()
    camille.reads("Autorisation du quai", "Confidentiel")

    camille.follow("PDT v5")
    camille.check("PDT v5")
    camille.fill(Titre="Plan de travail", Date_du_document="2021-01-31")
    camille.field("Valable jusqu’au").fill("2020-12-31")
    camille.press("Enregistrer")
    camille.reads("La fin de validité est avant la date du document.")
    camille.check()
    camille.fill(Date_du_document="2020-01-31")
    camille.press("Enregistrer")
    camille.reads("Périmé le 31 déc. 2020")
    camille.follow("Remplacer par une nouvelle version")
    camille.check("Nouvelle version")
    assert camille.field("Version").input_value() == "6"
    camille.page.locator("main input[type=file]").set_input_files(kept(tmp_path, "PDT_v6.pdf", PDF))
    camille.field("Valable jusqu’au").fill("")
    camille.press("Mettre en vigueur")
    camille.arrives_at("Plan de travail")
    camille.reads("En vigueur", "version 6")
    camille.follow("Documents")
    camille.follow("Remplacées 1")
    camille.reads("Plan de travail")
    camille.check()

    zipped = camille.context.request.get(f"{camille.base_url}/w/lune/productions/{show.public_id}/papers/zip")
    assert len(names_in(zipped.body())) == 5
    stranger = people(world.soleil)
    assert stranger.context.request.get(zipped.url).status == 404


@pytest.fixture(scope="session")
def letter_box(addresses: Databases, data_dir: Path) -> Iterator[int]:
    """The mail server of the house, as a process of its own; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (data_dir / "inbound.log").open("wb") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "flask", "inbound"], cwd=ROOT, stdout=log, stderr=log,
            env={
                **os.environ, "FLASK_APP": "webapp.app", "SECRET_KEY": SECRET, "DATA_DIR": str(data_dir),
                "DATABASE_URL": addresses.web, "DATABASE_OWNER_URL": addresses.owner,
                "DATABASE_JOBS_URL": addresses.jobs, "INBOUND_DOMAIN": DOMAIN, "INBOUND_PORT": str(port),
            },
        )  # fmt: skip
        deadline = time.monotonic() + STARTING
        while time.monotonic() < deadline and running.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield port
        running.terminate()
        assert running.wait(20) == 0


def test_a_paper_sent_by_mail_is_filed_in_its_production(
    people: Callable[..., Person], world: World, letter_box: int
) -> None:
    show = world.production(world.lune)
    with world.inside(world.lune):
        address = f"{change_address(world.lune.id).token}@{DOMAIN}"
    with smtplib.SMTP("127.0.0.1", letter_box, timeout=20) as client:
        client.send_message(mail(pdf("Autorisation mairie.pdf")), "maud@exemple.fr", [address])
    camille = people(world.lune)
    waits(camille, "/w/lune/documents/", "Maud Kervella")
    camille.check("À classer")
    camille.follow("Classer")
    camille.check("Autorisation mairie")
    camille.follow("Ranger dans une production")
    camille.check("Ranger dans une production")
    camille.follow("Les Marées")
    camille.check("Depuis À classer")
    assert camille.page.locator("input[name=chosen]").is_checked()
    camille.press("Ranger dans la production")
    camille.arrives_at("Les Marées")
    camille.reads("Autorisation mairie", "Maud Kervella")
    camille.open(f"/w/lune/productions/{show.public_id}/papers/tray")
    camille.reads("Rien à classer")
    camille.check("Depuis À classer")


def test_a_file_is_handed_back_then_erased(
    people: Callable[..., Person], world: World, tmp_path: Path
) -> None:
    show = world.production(world.lune)
    world.crew(world.lune, show)
    at = f"/w/lune/productions/{show.public_id}"
    camille = people(world.lune)
    camille.open(f"{at}/papers/new")
    camille.page.locator("main input[type=file]").set_input_files(kept(tmp_path, "Contrat Lise.pdf", PDF))
    camille.press("Déposer")
    camille.arrives_at("1 document déposé")
    camille.open(f"{at}/handover/")
    camille.check("Rendre le dossier")
    camille.press("Préparer le ZIP")
    camille.reads("À remplir")
    camille.check()
    camille.fill(Remis_à="administration, Films du Ponant")
    camille.press("Préparer le ZIP")
    waits(camille, f"{at}/handover/", "ZIP prêt")
    camille.check("Rendre le dossier")
    zipped = camille.context.request.get(f"{camille.base_url}{at}/handover/zip")
    assert any(name.endswith("Contrat Lise.pdf") for name in names_in(zipped.body()))

    camille.choose("J’ai ouvert le ZIP")
    camille.press("Remettre le dossier")
    camille.reads("Effacement prévu le")
    camille.check("Rendre le dossier")
    camille.press("Annuler l’effacement")
    camille.reads("Étape 2 sur 3")
    camille.follow("Effacer maintenant")
    camille.check("Effacer maintenant ?")
    camille.fill(Titre_de_la_production="Marées")
    camille.press("Effacer définitivement")
    camille.reads("Ce n’est pas le titre.")
    camille.fill(Titre_de_la_production="Les Marées")
    camille.press("Effacer définitivement")
    waits(camille, f"{at}/handover/", "par Camille Roussel")
    camille.follow("Effacé le")
    camille.check("Attestation d’effacement")
    camille.open(f"{at}/papers/")
    camille.reads("Pas encore de document")


def waits(person: Person, path: str, sentence: str) -> None:
    """Open a page until the worker has done what it says."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        person.open(path)
        if sentence in " ".join(person.page.locator("main").inner_text().split()):
            return
        time.sleep(0.2)
    raise AssertionError(f"{path} never said {sentence}")


def kept(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
