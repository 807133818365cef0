"""What people type is never markup on a page nor a formula in a table, wherever it was typed."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Column, String, select, update

from tests.browse import Browser
from tests.guards.pages import NUMBER, PAGES, address, fill
from tests.make import World
from webapp.core import clock, databases
from webapp.core.db import Base
from webapp.productions.callsheets.models import Version
from webapp.productions.planning.models import PlanVersion

MARKUP = "\"'><b hx-get=/x><script>x</script>"
FORMULA = "=cmd|'/C calc'!A1"
FAULTS = ("<script>x", "<b hx-get")
# Written by us, or told apart by the form that takes them.
OURS = {
    "folded", "file_key", "sha256", "media_type", "model_key", "sort_key", "uid", "digest", "token", "key", "zip_key",
    "zip_sha256", "pdf_sha256", "xml_sha256", "url", "employee_space_url", "email", "payroll_email", "reply_to", "member_key",
}  # fmt: skip
NUMBERS = {("invoices", "number"), ("quotes", "number")}  # made by the series
OUTSIDE = {"links"}
NOTES = {"notes", "note"}  # often empty
TOLD = ((Version, "content"), (PlanVersion, "snapshot"))
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
TABLES: dict[str, dict[str, str]] = {
    "money.export": {},
    "engagements.export": {"kind": "csv"},
    "rights.export_incomes": {},
    "planning.export_days": {"production": "p"},
    "planning.export_sequences": {"production": "p"},
    "tasks.export": {"production": "p"},
    "crew.bible_file": {"production": "p", "kind": "csv"},
    "exports.file": {"kind": "csv", "all": "y", "notes": "y"},
}


def typed() -> Iterator[tuple[Any, Column[Any]]]:
    for table in Base.metadata.tables.values():
        for column in table.columns:
            is_text = isinstance(column.type, String) and (column.type.length or 0) > len(MARKUP)
            if (
                "workspace_id" in table.columns
                and table.name not in OUTSIDE
                and is_text
                and column.name not in OURS
                and (table.name, column.name) not in NUMBERS
            ):
                yield table, column


def write_everywhere(world: World, text: str) -> None:
    fill(world, world.lune, 40, clock.today())
    with world.inside(world.lune) as session:
        connection = session.connection()
        connection.exec_driver_sql("SET LOCAL SESSION AUTHORIZATION DEFAULT")  # what is written once, too
        for table, column in typed():
            there = () if column.name in NOTES else (column.is_not(None),)
            mine = table.c.workspace_id == world.lune.id
            connection.execute(update(table).where(mine, *there).values({column.name: text}))
        for model, name in TOLD:
            for row in session.scalars(select(model)).all():
                setattr(row, name, _told(getattr(row, name), text))
        session.flush()
        connection.exec_driver_sql(f"SET LOCAL SESSION AUTHORIZATION {databases.WEB}")


def _told(value: Any, text: str) -> Any:
    """Words of what is kept whole: those with a space are nobody's code."""
    if isinstance(value, dict):
        return {key: _told(held, text) for key, held in value.items()}
    if isinstance(value, list):
        return [_told(held, text) for held in value]
    return text if isinstance(value, str) and " " in value else value


def test_markup_typed_anywhere_is_text_on_every_page(world: World, browse: Browser):
    write_everywhere(world, MARKUP)
    shown = 0
    for name in PAGES:
        page = browse.client.get(address(browse, name))
        assert page.status_code == 200, f"{name}: {browse.sentences(page)}"
        assert not [fault for fault in FAULTS if fault in page.text], name
        shown += "&lt;script&gt;x" in page.text
    assert shown > len(PAGES) / 2  # the control: it is there to be shown


@pytest.mark.parametrize("endpoint", TABLES)
def test_a_formula_typed_anywhere_is_text_in_every_table(world: World, browse: Browser, endpoint: str):
    write_everywhere(world, FORMULA)
    values = {
        name: f"p{NUMBER:06d}{world.lune.id.hex[-5:]}" if value == "p" else value
        for name, value in TABLES[endpoint].items()
    }
    answer = browse.client.get(browse.url(endpoint, **values))
    assert answer.status_code == 200
    read: Callable[[bytes], list[str]] = _cells_of_book if answer.data.startswith(b"PK") else _cells_of_csv
    cells = read(answer.data)
    assert [cell for cell in cells if cell.startswith(FORMULAS)] == []
    assert any(FORMULA in cell for cell in cells)  # the control


def _cells_of_csv(content: bytes) -> list[str]:
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    return [cell for row in rows for cell in row]


def _cells_of_book(content: bytes) -> list[str]:
    rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [str(cell) for row in rows for cell in row if isinstance(cell, str)]
