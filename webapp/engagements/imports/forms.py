from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField

from webapp.core.forms import Form


class UploadForm(Form):
    file = FileField(_l("Fichier CSV ou Excel"), [FileRequired(_l("Choisissez un fichier."))])


class ConfirmForm(Form):
    repeated = BooleanField(_l("Importer aussi les lignes répétées"))


def columns_chosen(sent: Mapping[str, str], count: int) -> list[str]:
    """The field chosen for each column, in their order; the fields of this form are those of the file."""
    return [sent.get(f"c{number}", "") for number in range(count)]
