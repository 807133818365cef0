"""The calendar by days, by month, by week and by year."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _

from webapp.calendar import words
from webapp.calendar.asked import day_asked, is_day, iso_week, month_asked, week_asked, year_asked
from webapp.calendar.crossings import crossings
from webapp.calendar.days import (
    Meeting,
    clashing_days,
    coming_weeks,
    entries_on,
    meetings,
    stretches,
    together,
    week_of,
    whole_weeks,
)
from webapp.calendar.filters import KINDS, Filters, Named, productions_in
from webapp.calendar.month import marks_of, weeks_of
from webapp.calendar.sources import rows_between
from webapp.calendar.things import Thing, jobs_of, things_of
from webapp.calendar.week import table_of
from webapp.core import clock
from webapp.core.access import access
from webapp.core.again import answered_again
from webapp.domain.clashes import Level
from webapp.domain.periods import DateRange, Month, add_months
from webapp.domain.permissions import Permission
from webapp.productions.queries import production_or_404

bp = Blueprint("calendar", __name__)

DAYS_OF_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Laid:
    """What is shown of some days, once filtered, and what they say of clashes whatever the filter."""

    things: list[Thing]
    meetings: list[Meeting]
    filters: Filters
    choices: list[Named]


@bp.get("/w/<workspace>/agenda")
@access(Permission.ENGAGEMENTS_READ)
@answered_again
def agenda():
    today = clock.today()
    month = month_asked(request.args.get("month"))
    shown = month.range if month else coming_weeks(today)
    laid = _laid(shown)
    return render_template(
        "calendar/agenda.html",
        shown=shown,
        month=month,
        stretches=stretches(laid.things, laid.meetings, shown, today=today),
        **_common(laid, "agenda", max(shown.start_on, today) if today in shown else shown.start_on),
        **_neighbours(month or Month.of(today), month is None),
    )


@bp.get("/w/<workspace>/agenda/month/<month>")
@access(Permission.ENGAGEMENTS_READ)
@answered_again
def month(month):
    return render_template("calendar/month.html", **_month_page(month))


@bp.get("/w/<workspace>/agenda/month/<month>/print")
@access(Permission.ENGAGEMENTS_READ)
def month_print(month):
    return render_template("calendar/month_print.html", **_month_page(month))


@bp.get("/w/<workspace>/agenda/week/<week>")
@access(Permission.ENGAGEMENTS_READ)
@answered_again
def week(week):
    shown = week_asked(week)
    today, laid = clock.today(), _laid(shown)
    return render_template(
        "calendar/week.html",
        shown=shown,
        table=table_of(laid.things, laid.meetings, shown),
        stretches=stretches(laid.things, laid.meetings, shown, today=today),
        clashing=clashing_days(laid.things, laid.meetings, shown),
        before=url_for(".week", week=iso_week(shown.start_on - DAYS_OF_WEEK), **laid.filters.values),
        after=url_for(".week", week=iso_week(shown.start_on + DAYS_OF_WEEK), **laid.filters.values),
        now=url_for(".week", week=iso_week(today), **laid.filters.values),
        **_common(laid, "week", today if today in shown else shown.start_on),
    )


@bp.get("/w/<workspace>/agenda/day/<day>")
@access(Permission.ENGAGEMENTS_READ)
@answered_again
def day(day):
    """Its whole week is read: the days of a production tell where its jobs stand."""
    on = day_asked(day)
    week, today, one = week_of(on), clock.today(), timedelta(days=1)
    laid = _laid(week)
    return render_template(
        "calendar/day.html",
        on=on,
        week=week,
        entries=entries_on(laid.things, laid.meetings, on),
        marks=marks_of(laid.things, week),
        clashing=clashing_days(laid.things, laid.meetings, week),
        of_day=[meeting for meeting in laid.meetings if meeting.days and on in meeting.days],
        before=url_for(".day", day=on - one, **laid.filters.values),
        after=url_for(".day", day=on + one, **laid.filters.values),
        now=url_for(".day", day=today, **laid.filters.values),
        **_common(laid, "day", on),
    )


@bp.get("/w/<workspace>/agenda/year/<year>")
@access(Permission.ENGAGEMENTS_READ)
@answered_again
def year(year):
    shown = year_asked(year)
    today, laid = clock.today(), _laid(shown)
    return render_template(
        "calendar/year.html",
        shown=shown,
        months=shown.months(),
        marks=marks_of(laid.things, shown),
        clashing=clashing_days(laid.things, laid.meetings, shown),
        before=url_for(".year", year=shown.start_on.year - 1, **laid.filters.values),
        after=url_for(".year", year=shown.start_on.year + 1, **laid.filters.values),
        now=url_for(".year", year=today.year, **laid.filters.values),
        **_common(laid, "year", today if today in shown else shown.start_on),
    )


def _month_page(asked: str) -> dict[str, Any]:
    month = month_asked(asked)
    if month is None:
        abort(404)
    shown, today = month.range, clock.today()
    grid = whole_weeks(shown)
    laid = _laid(grid)
    on = _chosen(shown, today)
    values = laid.filters.values
    return {
        "shown": shown,
        "month": month,
        "weeks": weeks_of(laid.things, month),
        "marks": marks_of(laid.things, grid),
        "clashing": clashing_days(laid.things, laid.meetings, grid),
        "on": on,
        "entries": entries_on(laid.things, laid.meetings, on),
        "before": url_for(".month", month=Month.of(add_months(shown.start_on, -1)).iso, **values),
        "after": url_for(".month", month=month.next().iso, **values),
        "now": url_for(".month", month=Month.of(today).iso, **values),
        **_common(laid, "month", on),
    }


def _laid(shown: DateRange) -> Laid:
    """The guard between jobs looks at whole months and a day on each side, which are read at once."""
    filters, around = Filters.asked(request.args), _around(shown)
    rows = rows_between(around.start_on, around.end_on)
    every = things_of(rows)
    choices = list(productions_in(thing.of for thing in every if thing.days.overlaps(shown)))
    if filters.production and filters.production not in {one.public_id for one in choices}:
        other = production_or_404(filters.production)
        choices.append(Named(other.public_id, other.title, other.label, other.hue))
    met = together(meetings(jobs_of(rows, around), shown), crossings(every, shown))
    things = filters.things(things_of(filters.rows(rows)) if filters.are_set else every)
    return Laid(things, met, filters, choices)


def _around(shown: DateRange) -> DateRange:
    months, one = shown.whole_months, timedelta(days=1)
    return DateRange(months.start_on - one, months.end_on + one)


def _common(laid: Laid, here: str, on: date) -> dict[str, Any]:
    """What every view needs, and the links to the same day in the others."""
    values = laid.filters.values
    return {
        "today": clock.today(),
        "meetings": laid.meetings,
        "levels": Level,
        "words": words,
        "filters": laid.filters,
        "choices": laid.choices,
        "narrow": _narrowed(laid),
        "views": [
            (_("Agenda"), url_for(".agenda", **_month_asked(on), **values), here == "agenda"),
            (_("Mois"), url_for(".month", month=Month.of(on).iso, **values), here == "month"),
            (_("Semaine"), url_for(".week", week=iso_week(on), **values), here == "week"),
            (_("Jour"), url_for(".day", day=on, **values), here == "day"),
            (_("Année"), url_for(".year", year=on.year, **values), here == "year"),
        ],
    }


def _narrowed(laid: Laid) -> list[tuple[str, list[tuple[Any, None, str, bool]]]]:
    """The two rows of filters, each leading to this very page."""
    kept: dict[str, Any] = {name: request.args[name] for name in ("month", "day") if request.args.get(name)}
    now = laid.filters

    def to(text: Any, **changed: str) -> tuple[Any, None, str, bool]:
        address = url_for(str(request.endpoint), **(request.view_args or {}), **kept, **now.having(**changed))
        return text, None, address, now.having(**changed) == now.values

    productions = [to(one.title, production=one.public_id) for one in laid.choices]
    kinds = [to(name, kind=key) for key, (name, _kinds) in KINDS.items()]
    return [
        (_("Par production"), [to(_("Toutes"), production=""), *productions]),
        (_("Par nature"), [to(_("Tout"), kind=""), *kinds]),
    ]


def _month_asked(on: date) -> dict[str, Any]:
    """The agenda begins today; another month is named."""
    return {} if on in coming_weeks(clock.today()) else {"month": Month.of(on).iso}


def _chosen(shown: DateRange, today: date) -> date:
    """The day under the small month: the one asked, else today, else the first."""
    asked = request.args.get("day", "")
    if is_day(asked) and (on := day_asked(asked)) in shown:
        return on
    return today if today in shown else shown.start_on


def _neighbours(month: Month, is_coming: bool) -> dict[str, date]:
    """The months before and after what is shown; the coming weeks lie between this one and the next."""
    if is_coming:
        return {"earlier": month.start_on, "later": add_months(month.start_on, 1)}
    return {"earlier": add_months(month.start_on, -1), "later": add_months(month.start_on, 1)}


from webapp.calendar.feeds import views as _feeds  # noqa: E402, F401
from webapp.calendar.imports import views as _imports  # noqa: E402, F401
