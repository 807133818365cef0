"""Fields that read what people type in France, and say what is wrong with it.

Every field keeps the typed text when it is wrong, so a form shown again loses nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import Field, FieldList, FileField, StringField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.fields.core import UnboundField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import DateInput, TextArea, TextInput, TimeInput

from webapp.core import clock
from webapp.core.i18n import spoken
from webapp.domain import money, typed
from webapp.domain.invoices.identifiers import parse_siret
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

REQUIRED = lazy_gettext("À remplir.")
LONGEST_LINE = 200
LONGEST_TEXT = 5000


class Form(FlaskForm):
    """A form whose messages come in the reader's language, through the catalogue of the app."""

    class Meta(FlaskForm.Meta):
        locales = ["fr"]

        def get_translations(self, form: Any) -> Any:
            return _Catalogue()

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Files only where one is asked: a text field sent as a file is an empty field."""
            wrapped = super().wrap_formdata(form, formdata)
            if isinstance(wrapped, CombinedMultiDict):
                asked = {name for name, field in _declared(form) if issubclass(field, FileField)}
                files = MultiDict(
                    (name, file) for name, file in request.files.items(multi=True) if name in asked
                )
                return CombinedMultiDict([files, request.form])
            return wrapped

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """The id and the name of every field in error; those of a repeated line say which line."""
        return [found for field in self for found in _wrong_in(field)]


def _wrong_in(field: Any) -> list[tuple[str, str]]:
    if not field.errors:
        return []
    if not isinstance(field, FieldList):
        return [(field.id, str(field.label.text))]
    line = str(field.description or _("ligne"))
    return [
        (key, str(_("%(field)s, %(line)s %(number)s", field=name, line=line, number=number)))
        for number, entry in enumerate(field.entries, 1)
        for key, name in entry.form.wrong
    ] or [(field.id, str(field.label.text))]


def _declared(form: Any) -> Iterator[tuple[str, type[Field]]]:
    for name in dir(type(form)):
        declared = getattr(type(form), name, None)
        if isinstance(declared, UnboundField):
            yield name, declared.field_class


class Rows(FieldList):
    """Lines of a form, whose numbers anybody may type in the request: short ones, and not too many."""

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        numbered = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,4}})-")
        for key in formdata:
            if found := numbered.match(key):
                yield int(found[1])

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        super().process(formdata, *args, **kwargs)
        sent = set(self._extract_indices(self.name, formdata)) if formdata else set()
        self.is_over = self.max_entries is not None and len(sent) > self.max_entries

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        is_right = bool(super().validate(form, extra_validators))
        if self.is_over:
            form.form_errors = [*form.form_errors, _("Au plus %(max)d lignes.", max=self.max_entries)]
        return is_right and not self.is_over


class _Catalogue:
    """WTForms' own few messages, said our way."""

    def gettext(self, text: str) -> str:
        own = {
            "This field is required.": REQUIRED,
            "Not a valid choice.": lazy_gettext("Choisissez dans la liste."),
            "Invalid email address.": lazy_gettext(
                "Cette adresse mail n’est pas complète. Exemple\u00a0: camille@exemple.fr"
            ),
            "Not a valid choice": lazy_gettext("Choisissez dans la liste."),
            "Invalid Choice: could not coerce.": lazy_gettext("Choisissez dans la liste."),
            "Not a valid integer value.": lazy_gettext("Ce n’est pas un nombre entier."),
            "Invalid URL.": lazy_gettext(
                "Cette adresse de page n’est pas complète. Exemple\u00a0: https://exemple.fr"
            ),
        }
        return str(own.get(text, text))

    def ngettext(self, one: str, many: str, number: int) -> str:
        if "longer than" in many:
            return _("Au plus %(max)d caractères.", max=number).replace(str(number), "%(max)d")
        if "at least" in many:
            return _("Au moins %(min)d caractères.", min=number).replace(str(number), "%(min)d")
        return one if number == 1 else many


class LineField(StringField):
    """One line: spaces trimmed and joined, no control character, empty is None."""

    data: Any  # text once the form is valid, where it is required

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        text = "".join(c for c in self.data or "" if c.isprintable() or c.isspace())
        self.data = " ".join(text.split()) or None

    def pre_validate(self, form: Any) -> None:
        if self.data and len(self.data) > LONGEST_LINE:
            raise ValidationError(_("Au plus %(max)d caractères.", max=LONGEST_LINE))


