from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import Length

from webapp.core.forms import DayField, Form, LineField, TypedField, not_in_future
from webapp.core.i18n import spoken
from webapp.domain.invoices.numbering import next_in, written
from webapp.domain.invoices.series import Shape, begun_elsewhere, parse_prefix, run_of
from webapp.domain.refusals import Refused
from webapp.invoicing.models import Series
from webapp.invoicing.seller.series.actions import Setting

DIGITS = range(1, 9)


class PrefixField(TypedField):
    parse = staticmethod(parse_prefix)


class SeriesForm(Form):
    prefix = PrefixField(_l("Préfixe"))
    is_yearly = RadioField(
        _l("Année"),
        choices=[
            SelectChoice("yes", _l("Dans le numéro, et 1 chaque janvier")),
            SelectChoice("no", _l("Sans année, la série continue")),
        ],
        default="yes",
    )
    digits = SelectField(_l("Chiffres"), choices=[SelectChoice(str(n), str(n)) for n in DIGITS], default="3")
    last = LineField(_l("Dernier numéro émis ailleurs"), [Length(max=40)])
    last_on = DayField(_l("Date de cette pièce"), [not_in_future])

    def validate_last(self, field: LineField) -> None:
        if self.prefix.process_errors or not self.has_shape or self.last_on.data is None:
            return
        try:
            self._begun()
        except Refused as refusal:
            raise ValidationError(spoken(refusal.sentence)) from refusal

    def validate_last_on(self, field: DayField) -> None:
        if self.last.data and field.data is None and not field.process_errors:
            raise ValidationError(_("Indiquez aussi la date de cette pièce."))

    @property
    def has_shape(self) -> bool:
        return self.digits.data in map(str, DIGITS) and self.is_yearly.data in ("yes", "no")

    @property
    def shape(self) -> Shape:
        return Shape(self.prefix.data or "", int(self.digits.data), self.is_yearly.data == "yes")

    def setting(self) -> Setting:
        rank, _year = self._begun()
        return Setting(self.shape, rank, self.last_on.data if rank else None)

    def next_number(self, today: date) -> str:
        """What is typed would give; nothing while it cannot be read."""
        if self.prefix.process_errors or self.last_on.process_errors:
            return ""
        try:
            setting = self.setting()
            run = run_of(setting.shape, setting.last_number, setting.last_on, today)
            return next_in(run, max(today, setting.last_on or today))[0]
        except Refused:
            return ""

    def _begun(self) -> tuple[int, int | None]:
        return begun_elsewhere(self.shape, self.last.data or "", self.last_on.data)


def form_of(series: Series) -> SeriesForm:
    run = run_of(
        Shape(series.prefix, series.digits, series.is_yearly), series.last_number, series.last_on, date.min
    )
    last = written(run, run.year, run.last_number) if series.last_number else None
    return SeriesForm(
        data={
            "prefix": series.prefix,
            "is_yearly": "yes" if series.is_yearly else "no",
            "digits": str(series.digits),
            "last": last,
            "last_on": series.last_on,
        }
    )
