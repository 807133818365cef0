"""The pages of one offer and what is answered on them, whichever door they were opened by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp.core import throttle
from webapp.core.web import invalid, say, see_other, wants_part
from webapp.domain.invoices.offers import dues_of, gross_with, known_options, options_of
from webapp.domain.invoices.totals import taken, totals_of
from webapp.invoicing.quotes import words
from webapp.invoicing.quotes.answers import actions
from webapp.invoicing.quotes.answers.forms import AcceptForm, DeclineForm, QuestionForm
from webapp.invoicing.quotes.answers.queries import Offer

ANSWERS = throttle.Limit("quote answers", 60, per_minutes=10)
PAGE, PART = (f"invoicing/quotes/answers/{name}.html" for name in ("offer", "_offer"))
DECLINE, QUESTION = (f"invoicing/quotes/answers/{name}.html" for name in ("decline", "question"))


@dataclass(frozen=True)
class Ways:
    """Addresses of the pages of one offer, under the link that opened it."""

    offer: str
    decline: str
    question: str
    paper: str  # nothing where the PDF is not handed over
    back: str = ""  # the page it is one item of


def page(offer: Offer, ways: Ways) -> str:
    return render_template(PAGE, **_shown(ways, offer, AcceptForm(formdata=None)))


def answer(offer: Offer, ways: Ways) -> ResponseReturnValue:
    """Options counted again, or the quote accepted as the page showed it."""
    form = AcceptForm()
    throttle.spend(ANSWERS, request.remote_addr or "")
    options = known_options(offer.document.lines, request.form.getlist("option"))
    if offer.is_open and form.version.data != offer.version:
        form.agrees.data = False
        return _again(ways, offer, form, (), changed=True)
    if not offer.is_open:
        return see_other(ways.offer)
    if form.only_counts:
        return _again(ways, offer, _kept(form), options)
    if form.total.data != gross_with(offer.document.lines, options):
        return _again(ways, offer, _kept(form), options, recounted=True)
    if not form.validate_on_submit():
        return _again(ways, offer, form, options)
    who = actions.Who(form.name.data, form.job.data, form.email.data, *_from_where())
    actions.accept(offer, who, options)
    return see_other(ways.offer)


def decline(offer: Offer, ways: Ways) -> ResponseReturnValue:
    form = DeclineForm()
    if request.method != "POST" or not offer.is_open:
        return _or_back(ways, offer, DECLINE, DeclineForm(formdata=None))
    throttle.spend(ANSWERS, request.remote_addr or "")
    if form.version.data != offer.version:
        return see_other(ways.offer)
    if not form.validate_on_submit():
        return invalid(DECLINE, ways=ways, offer=offer, form=form)
    who = actions.Who(form.name.data, None, None, *_from_where())
    actions.decline(offer, who, form.words.data)
    return see_other(ways.offer)


def question(offer: Offer, ways: Ways) -> ResponseReturnValue:
    form = QuestionForm()
    if request.method != "POST":
        return render_template(QUESTION, ways=ways, offer=offer, form=QuestionForm(formdata=None))
    throttle.spend(ANSWERS, request.remote_addr or "")
    if not form.validate_on_submit():
        return invalid(QUESTION, ways=ways, offer=offer, form=form)
    actions.ask(offer, actions.Who(form.name.data, None, form.email.data), form.words.data or "")
    say(_("Votre question est partie. La réponse vous viendra par mail."))
    return see_other(ways.offer)


def _kept(form: AcceptForm) -> AcceptForm:
    """What was typed so far, not judged yet."""
    return AcceptForm(formdata=None, data=form.data)


def _again(
    ways: Ways, offer: Offer, form: AcceptForm, options: Sequence[int], **more: bool
) -> ResponseReturnValue:
    return invalid(PART if wants_part() else PAGE, **_shown(ways, offer, form, options, **more))


def _or_back(ways: Ways, offer: Offer, template: str, form: DeclineForm) -> ResponseReturnValue:
    """Once answered, withdrawn or expired there is nothing to decline."""
    if not offer.is_open:
        return see_other(ways.offer)
    return render_template(template, ways=ways, offer=offer, form=form)


def _shown(
    ways: Ways,
    offer: Offer,
    form: AcceptForm,
    options: Sequence[int] = (),
    *,
    changed: bool = False,
    recounted: bool = False,
) -> dict[str, Any]:
    document = offer.document
    chosen = offer.answer.options if offer.answer and offer.answer.is_accepted else options
    counted = taken(document.lines, chosen)
    return {
        "ways": ways,
        "offer": offer,
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


def _from_where() -> tuple[str, str]:
    """The address and the browser, as the app knows them: kept as the proof of the answer."""
    return request.remote_addr or "", request.headers.get("User-Agent", "")
