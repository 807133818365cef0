"""What is typed about a tag."""

from flask_babel import lazy_gettext as _l

from webapp.core.forms import Length, LineField, required
from webapp.network.forms import RhythmForm


class TagForm(RhythmForm):
    name = LineField(_l("Nom"), [required(), Length(max=60)])
