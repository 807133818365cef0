import pytest

from webapp.productions.outline import label_of


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Les Marées", "MARÉES"),
        ("La Grande Lessive", "LESSIVE"),
        ("Un dimanche à Roubaix", "DIMANCHE"),
        ("L’Été", "ÉTÉ"),
        ("Anticonstitutionnellement", "ANTICONST"),
        ("Le La", "LE"),
        ("1984", "1984"),
        ("?!", "–"),
        ("Straße", "STRASSE"),
    ],
)
def test_a_label_is_a_telling_word_of_at_most_nine_letters(title, label):
    assert label_of(title) == label
