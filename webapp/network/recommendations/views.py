"""The names one gave and who gave one's own: a list, and a form filled but for what only the person knows."""

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from webapp.contacts.models import Kind
from webapp.contacts.queries import PAGE, contact_by_id, contact_or_404, names_like
from webapp.core import clock
from webapp.core.access import access
from webapp.core.fold import fold
from webapp.core.i18n import spoken
from webapp.core.web import page_asked, say, see_other
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.network.models import Direction
from webapp.network.recommendations import actions, queries
from webapp.network.recommendations.actions import Terms, contact_named
from webapp.network.recommendations.forms import RecommendationForm

bp = Blueprint("recommendations", __name__)

READ, WRITE = Permission.CONTACTS_READ, Permission.CONTACTS_WRITE
BASE = "/w/<workspace>/network/recommendations"
ONE = f"{BASE}/<recommendation_id>"


@bp.get(f"{BASE}/")
@access(READ)
def index():
    direction, page = _direction(), page_asked()
    return render_template(
        "network/recommendations/index.html",
        recommendations=queries.listed(direction, page),
        counts=queries.count_of_directions(),
        direction=direction,
        page_number=page,
        per_page=PAGE,
    )


@bp.get(f"{BASE}/new")
@access(WRITE)
def new():
    contact = contact_or_404(asked) if (asked := request.args.get("contact")) else None
    form = RecommendationForm(
        formdata=None, direction=_direction(), contact=contact.name if contact else None, on=clock.today()
    )
    return _new_page(form, contact)


@bp.post(f"{BASE}/")
@access(WRITE)
def create():
    contact = contact_or_404(asked) if (asked := request.form.get("of")) else None
    form = RecommendationForm()
    terms = _terms(form, contact)
    if terms is None:
        return _new_page(form, contact, 422)
    recommendation = actions.add_recommendation(terms)
    say(_("Recommandation notée."), undo=_deletion(recommendation))
    return see_other(_after(contact, terms.direction))


@bp.get(f"{ONE}/edit")
@access(WRITE)
def edit(recommendation_id):
    found = queries.recommendation_or_404(recommendation_id)
    names = {
        name: one.name if one else None
        for name, one in (
            ("contact", contact_by_id(found.contact_id)),
            ("to", contact_by_id(found.to_contact_id)),
        )
    }
    form = RecommendationForm(formdata=None, obj=found, **names)
    return _edit_page(found, form)


@bp.post(ONE)
@access(WRITE)
def update(recommendation_id):
    found = queries.recommendation_or_404(recommendation_id)
    form = RecommendationForm()
    terms = _terms(form, contact_by_id(found.contact_id), contact_by_id(found.to_contact_id))
    if terms is None:
        return _edit_page(found, form, 422)
    actions.update_recommendation(found, terms)
    say(_("Recommandation enregistrée."))
    return see_other(url_for(".index", direction=terms.direction))


@bp.post(f"{ONE}/deletion")
@access(WRITE)
def delete(recommendation_id):
    found = queries.recommendation_or_404(recommendation_id)
    actions.delete_recommendation(found)
    say(_("Recommandation supprimée."), undo=url_for(".restore", recommendation_id=recommendation_id))
    return see_other(url_for(".index", direction=found.direction))


@bp.post(f"{ONE}/restoration")
@access(WRITE)
def restore(recommendation_id):
    found = queries.recommendation_or_404(recommendation_id, deleted=True)
    actions.restore_recommendation(found)
    say(_("Recommandation rétablie."))
    return see_other(url_for(".index", direction=found.direction))


def _terms(form, *known):
    """What was typed, as values; None when something is wrong, said under its field."""
    if not form.validate_on_submit():
        return None
    contact = _contact(form.contact, Kind.PERSON, known)
    to = _contact(form.to, Kind.COMPANY, known) if form.to.data else None
    if contact and contact is to:
        form.to.errors = [_("Personne n’est recommandé à soi-même.")]
    if form.errors or form.contact.errors or form.to.errors:
        return None
    return Terms(Direction(form.direction.data), contact, to, form.purpose.data, form.on.data, form.note.data)


def _contact(field, otherwise, known):
    """One of those known while the name is theirs, else the one of this name."""
    for one in known:
        if one is not None and fold(one.name) == fold(field.data):
            return one
    try:
        return contact_named(field.data, otherwise)
    except Refused as refusal:
        field.errors = [spoken(refusal.sentence)]
        return None


def _new_page(form, contact, status=200):
    page = render_template(
        "network/recommendations/new.html", form=form, contact=contact, names=names_like("", None)
    )
    return page, status


def _edit_page(found, form, status=200):
    page = render_template(
        "network/recommendations/edit.html", form=form, recommendation=found, names=names_like("", None)
    )
    return page, status


def _deletion(recommendation):
    return url_for(".delete", recommendation_id=recommendation.public_id)


def _after(contact, direction):
    """Back where one came from."""
    if contact is not None:
        return url_for("contacts.show", public_id=contact.public_id)
    return url_for(".index", direction=direction)


def _direction():
    asked = request.args.get("direction", "")
    return Direction(asked) if asked in list(Direction) else Direction.GIVEN
