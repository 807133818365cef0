"""What is typed for the CV."""

from flask_babel import lazy_gettext as _l
from wtforms import FormField, HiddenField, SelectMultipleField
from wtforms.validators import Email, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.career.cv.models import CvSettings
from webapp.career.cv.parts import NAMES, Part
from webapp.contacts.fields import PhoneField
from webapp.core.forms import Form, Length, LineField, Rows, TextField, choices_of
from webapp.core.phones import phone

LONGEST = 400  # of a paragraph: a CV is one page
MOST_WORDS = 200
TYPED = (
    "name", "phone", "email", "city", "licence", "languages_fr", "languages_en", "intro_fr", "intro_en",
    "training_fr", "training_en", "skills_fr", "skills_en", "shown",
)  # fmt: skip


class ParagraphField(TextField):
    """Lines run on: a paragraph of a page has no say in its breaks."""

    def process_formdata(self, valuelist):
        super().process_formdata(valuelist)
        self.data = " ".join((self.data or "").split()) or None


class OwnPhoneField(PhoneField):
    def shown(self, value):
        return phone(value)


class BoxesField(SelectMultipleField):
    widget = ListWidget()
    option_widget = CheckboxInput()


class CvForm(Form):
    name = LineField(_l("Nom"), [Length(max=120)])
    phone = OwnPhoneField(_l("Téléphone"))
    email = LineField(_l("Mail"), [Optional(), Email(), Length(max=254)])
    city = LineField(_l("Ville"), [Length(max=100)])
    licence = LineField(_l("Permis de conduire"), [Length(max=50)])
    languages_fr = LineField(_l("Langues, en français"))
    languages_en = LineField(_l("Langues, en anglais"))
    intro_fr = ParagraphField(_l("Présentation, en français"), [Length(max=LONGEST)])
    intro_en = ParagraphField(_l("Présentation, en anglais"), [Length(max=LONGEST)])
    training_fr = ParagraphField(_l("Formation, en français"), [Length(max=LONGEST)])
    training_en = ParagraphField(_l("Formation, en anglais"), [Length(max=LONGEST)])
    skills_fr = ParagraphField(_l("Compétences, en français"), [Length(max=LONGEST)])
    skills_en = ParagraphField(_l("Compétences, en anglais"), [Length(max=LONGEST)])
    shown = BoxesField(_l("Ce qui paraît"), choices=choices_of(NAMES))

    @classmethod
    def of(cls, own: CvSettings, signature: str) -> "CvForm":
        form = cls(formdata=None, obj=own)
        form.name.data = own.name or signature
        return form

    def values(self):
        return {
            **{name: self[name].data for name in TYPED},
            "shown": [p for p in Part if p in (self.shown.data or [])],
        }


class WordForm(Form):
    class Meta(Form.Meta):
        csrf = False

    key = HiddenField()
    english = LineField(_l("En anglais"), [Length(max=100)])


class WordsForm(Form):
    words = Rows(
        FormField(WordForm),
        label=_l("Fonctions"),
        description=_l("ligne"),
        max_entries=MOST_WORDS,
    )

    def values(self):
        return {line.form.key.data: line.form.english.data or "" for line in self.words}
