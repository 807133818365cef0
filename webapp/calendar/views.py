from flask import Blueprint, render_template

from webapp.core.access import access
from webapp.domain.permissions import Permission

bp = Blueprint("calendar", __name__)


@bp.get("/w/<workspace>/agenda")
@access(Permission.ENGAGEMENTS_READ)
def agenda():
    return render_template("calendar/agenda.html")
