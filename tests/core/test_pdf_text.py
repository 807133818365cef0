"""A PDF is read by another process: its text, or a sentence, whatever the file does."""

import time

import pytest

from tests.documents.files import PDF
from tests.pdfs import bomb, locked, pdf_of
from webapp.core import pdf_text
from webapp.core.pdf_text import MOST_PAGES, text_of
from webapp.domain.refusals import Refused


def test_the_text_keeps_its_lines_and_columns():
    text = text_of(pdf_of("Heures      Cachets\n104,00      0", "Salaire brut : 860,00 €"))
    assert [line.split("   ")[0] for line in text.splitlines()] == [
        "Heures",
        "104,00",
        "Salaire brut : 860,00 €",
    ]
    assert "Heures      Cachets" in text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (PDF, "n’a pas pu être lu"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 500, "n’a pas pu être lu"),
        (b"", "n’a pas pu être lu"),
        (locked(pdf_of("AEM")), "protégé par un mot de passe"),
        (pdf_of(*["page"] * (MOST_PAGES + 1)), "plus de 5 pages"),
        (pdf_of(""), "est une image"),
    ],
    ids=["without pages", "noise", "empty", "locked", "long", "scan"],
)
def test_what_cannot_be_read_is_said(content, said):
    with pytest.raises(Refused, match=said):
        text_of(content)


def test_a_file_that_unfolds_without_end_is_stopped():
    start = time.monotonic()
    with pytest.raises(Refused, match="n’a pas pu être lu"):
        text_of(bomb())
    assert time.monotonic() - start < pdf_text.WAIT + 2


def test_a_reader_that_never_answers_is_not_waited_for(tmp_path, monkeypatch):
    asleep = tmp_path / "asleep.py"
    asleep.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(pdf_text, "CHILD", asleep)
    monkeypatch.setattr(pdf_text, "WAIT", 0.5)
    with pytest.raises(Refused, match="n’a pas pu être lu"):
        text_of(pdf_of("AEM"))


def test_a_reader_that_dies_after_a_figure_gives_none(tmp_path, monkeypatch):
    dying = tmp_path / "dying.py"
    dying.write_text("import os\nprint('text\\nHeures : 104', flush=True)\nos.abort()\n")
    monkeypatch.setattr(pdf_text, "CHILD", dying)
    with pytest.raises(Refused, match="n’a pas pu être lu"):
        text_of(pdf_of("AEM"))


def test_the_reader_writes_no_file_and_takes_no_more_memory_than_told(tmp_path, monkeypatch):
    greedy = tmp_path / "greedy.py"
    greedy.write_text(
        f"import sys; sys.path.insert(0, {str(pdf_text.CHILD.parent)!r})\n"
        "import pdf_child, resource\n"
        "pdf_child.limit()\n"
        "said = [resource.getrlimit(getattr(resource, name))[0] for name in ('RLIMIT_FSIZE', 'RLIMIT_CPU')]\n"
        "try:\n    bytearray(600 << 20)\n"
        "except MemoryError:\n    said.append('held')\n"
        "print(f'text\\n{said}')\n"
    )
    monkeypatch.setattr(pdf_text, "CHILD", greedy)
    assert text_of(b"").strip() == "[0, 4, 'held']"
