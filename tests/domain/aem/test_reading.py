import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.aem import texts
from webapp.domain.aem.figures import Field
from webapp.domain.aem.reading import is_aem, read_text

LAYOUTS = {
    "official": (
        texts.OFFICIAL,
        {
            Field.SIRET: "73282932000074", Field.NAF: "59.11C", Field.JOB: "ASSISTANT DE PRODUCTION",
            Field.OBJECT_NUMBER: "26D1184407", Field.START_ON: date(2026, 10, 5), Field.END_ON: date(2026, 10, 9),
            Field.ONGOING: False, Field.DAYS: 5, Field.HOURS: 40 * 60, Field.GROSS: 860_00,
        },
    ),
    "table": (
        texts.TABLE,
        {
            Field.SIRET: "73282932000074", Field.NAF: "59.11C", Field.JOB: "Assistante de production",
            Field.START_ON: date(2026, 11, 5), Field.END_ON: date(2026, 11, 21), Field.ONGOING: False,
            Field.DAYS: 13, Field.HOURS: 104 * 60, Field.CACHETS: 0, Field.GROSS: 2_236_00,
        },
    ),
    "stacked": (
        texts.STACKED,
        {
            Field.JOB: "Assistante de production", Field.START_ON: date(2026, 10, 5),
            Field.END_ON: date(2026, 10, 9), Field.ONGOING: False, Field.DAYS: 5, Field.HOURS: 39 * 60 + 30,
            Field.GROSS: 1_032_00,
        },
    ),
    "cachets": (
        texts.CACHETS,
        {
            Field.SIRET: "73282932000074", Field.NAF: "90.01Z", Field.JOB: "Metteuse en scène",
            Field.START_ON: date(2026, 10, 17), Field.END_ON: date(2026, 10, 18), Field.HOURS: 0,
            Field.CACHETS: 100, Field.GROSS: 360_00,
        },
    ),
    "whole contract": (
        texts.WHOLE_CONTRACT,
        {
            Field.START_ON: date(2026, 10, 5), Field.END_ON: date(2026, 10, 31), Field.ONGOING: True,
            Field.HOURS: 152 * 60, Field.GROSS: 3_268_00,
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_gives_its_values_and_no_other(layout):
    text, expected = LAYOUTS[layout]
    assert read_text(text) == expected


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Nombre d'heures : 104", Field.HOURS, 104 * 60),
        ("Nb d’heures effectuées ..... 7,5 h", Field.HOURS, 450),
        ("Heures travaillées : 39h30", Field.HOURS, 39 * 60 + 30),
        ("Nombre de cachets : 2", Field.CACHETS, 200),
        ("Cachets isolés : 2   Cachets groupés : 5", Field.CACHETS, 700),
        ("Nombre de jours travaillés : 13 jours", Field.DAYS, 13),
        ("Salaire brut : 1\u202f032,00 €", Field.GROSS, 1_032_00),
        ("Salaires bruts soumis à contributions : 2.236,50", Field.GROSS, 2_236_50),
        ("Salaire brut avant abattement pour frais professionnels : 860 €", Field.GROSS, 860_00),
        ("Contrat en cours : [X] Oui [ ] Non", Field.ONGOING, True),
        ("Contrat en cours : NON", Field.ONGOING, False),
        ("Emploi : Chargée de production", Field.JOB, "Chargée de production"),
        ("Date de début d’emploi : 1er décembre 2026", Field.START_ON, date(2026, 12, 1)),
        ("Date de fin de contrat : 09.10.2026", Field.END_ON, date(2026, 10, 9)),
        ("Numéro d’objet : 26D1184407", Field.OBJECT_NUMBER, "26D1184407"),
        ("Code NAF/APE : 5911 C", Field.NAF, "59.11C"),
    ],
)
def test_a_label_leads_to_its_value(line, field, value):
    assert read_text(f"AEM\n{line}\n") == {field: value}


@pytest.mark.parametrize(
    "line",
    [
        "Nombre d’heures effectuées : voir annexe",
        "Nombre d’heures : 40\nNombre d’heures : 32",
        "Nombre d’heures : 9999",
        "Nombre de jours travaillés : 41",
        "Nombre de jours travaillés : 05/10/2026",
        "Salaire brut après abattement : 688,00",
        "Salaire brut : 860",
        "Net à payer : 671,20",
        "Période de paie du 01/10/2026 au 31/10/2026",
        "Congés payés : du 01/10/2026 au 03/10/2026",
        "Date de début d’emploi : 31/02/2026",
        "Contrat en cours : [ ] Oui [ ] Non",
        "Contrat en cours : Oui / Non",
        "Contrat en cours : [X] Oui [X] Non",
        "Emploi : 59.11C",
        "SIRET : 732 829 320",
        "Cachets isolés : 2\nCachets isolés : 3\nCachets groupés : 1",
        "Qualification   Heures   Salaire brut\nAssistante de production   40,00",
        "Qualification   Heures   Salaire brut\nAssistante   40,00   860,00\nRégisseuse   32,00   700,00",
    ],
)
def test_a_doubt_gives_no_figure(line):
    assert read_text(f"AEM\n{line}\n") == {}


def test_a_paper_that_is_no_aem_gives_nothing():
    payslip = "BULLETIN DE PAIE\nNombre d’heures : 40\nSalaire brut : 860,00 €\n"
    assert not is_aem(payslip)
    assert read_text(payslip) == {}


def test_the_period_of_work_comes_before_the_dates_of_the_contract():
    dates = read_text(
        "AEM\nDate de début de contrat : 05/10/2026\nPériode d’emploi du 01/11/2026 au 20/11/2026"
    )
    assert (dates[Field.START_ON], dates[Field.END_ON]) == (date(2026, 11, 1), date(2026, 11, 20))


@given(st.text(max_size=400))
def test_no_text_breaks_the_reading(text):
    read_text(f"AEM\n{text}")


def test_a_long_hostile_text_is_read_quickly():
    start = time.monotonic()
    read_text("AEM\n" + ("Emploi : " + "a " * 190 + "\n") * 600)
    read_text("AEM\n" + "1 " * 100_000)
    read_text("AEM\n" + ("   ".join(["Heures", "Cachets", "Brut"]) + "\n") * 600)
    assert time.monotonic() - start < 5
