"""One line of pay as it is typed: its unit decides what must be said. Nothing is converted."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from webapp.core.forms import CentsField, Form, Length, LineField, MinutesField, QuantityField
from webapp.domain.money import parse_cents
from webapp.domain.refusals import Refused
from webapp.domain.typed import parse_hours, parse_quantity
from webapp.engagements.models import Unit
from webapp.engagements.terms import LineTerms
from webapp.engagements.words import UNITS

ONE = 100
WITHOUT_HOURS = (Unit.CACHET, Unit.BONUS)
WITHOUT_COUNT = (Unit.FLAT, Unit.BONUS)


class LineForm(Form):
    class Meta(Form.Meta):
        csrf = False

    unit = SelectField(
        _l("Compté en"),
        choices=[SelectChoice(unit.value, name) for unit, name in UNITS.items()],
        default=Unit.HOUR.value,
    )
    quantity = QuantityField(_l("Quantité"))
    hours = MinutesField(_l("Heures déclarées"))
    gross = CentsField(_l("Salaire brut"))
    label = LineField(_l("Précision"), [Length(max=100)])

    @property
    def is_blank(self) -> bool:
        return not any((field.raw_data or [""])[0].strip() for field in self._figures()) and all(
            field.data is None for field in self._figures()
        )

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        return self.is_blank or self._agrees(Unit(self.unit.data))

    def terms(self) -> LineTerms:
        unit, quantity, minutes = Unit(self.unit.data), self.quantity.data, self.hours.data
        if unit == Unit.HOUR:
            minutes = minutes if minutes is not None else (quantity * 60 + 50) // 100
            quantity = quantity if quantity is not None else (minutes * 100 + 30) // 60
        return LineTerms(unit, quantity or ONE, minutes or 0, self.gross.data or 0, self.label.data)

    def _figures(self) -> tuple[Any, ...]:
        return self.quantity, self.hours, self.gross

    def _agrees(self, unit: Unit) -> bool:
        if unit in WITHOUT_HOURS and self.hours.data:
            return _wrong(self.hours, self._no_hours(unit))
        if unit == Unit.HOUR:
            return self._agrees_in_hours()
        if unit not in WITHOUT_COUNT and not self.quantity.data:
            return _wrong(self.quantity, _("Indiquez combien. Exemple\u00a0: 5."))
        if unit == Unit.BONUS and self.gross.data is None:
            return _wrong(self.gross, _("Indiquez le montant de la prime."))
        if unit not in WITHOUT_HOURS and self.hours.data is None:
            return _wrong(self.hours, _("Indiquez les heures que portera l’AEM. 0 si elle n’en porte pas."))
        return True

    def _agrees_in_hours(self) -> bool:
        quantity, minutes = self.quantity.data, self.hours.data
        if quantity is None and minutes is None:
            return _wrong(self.hours, _("Indiquez les heures. Exemple\u00a0: 105."))
        if quantity is not None and minutes is not None and abs(quantity * 60 - minutes * 100) >= 100:
            return _wrong(
                self.hours, _("La quantité et les heures déclarées diffèrent. Laissez l’une des deux vide.")
            )
        return True

    @staticmethod
    def _no_hours(unit: Unit) -> str:
        if unit == Unit.BONUS:
            return str(_("Une prime n’a pas d’heures."))
        return str(_("Un cachet n’a pas d’heures déclarées. Pour des heures en plus, ajoutez une ligne."))


def line_asked(asked: Mapping[str, str]) -> list[dict[str, Any]]:
    """The first line, as the address of the page says it; what cannot be read is left to type."""
    cachets, minutes = _read(parse_quantity, asked, "cachets"), _read(parse_hours, asked, "hours")
    gross = _read(parse_cents, asked, "gross")
    if cachets is None and minutes is None and gross is None:
        return []
    unit = Unit.HOUR if cachets is None else Unit.CACHET
    return [
        {"unit": unit, "quantity": cachets, "hours": minutes if cachets is None else None, "gross": gross}
    ]


def _read(parse: Callable[[str], int], asked: Mapping[str, str], name: str) -> int | None:
    try:
        return parse(asked[name]) if name in asked else None
    except Refused:
        return None


def _wrong(field: Any, message: str) -> bool:
    field.errors = [*field.errors, message]
    return False
