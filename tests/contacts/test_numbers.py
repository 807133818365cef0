import pytest

from webapp.contacts.numbers import parse_https, parse_idcc, parse_naf, parse_phone, parse_postal_code
from webapp.domain.refusals import Refused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06 39 98 10 60", "+33639981060"),
        ("06.39.98.10.60", "+33639981060"),
        ("+33 6 39 98 10 60", "+33639981060"),
        ("+33 (0)6 39 98 10 60", "+33639981060"),
        ("0033639981060", "+33639981060"),
        ("+32 2 555 12 12", "+3225551212"),
        ("3646", "3646"),
    ],
)
def test_a_phone_number_has_one_shape(typed, kept):
    assert parse_phone(typed) == kept


@pytest.mark.parametrize(
    "typed", ["zéro six", "06 39 98 10 6O", "1", "+", "1" * 16, "06;rm", "061234", "0612345"]
)
def test_what_cannot_be_dialled_is_refused(typed):
    with pytest.raises(Refused):
        parse_phone(typed)


def test_a_number_too_short_says_how_long_one_is():
    with pytest.raises(Refused, match="au moins 8 chiffres"):
        parse_phone("06 12 34")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("35000", "35000"),
        ("35 000", "35000"),
        ("b-1000", "B-1000"),
        ("CH-1201", "CH-1201"),
        ("sw1a 1aa", "SW1A 1AA"),
    ],
)
def test_a_postal_code_is_french_unless_the_country_is_said(typed, kept):
    assert parse_postal_code(typed) == kept


@pytest.mark.parametrize("typed", ["3500", "350000", "1"])
def test_a_french_postal_code_has_five_digits(typed):
    with pytest.raises(Refused, match="5 chiffres"):
        parse_postal_code(typed)


@pytest.mark.parametrize(
    ("typed", "kept"), [("5911c", "59.11C"), ("59.11 C", "59.11C"), ("90.01Z", "90.01Z")]
)
def test_a_naf_code_has_one_shape(typed, kept):
    assert parse_naf(typed) == kept


@pytest.mark.parametrize(("typed", "kept"), [("3097", "3097"), ("IDCC 2642", "2642"), ("86", "0086")])
def test_an_idcc_has_four_digits(typed, kept):
    assert parse_idcc(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "http://exemple.fr",
        "javascript:alert(1)",
        "https://",
        "exemple",
        "https://a@b.fr/",
        "https://exemple.fr/ x",
        'https://e.fr/">',
    ],
)
def test_only_a_whole_https_address_is_a_page(typed):
    with pytest.raises(Refused):
        parse_https(typed)


def test_the_https_of_a_page_may_be_left_out():
    assert parse_https("salarie.exemple.fr/moi") == "https://salarie.exemple.fr/moi"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("02 98 00 00 01", "+33298000001"),
        ("0696 12 34 56", "+596696123456"),
        ("0262 12 34 56", "+262262123456"),
        ("+1 (212) 555-0100", "+12125550100"),
        ("07 00 00 00 00", "+33700000000"),  # a range no library knows yet
    ],
)
def test_a_number_is_kept_with_its_country(typed, kept):
    assert parse_phone(typed) == kept
