"""Fields for what contacts are reached by, brought to one shape; the typed text stays when it is wrong."""

from webapp.contacts import numbers
from webapp.core.forms import TypedField


class PhoneField(TypedField):
    parse = staticmethod(numbers.parse_phone)


class PostalCodeField(TypedField):
    parse = staticmethod(numbers.parse_postal_code)
