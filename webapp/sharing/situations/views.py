from datetime import datetime, time, timedelta

from flask import render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.i18n import spoken
from webapp.core.web import ask_first, is_confirmed, page_asked, say, see_other
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.domain.situations import Count, counts_of, proposed
from webapp.domain.words import sentence
from webapp.productions.queries import production_or_404
from webapp.sharing.opened.page import Figure
from webapp.sharing.situations import actions, queries
from webapp.sharing.situations.actions import Meanwhile, Written
from webapp.sharing.situations.forms import SituationForm, ValidationForm
from webapp.sharing.situations.labels import after_a_name
from webapp.sharing.views import bp

READ, WRITE = Permission.SHARES_READ, Permission.SHARES_WRITE
BASE = "/w/<workspace>/shares/situations/<production>"
ONE = f"{BASE}/<statement_id>"


@bp.get(BASE)
@access(READ)
def situation(production):
    """The last one as links show it, those before, and the next to write: from the figures there are, or from the
    text and the figures of the last one when it is `again`."""
    told, page = queries.told_or_404(production), page_asked()
    written, total = queries.situations_of(told.production.id, page)
    again = _again(written, request.args.get("again"))
    offered = _offered(told, again)
    ticked = {count.kind for count in offered if again or count.count}
    form = SituationForm(
        formdata=None,
        data={
            "on": again.on if again else clock.today(),
            "text": again.text if again else _proposed(offered, ticked),
            "by_name": current.signature,
            "by_job": _own_job(told, written),
            "after": written[0].public_id if written else "",
        },
    )
    return _page(told, written, form, offered, ticked, again, page=page, total=total)


@bp.post(BASE)
@access(WRITE)
def write_situation(production):
    told, form = queries.told_or_404(production), SituationForm()
    written, total = queries.situations_of(told.production.id, 1)
    again, keys = _again(written, request.form.get("again")), set(request.form.getlist("figures"))
    offered = _offered(told, again)
    ticked = {key.partition("-")[0] for key in keys}
    if "propose" in request.form:
        form.text.data = _proposed(offered, ticked)
    elif form.validate_on_submit():
        figures = [count for count in offered if count.key in keys]
        try:
            if len(figures) < len(keys):
                raise Meanwhile(sentence("Des chiffres ont changé entre-temps. Relisez-les."))
            actions.write_situation(told.production.id, _written(form, figures), after=form.after.data or "")
        except Meanwhile as refusal:
            form.form_errors = [spoken(refusal.sentence)]
            form.after.data = written[0].public_id if written else ""
        else:
            say(_("Situation enregistrée. Vos liens la montrent."))
            return see_other(url_for(".situation", production=production))
    return _page(told, written, form, offered, ticked, again, total=total), 422


@bp.get(f"{ONE}/validation")
@access(WRITE)
def validation(production, statement_id):
    found = production_or_404(production)
    shown = queries.situation_or_404(found.id, statement_id)
    people = queries.who_may_validate(found.id, found.company_id)
    now, first = clock.now().astimezone(clock.PARIS), people[0] if people else None
    form = ValidationForm(
        formdata=None,
        data={
            "validated_by": first and first.name,
            "validated_job": first and after_a_name(first.job),
            "on": now.date(),
            "minute": now.hour * 60 + now.minute,
        },
    )
    return _validation_page(found, shown, form, people)


@bp.post(f"{ONE}/validation")
@access(WRITE)
def validate(production, statement_id):
    found, form = production_or_404(production), ValidationForm()
    shown = queries.situation_or_404(found.id, statement_id)
    if form.validate_on_submit():
        at = datetime.combine(form.on.data, time(), clock.PARIS) + timedelta(minutes=form.minute.data)
        by, job = form.validated_by.data, form.validated_job.data
        try:
            actions.validate(found.id, statement_id, by=by, job=job, at=at)
        except Refused as refusal:
            form.form_errors = [spoken(refusal.sentence)]
        else:
            say(_("Validée par %(name)s.", name=by))
            return see_other(url_for(".situation", production=production))
    people = queries.who_may_validate(found.id, found.company_id)
    return _validation_page(found, shown, form, people), 422


@bp.post(f"{ONE}/withdrawal")
@access(WRITE)
def withdraw_validation(production, statement_id):
    found, back = production_or_404(production), url_for(".situation", production=production)
    queries.situation_or_404(found.id, statement_id)
    if not is_confirmed():
        return ask_first(
            _("Retirer la validation\u00a0?"),
            _("Les montants quittent aussitôt les liens de cette production."),
            verb=_("Retirer la validation"),
            back=back,
        )
    actions.withdraw_validation(found.id, statement_id)
    say(_("Validation retirée."))
    return see_other(back)


@bp.post(f"{ONE}/deletion")
@access(WRITE)
def remove_situation(production, statement_id):
    found, back = production_or_404(production), url_for(".situation", production=production)
    queries.situation_or_404(found.id, statement_id)
    if not is_confirmed():
        return ask_first(
            _("Supprimer cette situation\u00a0?"),
            _("Si c’est la dernière, vos liens montrent de nouveau celle d’avant."),
            verb=_("Supprimer"),
            back=back,
        )
    actions.remove_situation(found.id, statement_id)
    say(_("Situation supprimée."))
    return see_other(back)


def _again(written, public_id):
    """The last one, when it is written again."""
    return written[0] if written and written[0].public_id == public_id else None


def _offered(told, again):
    """Figures written again stay as they were."""
    return [Count.from_values(one) for one in again.figures] if again else counts_of(told.kept)


def _proposed(offered, ticked):
    return proposed((count for count in offered if count.kind in ticked), get_locale().language)


def _own_job(told, written):
    is_mine = written and written[0].by_name == current.signature
    return written[0].by_job if is_mine else after_a_name(told.own_job)


def _written(form, figures):
    return Written(form.on.data, form.text.data, form.by_name.data, form.by_job.data, figures)


def _page(told, written, form, offered, ticked, again, *, total, page=1):
    return render_template(
        "sharing/situations/index.html",
        production=told.production,
        last=written[0] if written and page == 1 else None,
        before=written[page == 1 :],
        form=form,
        offered=[Figure(count) for count in offered],
        ticked=ticked,
        again=again,
        figures_of=_figures_of,
        page_number=page,
        pages=-(-total // queries.PAGE),
    )


def _validation_page(production, shown, form, people):
    return render_template(
        "sharing/situations/validation.html",
        production=production,
        situation=shown,
        form=form,
        people=people,
        figures_of=_figures_of,
    )


def _figures_of(one):
    return [Figure(Count.from_values(count)) for count in one.figures]
