from flask import g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import refresh

from webapp.core import clock, throttle
from webapp.core.access import Door, access
from webapp.core.current import current
from webapp.core.files import handed_over
from webapp.core.visitors import is_a_person
from webapp.core.web import invalid, say, see_other, wants_part
from webapp.domain.invoices.offers import dues_of, gross_with, known_options, options_of
from webapp.domain.invoices.totals import taken, totals_of
from webapp.invoicing.quotes import words
from webapp.invoicing.quotes.answers import actions, queries
from webapp.invoicing.quotes.answers.forms import AcceptForm, DeclineForm, QuestionForm
from webapp.invoicing.quotes.sending import paper_name
from webapp.invoicing.quotes.views import bp

ANSWERS = throttle.Limit("quote answers", 60, per_minutes=10)
PAGE, PART = (f"invoicing/quotes/answers/{name}.html" for name in ("offer", "_offer"))
DECLINE, QUESTION = (f"invoicing/quotes/answers/{name}.html" for name in ("decline", "question"))


@bp.get("/q/<token>")
@access(Door.LINK)
def offer(token):
    """Opening tells nothing to whoever asked but that it was opened, by a person."""
    found = _opened(token)
    drawn = render_template(PAGE, **_shown(token, found, AcceptForm(formdata=None)))
    if is_a_person(request):
        actions.note_opening(found, current.user.id if current.user else None)
    return drawn


@bp.post("/q/<token>")
@access(Door.LINK)
def answer(token):
    """Options counted again, or the quote accepted as the page showed it."""
    found, form = _opened(token), AcceptForm()
    throttle.spend(ANSWERS, request.remote_addr or "")
    options = known_options(found.document.lines, request.form.getlist("option"))
    if found.is_open and form.version.data != found.version:
        form.agrees.data = False
        return _again(token, found, form, (), changed=True)
    if not found.is_open:
        return see_other(url_for(".offer", token=token))
    if form.only_counts:
        return _again(token, found, _kept(form), options)
    if form.total.data != gross_with(found.document.lines, options):
        return _again(token, found, _kept(form), options, recounted=True)
    if not form.validate_on_submit():
        return _again(token, found, form, options)
    who = actions.Who(form.name.data, form.job.data, form.email.data, *_from_where())
    actions.accept(found, who, options)
    return see_other(url_for(".offer", token=token))


@bp.get("/q/<token>/paper")
@access(Door.LINK)
def offer_paper(token):
    found = _opened(token)
    content, name = queries.pdf_of(found), paper_name(found.document)
    return handed_over([content], name, "application/pdf", len(content), inline=True)


@bp.route("/q/<token>/refusal", methods=["GET", "POST"])
@access(Door.LINK)
def decline(token):
    found, form = _opened(token), DeclineForm()
    if request.method != "POST" or not found.is_open:
        return _or_back(token, found, DECLINE, DeclineForm(formdata=None))
    throttle.spend(ANSWERS, request.remote_addr or "")
    if form.version.data != found.version:
        return see_other(url_for(".offer", token=token))
    if not form.validate_on_submit():
        return invalid(DECLINE, token=token, offer=found, form=form)
    who = actions.Who(form.name.data, None, None, *_from_where())
    actions.decline(found, who, form.words.data)
    return see_other(url_for(".offer", token=token))


@bp.route("/q/<token>/question", methods=["GET", "POST"])
@access(Door.LINK)
def question(token):
    found, form = _opened(token), QuestionForm()
    if request.method != "POST":
        return render_template(QUESTION, token=token, offer=found, form=QuestionForm(formdata=None))
    throttle.spend(ANSWERS, request.remote_addr or "")
    if not form.validate_on_submit():
        return invalid(QUESTION, token=token, offer=found, form=form)
    actions.ask(found, actions.Who(form.name.data, None, form.email.data), form.words.data or "")
    say(_("Votre question est partie. La réponse vous viendra par mail."))
    return see_other(url_for(".offer", token=token))


def _opened(token):
    """The offer, told in the language of its client."""
    found = queries.offer_of(token, clock.today())
    g.language = found.document.client.language
    refresh()
    return found


def _kept(form):
    """What was typed so far, not judged yet."""
    return AcceptForm(formdata=None, data=form.data)


def _again(token, found, form, options, **more):
    return invalid(PART if wants_part() else PAGE, **_shown(token, found, form, options, **more))


def _or_back(token, found, template, form):
    """Once answered, withdrawn or expired there is nothing to decline."""
    if not found.is_open:
        return see_other(url_for(".offer", token=token))
    return render_template(template, token=token, offer=found, form=form)


def _shown(token, found, form, options=(), *, changed=False, recounted=False):
    document = found.document
    chosen = found.answer.options if found.answer and found.answer.is_accepted else options
    counted = taken(document.lines, chosen)
    return {
        "token": token,
        "offer": found,
        "document": document,
        "form": form,
        "chosen": chosen,
        "counted": counted,
        "offered": options_of(document.lines),
        "sums": totals_of(counted),
        "dues": dues_of(document.lines, chosen, document.schedule),
        "is_changed": changed,
        "is_recounted": recounted,
        "words": words,
    }


def _from_where():
    """The address and the browser, as the app knows them: kept as the proof of the answer."""
    return request.remote_addr or "", request.headers.get("User-Agent", "")
