import pytest

from webapp.contacts.fields import typed_phone
from webapp.contacts.models import WayKind
from webapp.contacts.numbers import parse_phone
from webapp.contacts.ways import parse_way
from webapp.domain.refusals import Refused


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("06.39.98.10.60", WayKind.PHONE, "+33639981060"),
        ("+32 (0)2 123 45 67", WayKind.PHONE, "+3221234567"),
        ("M.Dervaux@Exemple.fr", WayKind.EMAIL, "M.Dervaux@Exemple.fr"),
        ("www.imdb.com/name/nm0000001", WayKind.LINK, "https://www.imdb.com/name/nm0000001"),
        ("http://exemple.fr/@moi", WayKind.LINK, "http://exemple.fr/@moi"),
    ],
)
def test_what_a_way_is_shows_in_its_shape(text, kind, value):
    assert parse_way(text) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "javascript://exemple.fr/%0aalert(1)",
        "data:text/html,x",
        "zéro six",
        "06",
        "moi@",
        "https://ici",
        "a b.fr",
    ],
)
def test_what_is_no_way_is_refused(text):
    with pytest.raises(Refused):
        parse_way(text)


@pytest.mark.parametrize(
    "number", ["+33639981060", "+3221234567", "+590590123456", "+14155552671", "3646", "+687123456"]
)
def test_a_number_shown_to_be_changed_is_read_back_the_same(number):
    assert parse_phone(typed_phone(number)) == number


def test_a_french_number_is_shown_by_pairs_with_plain_spaces():
    assert typed_phone("+33639981060") == "06 39 98 10 60"
