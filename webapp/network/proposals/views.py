"""Whom to call before a gap: a part of the page Réseau, and a page of its own."""

from datetime import date

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from webapp.contacts.queries import contact_or_404
from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.web import invalid, render_swap, say, see_other, wants_part
from webapp.domain.network.proposals import LATER, LEAST_DAYS, SCALE, SOON
from webapp.domain.permissions import Permission
from webapp.network import actions
from webapp.network.actions import Told
from webapp.network.models import ExchangeKind
from webapp.network.proposals.board import board, gap_of
from webapp.network.proposals.forms import DoneForm
from webapp.network.queries import exchange_or_404

bp = Blueprint("proposals", __name__)

READ, WRITE = Permission.CONTACTS_READ, Permission.CONTACTS_WRITE
BASE = "/w/<workspace>/network/proposals"
ONE = f"{BASE}/<contact>"


@bp.get(f"{BASE}/")
@access(READ)
def index():
    return render_template("network/proposals/index.html", **_shown())


@bp.get(f"{BASE}/section")
@access(READ)
def section():
    """A part for the page Réseau."""
    if not wants_part():
        return see_other(url_for(".index"))
    return render_template("network/proposals/_section.html", **_shown())


@bp.get(f"{BASE}/card")
@access(READ)
def card():
    """A part for the front page, empty while no gap is near."""
    if not wants_part():
        return see_other(url_for(".index"))
    today = clock.today()
    gap = gap_of(today)
    return render_template("network/proposals/_card.html", gap=gap if gap and gap.is_near(today) else None)


@bp.post(f"{ONE}/done")
@access(WRITE)
def done(contact):
    person, form = contact_or_404(contact), DoneForm()
    if not form.validate_on_submit():
        part = "network/proposals/_section.html" if wants_part() else "network/proposals/index.html"
        return invalid(part, **_shown(wrong={contact: form}))
    exchange = actions.note_exchange(person, Told(ExchangeKind.CALL, clock.today(), form.note.data))
    undo = url_for(".take_back", exchange_id=exchange.public_id)
    return _answered(_("Appel noté\u00a0: %(name)s.", name=person.name), undo)


@bp.post(f"{ONE}/snooze")
@access(WRITE)
def put_off(contact):
    person = contact_or_404(contact)
    before = actions.snooze(person, clock.today() + LATER)
    undo = url_for(".bring_back", contact=contact, until=before)
    return _answered(_("%(name)s dans 2\u00a0semaines.", name=person.name), undo)


@bp.post(f"{BASE}/exchanges/<exchange_id>/cancellation")
@access(WRITE)
def take_back(exchange_id):
    exchange, _person = exchange_or_404(exchange_id)
    actions.delete_exchange(exchange)
    say(_("Appel retiré."))
    return see_other(url_for(".index"))


@bp.post(f"{ONE}/return")
@access(WRITE)
def bring_back(contact):
    actions.snooze(contact_or_404(contact), request.args.get("until", type=date.fromisoformat))
    say(_("De nouveau proposé."))
    return see_other(url_for(".index"))


def _answered(said, undo):
    """The section again, in place; without script, its page."""
    if not wants_part():
        say(said, undo=undo)
        return see_other(url_for(".index"))
    return render_swap(
        "network/proposals/answered.swap.html", otherwise=url_for(".index"), said=said, undo=undo, **_shown()
    )


def _shown(wrong=None):
    return {
        "board": board(clock.today(), current.signature, [one for one in Permission if current.may(one)]),
        "wrong": wrong or {},
        "scale": SCALE,
        "least_days": LEAST_DAYS,
        "weeks": SOON.days // 7,
    }
