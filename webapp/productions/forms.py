"""What is typed about a production."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField, RadioField, SelectField, ValidationError
from wtforms.validators import Optional

from webapp.core.forms import DayField, Form, Length, LineField, Rows, TextField, choices_of, required
from webapp.productions import labels
from webapp.productions.models import HUES, PhaseKind, ShowKind
from webapp.productions.outline import LONGEST_LABEL, Outline, Stretch

MOST_PHASES = 30


class PhaseForm(Form):
    """One line; a line left empty is no phase."""

    class Meta(Form.Meta):
        csrf = False

    kind = SelectField(_l("Type"), choices=choices_of(labels.PHASES), default=PhaseKind.PREPARATION)
    name = LineField(_l("Nom"), [Length(max=80)])
    start_on = DayField(_l("Premier jour"))
    end_on = DayField(_l("Dernier jour"))

    def validate_start_on(self, field):
        if not self.is_empty and not field.data:
            raise ValidationError(_("Indiquez le premier jour."))

    def validate_end_on(self, field):
        start = self.start_on.data
        if start and field.data and field.data < start:
            raise ValidationError(_("La fin est avant le début."))

    @property
    def is_empty(self) -> bool:
        return not any(
            field.raw_data and field.raw_data[0].strip() for field in (self.name, self.start_on, self.end_on)
        )

    def stretch(self) -> Stretch:
        """A single day is written with its first day alone."""
        return Stretch(
            kind=PhaseKind(self.kind.data),
            name=self.name.data,
            start_on=self.start_on.data,
            end_on=self.end_on.data or self.start_on.data,
        )


class ProductionForm(Form):
    title = LineField(_l("Titre"), [required()])
    kind = SelectField(_l("Type"), choices=choices_of(labels.SHOWS), default=ShowKind.FEATURE)
    company = LineField(_l("Production, compagnie"))
    director = LineField(_l("Réalisation ou mise en scène"))
    object_number = LineField(_l("Numéro d’objet"), [Length(max=20)])
    label = LineField(_l("Étiquette"), [Length(max=LONGEST_LABEL)])
    hue = RadioField(
        _l("Couleur"),
        [Optional()],
        choices=choices_of(labels.HUES),
        coerce=lambda value: int(value) if value else None,
    )
    phases = Rows(
        FormField(PhaseForm),
        label=_l("Étapes"),
        description=_l("étape"),
        min_entries=1,
        max_entries=MOST_PHASES,
    )
    notes = TextField(_l("Notes"))

    asked_line = -1  # where to go on writing, after “Ajouter une ligne”

    def validate_label(self, field):
        if field.data:
            field.data = field.data.upper()
            if len(field.data) > LONGEST_LABEL:
                raise ValidationError(_("Au plus %(max)d lettres.", max=LONGEST_LABEL))

    def outline(self) -> Outline:
        return Outline(
            title=self.title.data or "",
            kind=ShowKind(self.kind.data),
            company=self.company.data,
            director=self.director.data,
            object_number=self.object_number.data,
            label=self.label.data,
            hue=self.hue.data if self.hue.data in range(1, HUES + 1) else None,
            notes=self.notes.data,
            phases=tuple(line.stretch() for line in self.lines if not line.is_empty),
        )

    @property
    def lines(self) -> list[PhaseForm]:
        return [entry.form for entry in self.phases]

    def ask_line(self) -> None:
        """The first line left empty is the one to go on with; another is added when all are filled."""
        if all(not line.is_empty for line in self.lines):
            self.add_line()
        empty = (place for place, line in enumerate(self.lines) if line.is_empty)
        self.asked_line = next(empty, len(self.lines) - 1)

    def add_line(self) -> None:
        if len(self.phases) < MOST_PHASES:
            self.phases.append_entry()
