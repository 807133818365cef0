"""What is dropped, and what is typed about it."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, MultipleFileField
from wtforms import BooleanField, FormField, HiddenField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.core.forms import DayField, Form, Length, LineField, Rows, not_in_future, required
from webapp.productions.papers.actions import MOST_FILES, Particulars
from webapp.productions.papers.labels import KINDS
from webapp.productions.papers.models import PaperKind

ACCEPT = "image/*,application/pdf,.zip,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.csv,.fdx,.fountain"


def _kinds():
    return [SelectChoice(value, name) for value, name in KINDS.items()]


class DropForm(Form):
    files = MultipleFileField(_l("Fichiers ou ZIP"))

    def uploads(self):
        return [upload for upload in self.files.data or [] if upload and upload.filename]


class PaperForm(Form):
    title = LineField(_l("Titre"), [required()])
    kind = SelectField(_l("Type"), choices=_kinds(), default=PaperKind.OTHER)
    version = LineField(_l("Version"), [Length(max=40)])
    issuer = LineField(_l("De qui"))
    dated_on = DayField(_l("Date du document"), [not_in_future])
    valid_until_on = DayField(_l("Valable jusqu’au"))
    is_confidential = BooleanField(
        _l("Confidentiel\u00a0: seules les personnes qui peuvent modifier l’ouvrent")
    )

    def validate_valid_until_on(self, field):
        if field.data and self.dated_on.data and field.data < self.dated_on.data:
            raise ValidationError(_("La fin de validité est avant la date du document."))

    def particulars(self) -> Particulars:
        return Particulars(
            title=self.title.data,
            kind=PaperKind(self.kind.data),
            version=self.version.data,
            issuer=self.issuer.data,
            dated_on=self.dated_on.data,
            valid_until_on=self.valid_until_on.data,
            is_confidential=self.is_confidential.data,
        )


class VersionForm(PaperForm):
    file = FileField(_l("Fichier"))

    def validate_file(self, field):
        if not field.data or not field.data.filename:
            raise ValidationError(_("Choisissez le fichier de la nouvelle version."))


class SortedForm(Form):
    """One line of the files just dropped."""

    class Meta(Form.Meta):
        csrf = False

    paper = HiddenField()
    title = LineField(_l("Titre"), [required()])
    kind = SelectField(_l("Type"), choices=_kinds(), default=PaperKind.OTHER)


class SortForm(Form):
    papers = Rows(
        FormField(SortedForm), label=_l("Documents"), description=_l("document"), max_entries=MOST_FILES
    )

    @property
    def lines(self):
        return [entry.form for entry in self.papers]


class TrayForm(Form):
    """Papers of the tray to take, each with what it is in the production."""

    chosen = SelectMultipleField(
        _l("Papiers"), widget=ListWidget(), option_widget=CheckboxInput(), validate_choice=False
    )

    def validate_chosen(self, field):
        if not field.data:
            raise ValidationError(_("Cochez au moins un papier."))

    def picked(self, asked) -> list[tuple[str, PaperKind]]:
        """The kind of each comes from a list beside it, named after it."""
        return [
            (public_id, _kind_of(asked.get(f"kind-{public_id}", ""))) for public_id in self.chosen.data or []
        ]


def _kind_of(value: str) -> PaperKind:
    try:
        return PaperKind(value)
    except ValueError:
        return PaperKind.OTHER
