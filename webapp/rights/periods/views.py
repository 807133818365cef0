from flask import render_template, request, url_for
from flask_babel import gettext as _

from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.i18n import spoken
from webapp.core.web import ask_first, download, is_confirmed, say, see_other
from webapp.documents.actions import add_document
from webapp.documents.forms import waiting_choices
from webapp.documents.models import DocumentKind
from webapp.documents.queries import document_or_404
from webapp.domain.periods import Month
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.domain.rights import scales
from webapp.domain.rights.situations import RATTRAPAGE_YEARS, SOURCE, SituationKind, changes
from webapp.domain.typed import FIRST_YEAR, LAST_YEAR
from webapp.rights.periods import actions, queries, words
from webapp.rights.periods.exports import csv_of
from webapp.rights.periods.forms import IncomeForm, PeriodForm, filled, filled_income
from webapp.rights.periods.measure import effect_of
from webapp.rights.periods.models import IncomeKind
from webapp.rights.views import bp

READ, WRITE = Permission.RIGHTS_READ, Permission.RIGHTS_WRITE
BASE = "/w/<workspace>/rights/periods"
ONE = f"{BASE}/<situation_id>"
INCOMES = "/w/<workspace>/rights/incomes"
INCOME = f"{INCOMES}/<income_id>"


@bp.get(f"{BASE}/")
@access(READ)
def periods():
    return render_template(
        "rights/periods/index.html", kept=queries.kept_periods(), changes=changes, words=words
    )


@bp.get(f"{BASE}/new")
@access(WRITE)
def new_period():
    kind = request.args.get("kind", "")
    known = kind if kind in list(SituationKind) else SituationKind.SICK_LEAVE.value
    return _period_page(PeriodForm(data={"kind": known, "waiting": request.args.get("document", "")}))


@bp.post(f"{BASE}/")
@access(WRITE)
def create_period():
    form = PeriodForm()
    if not form.validate_on_submit():
        return _period_page(form, status=422)
    try:
        period = actions.add_period(form.situation(), form.note.data)
    except Refused as refusal:
        form.start_on.errors = [spoken(refusal.sentence)]
        return _period_page(form, status=422)
    if not _proved(period, form, words.proof_of_period(period)):
        return _period_page(form, status=422)
    say(_("Période enregistrée."))
    return see_other(url_for(".period", situation_id=period.public_id))


@bp.get(ONE)
@access(READ)
def period(situation_id):
    known = queries.kept_periods()
    kept = queries.one_of(known, situation_id)
    situation = kept.situation
    return render_template(
        "rights/periods/show.html",
        kept=kept,
        situation=situation,
        effect=effect_of(situation, [one.situation for one in known]),
        said=changes(situation),
        source=SOURCE[situation.kind],
        asked_openings=scales.value(scales.RATTRAPAGE_OPENINGS, clock.today()),
        asked_years=RATTRAPAGE_YEARS,
        words=words,
    )


@bp.get(f"{ONE}/edit")
@access(WRITE)
def edit_period(situation_id):
    kept = queries.kept_or_404(situation_id)
    proven = {"is_proven": kept.period.is_proven, "note": kept.period.note}
    return _period_page(PeriodForm(data={**filled(kept.situation), **proven}), kept)


@bp.post(ONE)
@access(WRITE)
def update_period(situation_id):
    kept = queries.kept_or_404(situation_id)
    form = PeriodForm()
    if not form.validate_on_submit():
        return _period_page(form, kept, status=422)
    try:
        actions.update_period(kept.period, form.situation(), form.note.data)
    except Refused as refusal:
        form.start_on.errors = [spoken(refusal.sentence)]
        return _period_page(form, kept, status=422)
    if not _proved(kept.period, form, words.proof_of_period(kept.period)):
        return _period_page(form, kept, status=422)
    say(_("Période enregistrée."))
    return see_other(url_for(".period", situation_id=situation_id))


@bp.post(f"{ONE}/deletion")
@access(WRITE)
def delete_period(situation_id):
    kept = queries.kept_or_404(situation_id)
    if not is_confirmed():
        return ask_first(
            _("Supprimer cette période\u00a0?"),
            _("Vos droits se comptent sans elle. Son justificatif reste dans vos documents."),
            verb=_("Supprimer cette période"),
            back=url_for(".period", situation_id=situation_id),
        )
    actions.remove_period(kept.period)
    say(_("Période supprimée."))
    return see_other(url_for(".periods"))


