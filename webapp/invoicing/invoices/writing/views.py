"""Drafts, until they are issued; and those begun from an issued invoice."""

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.access import access
from webapp.core.files import handed_over
from webapp.core.web import ask_first, invalid, is_confirmed, say, see_other, wants_part
from webapp.domain.invoices.checks import Problems
from webapp.domain.invoices.document import Kind
from webapp.domain.invoices.draft import Draft
from webapp.invoicing.drafting import drop_draft, keep_draft
from webapp.invoicing.facturx.papers import quote_pdf
from webapp.invoicing.facturx.told import rate
from webapp.invoicing.invoices.views import ONE, READ, WRITE, bp
from webapp.invoicing.invoices.writing import actions, beginning, editing
from webapp.invoicing.invoices.writing.desk import desk_or_none
from webapp.invoicing.issuing import issue as issue_draft
from webapp.invoicing.queries import invoice_or_404, logo_content, standing_of, standing_or_404

EDIT, NEW = "invoicing/invoices/edit.html", "invoicing/invoices/new.html"
PDF = "application/pdf"


@bp.get("/w/<workspace>/invoicing/invoices/new")
@access(WRITE)
def new():
    return render_template(NEW, **beginning.page(beginning.form_asked(request.args)))


@bp.post("/w/<workspace>/invoicing/invoices")
@access(WRITE)
def create():
    form, choices = beginning.form_sent()
    if not form.validate_on_submit() or not beginning.has_an_amount(form):
        return invalid(NEW, **beginning.page((form, choices)))
    draft = beginning.begin(form, choices, clock.today())
    return see_other(url_for(".edit", invoice_id=draft.public_id))


@bp.get(f"{ONE}/edit")
@access(WRITE)
def edit(invoice_id):
    desk = desk_or_none(invoice_id, clock.today())
    if desk is None:
        return _already(invoice_id)
    return render_template(EDIT, **_context(desk, editing.form_of(desk), clock.today()))


@bp.post(f"{ONE}/edit")
@access(WRITE)
def save(invoice_id):
    today = clock.today()
    desk = desk_or_none(invoice_id, today, lock=True)
    if desk is None:
        return _already(invoice_id)
    form = editing.form_sent(desk)
    if form.is_edited or not form.validate_on_submit():
        return _shown_again(desk, form, today)
    _keep(desk, form, today)
    match request.form.get("then"):
        case "issue":
            return _ask_to_issue(invoice_id, form, today)
        case "preview":
            return see_other(url_for(".preview", invoice_id=invoice_id))
        case "client":
            return see_other(url_for("clients.edit", contact=form.client.data))
        case "seller":
            return see_other(url_for("seller.form"))
    say(_("Brouillon enregistré."))
    return see_other(url_for(".edit", invoice_id=invoice_id))


@bp.post(f"{ONE}/sums")
@access(WRITE)
def sums(invoice_id):
    """What the lines come to, while they are typed: nothing is kept."""
    desk = desk_or_none(invoice_id, clock.today()) or abort(404)
    if not wants_part():
        return see_other(url_for(".edit", invoice_id=invoice_id))
    added = editing.sums(desk, editing.form_sent(desk), clock.today())
    return render_template("invoicing/lines/sums.swap.html", sums=added, vat_rate=rate)


@bp.get(f"{ONE}/preview")
@access(READ)
def preview(invoice_id):
    """The paper it would be, without its number."""
    today = clock.today()
    desk = desk_or_none(invoice_id, today)
    if desk is None:
        return _already(invoice_id)
    try:
        document = desk.document(desk.draft.draft, today)
    except Problems as problems:
        return _edit_page(desk, editing.form_of(desk), today, problems.found)
    logo = logo_content(document.seller.logo) if document.seller.logo else None
    made = quote_pdf(document, logo)
    return handed_over([made], f"{_('brouillon')}.pdf", PDF, len(made), inline=True)


@bp.get(f"{ONE}/issue")
@access(WRITE)
def confirm(invoice_id):
    """What is about to be issued, once more: nothing of it changes afterwards."""
    desk = desk_or_none(invoice_id, clock.today())
    if desk is None:
        return _already(invoice_id)
    return render_template(
        "invoicing/invoices/confirm.html",
        **_context(desk, editing.form_of(desk), clock.today()),
        is_independent="independent" in request.args,
    )


