from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.access import access
from webapp.core.i18n import spoken
from webapp.core.web import invalid, say, see_other, wants_part
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.domain.rights.explain import explain_hours
from webapp.domain.words import Sentence
from webapp.engagements.queries import work_periods
from webapp.rights import actions, queries
from webapp.rights.forms import DayForm, OpeningForm
from webapp.rights.months import month_hours
from webapp.rights.standing import Mode, default_day, default_mode, stand, why_of

bp = Blueprint("rights", __name__)
SHOWN = 40  # lines of each group, unless all are asked for: a first load stays under 60 kB


@bp.get("/w/<workspace>/rights/")
@access(Permission.RIGHTS_READ)
def show():
    opening = queries.current_opening()
    chosen = DayForm(request.args)
    if opening is None and chosen.mode.data != Mode.FIRST:
        return render_template("rights/ask.html")
    periods = work_periods()
    usual = default_day(opening, clock.today())
    mode = Mode.FIRST if chosen.mode.data == Mode.FIRST else default_mode(opening)
    is_read = chosen.validate()
    try:
        standing = stand(periods, opening, on=chosen.on.data or usual, mode=mode)
    except Refused as refusal:
        is_read = False
        chosen.on.errors = [spoken(refusal.sentence)]
        standing = stand(periods, opening, on=usual, mode=mode)
    steps = explain_hours(standing.result)
    page = render_template(
        "rights/show.html",
        standing=standing,
        opening=opening,
        steps=steps,
        months=month_hours(standing),
        chosen=chosen,
        why_of=why_of,
        everything=request.args.get("all", ""),
        most=SHOWN,
        asked={name: request.args[name] for name in ("on", "mode") if is_read and request.args.get(name)},
        said=lambda value: spoken(Sentence("%(value)s", {"value": value})),
    )
    return page, 200 if is_read else 422


@bp.get("/w/<workspace>/rights/badge")
@access(Permission.RIGHTS_READ)
def badge():
    """The small count other pages show, refreshed by itself when an engagement changes."""
    if not wants_part():
        return see_other(url_for(".show"))
    opening = queries.current_opening()
    standing = queries.hours_on(opening=opening) if opening else None
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
from webapp.rights.year import views as _year  # noqa: E402, F401
