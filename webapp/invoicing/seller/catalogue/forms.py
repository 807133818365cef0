from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import Length

from webapp.core.formats import money
from webapp.core.forms import CentsField, Form, LineField, TextField, choices_of, not_empty, required
from webapp.domain.invoices.document import Nature, Unit
from webapp.invoicing.words import NATURES, UNITS

# Those the administration takes (BR-FR-16) that a freelance meets: metropolitan France, then overseas.
RATES = (2000, 1000, 550, 210, 850, 0)
MOST_CENTS = 1_000_000_00


def said_rate(vat_bp: int) -> str:
    """`20 %`, `5,5 %`."""
    return f"{vat_bp / 100:g}\u00a0%".replace(".", ",")


class ItemForm(Form):
    words = LineField(_l("Prestation"), [required()])
    detail = TextField(_l("Détail"), [Length(max=1000)])
    price_cents = CentsField(_l("Prix hors taxes"), [not_empty()])
    unit = SelectField(_l("Unité"), choices=choices_of(UNITS), default=Unit.DAY)
    vat_bp = SelectField(
        _l("Taux de TVA"),
        choices=[SelectChoice(rate, said_rate(rate)) for rate in RATES],
        coerce=int,
        default=2000,
    )
    nature = RadioField(_l("Nature"), choices=choices_of(NATURES), default=Nature.SERVICE)

    def validate_price_cents(self, field: CentsField) -> None:
        if field.data is not None and not 0 < field.data <= MOST_CENTS:
            raise ValidationError(_("Un prix va de 0,01 à %(most)s.", most=money(MOST_CENTS)))

    def values(self) -> dict[str, Any]:
        return {
            "words": self.words.data,
            "detail": self.detail.data,
            "price_cents": self.price_cents.data,
            "unit": Unit(self.unit.data),
            "vat_bp": self.vat_bp.data,
            "nature": Nature(self.nature.data),
        }