@bp.get(f"{INCOMES}/")
@access(READ)
def incomes():
    years = queries.income_years()
    year = _year() or (years[0] if years else clock.today().year)
    rows = queries.incomes(*_days_of(year))
    return render_template(
        "rights/incomes/index.html",
        rows=rows,
        year=year,
        years=sorted({year, *years}, reverse=True),
        totals=_totals(rows),
        words=words,
    )


@bp.get(f"{INCOMES}/export")
@access(READ)
def export_incomes():
    """The year shown, or every one."""
    year = _year()
    days = _days_of(year) if year else (Month(FIRST_YEAR, 1).start_on, clock.today())
    return download(csv_of(queries.incomes(*days)), f"revenus-{year or 'tous'}.csv")


@bp.get(f"{INCOMES}/new")
@access(WRITE)
def new_income():
    kind = request.args.get("kind", "")
    known = kind if kind in list(IncomeKind) else IncomeKind.ARE.value
    return _income_page(IncomeForm(data={"kind": known, "waiting": request.args.get("document", "")}))


@bp.post(f"{INCOMES}/")
@access(WRITE)
def create_income():
    return _recorded(None)


@bp.get(INCOME)
@access(WRITE)
def edit_income(income_id):
    row = queries.income_or_404(income_id)
    return _income_page(IncomeForm(data=filled_income(row.Income)), row)


@bp.post(INCOME)
@access(WRITE)
def update_income(income_id):
    return _recorded(queries.income_or_404(income_id))


@bp.post(f"{INCOME}/deletion")
@access(WRITE)
def delete_income(income_id):
    income = queries.income_or_404(income_id).Income
    if not is_confirmed():
        return ask_first(
            _("Supprimer ce revenu\u00a0?"),
            _("Son justificatif reste dans vos documents."),
            verb=_("Supprimer ce revenu"),
            back=url_for(".edit_income", income_id=income_id),
        )
    year = income.month.year
    actions.remove_income(income)
    say(_("Revenu supprimé."))
    return see_other(url_for(".incomes", year=year))


def _recorded(row):
    form = IncomeForm()
    if not form.validate_on_submit():
        return _income_page(form, row, status=422)
    try:
        income = actions.record_income(row.Income if row else None, form.terms())
    except Refused as refusal:
        form.month.errors = [spoken(refusal.sentence)]
        return _income_page(form, row, status=422)
    if not _proved(income, form, words.proof_of_income(income)):
        return _income_page(form, row, status=422)
    say(_("Revenu enregistré."))
    return see_other(url_for(".incomes", year=income.month.year))


def _proved(kept, form, title):
    """Keep the file or the paper of the tray; one nobody should send is said on its field."""
    upload = request.files.get("file")
    try:
        if upload and upload.filename:
            document = add_document(upload, by=current.person.id, kind=DocumentKind.PROOF)
            actions.prove(kept, document, title=title)
        elif form.waiting.data:
            actions.prove_waiting(kept, document_or_404(form.waiting.data), title=title)
    except Refused as refusal:
        form.file.errors = [spoken(refusal.sentence)]
        return False
    return True


def _period_page(form, kept=None, status=200):
    form.waiting.choices = waiting_choices()
    return render_template("rights/periods/form.html", form=form, kept=kept, words=words), status


def _income_page(form, row=None, status=200):
    form.waiting.choices = waiting_choices()
    return render_template("rights/incomes/form.html", form=form, row=row, words=words), status


def _year() -> int | None:
    year = request.args.get("year", type=int)
    return year if year and FIRST_YEAR <= year <= LAST_YEAR else None


def _days_of(year):
    return Month(year, 1).start_on, Month(year, 12).end_on


def _totals(rows):
    """What each kind brought in the year."""
    cents = {kind: sum(row.Income.cents for row in rows if row.Income.kind == kind) for kind in IncomeKind}
    return [(words.income_name(kind), total) for kind, total in cents.items() if total]
