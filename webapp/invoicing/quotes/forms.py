from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField, SelectField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import Email

from webapp.core.forms import (
    DayField,
    Form,
    Length,
    LineField,
    QuantityField,
    Rows,
    TextField,
    not_before,
    not_empty,
    not_in_future,
    required,
)
from webapp.domain.invoices.document import Instalment
from webapp.domain.invoices.offers import WHOLE_BP
from webapp.invoicing.facturx.told import rate
from webapp.invoicing.lines.forms import LinesForm, OfferedLineForm, rows_of

MOST_PARTS = 8


class InstalmentForm(Form):
    class Meta(Form.Meta):
        csrf = False

    words = LineField(_l("Quand"), [Length(max=120)])
    share_bp = QuantityField(_l("Part"))

    @property
    def is_blank(self):
        return not self.words.data and self.share_bp.data is None and not self.share_bp.errors

    def validate_words(self, field):
        if self.share_bp.data and not field.data:
            raise ValidationError(_("Dites quand cette part est due."))

    def validate_share_bp(self, field):
        if self.words.data and not field.data:
            raise ValidationError(_("Dites quelle part, en pour cent."))
        if field.data and field.data > WHOLE_BP:
            raise ValidationError(_("Une part va de 0 à 100."))


class QuoteForm(LinesForm):
    lines = rows_of(OfferedLineForm)
    client = SelectField(_l("Client"), [required(_l("Choisissez le client."))], choices=[])
    title = LineField(_l("Objet"), [required(), Length(max=200)])
    production = SelectField(_l("Production"), choices=[], default="")
    valid_until = DayField(_l("Valable jusqu’au"), [not_empty()])
    starts_on = DayField(_l("Prestation, du"))
    ends_on = DayField(_l("Prestation, au"), [not_before("starts_on")])
    schedule: Any = Rows(
        FormField(InstalmentForm), _l("Échéancier"), max_entries=MOST_PARTS, description=_l("échéance")
    )
    terms = TextField(_l("Conditions"), [Length(max=2000)])
    note = TextField(_l("Note au client"), [Length(max=2000)])

    def offer(self, choices: Any) -> None:
        """The clients and the productions there are."""
        self.client.choices = [SelectChoice("", _("Choisir")), *(_choice(one) for one in choices.clients)]
        self.production.choices = [
            SelectChoice("", _("Aucune")),
            *(_choice(one) for one in choices.productions),
        ]

    def ask_part(self) -> None:
        if len(self.schedule.entries) < MOST_PARTS:
            self.schedule.append_entry()

    def parts(self) -> tuple[Instalment, ...]:
        rows = [entry.form for entry in self.schedule.entries if not entry.form.is_blank]
        return tuple(Instalment(row.words.data, row.share_bp.data) for row in rows)

    def validate_schedule(self, field):
        rows = [entry.form for entry in field.entries if not entry.form.is_blank]
        if any(row.share_bp.data is None for row in rows):
            return
        total = sum(row.share_bp.data for row in rows)
        if rows and total != WHOLE_BP:
            raise ValidationError(
                _("Les parts font %(total)s\u00a0: il faut 100\u00a0%% en tout.", total=rate(total))
            )


class SendingForm(Form):
    to = LineField(_l("À"), [required(_l("Dites à quelle adresse.")), Email(), Length(max=254)])
    message = TextField(_l("Message"), [required(), Length(max=2000)])


class PaperForm(Form):
    """An agreement signed on paper."""

    name = LineField(_l("Signé par"), [required(), Length(max=200)])
    job = LineField(_l("Fonction"), [Length(max=200)])
    on = DayField(_l("Signé le"), [not_empty(), not_in_future])
    note = TextField(_l("Note"), [Length(max=2000)])


def _choice(one):
    return SelectChoice(one.public_id, one.name)
