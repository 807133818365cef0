"""How sentences are said in each language."""

import pytest
from flask import Flask, g
from flask_babel import ngettext


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
