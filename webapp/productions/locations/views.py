from flask import Blueprint, render_template

from webapp.core.access import access
from webapp.core.web import render_page
from webapp.domain.permissions import Permission
from webapp.places import labels
from webapp.places.queries import place_or_404
from webapp.productions.locations import queries
from webapp.productions.queries import production_or_404

bp = Blueprint("locations", __name__)


@bp.get("/w/<workspace>/productions/<production>/places/")
@access(Permission.PRODUCTIONS_READ)
def index(production):
    production = production_or_404(production)
    return render_template(
        "productions/locations/index.html",
        production=production,
        places=queries.places_of(production.id),
        labels=labels,
    )


@bp.get("/w/<workspace>/places/<public_id>/productions")
@access(Permission.PRODUCTIONS_READ)
def visits(public_id):
    """A part for the page of a place, whose room knows nothing of productions; a page without script."""
    place = place_or_404(public_id)
    return render_page(
        "productions/locations/visits.html",
        "productions/locations/_visits.html",
        spot=place,
        visits=queries.visits_of(place.id),
    )
