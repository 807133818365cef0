from flask import render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.i18n import spoken
from webapp.core.web import ask_first, is_confirmed, say, see_other
from webapp.domain.invoices.checks import Problems, problems_of
from webapp.domain.invoices.document import Kind
from webapp.domain.invoices.offers import known_options, options_of
from webapp.domain.refusals import Refused
from webapp.invoicing.issuing import next_number
from webapp.invoicing.models import QuoteState, SeriesKind
from webapp.invoicing.queries import series_of
from webapp.invoicing.quotes import actions, billing, queries, sending, words
from webapp.invoicing.quotes.composing import document_of
from webapp.invoicing.quotes.forms import PaperForm, SendingForm
from webapp.invoicing.quotes.views import ONE, WRITE, bp

SEND, BY_HAND = (f"invoicing/quotes/{name}.html" for name in ("sending", "acceptance"))


@bp.get(f"{ONE}/sending")
@access(WRITE)
def prepare(quote_id):
    return _sending(queries.quote_with_client(quote_id))


@bp.post(f"{ONE}/sending")
@access(WRITE)
def send(quote_id):
    """By mail, or as a link to hand over oneself."""
    file, form = queries.quote_with_client(quote_id), SendingForm()
    sender = sending.Sender(current.signature, current.person.email, str(get_locale()))
    by_mail = request.form.get("via") != "link"
    if by_mail and not form.validate_on_submit():
        return _sending(file, form), 422
    try:
        if by_mail:
            sending.send(
                file.quote.id, clock.today(), sender, to=form.to.data, message=form.message.data or ""
            )
        else:
            sending.share(file.quote.id, clock.today(), sender)
    except Problems as problems:
        return _sending(file, form if by_mail else None, problems.found), 422
    say(_("Devis envoyé à %(to)s.", to=form.to.data) if by_mail else _("Le lien est prêt à partager."))
    return see_other(url_for(".show", quote_id=quote_id))


@bp.post(f"{ONE}/link/revocation")
@access(WRITE)
def revoke(quote_id):
    quote = queries.quote_or_404(quote_id)
    if not is_confirmed():
        return ask_first(
            _("Couper le lien\u00a0?"),
            _("Celui que le client a reçu ne s’ouvrira plus. Un autre pourra être fait."),
            verb=_("Couper le lien"),
            back=url_for(".show", quote_id=quote_id),
        )
    sending.close_link(quote)
    say(_("Le lien est coupé."))
    return see_other(url_for(".show", quote_id=quote_id))


@bp.post(f"{ONE}/withdrawal")
@access(WRITE)
def withdraw(quote_id):
    quote = queries.quote_or_404(quote_id)
    if not is_confirmed():
        return ask_first(
            _("Retirer le devis\u00a0?"),
            _(
                "Le client ne pourra plus l’accepter, et son lien le dit. Une offre datée vous engage jusqu’à sa date\u00a0: prévenez-le."
            ),
            verb=_("Retirer le devis"),
            back=url_for(".show", quote_id=quote_id),
        )
    actions.withdraw(quote.id, current.signature)
    say(_("Devis retiré."))
    return see_other(url_for(".show", quote_id=quote_id))


@bp.get(f"{ONE}/acceptance")
@access(WRITE)
def sign(quote_id):
    file = _awaiting(quote_id)
    return _on_paper(file, PaperForm(formdata=None, data={"on": clock.today()}), ())


@bp.post(f"{ONE}/acceptance")
@access(WRITE)
def accept(quote_id):
    """An agreement signed by hand, which the person has received."""
    file, form = _awaiting(quote_id), PaperForm()
    version = file.last.version
    options = known_options(version.document.lines, request.form.getlist("option"))
    if form.validate_on_submit() and form.on.data < version.issued_on:
        form.on.errors = [_("Cette version n’existait pas encore.")]
    if form.errors:
        return _on_paper(file, form, options), 422
    signed = actions.Signed(form.name.data, form.job.data, form.on.data, form.note.data, options)
    actions.accept_on_paper(version, signed, current.signature)
    say(_("Accord noté."))
    return see_other(url_for(".show", quote_id=quote_id))


@bp.post(f"{ONE}/invoices")
@access(WRITE)
def bill(quote_id):
    """The draft of the next deposit, or of the final invoice."""
    file = queries.file_or_404(quote_id)
    kind = Kind.DEPOSIT if request.form.get("kind") == Kind.DEPOSIT else Kind.INVOICE
    draft = billing.bill(file, kind, clock.today())
    return see_other(url_for("invoices.edit", invoice_id=draft.public_id))


def _sending(file, form=None, problems=None):
    quote, today = file.quote, clock.today()
    found = problems or []
    if sending.is_over(quote, today):
        found = found or [sending.OVER]
    elif sending.is_new_version(quote) and not found:
        try:
            document = document_of(quote, file.client, file.contact, today)
            found = problems_of(document)
        except Problems as unknown:
            found = unknown.found
    typed = quote.draft
    form = form or SendingForm(
        formdata=None,
        data={
            "to": file.sent_to,
            "message": sending.first_words(file.client, typed.title, typed.valid_until),
        },
    )
    return render_template(
        SEND,
        file=file,
        quote=quote,
        form=form,
        problems=[(spoken(one.said), words.place_of(one, file)) for one in found],
        number=quote.number or _next_number(today),
        version=quote.version + 1 if sending.is_new_version(quote) else quote.version,
    )


def _next_number(today):
    """The one it would take now."""
    series = series_of(SeriesKind.QUOTES)
    try:
        return next_number(series, today)[0] if series else ""
    except Refused:
        return ""


def _awaiting(quote_id):
    file = queries.file_or_404(quote_id)
    if file.last is None or file.quote.state != QuoteState.SENT:
        raise NotFound
    return file


def _on_paper(file, form, options):
    offered = options_of(file.last.document.lines)
    return render_template(
        BY_HAND, file=file, quote=file.quote, offered=offered, form=form, chosen=options, words=words
    )
