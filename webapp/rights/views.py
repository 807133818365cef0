from flask import Blueprint, render_template

from webapp.core.access import access
from webapp.domain.permissions import Permission

bp = Blueprint("rights", __name__)


@bp.get("/w/<workspace>/rights/")
@access(Permission.RIGHTS_READ)
def show():
    return render_template("rights/show.html")


@bp.route("/w/<workspace>/rights/opening", methods=["GET", "POST"])
@access(Permission.RIGHTS_WRITE)
def opening():
    return render_template("rights/opening.html")


@bp.get("/w/<workspace>/rights/badge")
@access(Permission.RIGHTS_READ)
def badge():
    return render_template("rights/_badge.html")
