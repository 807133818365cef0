"""What every address of a link goes through once its token is good: not too often, in which language, with which code."""

from typing import Any

from flask import abort, g, make_response, render_template, request, session, url_for
from flask_babel import refresh
from werkzeug.exceptions import TooManyRequests

from webapp.core import throttle
from webapp.core.i18n import LANGUAGES
from webapp.core.web import leave_for, wants_part
from webapp.sharing import codes
from webapp.sharing.opened.forms import CodeForm
from webapp.sharing.opened.page import Header
from webapp.sharing.opened.queries import Opened

OPENINGS = throttle.Limit("share openings", 300, per_minutes=10)
TRIES = throttle.Limit("share codes", 5, per_minutes=15)
# Every quarter of an hour, four hundred and eighty a day: ten thousand codes would be tried in three weeks.
TRIES_A_DAY = throttle.Limit("share codes of a day", 40, per_minutes=24 * 60)
SHOWN, CALENDAR = "sharing.shown", "sharing.shown_calendar"
CODE = "sharing/opened/code.html"
REMEMBERED = 20  # codes in one cookie


class EnoughToday(TooManyRequests):
    """No code is taken by this link until tomorrow."""


def let_in(opened: Opened, header: Header) -> None:
    """Go on, or the code is asked instead: what was read meanwhile is shown to nobody."""
    throttle.spend_here(OPENINGS, opened.share.hex)
    speak(header)
    if is_known(header):
        return
    token = (request.view_args or {})["token"]
    if request.endpoint != SHOWN or wants_part():
        abort(leave_for(url_for(SHOWN, token=token)))
    page = render_template(CODE, header=header, token=token, form=CodeForm(formdata=None))
    abort(make_response(page))


def is_known(header: Header) -> bool:
    """Without a code, or who has given it on this device; a calendar application has a key of its own."""
    if header.code_digest is None:
        return True
    if request.endpoint == CALENDAR and codes.is_calendar_key(header, request.args.get("k", "")):
        return True
    return codes.has_mark(header, session.get("codes", {}).get(header.share.hex))


def try_code(header: Header, code: str) -> bool:
    """Raises TooManyRequests: for this link from anywhere, and for this address whatever the link."""
    who = (("link", header.share.hex), ("from", request.remote_addr or ""))
    for one in who:
        throttle.spend(TRIES, *one)
    try:
        throttle.spend(TRIES_A_DAY, header.share.hex)
    except TooManyRequests:
        raise EnoughToday from None
    if not codes.is_right(header, code):
        return False
    for one in who:
        throttle.forgive(TRIES, *one)
    throttle.forgive(TRIES_A_DAY, header.share.hex)
    kept = {key: mark for key, mark in session.get("codes", {}).items() if key != header.share.hex}
    session["codes"] = dict([*kept.items(), (header.share.hex, codes.mark_of(header))][-REMEMBERED:])
    return True


def speak(header: Header) -> None:
    """The page in the language of the link, or the one asked at its top."""
    asked = request.args.get("langue", "")
    if asked in LANGUAGES:
        g.asked_language = asked
    g.language = g.get("asked_language", header.language)
    refresh()


def keep_language(endpoint: str, values: dict[str, Any]) -> None:
    """The language asked at the top of the page goes along with its links; a calendar speaks that of the link."""
    if "asked_language" in g and "token" in values and endpoint != CALENDAR:
        values.setdefault("langue", g.asked_language)
