import pytest

from webapp.core.phones import as_dialled, phone, takes_sms, whatsapp


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+33639981060", "06 39 98 10 60"),
        ("0639981060", "06 39 98 10 60"),
        ("+596696123456", "0696 12 34 56"),
        ("+3225551212", "+32 2 555 12 12"),
        ("3646", "3646"),
        (None, ""),
    ],
)
def test_a_number_is_shown_as_one_dials_it(number, shown):
    assert phone(number).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("number", "taken"),
    [
        ("+33639981060", True),
        ("+33700000000", True),
        ("+33298000001", False),
        ("+12125550100", True),
        ("+3222345678", False),
        ("3646", False),
        ("+", False),
        (None, False),
    ],
)
def test_a_landline_takes_no_sms(number, taken):
    assert takes_sms(number) is taken


def test_what_other_programs_want_of_a_number():
    assert whatsapp("+33639981060") == "https://wa.me/33639981060"
    assert as_dialled("+33639981060") == "0639981060"
