"""« T’es libre du … au … ? », as it is asked on the phone: read from the address."""

from flask_babel import lazy_gettext as _l

from webapp.core.forms import DayField, Form, not_before, not_empty
from webapp.domain.periods import DateRange


class AskedDays(Form):
    class Meta(Form.Meta):
        csrf = False

    start_on = DayField(_l("Du"), [not_empty(_l("Indiquez le premier jour."))])
    end_on = DayField(_l("Au"), [not_before("start_on")])

    @property
    def days(self) -> DateRange:
        """A single day is asked with its first day alone."""
        return DateRange(self.start_on.data, self.end_on.data or self.start_on.data)
