from flask import request, url_for

from webapp.core import once
from webapp.core.access import Door, access
from webapp.core.current import current
from webapp.core.db import db, write_after_all
from webapp.core.links import LinkClosed
from webapp.core.tenancy import act_as
from webapp.core.visitors import is_a_person
from webapp.invoicing.quotes.answers import actions, desk
from webapp.invoicing.quotes.answers.queries import shared_offer
from webapp.invoicing.quotes.shared import SECTION, has_papers
from webapp.sharing.opened import queries
from webapp.sharing.opened.door import let_in
from webapp.sharing.views import bp


@bp.get("/s/<token>/quotes/<key>")
@access(Door.LINK)
def shown_quote(token, key):
    """Opening tells nothing to whoever asked but that it was opened, by a person."""
    offer, ways = _opened(token, key)
    drawn = desk.page(offer, ways)
    if is_a_person(request):
        note(offer)
    return drawn


@bp.post("/s/<token>/quotes/<key>")
@access(Door.LINK)
def quote_answer(token, key):
    offer, ways = _opened(token, key)
    return _write(offer) or desk.answer(offer, ways)


@bp.route("/s/<token>/quotes/<key>/refusal", methods=["GET", "POST"])
@access(Door.LINK)
def quote_decline(token, key):
    offer, ways = _opened(token, key)
    return _write(offer) or desk.decline(offer, ways)


@bp.route("/s/<token>/quotes/<key>/question", methods=["GET", "POST"])
@access(Door.LINK)
def quote_question(token, key):
    offer, ways = _opened(token, key)
    return _write(offer) or desk.question(offer, ways)


def note(offer):
    """Last in a view: that a client read their quote is told among what happened to it."""
    write_after_all()
    db()
    actions.note_reading.later(
        workspace_id=offer.workspace_id,
        quote=str(offer.quote_id),
        version=offer.version,
        account=str(current.user.id) if current.user else None,
    )


def _opened(token, key):
    """Read as the role of links: the offer of a production of this link, where it may be accepted by it."""
    opened = queries.enter(token)
    let_in(opened, queries.header_of(opened))
    found = shared_offer(opened.scope, key)
    if found is None:
        raise LinkClosed
    return found.offer, _ways(token, key, found.production, opened.scope)


def _ways(token, key, production, scope):
    of = {"token": token, "langue": request.args.get("langue")}
    file = {"section": SECTION.key, "production": production, "key": key}
    return desk.Ways(
        offer=url_for(".shown_quote", **of, key=key),
        decline=url_for(".quote_decline", **of, key=key),
        question=url_for(".quote_question", **of, key=key),
        paper=url_for(".shown_file", **of, **file) if has_papers(scope) else "",
        back=url_for(".shown", **of),
    )


def _write(offer):
    """What may be answered was read as the role of links; the answer is written as any other of its workspace. Of a
    form sent twice, the answer given the first time: what the door had noted of it is let go of with the reading."""
    if request.method != "POST":
        return None
    write_after_all()
    act_as(db(), workspace=offer.workspace_id)
    return once.replay()
