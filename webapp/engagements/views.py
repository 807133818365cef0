from dataclasses import replace

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from webapp.contacts.queries import companies, contact_or_404
from webapp.core import clock
from webapp.core.access import access
from webapp.core.again import answered_again
from webapp.core.web import invalid, render_page, say, see_other, wants_part
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.domain.typed import parse_day
from webapp.engagements import actions, listing, queries, words
from webapp.engagements.brief import brief_of
from webapp.engagements.drafts import prepare
from webapp.engagements.forms import EngagementForm, filled
from webapp.engagements.guard import asks_why, look
from webapp.engagements.lines import line_asked
from webapp.engagements.models import State
from webapp.engagements.papers.queries import contract_view
from webapp.engagements.standing import CLOSED, state_on
from webapp.productions import limits
from webapp.productions.queries import production_or_404, productions_for_choice

bp = Blueprint("engagements", __name__)

READ, WRITE = Permission.ENGAGEMENTS_READ, Permission.ENGAGEMENTS_WRITE
BASE = "/w/<workspace>/engagements"
ONE = f"{BASE}/<public_id>"


@bp.context_processor
def _words():
    return {"words": words, "today": clock.today(), "state_on": state_on}


@bp.get(f"{BASE}/")
@access(READ)
@answered_again
def index():
    today, filters = clock.today(), listing.Filters.asked(request.args)
    months = listing.months_of(filters, today)
    return render_page(
        "engagements/index.html",
        "engagements/_list.html",
        filters=filters,
        pages=listing.by_month(listing.page_of(filters, today), months),
        found=sum(month.count for month in months),
        choices=listing.choices(),
        aem_standing=listing.aem_standing,
        per_page=listing.PAGE,
    )


@bp.get(f"{BASE}/of")
@access(READ)
def of():
    """A part for the page of a production or of an employer, whose rooms know nothing of engagements."""
    production, employer = request.args.get("production"), request.args.get("employer")
    if not wants_part():
        return see_other(url_for(".index", production=production, employer=employer))
    named = production_or_404(production) if production else contact_or_404(employer or "")
    filters = listing.Filters(production=production or "", employer=employer or "" if not production else "")
    return render_template(
        "engagements/_of.html",
        brief=brief_of(filters, clock.today()),
        named=named,
        aem_standing=listing.aem_standing,
    )


@bp.get(f"{BASE}/new")
@access(WRITE)
def new():
    return _form_page("engagements/new.html", EngagementForm(data=_asked()))


@bp.post(f"{BASE}/")
@access(WRITE)
def create():
    form = EngagementForm()
    draft = _draft(form)
    if draft is None or not draft.is_ready:
        return _form_page("engagements/new.html", form, draft, status=422)
    engagement = actions.add_engagement(draft.terms, clash_reason=draft.reason(form))
    say(_("Engagement ajouté."))
    return see_other(url_for(".show", public_id=engagement.public_id))


@bp.get(ONE)
@access(READ)
def show(public_id):
    detail = queries.detail_or_404(public_id)
    return render_template(
        "engagements/show.html",
        engagement=detail.engagement,
        employer=detail.employer,
        production=detail.production,
        lines=detail.lines,
        contract=contract_view(detail.engagement, clock.today()),
    )


@bp.get(f"{ONE}/edit")
@access(WRITE)
def edit(public_id):
    detail = queries.detail_or_404(public_id)
    engagement = detail.engagement
    form = EngagementForm(data={**_filled(detail), "clash_reason": engagement.clash_reason})
    form.keep_stage(State(engagement.state))
    return _form_page("engagements/edit.html", form, engagement=engagement)


@bp.post(ONE)
@access(WRITE)
def update(public_id):
    engagement = queries.engagement_or_404(public_id)
    form = EngagementForm()
    form.keep_stage(State(engagement.state))
    draft = _draft(form, engagement)
    if draft is None or not draft.is_ready:
        return _form_page("engagements/edit.html", form, draft, engagement=engagement, status=422)
    actions.update_engagement(engagement, draft.terms, clash_reason=draft.reason(form))
    say(_("Engagement enregistré."))
    return see_other(url_for(".show", public_id=public_id))


@bp.get(f"{ONE}/duplicate")
@access(WRITE)
def duplicate(public_id):
    values = _filled(queries.detail_or_404(public_id))
    if values["stage"] in ("done", "released", "cancelled"):
        values["stage"] = "confirmed"
    asked = ("start_on", "end_on", "option_until_on", "call_back_on")
    return _form_page("engagements/new.html", EngagementForm(data={**values, **dict.fromkeys(asked)}))


@bp.post(f"{ONE}/deletion")
@access(WRITE)
def delete(public_id):
    actions.delete_engagement(queries.engagement_or_404(public_id))
    say(_("Engagement supprimé."), undo=url_for(".restore", public_id=public_id))
    return see_other(url_for(".index"))


