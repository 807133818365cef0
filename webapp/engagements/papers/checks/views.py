from flask import render_template, request, url_for
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.access import access
from webapp.core.web import say, see_other, wants_part
from webapp.domain.aem.figures import Field
from webapp.domain.refusals import Refused
from webapp.engagements.papers import queries, words
from webapp.engagements.papers.checks import actions
from webapp.engagements.papers.checks.forms import DifferenceForm
from webapp.engagements.papers.checks.queries import as_difference, check_or_404
from webapp.engagements.papers.checks.readings import reading_of
from webapp.engagements.papers.ways import PAPER, back_to, listed
from webapp.engagements.views import WRITE, bp

CHECK = f"{PAPER}/check"


@bp.get(CHECK)
@access(WRITE)
def check(paper_id):
    """What an AEM should say; `field` opens the one that it does not."""
    asked = request.args.get("field", "")
    return _check_page(
        check_or_404(paper_id), DifferenceForm(formdata=None, data={"field": asked}), asked=asked
    )


@bp.get(f"{CHECK}/reading")
@access(WRITE)
def aem_reading(paper_id):
    """What its PDF says: a part of the page with script, the whole of it without."""
    found = check_or_404(paper_id)
    reading = reading_of(found.pdf, found.expected) if found.pdf else None
    return _check_page(found, DifferenceForm(formdata=None), reading=reading)


@bp.post(f"{PAPER}/conformity")
@access(WRITE)
def conformity(paper_id):
    """One tap: received, and right."""
    found = check_or_404(paper_id)
    actions.find_right(found.paper, clock.today())
    say(_("AEM conforme, notée reçue."))
    return see_other(back_to(found.engagement.public_id))


@bp.post(f"{PAPER}/differences")
@access(WRITE)
def note_difference(paper_id):
    found, form = check_or_404(paper_id), DifferenceForm()
    if not form.validate_on_submit() or not _noted(found, form):
        return _check_page(found, form, asked=form.field.data, status=422)
    say(_("Écart noté, AEM fausse."))
    return see_other(_here(paper_id))


@bp.post(f"{PAPER}/differences/<difference_id>/deletion")
@access(WRITE)
def forget_difference(paper_id, difference_id):
    """No question first: noting it again is as quick."""
    paper = queries.paper_or_404(paper_id)
    actions.forget_difference(paper, queries.difference_or_404(paper, difference_id), clock.today())
    say(_("Écart retiré."))
    return see_other(_here(paper_id))


def _noted(found, form):
    """A refusal is said on the field, when the page shows one."""
    field = Field(form.field.data)
    try:
        actions.note_difference(found, field, form.value, clock.today())
    except Refused as refusal:
        if field not in found.expected:
            raise
        form.refuse(refusal)
        return False
    return True


def _here(paper_id):
    return url_for(".check", paper_id=paper_id, listed=listed() or None)


def _check_page(found, form, *, asked="", reading=None, status=200):
    noted = queries.differences_of([found.paper]).get(found.paper.id, [])
    compared = [(one, as_difference(one)) for one in noted]
    page, part = "engagements/papers/checks/check.html", "engagements/papers/checks/_reading.html"
    return render_template(
        part if reading and wants_part() else page,
        check=found,
        fields=list(Field),
        wrong={difference.field: (one, difference) for one, difference in compared if one.closed_on is None},
        closed=[(one, difference) for one, difference in compared if one.closed_on],
        asked=Field(asked) if asked in found.expected else None,
        form=form,
        reading=reading,
        labels=words,
        listed=listed(),
        back_href=back_to(found.engagement.public_id),
    ), status
