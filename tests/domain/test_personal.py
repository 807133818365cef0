import pytest

from webapp.domain.personal import People

CREW = People(["Nadia Belkacem", "Élodie Le Goff", "  "])


@pytest.mark.parametrize(
    "text",
    [
        "Voir avec Nadia",
        "clés chez BELKACEM",
        "appeler elodie",
        "06 12 34 56 78",
        "tél. +33(0)6.12.34.56.78",
        "0612345678",
        "06/12/34/56/78",
        "nadia@exemple.fr",
        "loyer 1 200 €",
        "350 euros la journée",
        "1200 HT",
        "www.exemple.fr/nadia",
    ],
)
def test_a_name_a_number_or_an_amount_is_seen(text: str):
    assert CREW.tell(text)


@pytest.mark.parametrize(
    "text",
    [None, "", "Vélo rouge, 3 valises", "Séq. 12, 15 et 18", "le 23/11/2026", "de la pluie", "7h15 à 18h00"],
)
def test_what_tells_nothing_of_anybody_is_kept(text: str | None):
    assert not CREW.tell(text)
    assert not CREW.are_named_in(text)


def test_a_character_may_share_a_first_name_with_someone_of_the_crew():
    assert CREW.tell("Nadia court vers le port")
    assert not CREW.are_named_in("Nadia court vers le port")
    assert CREW.are_named_in("Le vrai vélo de nadia  BELKACEM")
    assert CREW.are_named_in("Le vélo est au 06 12 34 56 78")


def test_little_words_of_a_name_are_in_every_sentence():
    assert not CREW.tell("le port")
