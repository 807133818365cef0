from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.aem.figures import (
    MOST_CACHETS,
    MOST_DAYS,
    MOST_MINUTES,
    Field,
    parse,
    read_back,
    typed_again,
    worded,
    written,
)
from webapp.domain.refusals import Refused
from webapp.domain.words import Cents, Hundredths, Minutes

VALUES = {
    Field.JOB: st.from_regex(r"[a-zé]{1,20}( [a-z]{1,20}){0,3}", fullmatch=True),
    Field.START_ON: st.dates(date(1950, 1, 1), date(2100, 12, 31)),
    Field.ONGOING: st.booleans(),
    Field.DAYS: st.integers(0, MOST_DAYS),
    Field.HOURS: st.integers(0, MOST_MINUTES),
    Field.CACHETS: st.integers(0, MOST_CACHETS),
    Field.GROSS: st.integers(0, 10_000_00),
}


@given(st.sampled_from(list(VALUES)).flatmap(lambda field: st.tuples(st.just(field), VALUES[field])))
def test_what_is_kept_or_typed_again_is_the_same_value(pair):
    field, value = pair
    assert read_back(field, written(field, value)) == value
    assert parse(field, typed_again(field, value)) == value


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (Field.HOURS, "104", 104 * 60),
        (Field.HOURS, "39h30", 39 * 60 + 30),
        (Field.CACHETS, "1,5", 150),
        (Field.DAYS, "13", 13),
        (Field.GROSS, "1 032,00 €", 1_032_00),
        (Field.END_ON, "09/10/2026", date(2026, 10, 9)),
        (Field.ONGOING, "Oui", True),
        (Field.JOB, "  Secrétaire   de production ", "Secrétaire de production"),
    ],
)
def test_what_a_person_copies_is_read(field, typed, value):
    assert parse(field, typed) == value


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (Field.HOURS, "", "Recopiez"),
        (Field.HOURS, "-4", "négative"),
        (Field.HOURS, "400", "400 h en un mois"),
        (Field.HOURS, "beaucoup", "n’est pas une durée"),
        (Field.DAYS, "2,5", "jours entiers"),
        (Field.DAYS, "32", "31 jours au plus"),
        (Field.CACHETS, "100", "Au plus 99 cachets"),
        (Field.END_ON, "31/02/2026", "n’existe pas"),
        (Field.ONGOING, "peut-être", "oui ou par non"),
        (Field.GROSS, "-1", "négatif"),
        (Field.JOB, "x" * 201, "trop long"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(field, typed, said):
    with pytest.raises(Refused) as refused:
        parse(field, typed)
    assert said in str(refused.value).replace("\u00a0", " ")


def test_each_value_is_worded_with_its_unit():
    assert worded(Field.HOURS, 60) == Minutes(60)
    assert worded(Field.CACHETS, 150) == Hundredths(150)
    assert worded(Field.GROSS, 100) == Cents(100)
    assert (worded(Field.DAYS, 5), str(worded(Field.ONGOING, True))) == (5, "oui")
