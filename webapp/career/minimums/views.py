"""Minimums of conventions, as the person read them."""

from flask import render_template, request, url_for
from flask_babel import gettext as _

from webapp.career.minimums import actions, queries
from webapp.career.minimums.forms import MinimumForm
from webapp.career.views import BASE, WRITE, bp
from webapp.core.access import access
from webapp.core.web import invalid, say, see_other


@bp.get(f"{BASE}/minimums/new")
@access(WRITE)
def new_minimum():
    form = MinimumForm(formdata=None, data={"job": request.args.get("job", "")[:200] or None})
    return render_template("career/minimums/minimum.html", form=form, row=None)


@bp.post(f"{BASE}/minimums/")
@access(WRITE)
def create_minimum():
    form = MinimumForm()
    if not form.validate_on_submit():
        return invalid("career/minimums/minimum.html", form=form, row=None)
    actions.add_minimum(form.terms())
    say(_("Minimum ajouté."))
    return see_other(url_for(".jobs"))


@bp.get(f"{BASE}/minimums/<minimum_id>/edit")
@access(WRITE)
def edit_minimum(minimum_id):
    row = queries.minimum_or_404(minimum_id)
    return render_template("career/minimums/minimum.html", form=MinimumForm(formdata=None, obj=row), row=row)


@bp.post(f"{BASE}/minimums/<minimum_id>")
@access(WRITE)
def update_minimum(minimum_id):
    row = queries.minimum_or_404(minimum_id)
    form = MinimumForm()
    if not form.validate_on_submit():
        return invalid("career/minimums/minimum.html", form=form, row=row)
    actions.update_minimum(row, form.terms())
    say(_("Minimum enregistré."))
    return see_other(url_for(".jobs"))


@bp.post(f"{BASE}/minimums/<minimum_id>/deletion")
@access(WRITE)
def delete_minimum(minimum_id):
    row = queries.minimum_or_404(minimum_id)
    actions.delete_minimum(row)
    say(_("Minimum supprimé."), undo=url_for(".restore_minimum", minimum_id=minimum_id))
    return see_other(url_for(".jobs"))


@bp.post(f"{BASE}/minimums/<minimum_id>/restoration")
@access(WRITE)
def restore_minimum(minimum_id):
    actions.restore_minimum(queries.minimum_or_404(minimum_id, deleted=True))
    say(_("Minimum rétabli."))
    return see_other(url_for(".jobs"))
