from datetime import date

from flask_babel import lazy_gettext as _l

from webapp.core.forms import DayField, Form, not_before, not_empty


class PeriodForm(Form):
    """Which documents: those issued from one day to another."""

    class Meta(Form.Meta):
        csrf = False

    start_on = DayField(_l("Émis du"), [not_empty(_l("Indiquez le premier jour."))])
    end_on = DayField(_l("Au"), [not_empty(_l("Indiquez le dernier jour.")), not_before("start_on")])

    @property
    def days(self) -> tuple[date, date]:
        return self.start_on.data, self.end_on.data
