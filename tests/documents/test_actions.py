from datetime import date
from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from tests.documents.files import PDF
from tests.make import World
from webapp.documents.actions import add_document, delete_document, file_document
from webapp.documents.models import DocumentKind, Retention
from webapp.documents.queries import document_or_404, filed, unfiled
from webapp.domain.refusals import Refused


def pdf(name: str = "contrat_signé.pdf") -> FileStorage:
    return FileStorage(BytesIO(PDF), name)


def test_a_document_added_with_its_kind_does_not_pass_by_the_tray(world: World):
    with world.inside(world.lune):
        document = add_document(pdf(), by=world.lune.account_id, kind=DocumentKind.CONTRACT, title="Contrat")
        assert document.is_filed
        assert document.retention == Retention.LIFE
        assert len(unfiled()) == 0
        assert [row.title for row in filed("contrat", DocumentKind.CONTRACT, 1)] == ["Contrat"]


def test_without_a_kind_it_waits_and_takes_its_title_from_its_file(world: World):
    with world.inside(world.lune):
        document = add_document(pdf(), by=world.lune.account_id)
        assert document.title == "contrat signé"
        assert len(unfiled()) == 1
        assert unfiled()[0].total == 1
        delete_document(document)
        assert len(unfiled()) == 0


def test_to_file_is_to_say_what_it_is(world: World):
    with world.inside(world.lune):
        document = add_document(pdf(), by=world.lune.account_id)
        with pytest.raises(Refused):
            file_document(document, kind=DocumentKind.UNFILED)
        file_document(document, kind=DocumentKind.AEM)
        first = document.filed_at
        file_document(document, kind=DocumentKind.PAYSLIP, title="Bulletin", dated_on=date(2026, 10, 31))
        assert (document.filed_at, document.title) == (first, "Bulletin")
        assert filed("bulletin", None, 1)[0].dated_on == date(2026, 10, 31)


def test_a_page_of_filed_papers_begins_with_the_latest_dated(world: World):
    with world.inside(world.lune):
        for day in (3, 20, 11):
            document = add_document(pdf(), by=world.lune.account_id)
            file_document(document, kind=DocumentKind.AEM, title=f"AEM {day}", dated_on=date(2025, 3, day))
        document_or_404(document.public_id)
        assert [row.title for row in filed("", None, 1)] == ["AEM 20", "AEM 11", "AEM 3"]
