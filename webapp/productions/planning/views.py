"""The planning of a production; its days, sequences, strips and versions hang on the same blueprint."""

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _

from webapp.billing import entitlements
from webapp.core import clock
from webapp.core.access import access
from webapp.core.again import answered_again
from webapp.core.web import download, say, see_other
from webapp.domain.permissions import Permission
from webapp.domain.planning import script as measures
from webapp.domain.planning.plan import Plan
from webapp.domain.planning.services import LENGTHS
from webapp.domain.plans.standing import Feature
from webapp.productions.labels import LIVE, in_file_name
from webapp.productions.models import ShowKind
from webapp.productions.planning import actions, board, exports, labels, queries, words
from webapp.productions.queries import production_or_404

bp = Blueprint("planning", __name__)
READ, WRITE = Permission.PRODUCTIONS_READ, Permission.PRODUCTIONS_WRITE
BASE = "/w/<workspace>/productions/<production>/planning"
DAY = f"{BASE}/days/<day_id>"


@bp.get(f"{BASE}/")
@access(READ)
@answered_again
def index(production):
    found, last, minutes = queries.with_last_plan(production)
    laid = board.board_of(found.id)
    weeks = laid.weeks if "all" in request.args else laid.weeks_from(clock.today())
    shown = [card for week in weeks for card in week.cards]
    return render_template(
        "productions/planning/index.html",
        **_shown(found, laid),
        weeks=weeks,
        behind=len(laid.cards) - len(shown),
        near=laid.near(clock.today()),
        everything="all" in request.args,
        rail=board.rail(laid.cards if _is_live(found) else shown),
        last=last,
        drift=board.drift(laid, Plan.from_values(last.snapshot or {}) if last else None),
        length=minutes or LENGTHS[-1],
        lengths=LENGTHS,
    )


@bp.post(f"{BASE}/service-length")
@access(WRITE)
def service_length(production):
    found = production_or_404(production)
    minutes = request.form.get("minutes", type=int)
    if minutes not in LENGTHS:
        abort(400)
    actions.set_service_length(found, minutes)
    say(_("Services comptés par %(hours)s heures.", hours=minutes // 60))
    return see_other(url_for(".index", production=production))


@bp.get(f"{BASE}/days.csv")
@access(READ)
def export_days(production):
    found = production_or_404(production)
    return download(exports.days_csv(board.board_of(found.id)), f"planning-{in_file_name(found.title)}.csv")


@bp.get(f"{BASE}/plan.pdf")
@access(READ)
def export_plan(production):
    found, last, _minutes = queries.with_last_plan(production)
    entitlements.need(Feature.PDFS, found.id)
    pdf = exports.plan_pdf(found, board.board_of(found.id), last)
    return download(pdf, f"plan-de-travail-{in_file_name(found.title)}.pdf", "application/pdf")


def _shown(production, laid):
    return {
        "production": production,
        "board": laid,
        "live": _is_live(production),
        "today": clock.today(),
        "now": words.standing(laid, clock.today(), live=_is_live(production)),
        "labels": labels,
        "words": words,
        "measures": measures,
    }


def _is_live(production) -> bool:
    return ShowKind(production.kind) in LIVE


from webapp.productions.planning.days import views as _days  # noqa: E402, F401
from webapp.productions.planning.script import views as _script  # noqa: E402, F401
from webapp.productions.planning.strips import views as _strips  # noqa: E402, F401
from webapp.productions.planning.versions import views as _versions  # noqa: E402, F401
