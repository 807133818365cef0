from flask import render_template, request

from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.domain.permissions import Permission
from webapp.domain.rights import scales
from webapp.rights.renewal import queries
from webapp.rights.renewal.forms import RequestForm
from webapp.rights.renewal.letters import PORTAL, request_of
from webapp.rights.renewal.weighing import clause_of
from webapp.rights.views import bp


@bp.get("/w/<workspace>/rights/renewal/")
@access(Permission.RIGHTS_READ)
def renewal():
    """A decision aid: nothing is renewed from here."""
    chosen = RequestForm(request.args)
    is_read = chosen.validate()
    on = (chosen.on.data if is_read else None) or clock.today()
    weighed = queries.weighed_on(on, current.workspace_id)
    page = render_template(
        "rights/renewal/show.html",
        weighed=weighed,
        renewal=weighed.renewal,
        chosen=chosen,
        draft=request_of(weighed.renewal, current.signature) if weighed.renewal else None,
        portal=PORTAL,
        law=clause_of(on) if weighed.renewal else {},
        rules_on=scales.latest_change(on if weighed.renewal else clock.today()),
        sources=scales.SOURCES,
    )
    return page, 200 if is_read else 422
