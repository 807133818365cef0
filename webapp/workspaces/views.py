from flask import Blueprint

from webapp.core.access import Door, access, signed_in
from webapp.domain.permissions import Permission

bp = Blueprint("workspaces", __name__)


@bp.get("/workspaces")
@signed_in
def index():
    return ""


@bp.get("/workspaces/new")
@signed_in
def new():
    return ""


@bp.post("/workspaces")
@signed_in
def create():
    return ""


@bp.get("/in")
@signed_in
def way_in():
    return ""


@bp.get("/w/<workspace>/members")
@access(Permission.WORKSPACE_READ)
def members():
    return ""


@bp.post("/w/<workspace>/settings")
@access(Permission.WORKSPACE_MANAGE)
def rename():
    return ""


@bp.post("/w/<workspace>/invitations")
@access(Permission.MEMBERS_MANAGE)
def invite():
    return ""


@bp.post("/w/<workspace>/invitations/<uuid:link_id>/resending")
@access(Permission.MEMBERS_MANAGE)
def resend(link_id):
    return ""


@bp.post("/w/<workspace>/invitations/<uuid:link_id>/revocation")
@access(Permission.MEMBERS_MANAGE)
def revoke(link_id):
    return ""


@bp.post("/w/<workspace>/members/<uuid:account_id>/role")
@access(Permission.MEMBERS_MANAGE)
def role(account_id):
    return ""


@bp.post("/w/<workspace>/members/<uuid:account_id>/removal")
@access(Permission.MEMBERS_MANAGE)
def remove(account_id):
    return ""


@bp.post("/w/<workspace>/members/leaving")
@access(Permission.WORKSPACE_READ)
def leave():
    return ""


@bp.route("/invitations/<token>", methods=["GET", "POST"])
@access(Door.LINK)
def invitation(token):
    return ""
