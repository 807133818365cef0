from datetime import date

import pytest

from webapp.domain.aem.differences import Difference, differences
from webapp.domain.aem.figures import Field

DAY = date(2026, 10, 9)
EXPECTED = {
    Field.EMPLOYER: "Brique Rouge", Field.SIRET: "73282932000074", Field.NAF: "59.11C",
    Field.JOB: "Assistante de production", Field.START_ON: date(2026, 10, 5), Field.END_ON: DAY,
    Field.ONGOING: False, Field.DAYS: 5, Field.HOURS: 40 * 60, Field.CACHETS: 200, Field.GROSS: 860_00,
}  # fmt: skip


def said(field, expected, received, annexe=8):
    return str(Difference(field, expected, received).may_cause(DAY, annexe)).replace("\u00a0", " ")


def test_the_same_paper_has_no_difference():
    assert differences(EXPECTED, dict(EXPECTED)) == []


def test_what_one_side_leaves_out_is_no_difference():
    assert differences(EXPECTED, {}) == []
    assert differences({}, EXPECTED) == []


@pytest.mark.parametrize(
    ("field", "received"),
    [
        (Field.EMPLOYER, "BRIQUE  ROUGE"),
        (Field.SIRET, "732 829 320 00074"),
        (Field.NAF, "5911c"),
        (Field.JOB, "ASSISTANT DE PRODUCTION"),
        (Field.JOB, "Assistant(e) de production"),
    ],
)
def test_another_way_to_write_it_is_no_difference(field, received):
    assert differences(EXPECTED, {field: received}) == []


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("Directrice de production", "Directeur de production"),
        ("Chargée de production", "CHARGE DE PRODUCTION"),
        ("Régisseuse générale", "Régisseur général"),
        ("Costumière", "costumier"),
        ("Secrétaire de production", "Secrétaire de production"),
    ],
)
def test_lists_write_jobs_in_the_masculine(mine, theirs):
    assert differences({Field.JOB: mine}, {Field.JOB: theirs}) == []


def test_each_wrong_field_is_one_difference_in_the_order_of_the_paper():
    received = {**EXPECTED, Field.GROSS: 688_00, Field.JOB: "Secrétaire", Field.HOURS: 32 * 60}
    assert [one.field for one in differences(EXPECTED, received)] == [Field.JOB, Field.HOURS, Field.GROSS]


@pytest.mark.parametrize(
    ("field", "expected", "received", "words"),
    [
        (Field.HOURS, 40 * 60, 32 * 60, "8 h de moins vers vos 507 h, et une AJ plus basse"),
        (Field.HOURS, 40 * 60, 48 * 60, "8 h de trop"),
        (Field.CACHETS, 200, 100, "12 h de moins vers vos 507 h"),
        (Field.GROSS, 860_00, 688_00, "172,00 € de moins dans votre salaire de référence (SR), et une AJ"),
        (Field.GROSS, 860_00, 900_00, "trop-perçu"),
        (Field.DAYS, 5, 9, "franchise congés payés compte ces jours : elle peut s’allonger"),
        (Field.DAYS, 5, 3, "recalculée plus tard"),
        (Field.NAF, "59.11C", "70.22Z", "annexe 8 dépend de l’activité"),
        (Field.ONGOING, False, True, "Contrat en cours"),
        (Field.SIRET, "1", "2", "rattacher"),
        (Field.OBJECT_NUMBER, "26D1", "26D2", "numéro d’objet"),
        (Field.END_ON, date(2026, 10, 9), date(2026, 10, 8), "période de référence"),
        (Field.START_ON, date(2026, 10, 5), date(2026, 10, 6), "sortir de la période de référence"),
        (
            Field.END_ON,
            date(2026, 10, 31),
            date(2026, 11, 1),
            "Le mois serait novembre 2026, et non octobre 2026",
        ),
    ],
)
def test_what_it_can_cause_is_said(field, expected, received, words):
    assert words in said(field, expected, received)


def test_the_list_of_jobs_is_that_of_the_annexe():
    assert "liste de l’annexe 8" in said(Field.JOB, "Assistante", "Secrétaire")
    assert "artistes" in said(Field.JOB, "Comédienne", "Secrétaire", annexe=10)
    assert "peut être refusé" in said(Field.JOB, "Assistante", "Secrétaire", annexe=None)


@pytest.mark.parametrize("field", list(Field))
def test_every_field_has_its_sentence(field):
    values = {Field.START_ON: DAY, Field.END_ON: DAY, Field.ONGOING: True}
    value = values.get(field, 1 if field in (Field.DAYS, Field.HOURS, Field.CACHETS, Field.GROSS) else "x")
    assert said(field, value, value).endswith(".")


def test_a_day_without_a_figure_gives_a_sentence():
    found = Difference(Field.CACHETS, 500, 300).may_cause(date(2010, 2, 28))
    assert str(found).startswith("Aucun chiffre connu au 28/02/2010")
