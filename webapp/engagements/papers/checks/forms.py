from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields import SelectChoice

from webapp.core.forms import Form, LineField
from webapp.core.i18n import spoken
from webapp.domain.aem.figures import Field, Value, parse
from webapp.domain.refusals import Refused
from webapp.engagements.papers.words import FIELDS


class DifferenceForm(Form):
    """The one field that is wrong, and what the paper says in its place."""

    field = SelectField(_l("Champ"), choices=[SelectChoice(key.value, name) for key, name in FIELDS.items()])
    received = LineField(_l("Écrit sur l’AEM"))

    value: Value | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        try:
            self.value = parse(Field(self.field.data), self.received.data or "")
        except Refused as refusal:
            self.refuse(refusal)
        return self.value is not None

    def refuse(self, refusal: Refused) -> None:
        self.received.errors = [spoken(refusal.sentence)]
