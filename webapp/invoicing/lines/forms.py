"""Lines typed, to `Line`s and back. A form that has lines inherits from `LinesForm`, made by `sent()` or `shown()`.

A line may be incomplete: only what cannot be read is refused here. What the law lacks is said when issuing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, SelectField, ValidationError
from wtforms.fields import Choice

from webapp.core import clock
from webapp.core.forms import CentsField, Form, Length, LineField, QuantityField, Rows, TextField, choices_of
from webapp.domain.invoices import law
from webapp.domain.invoices.document import Line, Nature, Unit
from webapp.domain.typed import two_decimals
from webapp.invoicing.facturx.told import rate
from webapp.invoicing.lines.edits import edited
from webapp.invoicing.lines.queries import item_or_none
from webapp.invoicing.models import CatalogueItem
from webapp.invoicing.words import NATURES, UNITS

MOST_LINES = 100
WHOLE = 100_00
ONE = 100
USUAL_RATE = 2000
# What each button adds: `pick` what is chosen in the list beside it.
ADDED: dict[str, dict[str, str]] = {
    "add": {},
    "pick": {},
    "expense": {"nature": Nature.EXPENSE, "unit": Unit.FLAT},
    "disbursement": {"nature": Nature.DISBURSEMENT, "unit": Unit.FLAT},
}


class RateField(SelectField):
    """A rate of VAT, in basis points; one that the list does not have stays what it is."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any):
        super().__init__(label, validators, coerce=int, choices=[], default=USUAL_RATE, **kwargs)

    def iter_choices(self):
        offered = (*law.vat_rates(clock.today()), 0)
        own = () if self.data in offered or self.data is None else (self.data,)
        return [Choice(bp, rate(bp), bp == self.data, {}) for bp in (*offered, *own)]

    def pre_validate(self, form):
        if self.data is None or not 0 <= self.data <= WHOLE:
            raise ValidationError(_("Choisissez dans la liste."))


class LineForm(Form):
    class Meta(Form.Meta):
        csrf = False

    words = LineField(_l("Désignation"))
    quantity = QuantityField(_l("Qté"))
    unit = SelectField(_l("Unité"), choices=choices_of(UNITS), default=Unit.DAY)
    price_cents = CentsField(_l("Prix HT"))
    vat_bp = RateField(_l("TVA"))
    detail = TextField(_l("Détail"), [Length(max=1000)])
    discount_bp = QuantityField(_l("Remise"))
    nature = SelectField(_l("Nature"), choices=choices_of(NATURES), default=Nature.SERVICE)

    def validate_discount_bp(self, field: Any) -> None:
        if field.data and field.data > WHOLE:
            raise ValidationError(_("Une remise va de 0 à 100."))

    @property
    def is_blank(self) -> bool:
        """Nothing in it says what is sold, nor for how much."""
        typed = (self.words, self.detail, self.price_cents)
        return not any(field.data or (field.raw_data or [""])[0].strip() for field in typed)

    @property
    def is_readable(self) -> bool:
        """Said without showing what is wrong: for totals that follow the hand."""
        if any(field.process_errors for field in self) or (self.discount_bp.data or 0) > WHOLE:
            return False
        return self.unit.data in UNITS and self.nature.data in NATURES and self.vat_bp.data is not None

    @property
    def has_more(self) -> bool:
        """What the folded part holds differs from what it holds on most lines."""
        return bool(
            self.detail.data
            or self.discount_bp.data
            or self.nature.data != Nature.SERVICE
            or self.detail.errors
            or self.discount_bp.errors
            or self.nature.errors
        )

    def line(self) -> Line:
        quantity = self.quantity.data
        return Line(
            words=self.words.data or "",
            price_cents=self.price_cents.data or 0,
            quantity=ONE if quantity is None else quantity,
            unit=Unit(self.unit.data),
            detail=self.detail.data or "",
            discount_bp=self.discount_bp.data or 0,
            vat_bp=self.vat_bp.data,
            nature=Nature(self.nature.data),
            is_option=self.takes_option,
        )

    @property
    def takes_option(self) -> bool:
        return False


class OfferedLineForm(LineForm):
    """Of a quote."""

    is_option = BooleanField(_l("Option, comptée si le client la choisit"))

    @property
    def has_more(self) -> bool:
        return super().has_more or bool(self.is_option.data)

    @property
    def takes_option(self) -> bool:
        return bool(self.is_option.data)


def rows_of(kind: type[LineForm]) -> Any:
    return Rows(FormField(kind), _l("Lignes"), min_entries=1, max_entries=MOST_LINES, description=_l("ligne"))


class LinesForm(Form):
    lines: Any = rows_of(LineForm)

    is_edited = False  # a button of the lines was pressed: shown again with 422, nothing is stored
    asked_line: int | None = None  # where to go on writing

    @classmethod
    def sent(cls, **kwargs: Any) -> Self:
        """What was just posted, once the button of a line has done its work."""
        asked = request.form.get("line", "")
        if not asked:
            return cls(**kwargs)
        adds = asked in ADDED
        changed, place = edited(request.form, "add" if adds else asked, MOST_LINES, _picked(asked))
        form = cls(formdata=changed, **kwargs)
        form.is_edited, form.asked_line = True, place
        return form

    @classmethod
    def shown(cls, lines: Sequence[Line], **values: Any) -> Self:
        """What is kept, as one would type it."""
        return cls(formdata=None, data=values | {"lines": [values_of(line) for line in lines]})

    @property
    def line_forms(self) -> list[LineForm]:
        return [entry.form for entry in self.lines.entries]

    def typed_lines(self) -> tuple[Line, ...]:
        """Blank ones left out; asked of a valid form."""
        return tuple(line.line() for line in self.line_forms if not line.is_blank)

    def readable_lines(self) -> tuple[Line | None, ...]:
        """One for each line shown, none where something cannot be read yet."""
        return tuple(
            line.line() if not line.is_blank and line.is_readable else None for line in self.line_forms
        )


def _picked(asked: str) -> dict[str, str]:
    if asked == "pick":
        item = item_or_none(request.form.get("picked", ""))
        return typed_of(item) if item else {}
    return ADDED.get(asked, {})


def values_of(line: Line) -> dict[str, Any]:
    return {
        "words": line.words,
        "quantity": line.quantity,
        "unit": line.unit,
        "price_cents": line.price_cents,
        "vat_bp": line.vat_bp,
        "detail": line.detail or None,
        "discount_bp": line.discount_bp or None,
        "nature": line.nature,
        "is_option": line.is_option,
    }


def typed_of(item: CatalogueItem) -> dict[str, str]:
    """Of the catalogue, as the fields of a line would be sent."""
    return {
        "words": item.words,
        "detail": item.detail or "",
        "unit": item.unit,
        "price_cents": two_decimals(item.price_cents),
        "vat_bp": str(item.vat_bp),
        "nature": item.nature,
    }
