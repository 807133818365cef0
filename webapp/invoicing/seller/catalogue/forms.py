from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, ValidationError
from wtforms.validators import Length

from webapp.core import clock
from webapp.core.formats import money
from webapp.core.forms import CentsField, Form, LineField, TextField, choices_of, not_empty, required
from webapp.domain.invoices.document import Nature, Unit
from webapp.domain.invoices.law import vat_rates
from webapp.invoicing.facturx.told import rate
from webapp.invoicing.words import NATURES, UNITS

MOST_CENTS = 1_000_000_00


class ItemForm(Form):
    words = LineField(_l("Prestation"), [required()])
    detail = TextField(_l("Détail"), [Length(max=1000)])
    price_cents = CentsField(_l("Prix hors taxes"), [not_empty()])
    unit = SelectField(_l("Unité"), choices=choices_of(UNITS), default=Unit.DAY)
    vat_bp = SelectField(_l("Taux de TVA"), coerce=int, default=2000)
    nature = RadioField(_l("Nature"), choices=choices_of(NATURES), default=Nature.SERVICE)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        kept = {self.vat_bp.object_data} if isinstance(self.vat_bp.object_data, int) else set()
        rates = sorted({*vat_rates(clock.today()), *kept}, reverse=True)
        self.vat_bp.choices = choices_of({bp: rate(bp) for bp in rates})

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
