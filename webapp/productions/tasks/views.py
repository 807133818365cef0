"""The tab “Tâches” of a production."""

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.core import clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.i18n import spoken
from webapp.core.web import download, invalid, render_page, say, see_other, wants_part
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.domain.retro_models import duties, in_order
from webapp.productions.labels import in_file_name
from webapp.productions.queries import production_or_404
from webapp.productions.tasks import actions, labels, queries
from webapp.productions.tasks.board import Show, board_of, phase_words
from webapp.productions.tasks.exports import csv_of
from webapp.productions.tasks.forms import ModelForm, TaskForm

bp = Blueprint("tasks", __name__)

BASE = "/w/<workspace>/productions/<production>/tasks"
READ, WRITE = Permission.PRODUCTIONS_READ, Permission.PRODUCTIONS_WRITE


@bp.get(f"{BASE}/")
@access(READ)
def index(production):
    production = production_or_404(production)
    return render_page(
        "productions/tasks/index.html", "productions/tasks/_found.html", **_list(production, request.args)
    )


@bp.get(f"{BASE}/new")
@access(WRITE)
def new(production):
    production = production_or_404(production)
    rows = queries.tasks_of(production.id)
    return render_template("productions/tasks/new.html", **_form_page(production, _form(production, rows)))


@bp.post(f"{BASE}/")
@access(WRITE)
def create(production):
    production = production_or_404(production)
    form = _form(production, queries.tasks_of(production.id))
    if not form.validate_on_submit():
        return invalid("productions/tasks/new.html", **_form_page(production, form))
    try:
        actions.add_task(production, form.terms())
    except Refused as refusal:
        form.title.errors = [spoken(refusal.sentence)]
        return invalid("productions/tasks/new.html", **_form_page(production, form))
    say(_("Tâche ajoutée."))
    return see_other(url_for(".index", production=production.public_id))


@bp.get(f"{BASE}/export")
@access(READ)
def export(production):
    production = production_or_404(production)
    return download(csv_of(queries.tasks_of(production.id)), f"taches-{in_file_name(production.label)}.csv")


@bp.get(f"{BASE}/models")
@access(WRITE)
def models(production):
    """The lines of a model with their days, before any is added."""
    production = production_or_404(production)
    setting = queries.setting_of(production.id)
    usual = {
        "model": labels.MODEL_OF[production.kind],
        "first_on": setting.first_on,
        "last_on": setting.last_on,
    }
    is_asked = "first_on" in request.args
    form = ModelForm(request.args if is_asked else None, data=usual)
    is_right = form.validate() if is_asked else setting.first_on is not None
    page = render_template("productions/tasks/models.html", **_preview(production, form, is_right))
    return page, 422 if is_asked and not is_right else 200


@bp.post(f"{BASE}/models")
@access(WRITE)
def add_model(production):
    production = production_or_404(production)
    form = ModelForm(request.form)
    if not form.validate():
        return invalid("productions/tasks/models.html", **_preview(production, form, False))
    chosen = [d for d in _lines(form) if d.key in request.form.getlist("line")]
    titles = {duty.key: spoken(duty.title) for duty in chosen}
    added = actions.add_duties(production, chosen, form.first_on.data, _last_on(form), titles)
    if added:
        say(ngettext("%(num)d tâche ajoutée.", "%(num)d tâches ajoutées.", added))
    else:
        say(_("Rien à ajouter\u00a0: ces tâches y sont déjà, ou aucune n’est cochée."), "info")
    return see_other(url_for(".index", production=production.public_id))


@bp.get(f"{BASE}/<task_id>")
@access(READ)
def show(production, task_id):
    production = production_or_404(production)
    rows = queries.tasks_of(production.id)
    task = _among(rows, production, task_id)
    form = _form(production, rows, task)
    return render_template("productions/tasks/show.html", **_task_page(production, rows, task, form))


@bp.post(f"{BASE}/<task_id>")
@access(WRITE)
def update(production, task_id):
    production = production_or_404(production)
    rows = queries.tasks_of(production.id)
    task = _among(rows, production, task_id)
    form = _form(production, rows, task)
    if form.validate_on_submit():
        try:
            actions.update_task(task, form.terms())
        except Refused as refusal:
            form.depends_on.errors = [spoken(refusal.sentence)]
        else:
            say(_("Tâche enregistrée."))
            return see_other(url_for(".index", production=production.public_id))
    return invalid("productions/tasks/show.html", **_task_page(production, rows, task, form))