class TextField(StringField):
    """Several lines; empty is None."""

    widget = TextArea()

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        self.data = (self.data or "").replace("\x00", "").strip() or None

    def pre_validate(self, form: Any) -> None:
        if self.data and len(self.data) > LONGEST_TEXT:
            raise ValidationError(_("Au plus %(max)d caractères.", max=LONGEST_TEXT))


class TypedField(Field):
    """A value read by a parser of the domain, which refuses with a sentence."""

    widget: Any = TextInput()
    parse: Callable[[str], Any]

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        text = (valuelist[0] if valuelist else "").strip()
        if not text:
            return
        try:
            self.data = type(self).parse(text)
        except Refused as refusal:
            raise ValueError(spoken(refusal.sentence)) from refusal

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.shown(self.data) if self.data is not None else ""

    def shown(self, value: Any) -> str:
        return str(value)


class DayField(TypedField):
    """A day; the browser's own calendar sends ISO, people type 21/11/2026."""

    parse = staticmethod(typed.parse_day)
    widget = DateInput()

    def shown(self, value: date) -> str:
        return value.isoformat()


class CentsField(TypedField):
    """An amount in euros, as cents."""

    parse = staticmethod(money.parse_cents)
    input_mode = "decimal"

    def shown(self, value: int) -> str:
        return typed.two_decimals(value)


class MinutesField(TypedField):
    """A duration in hours, as minutes: `7,5`, `7h30`, `105`."""

    parse = staticmethod(typed.parse_hours)
    input_mode = "decimal"

    def shown(self, value: int) -> str:
        """Decimal, as the field has its unit beside it; read again, it gives the same minutes."""
        return f"{round(value * 100 / 60) / 100:g}".replace(".", ",")


class QuantityField(TypedField):
    """A count with at most two decimals, as hundredths."""

    parse = staticmethod(typed.parse_quantity)
    input_mode = "decimal"

    def shown(self, value: int) -> str:
        return f"{value / 100:g}".replace(".", ",")


class DaysField(TypedField):
    """A whole number of days."""

    input_mode = "numeric"

    @staticmethod
    def parse(text: str) -> int:
        days, part = divmod(typed.parse_quantity(text), 100)
        if part:
            raise Refused(sentence("Indiquez des jours entiers."))
        return days


class TimeField(TypedField):
    """A time of day, as minutes since midnight: `7h15`, `07:15`."""

    widget = TimeInput()

    @staticmethod
    def parse(text: str) -> int:
        return typed.parse_time(text)

    def shown(self, value: int) -> str:
        return f"{value // 60:02d}:{value % 60:02d}"


class SiretField(TypedField):
    """Fourteen digits whose key is right; spaces allowed."""

    parse = staticmethod(parse_siret)


def choices_of(names: Mapping[Any, Any]) -> list[SelectChoice]:
    """The choices of a list, from what each value is called."""
    return [SelectChoice(value, name) for value, name in names.items()]


def no_address(_form: Any, field: Any) -> None:
    """A name that goes into a mail to a stranger carries no link."""
    said = (field.data or "").lower()
    if "://" in said or "www." in said:
        raise ValidationError(_("Un nom ne contient pas d’adresse de page."))


def required(message: str | None = None) -> DataRequired:
    return DataRequired(message=message or REQUIRED)


def not_empty(message: str | None = None) -> InputRequired:
    """For numbers, where zero is an answer."""
    return InputRequired(message=message or REQUIRED)


def not_before(other: str, message: str | None = None) -> Callable[[Any, Any], None]:
    """The day of this field is not before the day of another."""

    def check(form: Any, field: Any) -> None:
        start = form[other].data
        if start and field.data and field.data < start:
            raise ValidationError(message or _("La fin est avant le début."))

    return check


def not_in_future(form: Any, field: Any) -> None:
    if field.data and field.data > clock.today():
        raise ValidationError(_("Cette date n’est pas encore arrivée."))


__all__ = [
    "CentsField", "DayField", "DaysField", "Form", "Length", "LineField", "MinutesField", "QuantityField",
    "Rows", "SiretField", "TextField", "TimeField", "TypedField", "choices_of", "no_address", "not_before", "not_empty", "not_in_future", "required",
]  # fmt: skip
