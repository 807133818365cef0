"""The page Réseau, the story of a contact, and what is noted of it."""

from datetime import date
from secrets import token_urlsafe

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.contacts.queries import contact_or_404
from webapp.core import clock
from webapp.core.access import access
from webapp.core.again import answered_again
from webapp.core.current import current
from webapp.core.formats import day
from webapp.core.i18n import spoken
from webapp.core.web import invalid, page_asked, render_page, render_swap, say, see_other, wants_part
from webapp.domain.network.snooze import Snooze, back_on
from webapp.domain.network.touch import USUAL, last_said
from webapp.domain.permissions import Permission
from webapp.network import actions, labels, queries, story
from webapp.network.entries import entry_of
from webapp.network.forms import RHYTHMS, ExchangeForm, NoteForm, RhythmForm
from webapp.network.turns import known, turns

bp = Blueprint("network", __name__)

BASE = "/w/<workspace>/network"
CONTACT = f"{BASE}/contacts/<contact>"
EXCHANGE = f"{BASE}/exchanges/<exchange>"
READ, WRITE = Permission.CONTACTS_READ, Permission.CONTACTS_WRITE


@bp.get(f"{BASE}/")
@access(READ)
@answered_again
def index():
    today, which, page = clock.today(), _which(), page_asked()
    seen = queries.seen_of_late(which, page, today, _may(), current.signature)
    rows = queries.due(today, _may(), current.signature)
    return render_template(
        "network/index.html",
        due=turns(rows, today),
        due_count=rows[0].count if rows else 0,
        seen=seen,
        found=seen[0].count if seen else 0,
        which=which,
        figures=queries.figures(_may()),
        today=today,
        page_number=page,
        per_page=queries.PAGE,
        snoozes=labels.SNOOZES,
    )


@bp.get(f"{BASE}/due")
@access(READ)
def due():
    """A few of those to call, for the page of the day; nothing when it is nobody's turn."""
    if not wants_part():
        return redirect(url_for(".index"), 302)
    today = clock.today()
    rows = queries.due(today, _may(), current.signature, queries.DUE_AT_HOME)
    if not rows:
        return ""
    return render_template("network/_today.html", due=turns(rows, today), count=rows[0].count)


@bp.get(CONTACT)
@access(READ)
def timeline(contact):
    contact = contact_or_404(contact)
    page = 1 if wants_part() else page_asked()
    return render_page("network/timeline.html", "network/_story.html", **_told(contact, None, page))


@bp.post(CONTACT)
@access(WRITE)
def note(contact):
    """One tap: the button says what it was, the line what was said."""
    contact, form = contact_or_404(contact), NoteForm()
    if not form.validate_on_submit():
        if wants_part():
            return invalid("network/_note.html", contact=contact, form=form)
        return invalid("network/timeline.html", **_told(contact, form))
    told = form.told()
    exchange = actions.note_exchange(contact, told)
    said, undo = labels.NOTED[told.kind], url_for(".delete", exchange=exchange.public_id)
    if not wants_part():
        say(said, undo=undo)
        return see_other(_back(contact))
    said_next = {"said": said, "undo": undo, "key": token_urlsafe(16), **_told(contact, None)}
    return render_swap("network/noted.swap.html", otherwise="", event="touch-changed", **said_next)


@bp.get(f"{CONTACT}/new")
@access(WRITE)
def new(contact):
    contact = contact_or_404(contact)
    form = ExchangeForm(data={"on": clock.today()})
    return render_template("network/new.html", contact=contact, form=form)


@bp.post(f"{CONTACT}/new")
@access(WRITE)
def create(contact):
    contact, form = contact_or_404(contact), ExchangeForm()
    if not form.validate_on_submit():
        return invalid("network/new.html", contact=contact, form=form)
    told = form.told()
    exchange = actions.note_exchange(contact, told)
    say(labels.NOTED[told.kind], undo=url_for(".delete", exchange=exchange.public_id))
    return see_other(_page_of(contact))


@bp.get(EXCHANGE)
@access(WRITE)
def edit(exchange):
    exchange, contact = queries.exchange_or_404(exchange)
    form = ExchangeForm(obj=exchange)
    return render_template("network/edit.html", contact=contact, exchange=exchange, form=form)


@bp.post(EXCHANGE)
@access(WRITE)
def update(exchange):
    exchange, contact = queries.exchange_or_404(exchange)
    form = ExchangeForm()
    if not form.validate_on_submit():
        return invalid("network/edit.html", contact=contact, exchange=exchange, form=form)
    actions.change_exchange(exchange, form.told())
    say(_("Échange enregistré."))
    return see_other(_page_of(contact))


