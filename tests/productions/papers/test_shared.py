"""Documents through a link: those chosen, as long as they may be."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.make import World
from tests.productions.papers.make import paper
from tests.sharing.planted import validated
from tests.sharing.through import asked, through
from webapp.core import clock, files
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.productions.papers.models import PaperKind, ProductionPaper
from webapp.productions.papers.shared import SECTION, file
from webapp.productions.shared import gathered
from webapp.sharing.making.queries import papers_of

GRANTS = ("documents", "documents.file")


@pytest.fixture
def shelf(world: World):
    """By title, the papers of a production and of two others; all of them chosen but one."""
    production, aside = world.production(world.lune), world.production(world.lune, "Autre film")
    there = {
        "Plan de travail": paper(
            world, world.lune, production, version="6", valid_until_on=date(2026, 11, 20)
        ),
        "Pas choisi": paper(world, world.lune, production, "Pas choisi"),
        "Secret": paper(world, world.lune, production, "Secret", is_confidential=True),
        "Archivé": paper(world, world.lune, production, "Archivé", archived_at=clock.now()),
        "Jeté": paper(world, world.lune, production, "Jeté"),
        "Contrat": paper(world, world.lune, production, "Contrat", kind=PaperKind.CONTRACT),
        "Feuille": paper(world, world.lune, production, "Feuille", kind=PaperKind.CALL_SHEET),
        "Mineur": paper(world, world.lune, production, "Mineur", kind=PaperKind.MINOR),
        "Devis": paper(world, world.lune, production, "Devis", kind=PaperKind.BUDGET),
        "Ailleurs": paper(world, world.lune, aside, "Ailleurs"),
    }
    paper(world, world.soleil, world.production(world.soleil), "Soleil")
    with world.inside(world.lune) as session:
        session.get(Document, (world.lune.id, there["Jeté"].document_id)).deleted_at = clock.now()
    return production, there


def chosen(there: dict[str, ProductionPaper]) -> tuple:
    return tuple(one.document_id for title, one in there.items() if title != "Pas choisi")


def test_only_what_was_chosen_and_may_be_shown_is_read_on_the_page_and_in_sql(app, world, stranger, shelf):
    production, there = shelf
    token, _share = world.share(world.lune, production, grants=("documents",), documents=chosen(there))
    text = stranger.client.get(f"/s/{token}").get_data(as_text=True)
    assert "Plan de travail" in text and "version 6, 19 nov." in text and "Périmé le 20 nov." in text
    assert not [title for title in (*there, "Soleil") if title in text and title != "Plan de travail"]
    assert "/files/" not in text and "PDF, 1" not in text
    assert asked(app, token, "SELECT title FROM documents") == [("Plan de travail",)]
    joined = "SELECT version FROM production_papers p JOIN documents d ON d.id = p.document_id"
    assert asked(app, token, joined) == [("6",)]
    none, _share = world.share(world.lune, production, grants=("planning",), documents=chosen(there))
    assert asked(app, none, "SELECT title FROM documents") == []
    bare, _share = world.share(world.lune, production, grants=GRANTS)
    assert asked(app, bare, "SELECT title FROM documents") == []


def test_what_becomes_confidential_after_it_was_chosen_is_gone_at_the_next_tap(app, world, stranger, shelf):
    production, there = shelf
    token, _share = world.share(world.lune, production, grants=GRANTS, documents=chosen(there))
    kept = there["Plan de travail"]
    with through(app, token) as scope:
        assert file(scope, kept.public_id)
    with world.inside(world.lune) as session:
        session.get(ProductionPaper, (world.lune.id, kept.id)).is_confidential = True
    assert "Plan de travail" not in stranger.client.get(f"/s/{token}").get_data(as_text=True)
    with through(app, token) as scope:
        assert file(scope, kept.public_id) is None


def test_a_file_is_handed_over_as_it_was_kept_and_no_other(app, world, shelf):
    production, there = shelf
    token, _share = world.share(world.lune, production, grants=GRANTS, documents=chosen(there))
    with through(app, token) as scope:
        found = file(scope, there["Plan de travail"].public_id)
        assert (
            found
            and found.key
            and (found.name, found.media_type) == ("Plan de travail.pdf", "application/pdf")
        )
        assert files.read(found.key).endswith(b"Plan de travail") and found.size == len(files.read(found.key))
        assert [title for title, one in there.items() if file(scope, one.public_id)] == ["Plan de travail"]
        assert file(scope, "nowhere") is None
    without, _share = world.share(world.lune, production, grants=("documents",), documents=chosen(there))
    with through(app, without) as scope:
        assert file(scope, there["Plan de travail"].public_id) is None


def test_a_budget_waits_for_a_situation_that_was_validated(app, world, stranger, shelf):
    production, there = shelf
    granted = (*GRANTS, "documents.budgets")
    token, _share = world.share(world.lune, production, grants=granted, documents=chosen(there))
    assert "Devis" not in stranger.client.get(f"/s/{token}").get_data(as_text=True)
    world.add(world.lune, validated(production))
    assert "Devis" in stranger.client.get(f"/s/{token}").get_data(as_text=True)


def test_what_is_offered_to_choose_from_is_what_a_link_may_show(world, shelf):
    production, _there = shelf
    with world.inside(world.lune):
        offered = papers_of([production.id])
    assert [one.title for one in offered] == ["Devis", "Pas choisi", "Plan de travail"]


def test_what_may_be_asked_about_and_printed_is_what_is_shown(app, world, shelf):
    production, there = shelf
    token, _share = world.share(world.lune, production, grants=GRANTS, documents=chosen(there))
    with through(app, token) as scope:
        rows = db().scalar(select(gathered(SECTION.rows(scope))))
        value = SECTION.values(rows, scope)
        assert SECTION.subjects(value) == {there["Plan de travail"].public_id: "Plan de travail"}
        (page,) = SECTION.paper(value)
    (row,) = page["rows"]
    assert row["cells"] == [
        "Plan de travail",
        "version 6, 19 nov., PDF, 1\u00a0ko",
        "Périmé le 20 nov.",
    ]
