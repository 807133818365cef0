"""Fields for what contacts are reached by, brought to one shape; the typed text stays when it is wrong."""

from typing import Any

from webapp.contacts import birthdays, numbers
from webapp.core.forms import TypedField
from webapp.core.phones import NBSP, phone
from webapp.domain.refusals import Refused


class PhoneField(TypedField):
    """Kept as E.164, shown the French way as long as it is read back the same."""

    parse = staticmethod(numbers.parse_phone)

    def shown(self, value: Any) -> str:
        return typed_phone(value)


class PostalCodeField(TypedField):
    parse = staticmethod(numbers.parse_postal_code)


class BirthdayField(TypedField):
    """A day, whose year may not be known."""

    parse = staticmethod(birthdays.parse_birthday)

    def shown(self, value: Any) -> str:
        return birthdays.typed(value)


def typed_phone(number: str) -> str:
    """`06 39 98 10 60`, as one would type it."""
    french = phone(number).replace(NBSP, " ")
    try:
        return french if numbers.parse_phone(french) == number else number
    except Refused:
        return number
