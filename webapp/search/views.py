"""The page that finds anything by a word, and its answers while one types."""

from flask import Blueprint, request

from webapp.core.access import access
from webapp.core.again import answered_again
from webapp.core.current import current
from webapp.core.web import render_page
from webapp.domain.permissions import Permission
from webapp.search import labels, queries
from webapp.search.asked import Asked
from webapp.search.results import grouped

bp = Blueprint("search", __name__)


@bp.get("/w/<workspace>/search")
@access(Permission.WORKSPACE_READ)
@answered_again
def index():
    """Everyone of the workspace: what is searched is what the person may read."""
    asked = Asked(request.args.get("q", "").strip()[:200])
    rights = frozenset(right for right in Permission if current.may(right))
    groups = grouped(queries.everything(asked, rights))
    return render_page(
        "search/index.html",
        "search/_found.html",
        asked=asked,
        groups=groups,
        count=sum(len(group.found) for group in groups),
        labels=labels,
    )
