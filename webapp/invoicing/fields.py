"""Fields for what a business is known by; the typed text stays when it is wrong."""

from wtforms import ValidationError

from webapp.core.formats import grouped
from webapp.core.forms import TypedField
from webapp.core.i18n import spoken
from webapp.domain.invoices import identifiers
from webapp.domain.refusals import Refused
from webapp.domain.typed import parse_quantity
from webapp.domain.words import sentence

MOST_DAYS = 60


class SirenField(TypedField):
    parse = staticmethod(identifiers.parse_siren)
    input_mode = "numeric"

    def shown(self, value: str) -> str:
        return grouped(value, 3, 3, 3, between=" ")


class SiretField(TypedField):
    parse = staticmethod(identifiers.parse_siret)
    input_mode = "numeric"

    def shown(self, value: str) -> str:
        return grouped(value, 3, 3, 3, 5, between=" ")


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
        return grouped(value, between=" ")


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
