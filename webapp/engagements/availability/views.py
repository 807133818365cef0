from flask import render_template, request

from webapp.core import clock
from webapp.core.access import access
from webapp.core.web import render_page
from webapp.engagements.availability.forms import AskedDays
from webapp.engagements.availability.openings import WEEKS, answer, openings
from webapp.engagements.views import BASE, READ, bp


@bp.get(f"{BASE}/availability")
@access(READ)
def availability():
    weeks = request.args.get("weeks", type=int)
    weeks = weeks if weeks in WEEKS else WEEKS[-1]
    return render_template(
        "engagements/availability/index.html",
        openings=openings(clock.today(), weeks, **_counted()),
        weeks=weeks,
        all_weeks=WEEKS,
        **_counted(),
    )


@bp.get(f"{BASE}/availability/answer")
@access(READ)
def availability_answer():
    """« T’es libre du … au … ? »: yes or no, and what stands in the way."""
    asked = AskedDays(request.args)
    is_read = asked.validate()
    page = render_page(
        "engagements/availability/answer.html",
        "engagements/availability/_answer.html",
        question=asked,
        answer=answer(asked.days, **_counted()) if is_read else None,
        **_counted(),
    )
    return page, 200 if is_read else 422


def _counted():
    """What takes its days, besides contracts: options unless told otherwise, leads when asked to."""
    return {"options": request.args.get("options") != "0", "leads": request.args.get("leads") == "1"}
