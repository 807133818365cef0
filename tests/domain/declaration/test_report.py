from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.declaration.changes import differences
from webapp.domain.declaration.lines import Line
from webapp.domain.declaration.report import report_of
from webapp.domain.periods import Month

OCTOBER = Month(2026, 10)
LINE = Line(
    contract="a", employer="Studio Faubourg", start_on=date(2026, 10, 28), end_on=date(2026, 10, 28),
    minutes=8 * 60, cachets=0, gross_cents=17_200, doubt=None,
)  # fmt: skip
OTHER = replace(LINE, contract="b", employer="Brique Rouge")


def report(declared: list[Line], today: list[Line]) -> str:
    return report_of(OCTOBER, differences(declared, today)).replace("\u00a0", " ")


def test_each_figure_is_told_with_what_was_declared():
    assert report([LINE], [replace(LINE, minutes=12 * 60, gross_cents=25_800)]).splitlines() == [
        "Bonjour,",
        "Ma déclaration du mois (octobre 2026) est à corriger :",
        "- Studio Faubourg, heures : 12 h au lieu de 8 h",
        "- Studio Faubourg, salaire brut : 258,00 € au lieu de 172,00 €",
        "Je tiens les justificatifs à votre disposition.",
        "Cordialement",
    ]


def test_a_contract_forgotten_and_one_not_done_are_told_as_such():
    text = report([LINE], [OTHER])
    assert "- Brique Rouge : contrat non déclaré, 8 h" in text
    assert "- Studio Faubourg : contrat déclaré et non effectué, 8 h" in text


def test_dates_are_told_with_their_words():
    text = report([LINE], [replace(LINE, end_on=date(2026, 10, 30))])
    assert "dates : du 28/10/2026 au 30/10/2026, et non le 28/10/2026" in text


@given(minutes=st.integers(0, 999), cachets=st.integers(0, 999), gross=st.integers(0, 99_999))
def test_there_is_one_line_for_each_difference(minutes, cachets, gross):
    today = [replace(LINE, minutes=minutes, cachets=cachets, gross_cents=gross)]
    found = differences([LINE], today)
    assert report_of(OCTOBER, found).count("\n- ") == len(found)
