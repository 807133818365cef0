"""Dates and numbers as they are said."""

import re
from datetime import date

import pytest
import time_machine
from flask import Flask, g

from webapp.core.formats import day_range, grouped, on_days, the_days
from webapp.core.i18n import spoken
from webapp.core.settings import ROOT
from webapp.domain.periods import DateRange
from webapp.domain.words import sentence

TODAY = "2026-11-24 09:00 +0000"


@pytest.mark.parametrize(
    ("language", "start", "end", "alone", "led"),
    [
        ("fr", "2026-05-11", "2026-05-29", "11 au 29 mai", "du 11 au 29 mai"),
        ("fr", "2026-10-17", "2026-10-18", "17 et 18 oct.", "les 17 et 18 oct."),
        ("fr", "2026-10-31", "2026-11-01", "31 oct. et 1er nov.", "les 31 oct. et 1er nov."),
        ("fr", "2026-12-01", "2026-12-01", "1er déc.", "le 1er déc."),
        ("fr", "2026-12-28", "2027-01-08", "28 déc. 2026 au 8 janv. 2027", "du 28 déc. 2026 au 8 janv. 2027"),
        ("en", "2026-05-11", "2026-05-29", "11 to 29 May", "from 11 to 29 May"),
        ("en", "2026-10-17", "2026-10-18", "17 and 18 Oct", "on 17 and 18 Oct"),
        ("en", "2026-12-01", "2026-12-01", "1 Dec", "on 1 Dec"),
    ],
)
@time_machine.travel(TODAY, tick=False)
def test_days_in_a_row(app: Flask, language: str, start: str, end: str, alone: str, led: str):
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    with app.test_request_context():
        g.language = language
        assert day_range(first, last) == alone
        assert on_days(first, last) == led


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2027-01-11", "2027-01-15", "le 11 au 15 janv."),
        ("2026-12-28", "2027-01-08", "le 28 déc. au 8 janv."),
        ("2027-01-11", "2027-01-12", "les 11 et 12 janv."),
        ("2027-01-11", "2027-01-11", "le 11 janv."),
        ("2027-11-11", "2027-11-15", "le 11 au 15 nov. 2027"),
    ],
)
@time_machine.travel(TODAY, tick=False)
def test_the_year_is_kept_where_it_could_be_mistaken(app: Flask, start: str, end: str, said: str):
    with app.test_request_context():
        assert the_days(date.fromisoformat(start), date.fromisoformat(end)) == said


def test_no_template_writes_a_figure_in_the_language_of_whoever_came_first():
    """Jinja works `{{ 0 | money }}` out once, when it compiles: a figure comes by a name."""
    pages = (ROOT / "templates").rglob("*.html")
    assert [page.name for page in pages if re.search(r"\{\{-?\s*\d+\s*\|", page.read_text())] == []


def test_a_sentence_of_the_domain_carries_days(app: Flask):
    days = DateRange(date(2026, 5, 11), date(2026, 5, 29)).said
    said = sentence("Hors de la période %(dates)s.", dates=days)
    assert str(said) == "Hors de la période du 11/05/2026 au 29/05/2026."
    with app.test_request_context():
        assert spoken(said) == "Hors de la période du 11 au 29 mai 2026."
    with app.test_request_context():
        g.language = "en"
        assert spoken(said) == "Outside the period, from 11 to 29 May 2026."


@pytest.mark.parametrize(
    ("number", "sizes", "said"),
    [
        ("73282932000074", (3, 3, 3, 5), "732 829 320 00074"),
        ("732829320", (3, 3, 3), "732 829 320"),
        ("FR1420041010050500013M02606", (), "FR14 2004 1010 0505 0001 3M02 606"),
        ("73282", (3, 3, 3), "732 82"),
        ("7328293201", (3, 3, 3), "732 829 320 1"),
        ("", (3, 3, 3), ""),
        (None, (), ""),
    ],
)
def test_numbers_by_groups(number: str | None, sizes: tuple[int, ...], said: str):
    assert grouped(number, *sizes, between=" ") == said
    assert grouped(number, *sizes) == said.replace(" ", "\u00a0")