@bp.post(f"{ONE}/restoration")
@access(WRITE)
def restore(public_id):
    """Taking a deletion back never asks: what it meets meanwhile is only said."""
    actions.restore_engagement(queries.engagement_or_404(public_id, deleted=True))
    detail = queries.detail_or_404(public_id)
    meets = _verdict(detail, State(detail.engagement.state)).is_clash
    say(_("Engagement rétabli. Un autre tombe aux mêmes dates.") if meets else _("Engagement rétabli."))
    return see_other(url_for(".show", public_id=public_id))


@bp.route(f"{ONE}/confirmation", methods=["GET", "POST"])
@access(WRITE)
def confirmation(public_id):
    return _into(public_id, State.CONFIRMED, _("Engagement confirmé. Ses papiers sont attendus."))


@bp.route(f"{ONE}/option", methods=["GET", "POST"])
@access(WRITE)
def option(public_id):
    return _into(public_id, State.OPTION, _("Engagement en option."))


@bp.post(f"{ONE}/release")
@access(WRITE)
def release(public_id):
    engagement = queries.engagement_or_404(public_id)
    before = State(engagement.state)
    actions.move_to(engagement, State.RELEASED)
    return _moved(
        engagement, before, _("Option libérée.") if before == State.OPTION else _("Piste sans suite.")
    )


@bp.post(f"{ONE}/cancellation")
@access(WRITE)
def cancellation(public_id):
    engagement = queries.engagement_or_404(public_id)
    before = State(engagement.state)
    actions.move_to(engagement, State.CANCELLED)
    return _moved(engagement, before, _("Engagement annulé."))


@bp.route(f"{ONE}/return/<any(lead,option,confirmed,done):state>", methods=["GET", "POST"])
@access(WRITE)
def go_back(public_id, state):
    """Take back a confirmation, a release or a cancellation."""
    return _into(public_id, State(state), _("C’est comme avant."))


def _into(public_id, state, text):
    """Give a job another state; on days already taken it asks why first, on a page of its own."""
    detail = queries.detail_or_404(public_id)
    engagement, before = detail.engagement, State(detail.engagement.state)
    reason = request.form.get("clash_reason", "").strip()[:500]
    verdict = _verdict(detail, state)
    asks = asks_why(verdict, _verdict(detail, before), engagement, state)
    if request.method != "POST" or (asks and not reason):
        page = "engagements/confirmation.html"
        values = {"engagement": engagement, "verdict": verdict, "state": state}
        return invalid(page, **values) if request.method == "POST" else render_template(page, **values)
    actions.move_to(engagement, state, clash_reason=reason or None)
    return _moved(engagement, before, text)


def _moved(engagement, before, text):
    back = before if before not in CLOSED else None
    undo = url_for(".go_back", public_id=engagement.public_id, state=back.value) if back else ""
    say(text, undo=undo)
    return see_other(url_for(".show", public_id=engagement.public_id))


def _verdict(detail, state):
    """What the guard would say of it in that state."""
    return look(
        replace(detail.terms, state=state),
        label=detail.production.title if detail.production else detail.engagement.contract_job,
        employer=detail.employer.name,
        but=detail.engagement.id,
    )


def _draft(form, engagement=None):
    """None when the form is wrong, or only asked for one more line."""
    if "more" in request.form:
        form.ask_line()
        return None
    return prepare(form, engagement) if form.validate_on_submit() else None


def _form_page(page, form, draft=None, *, engagement=None, status=200):
    text = render_template(
        page,
        form=form,
        draft=draft,
        engagement=engagement,
        employers=[row.name for row in companies()],
        productions=[row.title for row in productions_for_choice()],
        is_full=bool(draft and draft.new_production) and limits.is_full(),
    )
    return text, status


def _filled(detail):
    show = detail.production
    return filled(detail.terms, employer=detail.employer.name, production=show.title if show else None)


def _asked():
    """What the page that led here already knows."""
    values: dict[str, object] = {
        "employer": request.args.get("employer"),
        "contract_job": request.args.get("contract_job"),
        "lines": line_asked(request.args),
        "stage": request.args.get("stage") or "confirmed",
    }
    if public_id := request.args.get("production"):
        values["production"] = production_or_404(public_id).title
    for name in ("start_on", "end_on"):
        try:
            values[name] = parse_day(request.args[name]) if name in request.args else None
        except Refused:
            values[name] = None
    return values


from webapp.engagements.availability import views as _availability  # noqa: E402, F401
from webapp.engagements.imports import views as _imports  # noqa: E402, F401
from webapp.engagements.papers import views as _papers  # noqa: E402, F401
