from flask import Blueprint

from webapp.core.access import access
from webapp.domain.permissions import Permission

bp = Blueprint("documents", __name__)


@bp.get("/w/<workspace>/documents/")
@access(Permission.DOCUMENTS_READ)
def tray():
    return ""


@bp.get("/w/<workspace>/documents/new")
@access(Permission.DOCUMENTS_WRITE)
def new():
    return ""


@bp.post("/w/<workspace>/documents/")
@access(Permission.DOCUMENTS_WRITE)
def create():
    return ""


@bp.get("/w/<workspace>/documents/<public_id>")
@access(Permission.DOCUMENTS_READ)
def show(public_id):
    return ""


@bp.get("/w/<workspace>/documents/<public_id>/file")
@access(Permission.DOCUMENTS_READ)
def file(public_id):
    return ""


@bp.post("/w/<workspace>/documents/<public_id>/filing")
@access(Permission.DOCUMENTS_WRITE)
def filing(public_id):
    return ""


@bp.post("/w/<workspace>/documents/<public_id>/deletion")
@access(Permission.DOCUMENTS_WRITE)
def delete(public_id):
    return ""


@bp.post("/w/<workspace>/documents/<public_id>/restoration")
@access(Permission.DOCUMENTS_WRITE)
def restore(public_id):
    return ""
