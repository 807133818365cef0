"""The accountant asks for a month: its documents are chosen by their days and taken away together."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from e2e.person import Person
from tests.make import World


def test_a_month_of_invoices_is_taken_away(people: Callable[..., Person], world: World) -> None:
    world.seller(world.lune)
    world.invoice(world.lune, world.client(world.lune))
    camille = people(world.lune)
    camille.open("/w/lune/invoicing/archive")
    camille.check("Factures")
    camille.reads("Raccord n’est pas une plateforme agréée.")

    camille.fill(Émis_du="2026-10-01", Au="2026-10-31")
    camille.press("Voir")
    camille.reads("Aucun document émis sur cette période.")
    camille.check("Factures")

    camille.fill(Émis_du="2026-11-30", Au="2026-11-01")
    camille.press("Voir")
    camille.reads("La fin est avant le début.")
    camille.check("Factures")

    camille.fill(Émis_du="2026-11-01", Au="2026-11-30")
    camille.press("Voir")
    camille.reads("1 document émis")
    with camille.page.expect_download() as taken:
        camille.page.get_by_role("link", name="Télécharger le ZIP").click()
    with zipfile.ZipFile(io.BytesIO(Path(taken.value.path()).read_bytes())) as archive:
        assert set(archive.namelist()) == {"2026-001.pdf", "2026-001.xml", "index.csv"}
