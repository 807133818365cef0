"""Payments of a document. Sending and reminding are in `mailing.py`, the link in `opened.py`, accounts in `statement.py`."""

from flask import render_template, url_for
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.access import access
from webapp.core.formats import money
from webapp.core.i18n import spoken
from webapp.core.web import ask_first, is_confirmed, say, see_other
from webapp.domain.invoices.document import Kind
from webapp.domain.refusals import Refused
from webapp.invoicing.payments import actions, mailing, opened, queries, statement, words
from webapp.invoicing.payments.forms import PaymentForm
from webapp.invoicing.payments.front import INVOICE, READ, WRITE, bp, page_of
from webapp.invoicing.payments.part import part_of
from webapp.invoicing.queries import standing_of, standing_or_404

__all__ = ["bp", "mailing", "opened", "statement"]
PAYMENT = f"{INVOICE}/payments/<payment_id>"


@bp.get(f"{INVOICE}/payments")
@access(READ)
def index(invoice_id):
    row = standing_or_404(invoice_id)
    return _payments_page(row, PaymentForm(formdata=None, data=_proposed(row)))


@bp.post(f"{INVOICE}/payments")
@access(WRITE)
def create(invoice_id):
    form = PaymentForm()
    if not form.validate_on_submit():
        return _payments_page(standing_or_404(invoice_id), form, status=422)
    try:
        payment = actions.add_payment(invoice_id, form.terms())
    except Refused as refusal:
        form.cents.errors = [spoken(refusal.sentence)]
        return _payments_page(standing_or_404(invoice_id), form, status=422)
    _tell(standing_or_404(invoice_id), payment)
    return see_other(page_of(invoice_id))


@bp.post(f"{INVOICE}/payments/balance")
@access(WRITE)
def settle(invoice_id):
    """One tap: all of it, today."""
    payment = actions.settle(invoice_id, clock.today())
    if payment is None:
        say(_("Rien ne reste dû\u00a0: aucun paiement n’est ajouté."), "info")
    else:
        _tell(standing_or_404(invoice_id), payment)
    return see_other(page_of(invoice_id))


@bp.get(PAYMENT)
@access(READ)
def edit(invoice_id, payment_id):
    row = standing_or_404(invoice_id)
    payment = queries.payment_or_404(row.id, payment_id)
    return _payment_page(row, payment, PaymentForm(formdata=None, obj=payment))


@bp.post(PAYMENT)
@access(WRITE)
def update(invoice_id, payment_id):
    row, form = standing_or_404(invoice_id), PaymentForm()
    payment = queries.payment_or_404(row.id, payment_id)
    if not form.validate_on_submit():
        return _payment_page(row, payment, form, status=422)
    try:
        actions.change_payment(invoice_id, payment_id, form.terms())
    except Refused as refusal:
        form.cents.errors = [spoken(refusal.sentence)]
        return _payment_page(row, payment, form, status=422)
    say(_("Paiement corrigé."))
    return see_other(url_for(".index", invoice_id=invoice_id))


@bp.post(f"{PAYMENT}/deletion")
@access(WRITE)
def delete(invoice_id, payment_id):
    row = standing_or_404(invoice_id)
    payment = queries.payment_or_404(row.id, payment_id)
    if not is_confirmed():
        return ask_first(
            _("Retirer ce paiement\u00a0?"),
            _("%(cents)s seront de nouveau dus. Le retrait reste dans le suivi.", cents=money(payment.cents)),
            verb=_("Retirer"),
            back=url_for(".edit", invoice_id=invoice_id, payment_id=payment_id),
        )
    actions.remove_payment(invoice_id, payment_id)
    say(_("Paiement retiré."))
    return see_other(url_for(".index", invoice_id=invoice_id))


def _proposed(row):
    """What is left, today."""
    return {"paid_on": clock.today(), "cents": standing_of(row).balance_cents or None}


def _tell(row, payment):
    standing, is_credit = standing_of(row), row.kind == Kind.CREDIT
    undo = url_for(".take_back", invoice_id=row.public_id, payment_id=payment.public_id)
    if standing.overpaid_cents and not is_credit:
        over = money(standing.overpaid_cents)
        said = _("Paiement noté. Trop-perçu de %(cents)s, à rendre ou à déduire.", cents=over)
    elif standing.balance_cents:
        said = _("Paiement noté. Reste %(cents)s.", cents=money(standing.balance_cents))
    else:
        said = _("Avoir remboursé.") if is_credit else _("Facture payée.")
    say(said, undo=undo)


@bp.post(f"{PAYMENT}/cancellation")
@access(WRITE)
def take_back(invoice_id, payment_id):
    """The undo of the tap: no question first, noting it again is as quick."""
    actions.remove_payment(invoice_id, payment_id)
    say(_("Paiement retiré."))
    return see_other(page_of(invoice_id))


def _payments_page(row, form, status=200):
    part = part_of(row, clock.today())
    return render_template(
        "invoicing/payments/index.html",
        row=row,
        part=part,
        form=form,
        words=words,
        here=page_of(row.public_id),
    ), status


def _payment_page(row, payment, form, status=200):
    return render_template(
        "invoicing/payments/payment.html", row=row, payment=payment, form=form, words=words
    ), status
