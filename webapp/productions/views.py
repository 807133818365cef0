from flask import Blueprint

from webapp.core.access import access
from webapp.domain.permissions import Permission

bp = Blueprint("productions", __name__)


@bp.get("/w/<workspace>/productions/")
@access(Permission.PRODUCTIONS_READ)
def index():
    return ""


@bp.get("/w/<workspace>/productions/new")
@access(Permission.PRODUCTIONS_WRITE)
def new():
    return ""


@bp.post("/w/<workspace>/productions/")
@access(Permission.PRODUCTIONS_WRITE)
def create():
    return ""


@bp.get("/w/<workspace>/productions/<public_id>")
@access(Permission.PRODUCTIONS_READ)
def show(public_id):
    return ""


@bp.get("/w/<workspace>/productions/<public_id>/edit")
@access(Permission.PRODUCTIONS_WRITE)
def edit(public_id):
    return ""


@bp.post("/w/<workspace>/productions/<public_id>")
@access(Permission.PRODUCTIONS_WRITE)
def update(public_id):
    return ""


@bp.post("/w/<workspace>/productions/<public_id>/archive")
@access(Permission.PRODUCTIONS_WRITE)
def archive(public_id):
    return ""


@bp.post("/w/<workspace>/productions/<public_id>/return")
@access(Permission.PRODUCTIONS_WRITE)
def unarchive(public_id):
    return ""


@bp.post("/w/<workspace>/productions/<public_id>/deletion")
@access(Permission.PRODUCTIONS_WRITE)
def delete(public_id):
    return ""


@bp.post("/w/<workspace>/productions/<public_id>/restoration")
@access(Permission.PRODUCTIONS_WRITE)
def restore(public_id):
    return ""