@bp.post(f"{EXCHANGE}/deletion")
@access(WRITE)
def delete(exchange):
    exchange, contact = queries.exchange_or_404(exchange)
    actions.delete_exchange(exchange)
    say(_("Échange supprimé."), undo=url_for(".restore", exchange=exchange.public_id))
    return see_other(_page_of(contact))


@bp.post(f"{EXCHANGE}/restoration")
@access(WRITE)
def restore(exchange):
    exchange, contact = queries.exchange_or_404(exchange, deleted=True)
    actions.restore_exchange(exchange)
    say(_("Échange rétabli."))
    return see_other(_page_of(contact))


@bp.post(f"{CONTACT}/done")
@access(WRITE)
def done(contact):
    """From a list: somebody was called, with a line of what was said if there is one."""
    contact, form = contact_or_404(contact), NoteForm()
    if not form.validate_on_submit():
        return invalid("network/timeline.html", **_told(contact, form))
    exchange = actions.note_exchange(contact, form.told())
    undo = url_for(".delete", exchange=exchange.public_id)
    say(_("%(name)s\u00a0: c’est fait.", name=contact.name), undo=undo)
    return see_other(url_for(".index"))


@bp.post(f"{CONTACT}/snooze")
@access(WRITE)
def snooze(contact):
    contact = contact_or_404(contact)
    until = back_on(_snooze(), clock.today())
    before = actions.snooze(contact, until)
    say(
        _("%(name)s\u00a0: à rappeler le %(day)s.", name=contact.name, day=day(until)),
        undo=url_for(".wake", contact=contact.public_id, until=before),
    )
    return see_other(_back(contact))


@bp.post(f"{CONTACT}/waking")
@access(WRITE)
def wake(contact):
    """Back on the list at its own time, or when it was put off to before."""
    contact = contact_or_404(contact)
    actions.snooze(contact, request.args.get("until", type=date.fromisoformat))
    say(_("Report annulé."))
    return see_other(_page_of(contact))


@bp.get(f"{CONTACT}/rhythm")
@access(READ)
def rhythm(contact):
    contact = contact_or_404(contact)
    return render_page("network/rhythm.html", "network/_rhythm.html", **_touch(contact), form=RhythmForm())


@bp.post(f"{CONTACT}/rhythm")
@access(WRITE)
def keep_rhythm(contact):
    contact, form = contact_or_404(contact), RhythmForm()
    asked = request.form.get("rhythm", "")
    if asked not in RHYTHMS and not form.validate_on_submit():
        return invalid("network/rhythm.html", **_touch(contact), form=form)
    actions.keep_rhythm(contact, RHYTHMS.get(asked, form.days.data))
    if not wants_part():
        say(_("Rythme enregistré."))
        return see_other(_page_of(contact))
    return render_swap("network/rhythm.swap.html", otherwise="", **_touch(contact))


def _may():
    """What the story may tell to who asks."""
    return {permission for permission in Permission if current.may(permission)}


def _told(contact, form, page=1):
    """The story of a contact, and what there is to say of their turn."""
    per_page = story.ON_CONTACT if wants_part() else story.PAGE
    rows = story.story_of(contact, _may(), page, per_page)
    return {
        "entries": [entry_of(row, contact.name) for row in rows],
        "count": rows[0].count if rows else 0,
        "page_number": page,
        "per_page": per_page,
        "is_whole": not wants_part(),
        "form": form,
        **_touch(contact),
    }


def _touch(contact):
    today = clock.today()
    row = queries.touch_of(contact, today, _may())
    judged = turns([row], today)
    return {
        "contact": contact,
        "known": known(row),
        "last": spoken(last_said(known(row), today)),
        "due": judged[0] if judged else None,
        "today": today,
        "usual": USUAL,
        "snoozes": labels.SNOOZES,
    }


def _page_of(contact):
    return url_for("contacts.show", public_id=contact.public_id)


def _back(contact):
    """Where the form that was sent stands."""
    places = {
        "network": url_for(".index"),
        "story": url_for(".timeline", contact=contact.public_id),
    }
    return places.get(request.form.get("back", ""), _page_of(contact))


def _snooze() -> Snooze:
    try:
        return Snooze(request.form.get("until", ""))
    except ValueError:
        return Snooze.TOMORROW


def _which() -> queries.Which:
    tag = request.args.get("tag", "")[:12]
    try:
        return queries.Which(queries.Seen(request.args.get("seen", "all")), tag)
    except ValueError:
        return queries.Which(tag=tag)
