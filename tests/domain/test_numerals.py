import pytest

from webapp.domain.numerals import in_english, in_french

FRENCH = [
    (0, "zéro"), (1, "un"), (16, "seize"), (17, "dix-sept"), (20, "vingt"), (21, "vingt et un"), (28, "vingt-huit"),
    (61, "soixante et un"), (70, "soixante-dix"), (71, "soixante et onze"), (77, "soixante-dix-sept"),
    (80, "quatre-vingts"), (81, "quatre-vingt-un"), (91, "quatre-vingt-onze"), (99, "quatre-vingt-dix-neuf"),
    (100, "cent"), (101, "cent un"), (180, "cent quatre-vingts"), (200, "deux cents"), (203, "deux cent trois"),
    (999, "neuf cent quatre-vingt-dix-neuf"), (1204, "1\u202f204"),
]  # fmt: skip
FEMININE = [
    (1, "une"),
    (2, "deux"),
    (11, "onze"),
    (21, "vingt et une"),
    (81, "quatre-vingt-une"),
    (101, "cent une"),
]
ENGLISH = [
    (0, "zero"), (11, "eleven"), (20, "twenty"), (28, "twenty-eight"), (90, "ninety"), (100, "one hundred"),
    (102, "one hundred and two"), (321, "three hundred and twenty-one"), (1204, "1,204"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "said"), FRENCH)
def test_a_number_is_spelled_in_french(number: int, said: str):
    assert in_french(number) == said


@pytest.mark.parametrize(("number", "said"), FEMININE)
def test_one_agrees_with_a_feminine_word(number: int, said: str):
    assert in_french(number, feminine=True) == said


@pytest.mark.parametrize(("number", "said"), ENGLISH)
def test_a_number_is_spelled_in_english(number: int, said: str):
    assert in_english(number) == said
