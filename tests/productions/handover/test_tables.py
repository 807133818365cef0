import pytest

from webapp.productions.handover.tables import csv_of


def test_a_french_spreadsheet_opens_it():
    content = csv_of([["Nom", "Ville"], ["Élodie ; Paul", None]])
    assert content == b'\xef\xbb\xbfNom;Ville\r\n"\xc3\x89lodie ; Paul";\r\n'


@pytest.mark.parametrize("typed", ["=1+1", "+33612345678", "-x", "@SUM(A1)", "\tx"])
def test_what_looks_like_a_formula_stays_text(typed):
    assert csv_of([[typed]]).decode("utf-8-sig").strip('"\r\n').startswith("'")
