from flask import Blueprint, make_response, render_template, url_for
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.i18n import said_value, spoken
from webapp.core.web import ask_first, is_confirmed, say, see_other
from webapp.domain.declaration.report import report_of
from webapp.domain.declaration.windows import window_of
from webapp.domain.periods import Month
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.rights.declaration import actions, labels, portal, queries, reminders
from webapp.rights.declaration.copies import mark_of
from webapp.rights.declaration.forms import SituationsForm
from webapp.rights.declaration.months import month_or_404, slug_of

bp = Blueprint("declaration", __name__)

READ, WRITE = Permission.RIGHTS_READ, Permission.RIGHTS_WRITE
BASE = "/w/<workspace>/rights/declaration"
ONE = f"{BASE}/<month>"


@bp.get(f"{BASE}/")
@access(READ)
def index():
    """The month to do now."""
    return _page(queries.board(clock.today()))


@bp.get(ONE)
@access(READ)
def show(month):
    return _page(queries.board(clock.today(), month_or_404(month)))


@bp.post(f"{ONE}/copies")
@access(WRITE)
def declare(month):
    form, asked, today = SituationsForm(), month_or_404(month), clock.today()
    sheet = queries.sheet(asked, today)
    refusal = None
    if form.validate_on_submit():
        try:
            actions.declare(sheet, form.said(), seen=form.seen.data or "", by=current.person.id)
        except Refused as refused:
            refusal = spoken(refused.sentence)
        else:
            say(_("Copie gardée."))
            return see_other(url_for(".show", month=month))
    return _page(queries.board(today, asked), form, refusal), 422


@bp.post(f"{ONE}/copies/<copy_id>/cancellation")
@access(WRITE)
def cancel_copy(month, copy_id):
    copy = queries.copy_or_404(month_or_404(month), copy_id)
    if not is_confirmed():
        return ask_first(
            _("Retirer cette copie\u00a0?"),
            _(
                "La copie d’avant, s’il y en a une, redevient celle qui compte. Rien ne change à France Travail."
            ),
            verb=_("Retirer cette copie"),
            back=url_for(".show", month=month),
        )
    actions.cancel_copy(copy)
    say(_("Copie retirée."))
    return see_other(url_for(".show", month=month))


@bp.get(f"{ONE}/export")
@access(READ)
def export(month):
    sheet = queries.sheet(month_or_404(month), clock.today())
    response = make_response(portal.csv_of(sheet.lines))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="declaration-{month}.csv"'
    return response


@bp.post(f"{BASE}/silence")
@access(WRITE)
def be_silent():
    actions.be_reminded(current.person.id, False, workspace_id=current.workspace_id)
    say(_("Plus de rappel par mail."), undo=url_for(".be_reminded"))
    return see_other(url_for(".index"))


@bp.post(f"{BASE}/reminders")
@access(WRITE)
def be_reminded():
    actions.be_reminded(current.person.id, True, workspace_id=current.workspace_id)
    say(_("Le rappel par mail est remis."))
    return see_other(url_for(".index"))


def _page(board, form=None, refusal=None):
    sheet, beside = board.shown, queries.beside(current.person.id)
    if form is None:
        form = SituationsForm.of(queries.ticked(sheet, beside.known))
    form.seen.data, today = mark_of(sheet.lines), clock.today()
    return render_template(
        "rights/declaration/show.html",
        shown=sheet,
        sheets=board.sheets,
        form=form,
        refusal=refusal,
        labels=labels,
        fields_of=portal.fields_of,
        lines_in=queries.lines_in,
        read_situations=queries.situations_of,
        slug_of=slug_of,
        today=today,
        report=report_of(sheet.month, sheet.differences),
        said=said_value,
        is_reminded=beside.is_reminded,
        reminder_days=reminders.days_of(_next_window(sheet, today)),
    )


def _next_window(sheet, today):
    """The one whose mails are still to come: of the month shown, unless it is past."""
    return window_of(Month.of(today)) if sheet.window.is_over(today) else sheet.window
