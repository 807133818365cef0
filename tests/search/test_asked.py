import pytest

from webapp.search.asked import MOST_WORDS, Asked


@pytest.mark.parametrize("said", ["06 12 34", "06.12.34", " 06-12-34 ", "061234"])
def test_a_number_is_one_word_however_it_is_spaced(said: str):
    assert Asked(said).words == ("061234",)


@pytest.mark.parametrize("said", ["+33 6 12 34 56 78", "+33 (0)6 12 34 56 78", "0033 612345678"])
def test_with_its_country_it_is_as_it_is_kept(said: str):
    assert Asked(said).words == ("33612345678",)


def test_words_are_folded_and_each_is_asked_once():
    assert Asked("Aïcha  DIALLO, aïcha").words == ("aicha", "diallo")
    assert Asked("F-2026-014").words == ("f", "2026", "014")
    assert Asked("12 34").words == ("12", "34")
    assert Asked(" … ").words == ()
    assert len(Asked("un deux trois quatre cinq six sept huit").words) == MOST_WORDS


def test_only_a_word_of_some_length_may_be_mistyped():
    assert Asked("lefevr").may_be_wrong
    assert not Asked("le 2026").may_be_wrong
    assert not Asked("06 12 34").may_be_wrong
