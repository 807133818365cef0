"""Who worked with whom: a part of a contact's page, its whole page, and the people one meets again and again."""

from flask import Blueprint, redirect, render_template, request, url_for

from webapp.contacts.queries import PAGE, contact_or_404
from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.fold import fold
from webapp.core.web import page_asked, wants_part
from webapp.domain.network.ties import OFTEN, years_of
from webapp.domain.permissions import Permission
from webapp.network.recommendations.queries import about
from webapp.network.ties import queries

bp = Blueprint("ties", __name__)

READ = Permission.CONTACTS_READ
BASE = "/w/<workspace>/network/ties"
SHOWN, BESIDE_SHOWN = 3, 12


@bp.context_processor
def _common():
    return {"years_of": years_of, "fold": fold, "often_times": OFTEN, "per_page": PAGE}


@bp.get(f"{BASE}/")
@access(READ)
def index():
    """Whom one meets again and again."""
    often, page = request.args.get("often") == "1", page_asked()
    return render_template(
        "network/ties/index.html",
        people=queries.beside(None, current.signature, page=page, often=often),
        often=often,
        page_number=page,
    )


@bp.get(f"{BASE}/employers")
@access(Permission.ENGAGEMENTS_READ)
def hirers():
    page = page_asked()
    employers = queries.hirers(current.signature, page)
    return render_template(
        "network/ties/hirers.html",
        employers=employers,
        pages=queries.pages_of(name for one in employers for name in one.callers or ()),
        page_number=page,
    )


@bp.get(f"{BASE}/<contact>")
@access(READ)
def show(contact):
    found, page = contact_or_404(contact), page_asked()
    if found.is_company:
        return render_template(
            "network/ties/company.html",
            contact=found,
            people=queries.known_at(found, current.signature, clock.today(), page=page),
            shows=queries.common(found, current.signature),
            page_number=page,
            today=clock.today(),
        )
    return render_template(
        "network/ties/show.html",
        contact=found,
        shows=queries.common(found, current.signature, page=page),
        people=queries.beside(found, current.signature, most=BESIDE_SHOWN),
        page_number=page,
    )


@bp.get(f"{BASE}/<contact>/people")
@access(READ)
def beside(contact):
    found, page = contact_or_404(contact), page_asked()
    often = request.args.get("often") == "1"
    return render_template(
        "network/ties/beside.html",
        contact=found,
        people=queries.beside(found, current.signature, page=page, often=often),
        often=often,
        page_number=page,
    )


@bp.get(f"{BASE}/<contact>/part")
@access(READ)
def of(contact):
    """A part for the page of a contact, whose room knows nothing of this one."""
    found = contact_or_404(contact)
    if not wants_part():
        return redirect(url_for(".show", contact=contact), 302)
    company = found.is_company
    return render_template(
        "network/ties/_of.html",
        contact=found,
        shows=[] if company else queries.common(found, current.signature, most=SHOWN),
        people=queries.known_at(found, current.signature, clock.today(), most=SHOWN) if company else [],
        recommendations=about(found, most=SHOWN),
        today=clock.today(),
    )
