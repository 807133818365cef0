"""Telephone numbers kept as E.164, shown and used the way one does in France."""

from functools import lru_cache

import phonenumbers

NBSP = "\u00a0"
DIALLED_WITH_0 = frozenset({33, 262, 508, 590, 594, 596})  # France and its overseas departments
LANDLINES = (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.TOLL_FREE)


@lru_cache(maxsize=4096)
def phone(number: str | None) -> str:
    """The French way, by pairs: `06 12 34 56 78`; a foreign number with its country, a short one as it is."""
    digits = "".join(c for c in number or "" if c.isdigit() or c == "+")
    if digits.startswith("+33") and len(digits) == 12:
        digits = "0" + digits[3:]
    if len(digits) == 10 and digits.startswith("0"):
        return NBSP.join(digits[i : i + 2] for i in range(0, 10, 2))
    if not digits.startswith("+"):
        return number or ""
    try:
        read = phonenumbers.parse(digits)
    except phonenumbers.NumberParseException:
        return number or ""
    at_home = read.country_code in DIALLED_WITH_0
    form = (
        phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(read, form).replace(" ", NBSP)


@lru_cache(maxsize=4096)
def takes_sms(number: str | None) -> bool:
    """A landline known as such takes none; of many foreign numbers nobody knows."""
    if not number or not number.startswith("+"):
        return False
    if number.startswith("+33"):
        return number.startswith(("+336", "+337"))
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False
    return kind not in LANDLINES


def whatsapp(number: str) -> str:
    """The address that opens WhatsApp on a number, which it wants with its country."""
    return f"https://wa.me/{number.lstrip('+')}"


def as_dialled(number: str | None) -> str:
    """The digits as typed in France, to be searched beside those of E.164: `0612345678`."""
    return phone(number).replace(NBSP, "")
