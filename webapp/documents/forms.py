"""What is sent, and what is typed to file it."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, MultipleFileField
from wtforms import RadioField, SelectField
from wtforms.fields import SelectChoice

from webapp.core.formats import moment
from webapp.core.forms import DayField, Form, LineField, not_in_future, required
from webapp.documents.labels import FILED_KINDS
from webapp.documents.models import DocumentKind
from webapp.documents.queries import unfiled


class UploadForm(Form):
    """A photo taken now, or files already there; one of the two is enough."""

    photo = FileField(_l("Photo"))
    files = MultipleFileField(_l("Fichiers"))

    def uploads(self):
        chosen = [self.photo.data, *(self.files.data or [])]
        return [upload for upload in chosen if upload and upload.filename]


class FilingForm(Form):
    kind = SelectField(
        _l("Ce que c’est"),
        [required(_l("Choisissez ce qu’est ce papier."))],
        choices=[SelectChoice("", _l("Choisir…")), *(SelectChoice(*kind) for kind in FILED_KINDS.items())],
    )
    title = LineField(_l("Titre"), [required()])
    dated_on = DayField(_l("Date du papier"), [not_in_future])
    owner = RadioField(
        _l("À qui est ce papier"),
        choices=[SelectChoice("mine", _l("À moi")), SelectChoice("production", _l("À la production"))],
        default="mine",
    )

    def filing(self) -> dict[str, Any]:
        return {
            "kind": DocumentKind(self.kind.data),
            "title": self.title.data,
            "dated_on": self.dated_on.data,
            "is_mine": self.owner.data != "production",
        }


def waiting_choices() -> list[SelectChoice]:
    """The papers of the tray, for a field that may take one of them, or none."""
    waiting = [SelectChoice(row.public_id, f"{row.title}, {moment(row.created_at)}") for row in unfiled()]
    return [SelectChoice("", _("Aucun")), *waiting]
