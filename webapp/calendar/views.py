import re
from datetime import date

from flask import Blueprint, abort, render_template, request

from webapp.calendar.days import coming_weeks, meetings, stretches
from webapp.calendar.queries import entries_between
from webapp.core import clock
from webapp.core.access import access
from webapp.domain.clashes import Level
from webapp.domain.periods import DateRange, Month, add_months
from webapp.domain.permissions import Permission
from webapp.engagements.queries import jobs_around
from webapp.engagements.words import state_name

bp = Blueprint("calendar", __name__)

MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])")


@bp.get("/w/<workspace>/agenda")
@access(Permission.ENGAGEMENTS_READ)
def agenda():
    today = clock.today()
    month = _month(request.args.get("month"))
    shown = month.range if month else coming_weeks(today)
    met = meetings(jobs_around(shown.start_on, shown.end_on), shown)
    return render_template(
        "calendar/agenda.html",
        shown=shown,
        month=month,
        today=today,
        meetings=met,
        stretches=stretches(entries_between(shown.start_on, shown.end_on), met, shown, today=today),
        state_name=state_name,
        levels=Level,
        **_neighbours(month or Month.of(today), shown, month is None),
    )


def _month(asked: str | None) -> Month | None:
    if not asked:
        return None
    found = MONTH.fullmatch(asked)
    if found is None:
        abort(404)
    return Month(int(found["year"]), int(found["month"]))


def _neighbours(month: Month, shown: DateRange, is_coming: bool) -> dict[str, date]:
    """The months before and after what is shown; the coming weeks lie between this one and the next."""
    if is_coming:
        return {"earlier": month.start_on, "later": add_months(month.start_on, 1)}
    return {"earlier": add_months(month.start_on, -1), "later": add_months(month.start_on, 1)}
