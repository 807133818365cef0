from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField

from webapp.core.forms import CentsField, Form
from webapp.domain.declaration.situations import Situation, Situations
from webapp.rights.declaration.labels import SITUATIONS


class SituationsForm(Form):
    """What the month held besides contracts. `seen` marks the lines as they were read."""

    seen = HiddenField()
    training = BooleanField(SITUATIONS[Situation.TRAINING])
    sick = BooleanField(SITUATIONS[Situation.SICK])
    parental = BooleanField(SITUATIONS[Situation.PARENTAL])
    accident = BooleanField(SITUATIONS[Situation.ACCIDENT])
    pension = BooleanField(SITUATIONS[Situation.PENSION])
    absence = BooleanField(SITUATIONS[Situation.ABSENCE])
    self_employed = BooleanField(SITUATIONS[Situation.SELF_EMPLOYED])
    self_employed_cents = CentsField(_l("Encaissé dans le mois"))
    none = BooleanField(SITUATIONS[Situation.NONE])

    @classmethod
    def of(cls, said: Situations) -> "SituationsForm":
        values: dict[str, Any] = {one.value: one in said.ticked for one in Situation}
        return cls(formdata=None, data={**values, "self_employed_cents": said.self_employed_cents})

    def said(self) -> Situations:
        ticked = frozenset(one for one in Situation if self[one.value].data)
        return Situations(ticked, self.self_employed_cents.data)
