"""A line read: its unit, quantity, hours and cachets made lines of pay; nothing is converted or guessed."""

from datetime import date

import pytest

from tests.engagements.spreadsheets import GOOD
from webapp.core.sheets import neutralised
from webapp.engagements.imports.formulas import unneutralised
from webapp.engagements.imports.layouts import BY_KEY, COLUMNS
from webapp.engagements.imports.lines import Line, read_line
from webapp.engagements.models import PaperState, Regime, State, Unit
from webapp.engagements.terms import LineTerms

TITLES = {column.title: column.key for column in COLUMNS}


def read(**cells: str) -> Line:
    """A line of these columns, by title; those of GOOD that say who, when and where are there."""
    values = {title: GOOD[title] for title in ("Début", "Fin", "Employeur", "Emploi")} | cells
    return read_line(list(values), [TITLES[title] for title in values], 2, list(values.values()))


def lines(**cells: str) -> tuple[LineTerms, ...]:
    line = read(**cells)
    assert line.draft is not None, [str(said) for said in line.wrong]
    return line.draft.lines


def wrong(**cells: str) -> list[str]:
    return [str(said) for said in read(**cells).wrong]


def test_days_keep_their_declared_hours():
    assert lines(Unité="jour", Quantité="5", Heures="39,00", Brut="834,32") == (
        LineTerms(Unit.DAY, 500, 2340, 83432),
    )


def test_for_cachets_the_quantity_rules_whatever_the_hours_say():
    assert lines(Unité="cachet", Quantité="2", Heures="24,00", Brut="320") == (
        LineTerms(Unit.CACHET, 200, 0, 32000),
    )
    line = read(Unité="cachets", Quantité="2", Heures="8", Brut="320")
    assert line.draft.lines == (LineTerms(Unit.CACHET, 200, 0, 32000),)
    assert "un cachet compte 12 h" in str(line.notes[0])


@pytest.mark.parametrize("cells", [{"Heures": "40"}, {"Quantité": "40"}, {"Heures": "40", "Quantité": "40"}])
def test_hours_are_told_by_either_column(cells):
    assert lines(Unité="heure", **cells) == (LineTerms(Unit.HOUR, 4000, 2400, 0),)


def test_minutes_have_no_exact_hundredths_and_still_agree():
    assert lines(Unité="heure", Heures="7h20", Quantité="7,33") == (LineTerms(Unit.HOUR, 733, 440, 0),)


@pytest.mark.parametrize(
    ("unit", "stored"),
    [("semaine", Unit.WEEK), ("Services", Unit.SERVICE), ("FORFAIT", Unit.FLAT), ("jours", Unit.DAY)],
)
def test_units_are_read_whatever_their_case_and_number(unit, stored):
    assert lines(Unité=unit, Quantité="2", Heures="16")[0] == LineTerms(stored, 200, 960, 0)


def test_a_bonus_has_no_hours():
    assert lines(Unité="prime", Quantité="1", Brut="150") == (LineTerms(Unit.BONUS, 100, 0, 15000),)


def test_without_a_unit_hours_alone_are_hours_and_cachets_alone_cachets():
    assert lines(Heures="40") == (LineTerms(Unit.HOUR, 4000, 2400, 0),)
    assert lines(Cachets="3") == (LineTerms(Unit.CACHET, 300, 0, 0),)
    assert lines(Cachets="3", Heures="36") == (LineTerms(Unit.CACHET, 300, 0, 0),)


def test_without_a_unit_hours_beside_cachets_are_asked_about():
    assert wrong(Cachets="2", Heures="8") == [
        "Unité\u00a0: à remplir\u00a0: avec 8\u00a0h et 2 cachets, on ne sait pas si les heures s’ajoutent aux cachets."
    ]


def test_hours_and_cachets_of_one_contract_make_two_lines():
    assert lines(Unité="heure", Heures="8", Cachets="2", Brut="500") == (
        LineTerms(Unit.HOUR, 800, 480, 50000),
        LineTerms(Unit.CACHET, 200),
    )


def test_a_quantity_of_cachets_and_a_column_of_cachets_must_agree():
    assert wrong(Unité="cachet", Quantité="2", Cachets="3") == [
        "Cachets\u00a0: ce n’est pas la même chose que la quantité."
    ]


def test_the_regime_outranks_the_annexe():
    draft = read(Heures="35", Annexe="8", Régime="général").draft
    assert (draft.regime, draft.annexe) == (Regime.GENERAL, None)
    draft = read(Heures="24", Annexe="8", Régime="Enseignement").draft
    assert (draft.regime, draft.annexe) == (Regime.TEACHING, None)
    draft = read(Heures="24", Annexe="Annexe X").draft
    assert (draft.regime, draft.annexe) == (Regime.SPECTACLE, 10)


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("reçue", PaperState.RECEIVED),
        ("Recue", PaperState.RECEIVED),
        ("oui", PaperState.RECEIVED),
        ("manquante", PaperState.EXPECTED),
        ("ATTENDUE", PaperState.EXPECTED),
        ("non", PaperState.EXPECTED),
        ("", None),
        ("-", None),
    ],
)
def test_missing_and_expected_both_mean_not_received_yet(word, state):
    draft = read(Heures="40", AEM=word).draft
    assert (draft.state, draft.aem) == (State.CONFIRMED, state)


def test_an_option_is_told_where_the_aem_is_and_may_not_know_its_hours():
    draft = read(AEM="option", Heures="").draft
    assert (draft.state, draft.aem, draft.lines) == (State.OPTION, None, ())
    assert read(AEM="option", Heures="", Brut="1 548,00").draft.gross_cents == 154800


def test_a_state_of_its_own_is_read():
    assert read(Heures="40", État="piste").draft.state == State.LEAD
    assert read(Heures="40", État="terminé").draft.state == State.CONFIRMED  # done is read from the calendar
    assert read(Heures="40", État="Annulé").draft.state == State.CANCELLED


def test_the_rest_of_a_line_is_kept():
    draft = read(
        Heures="40",
        Production="Les Marées",
        Lieu="Saint-Malo",
        Notes="Deux\nlignes",
        SIRET="732 829 320 00074",
    ).draft
    assert (draft.production, draft.place, draft.notes) == ("Les Marées", "Saint-Malo", "Deux\nlignes")
    assert draft.siret == "73282932000074"
    assert (draft.start_on, draft.end_on) == (date(2026, 11, 2), date(2026, 11, 6))


def test_a_dash_is_an_empty_cell():
    assert read(Heures="40", Production="—").draft.production is None


def test_a_column_is_named_as_the_file_names_it():
    line = read_line(["Du", "Au", "Boîte", "Poste", "Nb h"], ["start", "end", "employer", "job", "hours"], 2,
                     ["hier", "06/11/2026", "Ponant", "Scripte", "8"])  # fmt: skip
    assert str(line.wrong[0]).startswith("Du\u00a0: «\u00a0hier\u00a0»")


@pytest.mark.parametrize(
    "text", ["=1+1", "+33 6", "-5", "@collectif", "Films du Ponant", "'tis", "d’accord", ""]
)
def test_neutralised_text_comes_back_as_it_was(text):
    assert not neutralised(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unneutralised(neutralised(text)) == text


def test_a_neutralised_name_is_read_as_the_name():
    assert read(Heures="40", Employeur="'=Collectif").draft.employer == "=Collectif"
    assert read(Heures="40", Employeur="@collectif").draft.employer == "@collectif"


def test_every_column_has_a_label_and_a_name():
    assert all(column.names and str(column.label) for column in BY_KEY.values())
