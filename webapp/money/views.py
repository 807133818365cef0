from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.i18n import spoken
from webapp.core.web import ask_first, download, is_confirmed, say, see_other
from webapp.domain.owed import OwedKind
from webapp.domain.periods import Month
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.domain.rights.forecast import NET_OF_GROSS
from webapp.engagements.work import work_periods
from webapp.invoicing.payments import actions as payments
from webapp.invoicing.payments.front import page_of
from webapp.money import actions, exports, queries, words
from webapp.money.benefits import AUDIENS, FRANCE_TRAVAIL, are_of, benefits
from webapp.money.forms import ReceiptForm
from webapp.money.letters import reminder
from webapp.money.listing import Owed, arrivals
from webapp.rights.known import known as known_of
from webapp.rights.periods import actions as incomes
from webapp.rights.periods.forms import IncomeForm
from webapp.rights.periods.models import IncomeKind
from webapp.rights.periods.queries import income_or_404

bp = Blueprint("money", __name__)

READ, WRITE = Permission.MONEY_READ, Permission.MONEY_WRITE
BASE = "/w/<workspace>/money"
WAGE = f"{BASE}/wages/<period_id>"


@bp.get(f"{BASE}/")
@access(READ)
def index():
    owed, opening = _owed()
    return render_template(
        "money/index.html",
        owed=owed,
        opening=opening,
        words=words,
        share=NET_OF_GROSS,
        invoice_page=page_of,
    )


@bp.get(f"{BASE}/print")
@access(READ)
def print_page():
    owed, _opening = _owed()
    return render_template("money/print.html", owed=owed, share=NET_OF_GROSS)


@bp.get(f"{BASE}/export")
@access(READ)
def export():
    owed, _opening = _owed()
    return download(exports.csv_of(owed.asked, owed.today), f"a-encaisser-{owed.today.isoformat()}.csv")


@bp.get(WAGE)
@access(READ)
def wage(period_id):
    found = queries.wage_or_404(period_id)
    row = found.row
    told = row.net_expected_cents if row.net_received_cents is None else row.net_received_cents
    values = {"paid_on": row.paid_on or clock.today(), "net_received_cents": told}
    return _wage_page(found, ReceiptForm(data=values))


@bp.post(WAGE)
@access(WRITE)
def update_wage(period_id):
    found = queries.wage_or_404(period_id)
    form = ReceiptForm()
    form.work_starts_on = found.row.start_on
    if not form.validate_on_submit():
        return _wage_page(found, form, status=422)
    actions.receive(queries.period_or_404(period_id), form.paid_on.data, form.net_received_cents.data)
    say(_("Salaire encaissé."), undo=url_for(".take_back", period_id=period_id))
    return see_other(url_for(".index"))


@bp.post(f"{WAGE}/receipt")
@access(WRITE)
def receive_wage(period_id):
    """One tap: it came today."""
    actions.receive_today(queries.period_or_404(period_id), clock.today())
    say(_("Salaire encaissé."), undo=url_for(".take_back", period_id=period_id))
    return see_other(_back())


@bp.post(f"{BASE}/invoices/<invoice_id>/receipt")
@access(Permission.INVOICING_WRITE)
def receive_invoice(invoice_id):
    """One tap: what was left came today."""
    payment = payments.settle(invoice_id, clock.today())
    if payment is None:
        say(_("Rien ne reste dû\u00a0: aucun paiement n’est ajouté."), "info")
    else:
        undo = url_for("payments.take_back", invoice_id=invoice_id, payment_id=payment.public_id)
        say(_("Facture payée."), undo=undo)
    return see_other(_back())


@bp.post(f"{WAGE}/cancellation")
@access(WRITE)
def take_back(period_id):
    actions.take_back(queries.period_or_404(period_id))
    say(_("Ce salaire est de nouveau à encaisser."))
    return see_other(url_for(".index"))


