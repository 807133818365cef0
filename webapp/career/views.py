"""Ma carrière: the filmography, by date or by function, and the functions held."""

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from webapp.career import actions, queries
from webapp.career.forms import TitleForm
from webapp.career.minimums.queries import as_domain, minimums
from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.web import invalid, page_asked, say, see_other
from webapp.domain.career import rates
from webapp.domain.career.filmography import by_function
from webapp.domain.career.grids import grids
from webapp.domain.career.path import path
from webapp.domain.career.trade import english
from webapp.domain.permissions import Permission
from webapp.productions import labels
from webapp.productions.models import ShowKind

bp = Blueprint("career", __name__)
BASE = "/w/<workspace>/career"
READ, WRITE = Permission.ENGAGEMENTS_READ, Permission.ENGAGEMENTS_WRITE
PAGE = 40  # a first load stays under 60 kB


@bp.get(f"{BASE}/")
@access(READ)
def index():
    today, page = clock.today(), page_asked()
    found = queries.career(today, current.signature)
    asks_hidden = "hidden" in request.args
    titles = [title for title in found.titles if title.is_hidden or not asks_hidden]
    shown = titles[(page - 1) * PAGE : page * PAGE]
    functions = rates.functions(found.works, today, as_domain(minimums()))
    held = rates.current(functions)
    steps = path(functions, found.titles)
    return render_template(
        "career/index.html",
        career=found,
        titles=shown,
        groups=by_function(shown) if request.args.get("by") == "function" else None,
        asked=_asked(),
        asks_hidden=asks_hidden,
        page_number=page,
        pages=-(-len(titles) // PAGE),
        days=rates.days_until(found.works, today),
        features=sum(title.kind == ShowKind.FEATURE for title in found.titles),
        first_on=min((work.start_on for work in found.works), default=None),
        held=held,
        since=next((step for step in steps if held and step.key == held.key), None),
        english=english(held.name, held.key, found.job_words) if held else "",
        show_name=labels.known_kind,
    )


@bp.get(f"{BASE}/jobs")
@access(READ)
def jobs():
    today = clock.today()
    found, kept = queries.career(today), minimums()
    functions = rates.functions(found.works, today, as_domain(kept))
    return render_template(
        "career/jobs.html",
        since=found.since,
        functions=functions,
        steps=path(functions, found.titles),
        untitled=found.untitled,
        minimums=kept,
        grids=grids(),
        today=today,
    )


@bp.get(f"{BASE}/titles/new")
@access(WRITE)
def new_title():
    return render_template("career/title.html", form=TitleForm(formdata=None), own=None)


@bp.post(f"{BASE}/titles/")
@access(WRITE)
def create_title():
    form = TitleForm()
    if not form.validate_on_submit():
        return invalid("career/title.html", form=form, own=None)
    actions.add_title(form.terms())
    say(_("Titre ajouté."))
    return see_other(url_for(".index"))


@bp.get(f"{BASE}/titles/<title_id>/edit")
@access(WRITE)
def edit_title(title_id):
    own = queries.own_title_or_404(title_id)
    return render_template("career/title.html", form=_form_of(own), own=own)


@bp.post(f"{BASE}/titles/<title_id>")
@access(WRITE)
def update_title(title_id):
    own = queries.own_title_or_404(title_id)
    form = TitleForm()
    if not form.validate_on_submit():
        return invalid("career/title.html", form=form, own=own)
    actions.update_title(own, form.terms())
    say(_("Titre enregistré."))
    return see_other(url_for(".index"))


@bp.post(f"{BASE}/titles/<title_id>/deletion")
@access(WRITE)
def delete_title(title_id):
    own = queries.own_title_or_404(title_id)
    actions.delete_title(own)
    say(
        _("«\u00a0%(title)s\u00a0» n’est plus dans votre filmographie.", title=own.title),
        undo=url_for(".restore_title", title_id=title_id),
    )
    return see_other(url_for(".index"))


@bp.post(f"{BASE}/titles/<title_id>/restoration")
@access(WRITE)
def restore_title(title_id):
    actions.restore_title(queries.own_title_or_404(title_id, deleted=True))
    say(_("Titre rétabli."))
    return see_other(url_for(".index"))


@bp.post(f"{BASE}/titles/<title_id>/hiding")
@access(WRITE)
def hide_title(title_id):
    own = queries.own_title_or_404(title_id)
    actions.hide_title(own, True)
    return _hidden(own.title, url_for(".show_title", title_id=title_id))


@bp.post(f"{BASE}/titles/<title_id>/showing")
@access(WRITE)
def show_title(title_id):
    own = queries.own_title_or_404(title_id)
    actions.hide_title(own, False)
    return _shown(own.title)


@bp.post(f"{BASE}/shows/<production>/hiding")
@access(WRITE)
def hide_show(production):
    found = queries.show_or_404(production)
    actions.hide_production(found, True)
    return _hidden(found.title, url_for(".show_show", production=production))


@bp.post(f"{BASE}/shows/<production>/showing")
@access(WRITE)
def show_show(production):
    found = queries.show_or_404(production)
    actions.hide_production(found, False)
    return _shown(found.title)


def _hidden(title, undo):
    say(_("«\u00a0%(title)s\u00a0» ne paraît plus dans votre CV.", title=title), undo=undo)
    return see_other(url_for(".index", **_asked()))


def _shown(title):
    say(_("«\u00a0%(title)s\u00a0» paraît dans votre CV.", title=title))
    return see_other(url_for(".index", **_asked()))


def _asked():
    """What the list was asked, to come back to it."""
    asked = {name: request.args[name] for name in ("by", "hidden") if name in request.args}
    return asked | ({"page": page} if (page := page_asked()) > 1 else {})


def _form_of(own):
    form = TitleForm(formdata=None, obj=own)
    if own.last_year == own.first_year:
        form.last_year.data = None
    return form


from webapp.career.cv import views as _cv  # noqa: E402, F401
from webapp.career.minimums import views as _minimums  # noqa: E402, F401
from webapp.career.vault import views as _vault  # noqa: E402, F401
