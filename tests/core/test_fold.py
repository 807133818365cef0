import pytest
from sqlalchemy import literal, null, select

from tests.make import World
from webapp.core.fold import fold, folded, slug, sort_key


def test_words_are_found_whatever_their_accents_case_and_marks():
    assert fold("Élodie", "Œuvre d’Été", None) == "elodie oeuvre d ete"


@pytest.mark.parametrize(
    "text", ["Théâtre du Cœur-Volant, Nîmes", "L’Été À LA CRIÉE", "D-2026-014", "Æther/Müller"]
)
def test_columns_are_folded_as_words_are(world: World, text: str):
    with world.inside(world.lune) as session:
        found = session.scalar(select(folded(literal(text), null(), literal("Ça"))))
    assert found is not None and found.split() == fold(text, "Ça").split()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Élodie D’Œuvre", "elodie-d-oeuvre"),
        ("  Les Marées (saison 2) ", "les-marees-saison-2"),
        ("a@b.fr", "a-b-fr"),
        ("Ёлки", ""),
        ("", ""),
    ],
)
def test_a_name_of_a_file_has_plain_letters(text: str, said: str):
    assert slug(text) == said


def test_a_name_cut_short_does_not_end_with_a_hyphen():
    assert slug("les marées hautes", most=11) == "les-marees"


def test_accents_decide_between_words_otherwise_alike():
    words = ["coté", "Lefèvre Zoé", "côte", "Élan", "cote", "Lefevre Anne", "côté", "Eluard", "Œuvre", "Zola"]
    assert sorted(words, key=sort_key) == [
        "cote", "côte", "coté", "côté", "Élan", "Eluard", "Lefevre Anne", "Lefèvre Zoé", "Œuvre", "Zola",
    ]  # fmt: skip
