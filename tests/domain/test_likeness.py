import pytest

from webapp.domain.likeness import BITS, between, grams, heard, misses

# What was typed, what was meant, how far they are.
NEAR = (
    ("lefevr", "lefevre", 0),  # not over yet
    ("fevre", "lefevre", 0),
    ("dialo", "diallo", 1),
    ("marrees", "marees", 1),
    ("aihca", "aicha", 1),  # two swapped
    ("lefebre", "lefevre", 1),
    ("kervela", "kervella", 1),
    ("asistante", "assistante", 1),
    ("berthire", "berthier", 1),
    ("vaseur", "vasseur", 1),
    ("cadri", "kadri", 1),  # heard alike
    ("kemere", "quemere", 1),
    ("filipe", "philippe", 1),
    ("bertiher", "berthier", 1),
    ("regiseuse", "regisseuse", 1),
    ("coordinatirce", "coordinatrice", 1),
    ("cordinatirce", "coordinatrice", 2),  # a long word forgives two
)
FAR = (
    ("ana", "nina", None),  # too short to be mistyped
    ("hugo", "jonas", None),
    ("martin", "morvan", None),
    ("2026", "2025", None),  # another number
    ("f2026", "f2025", None),
    ("paris", "brest", None),
)


@pytest.mark.parametrize(("asked", "word", "missed"), NEAR)
def test_a_word_mistyped_is_near_the_one_meant(asked: str, word: str, missed: int):
    assert between(asked, word) == missed
    shared = int(grams(asked), 2) & int(grams(word), 2)
    assert shared.bit_count() >= 0.34 * grams(asked).count("1"), "its trigrams would not have found it"


@pytest.mark.parametrize(("asked", "word", "missed"), FAR)
def test_another_word_is_not_near(asked: str, word: str, missed: None):
    assert between(asked, word) is missed


def test_every_word_asked_must_be_there():
    row = ["aicha", "diallo", "brest"]
    assert misses(["aicha", "dialo"], row) == 1
    assert misses(["dialo", "acha"], row) == 2
    assert misses(["aicha", "kadri"], row) is None
    assert misses([], row) == 0


def test_figures_and_addresses_have_no_trigram():
    assert grams("0612345678 a.diallo@exemple.fr r4b") == "0" * BITS
    assert grams("aicha 06") == grams("aicha")


def test_what_is_heard_alike_has_the_same_trigrams():
    assert heard("philippe") == heard("filipe")
    assert grams("quemere") == grams("kemere")
    assert heard("hachette") == "axete"
