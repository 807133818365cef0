"""Pages of places."""

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.access import access
from webapp.core.again import answered_again
from webapp.core.sun import sun_of
from webapp.core.web import asks_a_line, invalid, page_asked, render_page, say, see_other
from webapp.domain.coordinates import said
from webapp.domain.permissions import Permission
from webapp.places import actions, labels, queries
from webapp.places.forms import PlaceForm, SunForm
from webapp.places.models import PlaceKind

bp = Blueprint("places", __name__)

BASE = "/w/<workspace>/places"
READ, WRITE = Permission.PRODUCTIONS_READ, Permission.PRODUCTIONS_WRITE


@bp.get(f"{BASE}/")
@access(READ)
@answered_again
def index():
    words, kind = request.args.get("q", "").strip()[:200], _kind()
    page = page_asked()
    counts = queries.count_of_kinds(words)
    return render_page(
        "places/index.html",
        "places/_found.html",
        places=queries.places_found(words, kind, page),
        counts=counts,
        found=counts[kind] if kind else sum(counts.values()),
        words=words,
        kind=kind,
        page_number=page,
        per_page=queries.PAGE,
        labels=labels,
    )


@bp.get(f"{BASE}/new")
@access(WRITE)
def new():
    form = PlaceForm(data={"name": request.args.get("name"), "kind": _kind() or PlaceKind.SET})
    return render_template("places/new.html", form=form, labels=labels)


@bp.post(f"{BASE}/")
@access(WRITE)
def create():
    form = PlaceForm()
    if asks_a_line(form) or not form.validate_on_submit():
        return invalid("places/new.html", form=form, labels=labels)
    place = actions.add_place(form.sheet())
    say(_("Lieu ajouté."))
    return see_other(url_for(".show", public_id=place.public_id))


@bp.get(f"{BASE}/<public_id>")
@access(READ)
def show(public_id):
    place = queries.place_or_404(public_id)
    asked = SunForm(request.args)
    day = asked.on.data if asked.validate() and asked.on.data else clock.today()
    page = render_template("places/show.html", asked=asked, day=day, today=clock.today(), **_told(place, day))
    return page, 422 if asked.errors else 200


@bp.get(f"{BASE}/<public_id>/print")
@access(READ)
def print_one(public_id):
    place = queries.place_or_404(public_id)
    return render_template("places/print.html", **_told(place, clock.today()), day=clock.today())


@bp.get(f"{BASE}/<public_id>/edit")
@access(WRITE)
def edit(public_id):
    place = queries.place_or_404(public_id)
    form = _form_of(place)
    form.add_line()
    return render_template("places/edit.html", spot=place, form=form, labels=labels)


@bp.post(f"{BASE}/<public_id>")
@access(WRITE)
def update(public_id):
    place = queries.place_or_404(public_id)
    form = PlaceForm()
    if asks_a_line(form) or not form.validate_on_submit():
        return invalid("places/edit.html", spot=place, form=form, labels=labels)
    actions.update_place(place, form.sheet())
    say(_("Lieu enregistré."))
    return see_other(url_for(".show", public_id=public_id))


@bp.post(f"{BASE}/<public_id>/deletion")
@access(WRITE)
def delete(public_id):
    place = queries.place_or_404(public_id)
    actions.delete_place(place)
    say(
        _("«\u00a0%(name)s\u00a0» n’est plus dans vos lieux.", name=place.name),
        undo=url_for(".restore", public_id=public_id),
    )
    return see_other(url_for(".index"))


@bp.post(f"{BASE}/<public_id>/restoration")
@access(WRITE)
def restore(public_id):
    actions.restore_place(queries.place_or_404(public_id, deleted=True))
    say(_("Lieu rétabli."))
    return see_other(url_for(".show", public_id=public_id))


def _told(place, day):
    is_placed = place.latitude is not None and place.longitude is not None
    return {
        "spot": place,
        "keepers": queries.keepers_of(place.id),
        "coordinates": said(place.latitude, place.longitude) if is_placed else "",
        "sun": sun_of(place.latitude, place.longitude, day) if is_placed else None,
        "labels": labels,
    }


def _form_of(place):
    keepers = queries.keepers_of(place.id)
    lines = [{"job": k.job, "name": k.name, "phone": k.phone, "email": k.email} for k in keepers]
    is_placed = place.latitude is not None and place.longitude is not None
    where = (place.latitude, place.longitude) if is_placed else None
    return PlaceForm(obj=place, data={"coordinates": where, "keepers": lines})


def _kind() -> PlaceKind | None:
    try:
        return PlaceKind(request.args.get("kind", ""))
    except ValueError:
        return None
