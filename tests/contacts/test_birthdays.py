import pytest

from webapp.contacts.birthdays import parse_birthday, typed
from webapp.domain.refusals import Refused


@pytest.mark.parametrize(
    ("text", "kept", "again"),
    [
        ("14/03/1988", "1988-03-14", "14/03/1988"),
        ("14/03", "--03-14", "14/03"),
        ("1er févr.", "--02-01", "01/02"),
        ("29 février", "--02-29", "29/02"),
        ("2 août 1947", "1947-08-02", "02/08/1947"),
        ("1988-03-14", "1988-03-14", "14/03/1988"),
    ],
)
def test_a_birthday_is_kept_with_or_without_its_year_and_read_back(text, kept, again):
    assert parse_birthday(text) == kept
    assert typed(kept) == again
    assert parse_birthday(again) == kept


@pytest.mark.parametrize("text", ["31/02", "14/03/1788", "14/03/2999", "bientôt", "ju 3"])
def test_a_day_nobody_was_born_on_is_refused(text):
    with pytest.raises(Refused):
        parse_birthday(text)