@bp.post(f"{BASE}/<task_id>/done")
@access(WRITE)
def tick(production, task_id):
    production = production_or_404(production)
    task = queries.task_or_404(production.id, task_id)
    is_done = request.form.get("done") == "y"
    actions.tick_task(task, is_done=is_done)
    undo = url_for(".tick", production=production.public_id, task_id=task_id) if is_done else ""
    if not wants_part():
        say(_("Tâche faite.") if is_done else _("Tâche à faire."), undo=undo)
        return see_other(url_for(".index", production=production.public_id, **_asked(request.form)))
    return render_template("productions/tasks/tick.swap.html", undo=undo, **_list(production, request.form))


@bp.post(f"{BASE}/<task_id>/deletion")
@access(WRITE)
def delete(production, task_id):
    production = production_or_404(production)
    task = queries.task_or_404(production.id, task_id)
    actions.delete_task(task)
    say(
        _("Tâche supprimée."),
        undo=url_for(".restore", production=production.public_id, task_id=task_id),
    )
    return see_other(url_for(".index", production=production.public_id))


@bp.post(f"{BASE}/<task_id>/restoration")
@access(WRITE)
def restore(production, task_id):
    production = production_or_404(production)
    actions.restore_task(queries.task_or_404(production.id, task_id, deleted=True))
    say(_("Tâche rétablie."))
    return see_other(url_for(".index", production=production.public_id))


def _list(production, asked):
    show, words, today = _show(asked), asked.get("q", "").strip()[:200], clock.today()
    rows = queries.tasks_of(production.id)
    return {
        "production": production,
        "board": board_of(rows, show, words, current.signature, today),
        "show": show,
        "words": words,
        "phases": phase_words(production.kind),
        "quick": _form(production, rows),
    }


def _asked(asked):
    """The words of an address that shows the same list."""
    show = _show(asked)
    return {"show": None if show == Show.ALL else show, "q": asked.get("q", "").strip()[:200] or None}


def _show(asked):
    try:
        return Show(asked.get("show", ""))
    except ValueError:
        return Show.ALL


def _among(rows, production, task_id):
    """The task of a list already read."""
    found = next((row.Task for row in rows if row.Task.public_id == task_id), None)
    return found or queries.task_or_404(production.id, task_id)


def _form(production, rows, task=None):
    others = [row.Task for row in rows if row.Task is not task]
    values = {}
    if task is not None:
        awaited = next((other for other in others if other.id == task.depends_on_id), None)
        owner = next((row.owner for row in rows if row.Task is task), None)
        values = {"owner": owner, "depends_on": awaited.public_id if awaited else ""}
    return TaskForm(obj=task, data=values or None, others=others, phases=phase_words(production.kind))


def _form_page(production, form):
    names = queries.setting_of(production.id).names
    return {"production": production, "form": form, "names": _with_me(names)}


def _task_page(production, rows, task, form):
    setting, today = queries.setting_of(production.id), clock.today()
    plan = board_of(rows, Show.ALL, "", current.signature, today).plan
    return {
        "production": production,
        "task": task,
        "form": form,
        "plan": plan,
        "margin": plan.margin_days(task.id, setting.first_on, today),
        "first_on": setting.first_on,
        "today": today,
        "names": _with_me(setting.names),
        "owner": next((row.owner for row in rows if row.Task is task), None),
        "phases": phase_words(production.kind),
    }


def _with_me(names):
    return list(dict.fromkeys([current.signature, *names]))


def _preview(production, form, is_right):
    """The lines with their days, once there is a first day; those already there are told apart."""
    there = {row.Task.model_key for row in queries.tasks_of(production.id)}
    first_on, last_on = form.first_on.data, _last_on(form)
    lines = in_order(_lines(form), first_on, last_on) if is_right else []
    return {
        "production": production,
        "form": form,
        "duties": [(duty, duty.due_on(first_on, last_on), duty.key in there) for duty in lines],
        "left": sum(duty.key not in there for duty in lines),
        "today": clock.today(),
        "phases": phase_words(production.kind),
    }


def _lines(form):
    return duties(form.show_model, form.first_on.data)


def _last_on(form):
    """A show of one day begins and ends with it."""
    return form.last_on.data or form.first_on.data
