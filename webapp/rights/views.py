from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.access import access
from webapp.core.again import answered_again
from webapp.core.current import current
from webapp.core.i18n import spoken
from webapp.core.web import invalid, say, see_other, wants_part
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.engagements.work import work_periods
from webapp.rights import actions, queries
from webapp.rights.board import Board
from webapp.rights.forms import DayForm, OpeningForm
from webapp.rights.known import known
from webapp.rights.months import month_hours
from webapp.rights.running import running
from webapp.rights.standing import Mode, default_day, default_mode, known_from, stand, why_of

bp = Blueprint("rights", __name__)
SHOWN = 40  # lines of each group, unless all are asked for: a first load stays under 60 kB


@bp.get("/w/<workspace>/rights/")
@access(Permission.RIGHTS_READ)
@answered_again
def show():
    asked = _asked()
    if asked is None:
        return render_template("rights/ask.html")
    board, chosen, status = asked
    page = render_template(
        "rights/show.html",
        board=board,
        standing=board.standing,
        months=tuple(month_hours(board.standing)),
        chosen=chosen,
        asked=_kept(chosen),
    )
    return page, status


@bp.get("/w/<workspace>/rights/working")
@access(Permission.RIGHTS_READ)
@answered_again
def working():
    """The whole calculation, each step down to its source."""
    asked = _asked()
    if asked is None:
        return render_template("rights/ask.html")
    board, chosen, status = asked
    page = render_template(
        "rights/working.html",
        board=board,
        standing=board.standing,
        why_of=why_of,
        everything=request.args.get("all", ""),
        most=SHOWN,
        asked=_kept(chosen),
    )
    return page, status


def _asked() -> tuple[Board, DayForm, int] | None:
    """What the address asks to count, None before the last opening is known; 422 when it cannot be counted."""
    everything = known(current.workspace_id)
    opening, lived = everything.opening, everything.situations
    chosen = DayForm(request.args)
    if opening is None and chosen.mode.data != Mode.FIRST:
        return None
    usual = default_day(opening, clock.today())
    mode = Mode.FIRST if chosen.mode.data == Mode.FIRST else default_mode(opening)
    annexe, status = chosen.asked_annexe, 200 if chosen.validate() else 422
    on = chosen.on.data or usual
    is_whole = request.args.get("all") == "outside"
    since = None if is_whole else min(known_from(opening, day, lived) for day in {on, usual})
    periods = work_periods(since=since)
    try:
        standing = stand(periods, opening, on=on, mode=mode, annexe=annexe, situations=lived)
    except Refused as refusal:
        status = 422
        chosen.on.errors = [spoken(refusal.sentence)]
        standing = stand(periods, opening, on=usual, mode=mode, annexe=annexe, situations=lived)
    right = running(standing.periods, opening, standing.situations) if standing.is_since else None
    return Board(standing, right, opening, everything.micro), chosen, status


def _kept(chosen: DayForm) -> dict[str, str]:
    """What the address asked, for the links that count the same way."""
    names = ("on", "mode", "annexe")
    return {} if chosen.errors else {name: request.args[name] for name in names if request.args.get(name)}


@bp.get("/w/<workspace>/rights/badge")
@access(Permission.RIGHTS_READ)
@answered_again
def badge():
    """The small count other pages show, refreshed by itself when an engagement changes."""
    if not wants_part():
        return see_other(url_for(".show"))
    found = known(current.workspace_id)
    standing = queries.hours_on(found) if found.opening else None
    return render_template("rights/_badge.html", standing=standing)


@bp.get("/w/<workspace>/rights/opening")
@access(Permission.RIGHTS_WRITE)
def opening():
    last = queries.current_opening()
    form = OpeningForm.of(last, request.args.get("situation"))
    return render_template("rights/opening.html", form=form, last=last, first_steps=_in_first_steps())


@bp.post("/w/<workspace>/rights/opening")
@access(Permission.RIGHTS_WRITE)
def record_opening():
    form = OpeningForm()
    if not form.validate_on_submit():
        last = queries.current_opening()
        return invalid("rights/opening.html", form=form, last=last, first_steps=_in_first_steps())
    actions.record_opening(form.terms())
    say(_("Vos droits sont enregistrés."))
    return see_other(url_for("home.start") if _in_first_steps() else url_for(".show"))


def _in_first_steps() -> bool:
    return request.values.get("from") == "start"


from webapp.rights.periods import views as _periods  # noqa: E402, F401
from webapp.rights.renewal import views as _renewal  # noqa: E402, F401
from webapp.rights.whatif import views as _whatif  # noqa: E402, F401
from webapp.rights.year import views as _year  # noqa: E402, F401
