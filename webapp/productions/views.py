"""Pages of productions."""

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from webapp.contacts.models import Kind
from webapp.contacts.queries import contact_by_id, names_like
from webapp.core import clock
from webapp.core.access import access
from webapp.core.again import answered_again
from webapp.core.i18n import spoken
from webapp.core.web import asks_a_line, invalid, page_asked, render_page, say, see_other
from webapp.domain.permissions import Permission
from webapp.domain.plans.prices import Interval, Sold, price_of
from webapp.domain.refusals import Refused
from webapp.productions import actions, drawing, keeping, labels, limits, queries, timeline
from webapp.productions.forms import ProductionForm
from webapp.productions.queries import Tab

bp = Blueprint("productions", __name__)


@bp.get("/w/<workspace>/productions/")
@access(Permission.PRODUCTIONS_READ)
@answered_again
def index():
    words, asked, today = request.args.get("q", "").strip()[:200], _tab(), clock.today()
    counts = queries.count_of_tabs(words, today)
    tab = asked or _first_tab(counts, words)
    page_number = page_asked()
    productions = queries.productions_found(tab, words, today, page_number)
    phases = queries.phases_of(*(production.id for production in productions))
    return render_page(
        "productions/index.html",
        "productions/_found.html",
        cards=[(p, phases[p.id], timeline.standing(phases[p.id], today)) for p in productions],
        overview=drawing.overview(productions, phases, today) if tab in (Tab.CURRENT, Tab.COMING) else None,
        counts=counts,
        tab=tab,
        asked=asked,
        words=words,
        today=today,
        page_number=page_number,
        per_page=queries.PAGE,
        labels=labels,
        closed_ids=_closed(tab, productions),
    )


@bp.get("/w/<workspace>/productions/new")
@access(Permission.PRODUCTIONS_WRITE)
def new():
    form = ProductionForm(title=request.args.get("title"), hue=queries.next_hue())
    return render_template("productions/new.html", **_begun(form))


@bp.post("/w/<workspace>/productions/")
@access(Permission.PRODUCTIONS_WRITE)
def create():
    form = ProductionForm()
    if asks_a_line(form) or not form.validate_on_submit():
        return invalid("productions/new.html", **_begun(form))
    try:
        production = actions.add_production(form.outline())
    except Refused as refusal:
        return invalid("productions/new.html", **_begun(form, refusal))
    say(_("Production ajoutée."))
    return see_other(url_for(".show", public_id=production.public_id))


@bp.get("/w/<workspace>/productions/kept")
@access(Permission.WORKSPACE_MANAGE)
def kept():
    choice = keeping.choice()
    chosen = {row.public_id for row in choice.rows if row.id in choice.open_ids - choice.passes}
    return render_template("productions/kept.html", **_choosing(choice, chosen))


@bp.post("/w/<workspace>/productions/kept")
@access(Permission.WORKSPACE_MANAGE)
def keep():
    chosen = set(request.form.getlist("kept"))
    try:
        keeping.keep(chosen)
    except Refused as refusal:
        return invalid("productions/kept.html", **_choosing(keeping.choice(), chosen, refusal))
    say(_("Choix enregistré."))
    return see_other(url_for(".kept"))


@bp.get("/w/<workspace>/productions/<public_id>")
@access(Permission.PRODUCTIONS_READ)
def show(public_id):
    production = queries.production_or_404(public_id)
    phases, today = queries.phases_of(production.id)[production.id], clock.today()
    return render_template(
        "productions/show.html",
        production=production,
        company=contact_by_id(production.company_id),
        phases=phases,
        standing=timeline.standing(phases, today),
        drawn=drawing.alone(production, phases, today),
        today=today,
        labels=labels,
    )


@bp.get("/w/<workspace>/productions/<public_id>/edit")
@access(Permission.PRODUCTIONS_WRITE)
def edit(public_id):
    production = queries.production_or_404(public_id)
    form = _form_of(production)
    form.add_line()
    return render_template("productions/edit.html", production=production, form=form, companies=_companies())


