from flask import g, request, url_for
from flask_babel import refresh

from webapp.core import clock
from webapp.core.access import Door, access
from webapp.core.current import current
from webapp.core.files import handed_over
from webapp.core.visitors import is_a_person
from webapp.invoicing.quotes.answers import actions, desk, queries
from webapp.invoicing.quotes.sending import paper_name
from webapp.invoicing.quotes.views import bp


@bp.get("/q/<token>")
@access(Door.LINK)
def offer(token):
    """Opening tells nothing to whoever asked but that it was opened, by a person."""
    found = _opened(token)
    drawn = desk.page(found, _ways(token))
    if is_a_person(request):
        actions.note_opening(found, current.user.id if current.user else None)
    return drawn


@bp.post("/q/<token>")
@access(Door.LINK)
def answer(token):
    return desk.answer(_opened(token), _ways(token))


@bp.get("/q/<token>/paper")
@access(Door.LINK)
def offer_paper(token):
    found = _opened(token)
    content, name = queries.pdf_of(found), paper_name(found.document)
    return handed_over([content], name, "application/pdf", len(content), inline=True)


@bp.route("/q/<token>/refusal", methods=["GET", "POST"])
@access(Door.LINK)
def decline(token):
    return desk.decline(_opened(token), _ways(token))


@bp.route("/q/<token>/question", methods=["GET", "POST"])
@access(Door.LINK)
def question(token):
    return desk.question(_opened(token), _ways(token))


def _opened(token):
    """The offer, told in the language of its client."""
    found = queries.offer_of(token, clock.today())
    g.language = found.document.client.language
    refresh()
    return found


def _ways(token):
    return desk.Ways(
        offer=url_for(".offer", token=token),
        decline=url_for(".decline", token=token),
        question=url_for(".question", token=token),
        paper=url_for(".offer_paper", token=token),
    )
