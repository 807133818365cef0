from dataclasses import replace
from datetime import date

import pytest

from webapp.domain.declaration.lines import Line
from webapp.rights.declaration.portal import csv_of, fields_of, portal_hours, portal_quantity

LINE = Line(
    contract="a", employer="Films du Ponant", start_on=date(2026, 11, 5), end_on=date(2026, 11, 21),
    minutes=56 * 60, cachets=0, gross_cents=120_400, doubt=None, production="Les Marées", job="Assistante",
)  # fmt: skip


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(56 * 60, "56"), (450, "7,5"), (435, "7,25"), (440, "7,33"), (0, "0"), (600, "10"), (6000, "100")],
)
def test_hours_as_the_portal_takes_them(minutes, shown):
    assert portal_hours(minutes) == shown


def test_cachets_without_useless_decimals():
    assert [portal_quantity(one) for one in (100, 150, 1000, 1025)] == ["1", "1,5", "10", "10,25"]


def test_the_fields_come_in_the_order_of_the_portal(app):
    with app.test_request_context():
        assert fields_of(LINE) == [
            ("Employeur", "FILMS DU PONANT"),
            ("Début", "05/11/2026"),
            ("Fin", "21/11/2026"),
            ("Heures", "56"),
            ("Salaire brut", "1204,00"),
        ]


def test_a_line_without_figures_shows_that_its_hours_are_none(app):
    with app.test_request_context():
        names = [name for name, _value in fields_of(replace(LINE, minutes=0))]
        assert "Heures" in names
        cachets = dict(fields_of(replace(LINE, minutes=0, cachets=200)))
        assert cachets["Cachets"] == "2"
        assert "Heures" not in cachets


def test_a_file_opens_in_a_french_spreadsheet_and_holds_no_formula():
    text = csv_of([LINE, replace(LINE, employer="=Calcul")])
    titles, first, second, _end = text.split("\r\n")
    assert titles == "\ufeffEmployeur;Début;Fin;Heures;Cachets;Brut;Chiffres;Production;Emploi"
    assert first == "FILMS DU PONANT;05/11/2026;21/11/2026;56;;1204,00;certains;Les Marées;Assistante"
    assert not second.startswith("=")
