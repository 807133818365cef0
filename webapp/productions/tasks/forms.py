"""What is typed about a task, and about the model it comes from."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import Length as Short

from webapp.core.forms import DayField, Form, LineField, TextField, not_before, required
from webapp.domain.retro_models import ShowModel
from webapp.productions.models import PhaseKind
from webapp.productions.tasks import labels
from webapp.productions.tasks.terms import TaskTerms


class TaskForm(Form):
    title = LineField(_l("Tâche"), [required()])
    due_on = DayField(_l("Pour le"))
    phase = SelectField(_l("Étape"), default=PhaseKind.PREPARATION)
    owner = LineField(_l("Qui"))
    depends_on = SelectField(_l("Attend"), default="")
    notes = TextField(_l("Notes"), [Short(max=2000)])

    def __init__(self, *args, others=(), phases, **kwargs):
        """`others` are the tasks that may come first."""
        super().__init__(*args, **kwargs)
        self.others = {task.public_id: task for task in others}
        self.phase.choices = [SelectChoice(kind, name) for kind, name in phases.items()]
        self.depends_on.choices = [
            SelectChoice("", _("Rien")),
            *(SelectChoice(task.public_id, task.title) for task in others),
        ]

    def terms(self) -> TaskTerms:
        awaited = self.others.get(self.depends_on.data or "")
        return TaskTerms(
            title=self.title.data,
            phase=PhaseKind(self.phase.data),
            due_on=self.due_on.data,
            owner=self.owner.data,
            depends_on_id=awaited.id if awaited else None,
            notes=self.notes.data,
        )


class ModelForm(Form):
    """Which model, dated from which days; read from the address, then sent with the lines kept."""

    class Meta(Form.Meta):
        csrf = False

    model = SelectField(
        _l("Modèle"), choices=[SelectChoice(model, name) for model, name in labels.MODELS.items()]
    )
    first_on = DayField(_l("Premier jour"))
    last_on = DayField(_l("Dernier jour"), [not_before("first_on")])

    def validate_first_on(self, field):
        if not field.data and not field.process_errors:
            raise ValidationError(_("Indiquez le premier jour de tournage ou la première date."))

    @property
    def show_model(self) -> ShowModel:
        return ShowModel(self.model.data)
