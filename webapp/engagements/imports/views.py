from flask import abort

from webapp.core.access import access
from webapp.domain.permissions import Permission
from webapp.engagements.views import bp

BASE = "/w/<workspace>/engagements"


@bp.route(f"{BASE}/import", methods=["GET", "POST"])
@access(Permission.ENGAGEMENTS_WRITE)
def import_new():
    abort(404)


@bp.get(f"{BASE}/import/<public_id>")
@access(Permission.ENGAGEMENTS_WRITE)
def import_preview(public_id):
    abort(404)


@bp.post(f"{BASE}/import/<public_id>/confirmation")
@access(Permission.ENGAGEMENTS_WRITE)
def import_confirm(public_id):
    abort(404)


@bp.get(f"{BASE}/export")
@access(Permission.ENGAGEMENTS_READ)
def export():
    abort(404)
