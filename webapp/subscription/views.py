from flask import Blueprint, render_template

from webapp.core.access import access
from webapp.domain.permissions import Permission

bp = Blueprint("subscription", __name__)

READ, MANAGE = Permission.WORKSPACE_READ, Permission.WORKSPACE_MANAGE
BASE = "/w/<workspace>/subscription"


@bp.get(f"{BASE}/")
@access(READ)
def show():
    return render_template("subscription/show.html")


from webapp.subscription.passes import views as _passes  # noqa: E402, F401
