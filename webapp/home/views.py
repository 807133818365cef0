from flask import Blueprint, jsonify, redirect, render_template, url_for
from flask_babel import gettext as _

from webapp.billing import stripe
from webapp.core import clock
from webapp.core.access import access, public
from webapp.core.again import answered_again
from webapp.core.assets import asset_url
from webapp.core.current import current
from webapp.core.web import see_other
from webapp.domain.permissions import Permission
from webapp.domain.plans.standing import LIBRE_PRODUCTIONS, TRIAL
from webapp.domain.rights.scales import THRESHOLD
from webapp.engagements.words import paper_name, state_name
from webapp.engagements.work import work_periods
from webapp.home import actions, queries
from webapp.home.day import day_of, first_steps, is_new
from webapp.productions.limits import closed_keys
from webapp.productions.planning.labels import DAYS
from webapp.rights.known import situations_of
from webapp.rights.standing import counted_from, default_day, stand
from webapp.subscription.page import tariff

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def landing():
    if current.user is None:
        return render_template(
            "home/landing.html",
            goal=THRESHOLD.figures[-1].value,
            tariff=tariff() if stripe.is_sold() else None,
            kept_open=LIBRE_PRODUCTIONS,
            trial_days=TRIAL.days,
        )
    if current.workspace is None:
        return redirect(url_for("workspaces.index"), 303)
    return redirect(url_for(".today", workspace=current.workspace.slug), 303)


@bp.get("/w/<workspace>/")
@access(Permission.WORKSPACE_READ)
@answered_again
def today():
    now = clock.today()
    held = queries.held(current.workspace_id)
    standing = None
    if held.opening_id is not None:
        on = default_day(held, now)
        lived = situations_of(held.situations)
        standing = stand(work_periods(since=counted_from(held, on, lived)), held, on=on, situations=lived)
    day = day_of(
        queries.dated(
            now,
            with_bills=current.may(Permission.INVOICING_READ),
            with_replies=current.may(Permission.SHARES_READ),
        ),
        now,
    )
    return render_template(
        "home/today.html",
        day=day,
        closed=closed_keys(held.active or ()),
        held=held,
        standing=standing,
        steps=first_steps(held) if is_new(held) and current.may(Permission.WORKSPACE_MANAGE) else None,
        day_name=DAYS.get,
        paper_name=paper_name,
        state_name=state_name,
    )


@bp.get("/w/<workspace>/start")
@access(Permission.WORKSPACE_READ)
def start():
    """Ten minutes to start, kept at an address after the front page stops showing it."""
    return render_template("home/start.html", steps=first_steps(queries.held(current.workspace_id)))


@bp.post("/w/<workspace>/welcome")
@access(Permission.WORKSPACE_MANAGE)
def welcome():
    actions.stop_welcoming(current.workspace_id)
    return see_other(url_for(".today"))


@bp.get("/w/<workspace>/add")
@access(Permission.WORKSPACE_READ)
def add():
    return render_template("home/add.html")


@bp.get("/w/<workspace>/more")
@access(Permission.WORKSPACE_READ)
def more():
    return render_template("home/more.html", unfiled=queries.unfiled())


@bp.get("/manifest.webmanifest")
@public
def manifest():
    answer = jsonify(
        name="Raccord",
        description=_("Contrats, heures et papiers des assistants de production."),
        lang="fr",
        start_url="/",
        display="standalone",
        background_color="#f5f4f1",
        theme_color="#f5f4f1",
        icons=[
            {
                "src": asset_url("icons/app.svg"),
                "type": "image/svg+xml",
                "sizes": "any",
                "purpose": "any maskable",
            }
        ],
    )
    answer.mimetype = "application/manifest+json"
    return answer