@bp.post(f"{ONE}/issue")
@access(WRITE)
def issue(invoice_id):
    """The yes of that page."""
    today = clock.today()
    desk = desk_or_none(invoice_id, today, lock=True)
    if desk is None:
        return _already(invoice_id)
    form = editing.form_of(desk)
    form.is_independent.data = "is_independent" in request.form
    if _lacks_the_tick(desk, form):
        return _edit_page(desk, form, today)
    try:
        invoice = issue_draft(invoice_id, today)
    except Problems as problems:
        return _edit_page(desk, form, today, problems.found)
    say(_("Émis sous le n° %(number)s.", number=invoice.number))
    return see_other(url_for(".show", invoice_id=invoice_id))


@bp.post(f"{ONE}/deletion")
@access(WRITE)
def delete(invoice_id):
    desk = desk_or_none(invoice_id, clock.today(), lock=True)
    if desk is None:
        return _already(invoice_id)
    if not is_confirmed():
        return ask_first(
            _("Supprimer ce brouillon\u00a0?"),
            _("Il n’a pas de numéro\u00a0: la suite des numéros n’en est pas changée."),
            verb=_("Supprimer le brouillon"),
            back=url_for(".edit", invoice_id=invoice_id),
        )
    drop_draft(desk.draft)
    say(_("Brouillon supprimé."))
    return see_other(url_for(".index"))


@bp.post(f"{ONE}/copy")
@access(WRITE)
def duplicate(invoice_id):
    return _begun(actions.duplicate(invoice_or_404(invoice_id), clock.today()))


@bp.post(f"{ONE}/credit")
@access(WRITE)
def credit(invoice_id):
    invoice, standing = invoice_or_404(invoice_id), standing_of(standing_or_404(invoice_id))
    notes = beginning.notes_on(invoice)
    words = _("Reste de la facture %(number)s", number=invoice.number)
    return _begun(actions.begin_credit(invoice, standing, notes, words, clock.today()))


@bp.post(f"{ONE}/corrective")
@access(WRITE)
def correct(invoice_id):
    invoice, standing = invoice_or_404(invoice_id), standing_of(standing_or_404(invoice_id))
    return _begun(actions.begin_corrective(invoice, standing, clock.today()))


@bp.post(f"{ONE}/final")
@access(WRITE)
def final(invoice_id):
    deposit = invoice_or_404(invoice_id)
    if deposit.kind != Kind.DEPOSIT:
        abort(404)
    return _begun(beginning.begin_final(deposit, clock.today()))


def _begun(draft):
    return see_other(url_for(".edit", invoice_id=draft.public_id))


def _already(invoice_id):
    """Issued meanwhile: its page; a stranger's, or a draft that is gone, is not found."""
    invoice = invoice_or_404(invoice_id)
    return see_other(url_for(".show", invoice_id=invoice.public_id))


def _keep(desk, form, today):
    typed: Draft = form.draft(desk.draft.draft)
    typed = beginning.moved(desk, form, typed)
    keep_draft(desk.draft, typed, today)


def _ask_to_issue(invoice_id, form, today):
    """Of the draft as it was just kept; `form` shows what is wrong with it."""
    desk = desk_or_none(invoice_id, today) or abort(404)
    if _lacks_the_tick(desk, form):
        return _edit_page(desk, form, today)
    try:
        desk.check(today)
    except Problems as problems:
        return _edit_page(desk, form, today, problems.found)
    independent = "y" if form.is_independent.data else None
    return see_other(url_for(".confirm", invoice_id=invoice_id, independent=independent))


def _lacks_the_tick(desk, form):
    if not desk.is_employer or form.is_independent.data:
        return False
    form.is_independent.errors = [_("Cochez si ce client ne vous emploie pas pour ce travail.")]
    return True


def _shown_again(desk, form, today):
    if form.is_edited and wants_part():
        return invalid("invoicing/lines/edited.swap.html", **_context(desk, form, today))
    return _edit_page(desk, form, today)


def _edit_page(desk, form, today, found=()):
    return invalid(EDIT, **_context(desk, form, today, found))


def _context(desk, form, today, found=()):
    id = desk.draft.public_id
    return {
        **editing.page(desk, form, today, found),
        "action": url_for(".save", invoice_id=id),
        "sums_url": url_for(".sums", invoice_id=id),
    }
