"""The one place to ask what a plan allows, and to say it before it is asked.

What Libre has not is first tried: its first use begins thirty days of Pro, without a card. Afterwards it is
refused, with what would open it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import after_this_request, g
from flask_babel import gettext as _

from webapp.billing import trials
from webapp.core import clock, formats, jobs
from webapp.core.current import current
from webapp.core.db import finish, leave
from webapp.core.web import say
from webapp.domain.permissions import Permission
from webapp.domain.plans.prices import Interval, Sold, price_of
from webapp.domain.plans.standing import OPEN, TRIAL, Feature, Plan
from webapp.domain.refusals import Refused, Way
from webapp.domain.words import Cents, sentence

PAGE = "subscription.show"
TO_THE_PAGE = Way(PAGE, sentence("Voir l’abonnement"))
# What is refused, in words.
REFUSALS = {
    Feature.SHARES: sentence("Les liens pour la production sont Pro."),
    Feature.SENDING: sentence("L’envoi des feuilles de service est Pro."),
    Feature.PDFS: sentence("Les PDF des productions sont Pro."),
    Feature.PRODUCTIONS: sentence("Au-delà de trois productions actives, c’est Pro."),
}


@dataclass(frozen=True)
class Told:
    """What is said on screen before it bites."""

    may_try: bool  # its first use begins the trial
    days: int  # of the trial
    pass_cents: int


def need(feature: Feature, *productions: UUID) -> None:
    """Goes on when the plan allows it, beginning the trial that was never used; else raises Refused."""
    plan, now = plan_here(), clock.now()
    if plan.may(feature, now, *productions):
        return
    if not _may_try(plan):
        raise Refused(_refusal(feature), TO_THE_PAGE)
    _try(plan, now)


def told(feature: Feature | str, *productions: UUID) -> Told | None:
    """None when the plan allows it already."""
    plan = plan_here()
    if plan.may(Feature(feature), clock.now(), *productions):
        return None
    return Told(_may_try(plan), TRIAL.days, price_of(Sold.PASS, Interval.ONCE).cents)


def plan_here() -> Plan:
    return current.workspace.plan if current.workspace else OPEN


def _may_try(plan: Plan) -> bool:
    """Whoever decides for the space begins its trial."""
    return plan.may_try and current.may(Permission.WORKSPACE_MANAGE)


def _refusal(feature: Feature) -> Any:
    return sentence(
        "%(what)s Un passe production, à %(price)s, ouvre tout pendant trois mois pour une seule production.",
        what=REFUSALS[feature],
        price=Cents(price_of(Sold.PASS, Interval.ONCE).cents),
    )


def _try(plan: Plan, now: datetime) -> None:
    """With what asked for it, or after a page that is only read; a request that is refused begins nothing. The door
    has just told that no trial was: one begun meanwhile is still running."""
    is_read = g.get("read_only", False)
    workspace = current.workspace
    assert workspace
    ends_at = now + TRIAL if is_read else trials.begin(current.person.id)
    g.workspace = replace(workspace, plan=replace(plan, trial_ends_at=ends_at))

    @after_this_request
    def begun(response: Any) -> Any:
        if response.status_code >= 400:
            return response
        day = formats.long_day(
            (_begin_after(workspace.id, current.person.id) if is_read else ends_at).astimezone(clock.PARIS)
        )
        say(_("%(days)d jours de Pro, sans carte, jusqu’au %(day)s.", days=TRIAL.days, day=day))
        return response


def _begin_after(workspace_id: UUID, person: UUID) -> datetime:
    leave()
    g.read_only = False
    jobs.enter(workspace_id)
    ends_at = trials.begin(person)
    finish(keep=True)
    return ends_at
