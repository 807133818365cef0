from flask import Blueprint

from webapp.core.access import access
from webapp.domain.permissions import Permission

bp = Blueprint("contacts", __name__)


@bp.get("/w/<workspace>/contacts/")
@access(Permission.CONTACTS_READ)
def index():
    return ""


@bp.get("/w/<workspace>/contacts/new")
@access(Permission.CONTACTS_WRITE)
def new():
    return ""


@bp.post("/w/<workspace>/contacts/")
@access(Permission.CONTACTS_WRITE)
def create():
    return ""


@bp.get("/w/<workspace>/contacts/suggestions")
@access(Permission.CONTACTS_READ)
def suggestions():
    return ""


@bp.get("/w/<workspace>/contacts/<public_id>")
@access(Permission.CONTACTS_READ)
def show(public_id):
    return ""


@bp.get("/w/<workspace>/contacts/<public_id>/edit")
@access(Permission.CONTACTS_WRITE)
def edit(public_id):
    return ""


@bp.post("/w/<workspace>/contacts/<public_id>")
@access(Permission.CONTACTS_WRITE)
def update(public_id):
    return ""


@bp.post("/w/<workspace>/contacts/<public_id>/deletion")
@access(Permission.CONTACTS_WRITE)
def delete(public_id):
    return ""


@bp.post("/w/<workspace>/contacts/<public_id>/restoration")
@access(Permission.CONTACTS_WRITE)
def restore(public_id):
    return ""
