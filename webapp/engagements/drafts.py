"""Between the form and the action: names become an employer and a show, and what deserves a second look is found.

What it creates is kept only if the view goes on: a form shown again (422) rolls everything back.
"""

from dataclasses import dataclass

from flask_babel import gettext as _

from webapp.contacts.actions import company_kept
from webapp.contacts.models import Contact
from webapp.core.fold import fold
from webapp.core.i18n import spoken
from webapp.domain.refusals import Refused
from webapp.engagements.forms import EngagementForm
from webapp.engagements.guard import Verdict, asks_why, look
from webapp.engagements.models import Engagement
from webapp.engagements.queries import production_of, terms_of
from webapp.engagements.terms import Terms
from webapp.productions.actions import production_titled
from webapp.productions.models import Production
from webapp.productions.queries import production_titles


@dataclass(frozen=True)
class Draft:
    terms: Terms
    verdict: Verdict
    is_ready: bool
    new_production: str = ""
    asks_about_cachets: bool = False

    def reason(self, form: EngagementForm) -> str | None:
        return form.clash_reason.data if self.verdict.is_clash else None


def prepare(form: EngagementForm, engagement: Engagement | None = None) -> Draft:
    """The terms of a valid form; asks, on the form itself, for what must still be said."""
    employer = _employer(form, engagement)
    title = form.production.data
    creates = form.makes_production.data and form.offered_production.data in (None, "", title)
    refusal = None
    try:
        show = _production(title, employer, engagement, creates=creates) if title else None
    except Refused as refused:
        show, refusal = None, refused
    terms = form.terms(employer_id=employer.id, production_id=show.id if show else None, idcc=employer.idcc)
    verdict = look(
        terms,
        label=title or terms.contract_job,
        employer=employer.name,
        but=engagement.id if engagement else None,
    )
    is_unknown = bool(title) and show is None
    asks = verdict.has_doubtful_cachets and not form.keeps_cachets.data
    asks = asks and not (engagement is not None and engagement.cachets)
    if is_unknown:
        _offer_production(form, title or "")
        if refusal is not None:
            form.production.errors = [spoken(refusal.sentence)]
    if verdict.is_clash and not form.clash_reason.data:
        if _asks_again(verdict, terms, engagement):
            form.clash_reason.errors = [_("Dites pourquoi, ou changez les dates.")]
        else:
            form.clash_reason.data = engagement.clash_reason if engagement else None
    is_ready = not (is_unknown or asks or form.clash_reason.errors)
    return Draft(terms, verdict, is_ready, title or "" if is_unknown else "", asks)


def _asks_again(verdict: Verdict, terms: Terms, engagement: Engagement | None) -> bool:
    if engagement is None:
        return True
    before = look(terms_of(engagement), label=terms.contract_job, employer="", but=engagement.id)
    return asks_why(verdict, before, engagement, terms.state)


def _offer_production(form: EngagementForm, title: str) -> None:
    """Said once, with the box ticked; unticked then, the title is a mistake to correct."""
    if form.offered_production.data == title:
        form.production.errors = [_("Cochez «\u00a0Créer cette production\u00a0», ou videz ce champ.")]
    else:
        form.offered_production.data = title
        form.makes_production.data = True


def _employer(form: EngagementForm, engagement: Engagement | None) -> Contact:
    return company_kept(engagement.employer_id if engagement else None, form.employer.data or "")


def _production(
    title: str, employer: Contact, engagement: Engagement | None, *, creates: bool
) -> Production | None:
    now = production_of(engagement) if engagement else None
    if now is not None and fold(now.title) == fold(title):
        return now
    if known := next(iter(production_titles(title)), None):
        return known
    return production_titled(title, company_id=employer.id) if creates else None
