"""How sentences are said in each language."""

from datetime import date

import pytest
from flask import Flask, g, render_template_string
from flask_babel import gettext, ngettext, pgettext

from webapp.core.formats import long_day, month, upper_first


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("fr", 0, "0 engagement"),  # French keeps the singular under two
        ("fr", 1, "1 engagement"),
        ("fr", 2, "2 engagements"),
        ("en", 0, "0 jobs"),
        ("en", 1, "1 job"),
    ],
)
def test_numbers_agree_as_the_language_does(app: Flask, language: str, number: int, said: str):
    with app.test_request_context():
        g.language = language
        assert ngettext("%(num)d engagement", "%(num)d engagements", number) == said


def test_what_a_template_writes_itself_is_said_in_the_language_of_each_page(app: Flask):
    """Read once, shown to a French person, then to an English one."""
    page = app.jinja_env.from_string("{{ 0 | money(rounded=true) }}, {{ 435 | time_of_day }}")
    for language, said in (("fr", "0\u00a0€, 7h15"), ("en", "€0, 7:15")):
        with app.test_request_context():
            g.language = language
            assert page.render() == said


@pytest.mark.parametrize(
    ("language", "undo", "cancel"), [("fr", "Annuler", "Annuler"), ("en", "Undo", "Cancel")]
)
def test_taking_back_and_giving_up_are_one_word_in_french_alone(
    app: Flask, language: str, undo: str, cancel: str
):
    with app.test_request_context():
        g.language = language
        assert pgettext("revenir en arrière", "Annuler") == undo
        assert gettext("Annuler") == cancel


def test_only_the_first_letter_is_raised(app: Flask):
    with app.test_request_context():
        g.language = "en"
        assert upper_first(long_day(date(2026, 11, 26))) == "Thursday 26 November"
        assert upper_first(month(date(2026, 11, 1))) == "November 2026"
        assert upper_first("") == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Adresse refusée\u00a0? «\u00a0Oui\u00a0»\u00a0: 20\u00a0%, 40\u00a0€\u00a0; 8 h"),
        ("en", "Adresse refusée ? « Oui » : 20 %, 40 € ; 8 h"),
    ],
)
def test_no_line_begins_with_a_sign_of_french(app: Flask, language: str, said: str):
    page = "{{ _('Adresse refusée ? « Oui » : 20 %%, 40 € ; %(hours)s', hours='8 h') }}"
    with app.test_request_context():
        g.language = language
        assert render_template_string(page) == said
