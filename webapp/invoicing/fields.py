"""Fields for what a business is known by; the typed text stays when it is wrong."""

from wtforms import ValidationError

from webapp.core.forms import TypedField
from webapp.core.i18n import spoken
from webapp.domain.invoices import identifiers
from webapp.domain.refusals import Refused
from webapp.domain.typed import parse_quantity
from webapp.domain.words import sentence

MOST_DAYS = 60


def _in_groups(text: str, *sizes: int) -> str:
    """`732 829 320 00074`, as the papers people copy from show it."""
    parts, at = [], 0
    for size in sizes:
        parts.append(text[at : at + size])
        at += size
    return " ".join(part for part in (*parts, text[at:]) if part)


class SirenField(TypedField):
    parse = staticmethod(identifiers.parse_siren)
    input_mode = "numeric"

    def shown(self, value: str) -> str:
        return _in_groups(value, 3, 3, 3)


class SiretField(TypedField):
    parse = staticmethod(identifiers.parse_siret)
    input_mode = "numeric"

    def shown(self, value: str) -> str:
        return _in_groups(value, 3, 3, 3, 5)


class VatNumberField(TypedField):
    @staticmethod
    def parse(text: str) -> str:
        return identifiers.parse_vat_number(text)

    def check(self, *, country: str, siren: str = "") -> None:
        """Of this country, and of this business when it is French."""
        if not self.data:
            return
        try:
            identifiers.parse_vat_number(self.data, country=country, siren=siren)
        except Refused as refusal:
            raise ValidationError(spoken(refusal.sentence)) from refusal


class IbanField(TypedField):
    parse = staticmethod(identifiers.parse_iban)

    def shown(self, value: str) -> str:
        return _in_groups(value, 4, 4, 4, 4, 4, 4, 4, 4)


class BicField(TypedField):
    parse = staticmethod(identifiers.parse_bic)


class PaymentDaysField(TypedField):
    """From invoice to due day; the law allows 60 between professionals (C. com. L.441-10)."""

    input_mode = "numeric"

    @staticmethod
    def parse(text: str) -> int:
        days, part = divmod(parse_quantity(text), 100)
        if part or days > MOST_DAYS:
            raise Refused(sentence("De 0 à %(most)s jours entiers.", most=MOST_DAYS))
        return days
