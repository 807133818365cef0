"""Three productions in Libre: the fourth begins the trial; after it three are chosen, and the others are read."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest

from e2e.person import SECRET, Person
from tests.make import World
from tests.productions.selling import was_tried
from webapp.core import clock
from webapp.core.databases import Databases
from webapp.core.settings import ROOT

STARTING = 120


@pytest.fixture(scope="module")
def sold_url(addresses: Databases, data_dir: Path) -> Iterator[str]:
    """The same house, where Raccord is sold."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    url = f"http://localhost:{listening.getsockname()[1]}"
    environment = {
        **os.environ, "FLASK_APP": "webapp.app", "SECRET_KEY": SECRET, "DATA_DIR": str(data_dir), "PUBLIC_URL": url,
        "DATABASE_URL": addresses.web, "DATABASE_OWNER_URL": addresses.owner, "DATABASE_JOBS_URL": addresses.jobs,
        "DATABASE_SHARE_URL": addresses.share, "STRIPE_SECRET_KEY": "sk_test_nothing_is_asked",
        "STRIPE_WEBHOOK_SECRET": "whsec_nothing_is_heard",
    }  # fmt: skip
    words = [
        sys.executable, "-m", "gunicorn", "-b", f"fd://{listening.fileno()}", "--worker-class", "gthread",
        "--workers", "1", "--threads", "8", "--graceful-timeout", "2", "--no-control-socket", "webapp.app:serving()",
    ]  # fmt: skip
    with (data_dir / "sold.log").open("wb") as log:
        running = subprocess.Popen(
            words, cwd=ROOT, env=environment, stdout=log, stderr=log, pass_fds=[listening.fileno()]
        )
        with urlopen(f"{url}/sign-in", timeout=STARTING):
            pass
        yield url
        running.terminate()
        running.wait(20)
    listening.close()


def test_three_are_kept_and_the_others_are_read(
    people: Callable[..., Person], world: World, sold_url: str
) -> None:
    titles = ("Les Marées", "La Grande Lessive", "Un dimanche")
    shows = [
        world.production(world.lune, title, opened_at=clock.now() - timedelta(days=9 - n))
        for n, title in enumerate(titles)
    ]
    camille = people(world.lune)
    camille.base_url = sold_url
    camille.open("/w/lune/productions/new")
    camille.check("Nouvelle production")
    camille.reads("La quatrième production ouvre 30 jours de Pro, sans carte.")
    camille.fill(Titre="Nuit blanche")
    camille.press("Ajouter la production")
    camille.arrives_at("Nuit blanche")

    was_tried(world, world.lune)
    camille.open("/w/lune/productions/?tab=undated")
    camille.check("Productions")
    camille.reads("1 production en lecture seule")
    camille.follow("Choisir les productions ouvertes")
    camille.check("Trois productions à garder")
    picks = camille.page.locator("label.pick")
    picks.filter(has_text="Les Marées").click()
    camille.press("Garder ces trois")
    camille.reads("Gardez-en trois au plus.")
    camille.check("Trois productions à garder")
    picks.filter(has_text="La Grande Lessive").click()
    camille.press("Garder ces trois")
    camille.reads("Ce choix se change de nouveau le")
    camille.open(f"/w/lune/productions/{shows[0].public_id}")
    camille.arrives_at("Les Marées")
    camille.sees_no("Lecture seule")

    at = f"/w/lune/productions/{shows[1].public_id}"
    camille.open(at)
    camille.check("La Grande Lessive")
    camille.sees("tout se consulte et s’exporte")
    camille.sees_no("Modifier")
    assert camille.context.request.get(f"{sold_url}{at}/crew/bible.csv").status == 200
    camille.open(f"{at}/edit")
    camille.sees("Cette production est en lecture seule")
    camille.sees_no("Enregistrer")
    camille.sees("Choisir les productions ouvertes")
    camille.open("/w/lune/productions/new")
    camille.check("Nouvelle production")
    camille.fill(Titre="Une de trop")
    camille.press("Ajouter la production")
    camille.reads("L’offre Libre comprend trois productions actives.")
    camille.check("Nouvelle production")
    assert camille.field("Titre").input_value() == "Une de trop"
