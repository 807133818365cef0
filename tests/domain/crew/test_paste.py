import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.crew.paste import Pasted, read

NAMES = {"image": "camera", "régie": "management"}


def test_the_four_fields_in_their_order():
    assert read("Nadia Belkacem; Régisseuse générale; 06 12 34 56 78; nadia@exemple.fr", {}) == [
        Pasted(1, "Nadia Belkacem", "Régisseuse générale", "06 12 34 56 78", "nadia@exemple.fr")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Nadia Belkacem;nadia@exemple.fr;Régisseuse;+33 6 12 34 56 78",
        "Nadia Belkacem\tRégisseuse\tnadia@exemple.fr\t+33 6 12 34 56 78",
        '"Nadia Belkacem"; "Régisseuse" ; "+33 6 12 34 56 78";;nadia@exemple.fr',
    ],
)
def test_a_mail_and_a_number_are_known_by_their_shape(line):
    (found,) = read(line, {})
    assert found == Pasted(1, "Nadia Belkacem", "Régisseuse", "+33 6 12 34 56 78", "nadia@exemple.fr")


def test_a_department_alone_holds_for_the_lines_below():
    found = read("Sam\n\nImage :\nPaul; Cadreur\nRégie\nNadia", NAMES)
    assert [(one.number, one.name, one.department) for one in found] == [
        (1, "Sam", ""),
        (4, "Paul", "camera"),
        (6, "Nadia", "management"),
    ]


def test_what_is_missing_is_left_empty():
    assert read("Nadia", {}) == [Pasted(1, "Nadia")]
    assert read("06 12 34 56 78; nadia@exemple.fr", {})[0].name == ""


@given(st.text())
def test_nothing_pasted_fails(text):
    for found in read(text, NAMES):
        assert found.number >= 1
