from flask import render_template, request, url_for
from flask_babel import gettext as _

from webapp.contacts.lists import actions, queries
from webapp.contacts.lists.forms import ListForm
from webapp.contacts.views import BASE, WRITE, bp, filters_in, index_page
from webapp.core.access import access
from webapp.core.web import invalid, say, see_other

LIST = f"{BASE}/lists/<list_id>"


@bp.post(f"{BASE}/lists")
@access(WRITE)
def save_list():
    """The filters of the page, under the name typed below them."""
    filters, form = filters_in(request.form), ListForm()
    if not form.validate_on_submit():
        return index_page(filters, naming=form), 422
    actions.save_list(form.name.data, filters)
    say(_("Liste «\u00a0%(name)s\u00a0» enregistrée.", name=form.name.data))
    return see_other(url_for(".index", **filters.asked))


@bp.get(LIST)
@access(WRITE)
def edit_list(list_id):
    kept = queries.list_or_404(list_id)
    filters = queries.filters_of(kept)
    return render_template("contacts/list.html", kept=kept, form=ListForm(obj=kept), filters=filters)


@bp.post(LIST)
@access(WRITE)
def update_list(list_id):
    kept, form = queries.list_or_404(list_id), ListForm()
    filters = queries.filters_of(kept)
    if not form.validate_on_submit():
        return invalid("contacts/list.html", kept=kept, form=form, filters=filters)
    actions.rename_list(kept, form.name.data)
    say(_("Liste renommée."))
    return see_other(url_for(".index", **filters.asked))


@bp.post(f"{LIST}/deletion")
@access(WRITE)
def delete_list(list_id):
    kept = queries.list_or_404(list_id)
    gesture = actions.delete_list(kept)
    say(
        _("Liste «\u00a0%(name)s\u00a0» supprimée\u00a0: les contacts restent.", name=kept.name),
        undo=url_for(".undo", gesture_id=gesture.public_id),
    )
    return see_other(url_for(".index"))
