from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.refusals import Refused
from webapp.domain.typed import (
    MOST_HUNDREDTHS,
    MOST_MINUTES,
    parse_day,
    parse_hours,
    parse_metres,
    parse_month,
    parse_quantity,
    parse_time,
    two_decimals,
)
from webapp.domain.words import Hundredths, Minutes


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("7", 420),
        ("7,5", 450),
        ("7.25", 435),
        ("7,33", 440),
        ("0,01", 1),
        ("7h30", 450),
        ("7H30", 450),
        ("7 h 30", 450),
        ("7\u00a0h\u00a030", 450),
        ("7:30", 450),
        ("0:05", 5),
        ("7 h", 420),
        ("7,5 h", 450),
        ("105,00", 6300),
        ("1\u202f103\u00a0h", 66180),
        ("10 000", MOST_MINUTES),
    ],
)
def test_a_duration_is_read_as_typed(typed: str, minutes: int) -> None:
    assert parse_hours(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("7h75", "«\u00a07h75\u00a0»\u00a0: les minutes vont de 00 à 59."),
        ("7:60", "les minutes vont de 00 à 59"),
        ("7h5", "n’est pas une durée. Exemple\u00a0: 7,5 ou 7\u00a0h\u00a030."),
        ("7,125", "n’est pas une durée"),
        ("7h30m", "n’est pas une durée"),
        ("h", "n’est pas une durée"),
        ("sept", "n’est pas une durée"),
        ("-7", "ne peut pas être négative"),
        ("", "Indiquez une durée"),
        ("10 000,5", "dépasse 10\u202f000\u00a0h"),
        ("99999h00", "dépasse 10\u202f000\u00a0h"),
    ],
)
def test_a_duration_with_no_single_meaning_is_refused(typed: str, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_hours(typed)

    assert said in str(refusal.value)


@pytest.mark.parametrize(("typed", "hundredths"), [("5", 500), ("1,5", 150), ("0.25", 25), ("1 000", 100000)])
def test_a_quantity_is_read_as_typed(typed: str, hundredths: int) -> None:
    assert parse_quantity(typed) == hundredths


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("deux", "«\u00a0deux\u00a0» n’est pas une quantité"),
        ("-1", "ne peut pas être négative"),
        ("", "Indiquez une quantité"),
        ("10 001", "dépasse 10\u202f000"),
    ],
)
def test_a_quantity_with_no_single_meaning_is_refused(typed: str, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_quantity(typed)

    assert said in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("21/11/2026", date(2026, 11, 21)),
        ("2026-11-21", date(2026, 11, 21)),
        ("21.11.2026", date(2026, 11, 21)),
        ("21-11-2026", date(2026, 11, 21)),
        ("21/11/26", date(2026, 11, 21)),
        ("1/3/26", date(2026, 3, 1)),
        ("12/05/87", date(1987, 5, 12)),
        ("31/12/49", date(2049, 12, 31)),
        ("01/01/50", date(1950, 1, 1)),
        ("29/02/2028", date(2028, 2, 29)),
        (" 21/11/2026\u00a0", date(2026, 11, 21)),
    ],
)
def test_a_date_is_read_as_typed(typed: str, day: date) -> None:
    assert parse_day(typed) == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/02/2026", "«\u00a031/02/2026\u00a0» n’existe pas dans le calendrier."),
        ("29/02/2027", "n’existe pas dans le calendrier"),
        ("00/01/2026", "n’existe pas dans le calendrier"),
        ("01/13/2026", "n’existe pas dans le calendrier"),
        ("31/12/1949", "l’année va de 1950 à 2100"),
        ("01/01/2101", "l’année va de 1950 à 2100"),
        ("2026/11/21", "n’est pas une date. Exemple\u00a0: 21/11/2026."),
        ("21/11", "n’est pas une date"),
        ("21/11/202", "n’est pas une date"),
        ("demain", "n’est pas une date"),
        ("", "Indiquez une date"),
    ],
)
def test_a_date_that_does_not_exist_is_refused(typed: str, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_day(typed)

    assert said in str(refusal.value)


@given(st.integers(0, MOST_MINUTES))
def test_a_duration_shown_is_read_back(minutes: int) -> None:
    assert parse_hours(str(Minutes(minutes))) == minutes


@given(st.integers(0, MOST_HUNDREDTHS))
def test_a_quantity_shown_is_read_back(hundredths: int) -> None:
    assert parse_quantity(str(Hundredths(hundredths))) == hundredths


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"]))
def test_a_date_shown_is_read_back(day: date, shown_as: str) -> None:
    assert parse_day(day.strftime(shown_as)) == day


@pytest.mark.parametrize("parse", [parse_hours, parse_quantity, parse_day, parse_month])
@given(typed=st.text(max_size=30))
def test_any_text_is_read_or_refused(parse: Callable[[str], object], typed: str) -> None:
    with suppress(Refused):
        assert parse(typed) is not None


@pytest.mark.parametrize(
    ("typed", "minute"),
    [("7h15", 435), ("07:15", 435), ("7 h", 420), ("18", 1080), ("0:00", 0), ("23h59", 1439)],
)
def test_a_time_of_day_is_read_as_typed(typed: str, minute: int) -> None:
    assert parse_time(typed) == minute


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("24:00", "les heures vont de 0h00 à 23h59"),
        ("7h60", "les heures vont de 0h00 à 23h59"),
        ("7h5", "n’est pas une heure"),
        ("midi", "n’est pas une heure"),
        ("", "Indiquez une heure"),
    ],
)
def test_a_time_of_day_that_cannot_be_is_refused_with_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_time(typed)
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    "typed",
    ["10/2026", "10-2026", "10/26", "2026-10", "octobre 2026", "Oct. 2026", "oct 26", " OCTOBRE  2026 "],
)
def test_a_month_is_read_as_typed(typed: str) -> None:
    assert parse_month(typed) == date(2026, 10, 1)


@pytest.mark.parametrize(
    "typed", ["", "13/2026", "0/2026", "2026", "ju 2026", "jui 2026", "10/1900", "brumaire 2026"]
)
def test_a_month_that_cannot_be_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(Refused, match="n’est pas un mois"):
        parse_month(typed)


@pytest.mark.parametrize(
    ("cents", "shown"), [(120_400, "1204,00"), (5, "0,05"), (0, "0,00"), (123_456_789, "1234567,89")]
)
def test_an_amount_is_written_without_a_space_or_a_unit(cents: int, shown: str) -> None:
    assert two_decimals(cents) == shown


@pytest.mark.parametrize(
    ("text", "centimetres"),
    [("12,50", 1250), ("12.5", 1250), ("12,5 m", 1250), ("12 m 50", 1250), ("12m50", 1250), ("9", 900)],
)
def test_lengths_are_read_in_metres(text, centimetres):
    assert parse_metres(text) == centimetres


@pytest.mark.parametrize("text", ["douze", "12,505", "12 50", "m", ""])
def test_what_is_no_length_is_refused_with_an_example(text):
    with pytest.raises(Refused, match="12,50"):
        parse_metres(text)


@pytest.mark.parametrize("text", ["0", "-3", "501"])
def test_no_stage_is_that_small_or_that_large(text):
    with pytest.raises(Refused, match="500"):
        parse_metres(text)