@bp.post("/w/<workspace>/productions/<public_id>")
@access(Permission.PRODUCTIONS_WRITE)
def update(public_id):
    production = queries.production_or_404(public_id)
    form = ProductionForm()
    if asks_a_line(form) or not form.validate_on_submit():
        return invalid("productions/edit.html", production=production, form=form, companies=_companies())
    actions.update_production(production, form.outline())
    say(_("Production enregistrée."))
    return see_other(url_for(".show", public_id=public_id))


@bp.post("/w/<workspace>/productions/<public_id>/archive")
@access(Permission.PRODUCTIONS_WRITE)
def archive(public_id):
    actions.archive_production(queries.production_or_404(public_id))
    say(_("Production archivée."), undo=url_for(".unarchive", public_id=public_id))
    return see_other(url_for(".index"))


@bp.post("/w/<workspace>/productions/<public_id>/return")
@access(Permission.PRODUCTIONS_WRITE)
def unarchive(public_id):
    actions.unarchive_production(queries.production_or_404(public_id))
    say(_("Production sortie des archives."))
    return see_other(url_for(".show", public_id=public_id))


@bp.get("/w/<workspace>/productions/<public_id>/deletion")
@access(Permission.PRODUCTIONS_WRITE)
def ask_deletion(public_id):
    return render_template("productions/deletion.html", production=queries.production_or_404(public_id))


@bp.post("/w/<workspace>/productions/<public_id>/deletion")
@access(Permission.PRODUCTIONS_WRITE)
def delete(public_id):
    production = queries.production_or_404(public_id)
    actions.delete_production(production)
    say(
        _("«\u00a0%(title)s\u00a0» n’est plus dans vos productions.", title=production.title),
        undo=url_for(".restore", public_id=public_id),
    )
    return see_other(url_for(".index"))


@bp.post("/w/<workspace>/productions/<public_id>/restoration")
@access(Permission.PRODUCTIONS_WRITE)
def restore(public_id):
    actions.restore_production(queries.production_or_404(public_id, deleted=True))
    say(_("Production rétablie."))
    return see_other(url_for(".show", public_id=public_id))


def _form_of(production):
    company = contact_by_id(production.company_id)
    phases = queries.phases_of(production.id)[production.id]
    lines = [{"kind": p.kind, "name": p.name, "start_on": p.start_on, "end_on": p.end_on} for p in phases]
    return ProductionForm(
        obj=production, data={"company": company.name if company else None, "phases": lines}
    )


def _closed(tab, productions):
    """Those of a page that are only read; archives say so by themselves."""
    opened = None if tab is Tab.ARCHIVED else limits.open_ids()
    return frozenset() if opened is None else {row.id for row in productions} - opened


def _begun(form, refusal=None):
    """A new production, told what the fourth one asks for."""
    return {
        "form": form,
        "companies": _companies(),
        "is_full": limits.is_full(),
        "refused": spoken(refusal.sentence) if refusal else "",
    }


def _choosing(choice, chosen, refusal=None):
    return {
        "choice": choice,
        "chosen": chosen,
        "labels": labels,
        "today": clock.today(),
        "pass_cents": price_of(Sold.PASS, Interval.ONCE).cents,
        "refused": spoken(refusal.sentence) if refusal else "",
    }


def _companies():
    """A few to begin with; the field asks for others as one types."""
    return names_like("", Kind.COMPANY)


def _tab() -> Tab | None:
    try:
        return Tab(request.args.get("tab", ""))
    except ValueError:
        return None


def _first_tab(counts: dict[Tab, int], words: str) -> Tab:
    """The first that holds something; archives only when words were looked for."""
    held = (tab for tab in Tab if counts[tab] and (words or tab != Tab.ARCHIVED))
    return next(held, Tab.CURRENT)
