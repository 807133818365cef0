from flask import abort, render_template, request, url_for
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.i18n import spoken
from webapp.core.web import invalid, say, see_other
from webapp.domain.planning.plan import Plan, differences
from webapp.domain.refusals import Refused
from webapp.productions.planning import labels, words
from webapp.productions.planning.board import board_of
from webapp.productions.planning.queries import with_last_plan
from webapp.productions.planning.versions import actions, queries, telling
from webapp.productions.planning.versions.forms import PublishForm, ReceivedForm
from webapp.productions.planning.views import BASE, READ, WRITE, _is_live, bp
from webapp.productions.queries import production_or_404

VERSIONS = f"{BASE}/versions"
DRAFT = "draft"


@bp.get(f"{VERSIONS}/")
@access(READ)
def versions(production):
    found = production_or_404(production)
    return render_template(
        "productions/planning/versions/index.html", production=found, versions=queries.versions_of(found.id)
    )


@bp.get(f"{VERSIONS}/new")
@access(WRITE)
def new_version(production):
    """What the draft changes of the last version, before it is published."""
    return _publish_page(production, PublishForm())


@bp.post(f"{VERSIONS}/")
@access(WRITE)
def publish(production):
    found = production_or_404(production)
    form = PublishForm()
    if not form.validate_on_submit():
        return _publish_page(production, form, status=422)
    try:
        version = actions.publish(found, by_name=_name(), note=form.note.data)
    except Refused as refusal:
        form.form_errors = [spoken(refusal.sentence)]
        return _publish_page(production, form, status=422)
    say(_("Version %(number)s publiée.", number=version.number))
    return see_other(url_for(".version", production=production, version_id=version.public_id))


@bp.get(f"{VERSIONS}/received")
@access(WRITE)
def receiving(production):
    form = ReceivedForm(data={"dated_on": clock.today()})
    return render_template(
        "productions/planning/versions/received.html", production=production_or_404(production), form=form
    )


@bp.post(f"{VERSIONS}/received")
@access(WRITE)
def receive(production):
    found = production_or_404(production)
    form = ReceivedForm()
    page = {"production": found, "form": form}
    if not form.validate_on_submit():
        return invalid("productions/planning/versions/received.html", **page)
    try:
        actions.receive(
            found,
            form.file.data,
            label=form.label.data,
            dated_on=form.dated_on.data,
            by=current.person.id,
            by_name=_name(),
            note=form.note.data,
        )
    except Refused as refusal:
        form.file.errors = [spoken(refusal.sentence)]
        return invalid("productions/planning/versions/received.html", **page)
    say(_("Plan de travail reçu, %(label)s.", label=form.label.data))
    return see_other(url_for(".versions", production=production))


@bp.get(f"{VERSIONS}/comparison")
@access(READ)
def comparison(production):
    """Between any two versions, or one and the draft; the last one when none is named."""
    one, other = request.args.get("from", ""), request.args.get("to", DRAFT)
    found, known = queries.with_published(production, one, other)
    if one not in known or (other != DRAFT and other not in known):
        abort(404)
    if other != DRAFT and known[other].number < known[one].number:
        one, other = other, one
    before = Plan.from_values(known[one].snapshot or {})
    after = board_of(found.id).plan if other == DRAFT else Plan.from_values(known[other].snapshot or {})
    return render_template(
        "productions/planning/versions/comparison.html",
        production=found,
        before=known[one],
        after=known.get(other),
        told=telling.told(differences(before, after), live=_is_live(found)),
    )


@bp.get(f"{VERSIONS}/<version_id>")
@access(READ)
def version(production, version_id):
    found = production_or_404(production)
    row = queries.version_or_404(found.id, version_id)
    return render_template(
        "productions/planning/versions/show.html",
        production=found,
        version=row.PlanVersion,
        document=row.Document,
        paper=row.ProductionPaper,
        plan=Plan.from_values(row.PlanVersion.snapshot or {}),
        live=_is_live(found),
        labels=labels,
        words=words,
    )


def _publish_page(production, form, status=200):
    found, last, _minutes = with_last_plan(production)
    plan = board_of(found.id).plan
    changed = differences(Plan.from_values(last.snapshot or {}), plan) if last else []
    return (
        render_template(
            "productions/planning/versions/publish.html",
            production=found,
            form=form,
            last=last,
            plan=plan,
            told=telling.told(changed, live=_is_live(found)),
        ),
        status,
    )


def _name() -> str:
    assert current.membership is not None
    return current.membership.name
