"""Sending a document and reminding of it: read, changed, then sent by the person."""

from datetime import timedelta

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.web import ask_first, is_confirmed, say, see_other
from webapp.domain.invoices.reminders import Tone
from webapp.invoicing.payments import letters, sending, words
from webapp.invoicing.payments.forms import LetterForm
from webapp.invoicing.payments.front import INVOICE, READ, WRITE, bp, page_of
from webapp.invoicing.payments.letters import Letter
from webapp.invoicing.payments.part import Followed, part_of
from webapp.invoicing.queries import standing_or_404

LATER = timedelta(days=7)
Answer = str | Response | tuple[str, int]


@bp.get(f"{INVOICE}/send")
@access(READ)
def compose(invoice_id: str) -> Answer:
    part = _part(invoice_id)
    letter = letters.covering(part.row, part.document, part.standing)
    return _send_page(part, _form(part, letter))


@bp.post(f"{INVOICE}/send")
@access(WRITE)
def send(invoice_id: str) -> Answer:
    part, form = _part(invoice_id), LetterForm()
    if not form.validate_on_submit():
        return _send_page(part, form, status=422)
    sending.send(
        part.row,
        form.to.data,
        form.letter(part.document.client.language),
        address=_address(part, form),
        reply_to=_reply_to(part),
    )
    say(_("Mail parti à %(to)s.", to=form.to.data))
    return see_other(page_of(invoice_id))


@bp.post(f"{INVOICE}/link")
@access(WRITE)
def share(invoice_id: str) -> Answer:
    part = _part(invoice_id)
    sending.open_link_of(part.row)
    say(_("Lien privé prêt\u00a0: copiez-le."))
    return see_other(url_for(".compose", invoice_id=invoice_id) + "#link")


@bp.post(f"{INVOICE}/link/revocation")
@access(WRITE)
def unshare(invoice_id: str) -> Answer:
    part = _part(invoice_id)
    if not is_confirmed():
        return ask_first(
            _("Fermer ce lien\u00a0?"),
            _("Il ne s’ouvrira plus, pour personne. Un nouveau lien aura une autre adresse."),
            verb=_("Fermer le lien"),
            back=url_for(".compose", invoice_id=invoice_id),
        )
    sending.close_link(part.row)
    say(_("Lien fermé."))
    return see_other(url_for(".compose", invoice_id=invoice_id))


@bp.get(f"{INVOICE}/remind")
@access(READ)
def reminder(invoice_id: str) -> Answer:
    part = _part(invoice_id)
    tone = _tone(part)
    return _reminder_page(part, tone, _form(part, _letter(part, tone)))


@bp.post(f"{INVOICE}/remind")
@access(WRITE)
def remind(invoice_id: str) -> Answer:
    part, form = _part(invoice_id), LetterForm()
    tone = _tone(part)
    if "redraw" in request.form or not part.proposes(tone):
        return _reminder_page(part, tone, form)
    if not form.validate_on_submit():
        return _reminder_page(part, tone, form, status=422)
    sending.remind(
        part.row,
        form.to.data,
        form.letter(part.document.client.language),
        tone,
        address=_address(part, form),
        reply_to=_reply_to(part),
    )
    say(_("Relance partie à %(to)s.", to=form.to.data))
    return see_other(page_of(invoice_id))


@bp.post(f"{INVOICE}/remind/done")
@access(WRITE)
def note_reminder(invoice_id: str) -> Answer:
    """Sent from the person's own mailbox, or by post."""
    part = _part(invoice_id)
    tone = _tone(part)
    if part.proposes(tone):
        sending.note_reminder(part.row, tone)
        say(_("Relance notée."))
    return see_other(page_of(invoice_id))


@bp.post(f"{INVOICE}/remind/later")
@access(WRITE)
def snooze(invoice_id: str) -> Answer:
    part, until = _part(invoice_id), clock.today() + LATER
    if part.next:
        sending.snooze(part.row, max(until, part.next.on + LATER) if part.next.on > clock.today() else until)
        say(_("Relance remise à plus tard."))
    return see_other(page_of(invoice_id))


def _part(invoice_id: str) -> Followed:
    return part_of(standing_or_404(invoice_id), clock.today())


def _tone(part: Followed) -> Tone:
    asked = request.values.get("tone", "")
    if asked in list(Tone):
        return Tone(asked)
    return part.next.tone if part.next else Tone.CORDIAL


def _letter(part: Followed, tone: Tone) -> Letter:
    last_on = max(part.reminded.values(), default=None)
    return letters.reminder(
        part.row, part.document, part.standing, part.due, tone, today=part.today, last_on=last_on
    )


def _form(part: Followed, letter: Letter) -> LetterForm:
    said = {"to": part.facts.email, "subject": letter.subject, "text": letter.text, "with_link": True}
    return LetterForm(formdata=None, data=said)


def _address(part: Followed, form: LetterForm) -> str:
    return sending.open_link_of(part.row) if form.with_link.data else ""


def _reply_to(part: Followed) -> str:
    return part.document.seller.email or current.person.email


def _send_page(part: Followed, form: LetterForm, status: int = 200) -> Answer:
    return render_template(
        "invoicing/payments/send.html", part=part, form=form, words=words, here=page_of(part.row.public_id)
    ), status


def _reminder_page(part: Followed, tone: Tone, form: LetterForm, status: int = 200) -> Answer:
    draft = Letter(form.subject.data or "", (form.text.data or "").replace("\r\n", "\n"))
    return render_template(
        "invoicing/payments/reminder.html",
        part=part,
        tone=tone,
        form=form,
        draft=draft,
        words=words,
        here=page_of(part.row.public_id),
    ), status
