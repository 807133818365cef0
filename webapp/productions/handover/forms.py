"""What is asked at each step of a handover."""

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectMultipleField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.core import clock
from webapp.core.formats import day
from webapp.core.forms import DayField, Form, LineField, required
from webapp.productions.handover.actions import LONGEST_WAIT
from webapp.productions.handover.parts import ERASERS, PARTS


class BoxesField(SelectMultipleField):
    widget = ListWidget()
    option_widget = CheckboxInput()


class StartForm(Form):
    handed_to = LineField(_l("Remis à"), [required()])
    parts = BoxesField(_l("Dossiers"), choices=[SelectChoice(part.key, part.what) for part in PARTS])

    def validate_parts(self, field):
        if not field.data:
            raise ValidationError(_("Choisissez au moins un dossier."))


class _ErasureForm(Form):
    erasers = BoxesField(
        _l("Effacé aussi"),
        choices=[SelectChoice(eraser.key, eraser.name) for eraser in ERASERS if eraser.is_optional],
    )


class ScheduleForm(_ErasureForm):
    erase_on = DayField(_l("Effacer le"), [required()])
    is_checked = BooleanField(_l("J’ai ouvert le ZIP, et la personne qui le reçoit l’a aussi."))

    def validate_erase_on(self, field):
        tomorrow = clock.today() + timedelta(days=1)
        if field.data and field.data < tomorrow:
            raise ValidationError(_("Au plus tôt demain. Pour aujourd’hui, effacez maintenant."))
        if field.data and field.data > clock.today() + LONGEST_WAIT:
            raise ValidationError(_("Au plus tard le %(day)s.", day=day(clock.today() + LONGEST_WAIT)))

    def validate_is_checked(self, field):
        if not field.data:
            raise ValidationError(
                _("Vérifiez d’abord le ZIP\u00a0: après l’effacement, il n’y a plus que lui.")
            )


class EraseForm(_ErasureForm):
    """Erasing at once asks for the title, so that no tap does it by mistake."""

    typed = LineField(_l("Titre de la production"), [required()])
    title = ""

    def validate_typed(self, field):
        if field.data and field.data.casefold() != " ".join(self.title.split()).casefold():
            raise ValidationError(_("Ce n’est pas le titre. Écrivez\u00a0: %(title)s", title=self.title))
