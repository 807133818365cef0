from pathlib import Path

import pytest
from flask import Flask

from tests.make import World
from webapp.domain.invoices.document import Kind, Line
from webapp.invoicing.archive.commands import export
from webapp.invoicing.models import Invoice


def test_each_issued_document_is_a_file_of_the_stored_bytes(world: World, tmp_path: Path):
    world.seller(world.lune)
    client = world.client(world.lune)
    invoice = world.invoice(world.lune, client)
    world.invoice(world.lune, client, kind=Kind.DEPOSIT)
    world.invoice(world.lune, client, Line("Remise", 10_00), kind=Kind.CREDIT, original_id=invoice.id)
    world.draft(world.lune, client)
    world.seller(world.soleil)
    world.invoice(world.soleil, world.client(world.soleil))
    with world.inside(world.lune) as session:
        written = list(export(tmp_path / "new" / "folder"))
        kept = {f"{one.number}.pdf": one.pdf for one in session.query(Invoice)}
    assert {path.name for path in written} == {"2026-001.pdf", "2026-002.pdf", "A-2026-001.pdf"}
    assert {path.name: path.read_bytes() for path in (tmp_path / "new" / "folder").iterdir()} == kept


def test_a_workspace_without_documents_has_an_empty_folder(world: World, tmp_path: Path):
    with world.inside(world.lune):
        assert list(export(tmp_path / "out")) == []
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("slug", ["", "nobody", "../lune", "' OR true --", "LUNE"])
def test_a_workspace_that_is_not_there_is_said_and_nothing_is_written(
    world: World, app: Flask, tmp_path: Path, slug: str
):
    world.seller(world.lune)
    world.invoice(world.lune, world.client(world.lune))
    out = tmp_path / "out"
    result = app.test_cli_runner().invoke(
        args=["invoicing", "export", "--workspace", slug, "--out", str(out)]
    )
    assert result.exit_code == 1
    assert f"There is no workspace “{slug}”." in result.output
    assert not out.exists()
