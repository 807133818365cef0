from flask import Blueprint, render_template

from webapp.core.access import access
from webapp.domain.permissions import Permission

bp = Blueprint("engagements", __name__)

READ, WRITE = Permission.ENGAGEMENTS_READ, Permission.ENGAGEMENTS_WRITE


@bp.get("/w/<workspace>/engagements/")
@access(READ)
def index():
    return render_template("engagements/index.html")


@bp.get("/w/<workspace>/engagements/new")
@access(WRITE)
def new():
    return render_template("engagements/new.html")


@bp.post("/w/<workspace>/engagements/")
@access(WRITE)
def create():
    return render_template("engagements/new.html")


@bp.get("/w/<workspace>/engagements/availability")
@access(READ)
def availability():
    return render_template("engagements/availability.html")


@bp.get("/w/<workspace>/engagements/papers")
@access(READ)
def papers():
    return render_template("engagements/papers.html")


@bp.get("/w/<workspace>/engagements/<public_id>")
@access(READ)
def show(public_id: str):
    return render_template("engagements/show.html")


@bp.get("/w/<workspace>/engagements/<public_id>/edit")
@access(WRITE)
def edit(public_id: str):
    return render_template("engagements/edit.html")


@bp.post("/w/<workspace>/engagements/<public_id>")
@access(WRITE)
def update(public_id: str):
    return render_template("engagements/edit.html")


@bp.get("/w/<workspace>/engagements/<public_id>/duplicate")
@access(WRITE)
def duplicate(public_id: str):
    return render_template("engagements/new.html")


@bp.post("/w/<workspace>/engagements/<public_id>/deletion")
@access(WRITE)
def delete(public_id: str):
    return render_template("engagements/show.html")


@bp.post("/w/<workspace>/engagements/<public_id>/restoration")
@access(WRITE)
def restore(public_id: str):
    return render_template("engagements/show.html")
