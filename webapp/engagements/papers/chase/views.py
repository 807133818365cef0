from flask import render_template, request, url_for
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.web import say, see_other
from webapp.engagements.papers import queries, words
from webapp.engagements.papers.chase import actions
from webapp.engagements.papers.chase.forms import ReminderForm
from webapp.engagements.papers.chase.letters import Draft, draft
from webapp.engagements.papers.chase.queries import reminder_or_404, what_is_wrong
from webapp.engagements.papers.models import Channel, Tone
from webapp.engagements.views import BASE, READ, WRITE, bp

LONGEST_TEXT, LONGEST_SUBJECT = 5000, 300
CHASE = f"{BASE}/papers/employers/<employer_id>"


@bp.get(CHASE)
@access(READ)
def chase(employer_id):
    """What one employer owes, and a draft that asks for it."""
    return _chase_page(
        queries.employer_or_404(employer_id), ReminderForm(data={"reminded_on": clock.today()})
    )


@bp.post(f"{CHASE}/draft")
@access(WRITE)
def redraft(employer_id):
    """Without script, the words typed reach the mail and the SMS by this page; nothing is kept."""
    form = ReminderForm(formdata=None, data={"reminded_on": clock.today()})
    return _chase_page(queries.employer_or_404(employer_id), form)


@bp.post(f"{CHASE}/reminders")
@access(WRITE)
def remind(employer_id):
    employer, form = queries.employer_or_404(employer_id), ReminderForm()
    chosen = _chosen(queries.missing_of(employer, clock.today()))
    if not form.validate_on_submit():
        return _chase_page(employer, form, status=422)
    reminder_id = actions.note_reminder(
        [slot.paper for slot in chosen],
        channel=Channel(form.channel.data),
        tone=_tone(),
        on=form.reminded_on.data,
        by=current.signature,
    )
    say(_("Relance notée."), undo=url_for(".forget_reminder", reminder_id=reminder_id))
    return see_other(url_for(".chase", employer_id=employer_id))


@bp.post(f"{BASE}/papers/reminders/<reminder_id>/deletion")
@access(WRITE)
def forget_reminder(reminder_id):
    """No question first: noting it again is as quick."""
    actions.forget_reminder(reminder_or_404(reminder_id))
    say(_("Relance retirée."))
    paper_id = request.form.get("paper", "")
    if paper_id:
        return see_other(url_for(".paper", paper_id=queries.paper_or_404(paper_id).public_id))
    return see_other(url_for(".papers", kind="all"))


def _chase_page(employer, form, status=200):
    today, tone = clock.today(), _tone()
    slots = sorted(queries.missing_of(employer, today), key=_is_urgent, reverse=True)
    chosen = _chosen(slots) or slots  # those named may have come meanwhile
    written = None
    if chosen:
        proposed = draft(chosen, what_is_wrong(chosen), tone=tone, signed=current.signature, today=today)
        written = _as_typed(proposed)
    return render_template(
        "engagements/papers/chase/employer.html",
        employer=employer,
        slots=slots,
        chosen=[slot.paper.public_id for slot in chosen],
        written=written,
        tone=tone,
        form=form,
        labels=words,
    ), status


def _chosen(slots):
    """Those named by the address or the form; else what is late or wrong, else all there is."""
    named = set(request.values.getlist("paper"))
    if named:
        return [slot for slot in slots if slot.paper.public_id in named]
    return [slot for slot in slots if _is_urgent(slot)] or slots


def _is_urgent(slot):
    return slot.is_wrong or slot.days_late(clock.today()) > 0


def _tone():
    asked = request.values.get("tone", "")
    return Tone(asked) if asked in list(Tone) else Tone.CORDIAL


def _as_typed(proposed):
    """The draft as the person changed it, when it comes back from its form."""
    return Draft(
        subject=" ".join(request.form.get("subject", proposed.subject).split())[:LONGEST_SUBJECT],
        text=request.form.get("text", proposed.text).replace("\r\n", "\n")[:LONGEST_TEXT],
    )
