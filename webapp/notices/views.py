from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from webapp.core.access import access
from webapp.core.current import current
from webapp.core.web import say, see_other
from webapp.domain.notices import Notice
from webapp.domain.permissions import Permission
from webapp.notices import actions, labels, queries
from webapp.rights.declaration import queries as declaration
from webapp.rights.declaration.actions import be_reminded

bp = Blueprint("notices", __name__)

DECLARATION = "declaration"


# One's own choices: whoever may read here may make them.
@bp.route("/w/<workspace>/notices", methods=["GET", "POST"])
@access(Permission.WORKSPACE_READ)
def index():
    if request.method == "POST":
        _choose(set(request.form.getlist("notice")))
        say(_("Vos choix sont enregistrés."))
        return see_other(url_for(".index"))
    person = current.person.id
    silent = {silence.notice for silence in queries.silences_of(person)}
    return render_template(
        "notices/index.html",
        wanted=[notice for notice in Notice if notice not in silent],
        notices=Notice,
        labels=labels,
        is_reminded=declaration.silence_of(person) is None,
    )


def _choose(asked):
    person, workspace_id = current.person.id, current.workspace_id
    actions.be_told(person, [notice for notice in Notice if notice in asked], workspace_id=workspace_id)
    if current.may(Permission.RIGHTS_WRITE):
        be_reminded(person, DECLARATION in asked, workspace_id=workspace_id)