@bp.post(f"{BASE}/wages/receipts")
@access(WRITE)
def receive_old():
    """Years imported at once were paid long ago."""
    if not is_confirmed():
        return ask_first(
            _("Les salaires de plus de 60\u00a0jours sont encaissés\u00a0?"),
            _("Chacun sera noté payé le jour où il était attendu. Vous pouvez ensuite corriger chaque date."),
            verb=_("Tout est encaissé"),
            back=url_for(".index"),
        )
    today = clock.today()
    actions.receive_old(queries.unpaid_periods(today), today)
    say(_("Salaires de plus de 60\u00a0jours encaissés."))
    return see_other(url_for(".index"))


@bp.get(f"{WAGE}/reminder")
@access(READ)
def remind(period_id):
    found = queries.wage_or_404(period_id)
    draft = reminder(found, current.signature)
    return render_template("money/reminder.html", wage=found, draft=draft)


@bp.get(f"{BASE}/incomes/new")
@access(WRITE)
def new_income():
    """The form that notes an ARE or Congés Spectacles received, filled with what was expected."""
    kind, month = _income_asked(request.args)
    owed, _opening = _owed()
    key = month.iso if kind is IncomeKind.ARE else None
    expected = next(
        (due.cents for due in owed.dues if due.kind == kind.value and key in (None, due.key)), None
    )
    form = IncomeForm(
        data={"kind": kind.value, "month": month.start_on, "cents": expected, "received_on": clock.today()}
    )
    return _income_page(form, kind, month)


@bp.post(f"{BASE}/incomes/")
@access(WRITE)
def create_income():
    kind, month = _income_asked(request.form)
    form = IncomeForm()
    if not form.validate_on_submit():
        return _income_page(form, kind, month, status=422)
    try:
        income = incomes.record_income(None, form.terms())
    except Refused as refusal:
        form.cents.errors = [spoken(refusal.sentence)]
        return _income_page(form, kind, month, status=422)
    said = _("ARE notée.") if kind is IncomeKind.ARE else _("Congés Spectacles notés.")
    say(said, undo=url_for(".forget_income", income_id=income.public_id))
    return see_other(url_for(".index"))


@bp.post(f"{BASE}/incomes/<income_id>/cancellation")
@access(WRITE)
def forget_income(income_id):
    incomes.remove_income(income_or_404(income_id).Income)
    say(_("Cette somme est de nouveau à encaisser."))
    return see_other(url_for(".index"))


def _owed():
    """Everything owed, seen as the address asks, and the opening it is computed from."""
    today = clock.today()
    work, known = work_periods(), known_of(current.workspace_id)
    wages, bills = queries.wages_and_bills(work, today)
    unpaid = [wage for wage in wages if wage.row.paid_on is None]
    open_bills = [bill for bill in bills if bill.paid_on is None]
    others, unknown = benefits(work, known, today)
    owed = Owed(
        today=today,
        dues=[*(wage.due for wage in unpaid), *(bill.due for bill in open_bills), *others],
        wages={wage.key: wage for wage in unpaid},
        bills={bill.key: bill for bill in open_bills},
        arrivals=arrivals(wages, bills, known.incomes, today - queries.RECENT),
        unknown=unknown,
        kind=_kind(),
        page=min(max(1, request.args.get("page", 1, type=int)), 10_000),
    )
    return owed, known.opening


def _kind():
    asked = request.args.get("kind", "")
    return OwedKind(asked) if asked in list(OwedKind) else None


def _back():
    """The list as it was filtered."""
    asked = request.form.get("kind", "")
    return url_for(".index", kind=asked if asked in list(OwedKind) else None)


def _income_asked(values):
    """Which ARE or Congés Spectacles; 404 for what nobody owes here."""
    kind, month = values.get("kind", ""), Month.of_iso(values.get("month", ""))
    if kind not in (IncomeKind.ARE, IncomeKind.CONGES_SPECTACLES) or month is None:
        abort(404)
    return IncomeKind(kind), month


def _wage_page(found, form, status=200):
    return render_template("money/wage.html", wage=found, form=form, share=NET_OF_GROSS), status


def _income_page(form, kind, month, status=200):
    is_are = kind is IncomeKind.ARE
    return render_template(
        "money/income.html",
        form=form,
        title=spoken(are_of(month)) if is_are else _("Congés Spectacles"),
        who=FRANCE_TRAVAIL if is_are else AUDIENS,
        is_are=is_are,
    ), status
