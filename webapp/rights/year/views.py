from flask import abort, render_template, request
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.formats import month as month_name
from webapp.core.web import XLSX, download
from webapp.domain.permissions import Permission
from webapp.domain.rights import scales
from webapp.domain.rights.forecast import NET_OF_GROSS
from webapp.domain.typed import FIRST_YEAR, LAST_YEAR
from webapp.rights.views import bp
from webapp.rights.year import exports
from webapp.rights.year.reckoning import year_of

BASE = "/w/<workspace>/rights/year/"


@bp.get(BASE)
@access(Permission.RIGHTS_READ)
def year():
    number, refused = _asked()
    return _shown("rights/year/show.html", number, refused), 422 if refused else 200


@bp.get(f"{BASE}print")
@access(Permission.RIGHTS_READ)
def print_year():
    number, refused = _asked()
    return _shown("rights/year/print.html", number, refused), 422 if refused else 200


@bp.get(f"{BASE}export")
@access(Permission.RIGHTS_READ)
def export_year():
    kind = request.args.get("format", "csv")
    number, refused = _asked()
    if kind not in ("csv", "xlsx") or refused:
        abort(404)
    found = year_of(number, current.workspace_id)
    if kind == "xlsx":
        return download(exports.xlsx_of(found), f"annee-{number}.xlsx", XLSX)
    return download(exports.csv_of(found), f"annee-{number}.csv")


def _shown(page, number, refused):
    today = clock.today()
    return render_template(
        page,
        found=year_of(number, current.workspace_id),
        refused=refused,
        this_year=today.year,
        this_month=today.replace(day=1),
        first_year=FIRST_YEAR,
        last_year=LAST_YEAR,
        rules_on=scales.latest_change(today),
        sources=scales.SOURCES,
        share=NET_OF_GROSS,
        month_names=_names,
    )


def _names(months):
    return ", ".join(month_name(one.month.start_on) for one in months)


def _asked():
    """The year of the address, this one without any; a sentence when it is none."""
    typed = request.args.get("year", "").strip()
    if not typed:
        return clock.today().year, None
    if typed.isdecimal() and FIRST_YEAR <= int(typed) <= LAST_YEAR:
        return int(typed), None
    return clock.today().year, _(
        "«\u00a0%(typed)s\u00a0» n’est pas une année que Raccord connaît.", typed=typed[:20]
    )
