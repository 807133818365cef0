from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.contacts import queries as book
from webapp.contacts.many import actions, queries
from webapp.contacts.many.forms import TagForm
from webapp.contacts.views import BASE, READ, WRITE, bp, filters_in
from webapp.core.access import access
from webapp.core.web import say, see_other

SELECTION = f"{BASE}/selection"


@bp.get(SELECTION)
@access(READ)
def selection():
    return _page(selection_in(request.args))


@bp.post(f"{SELECTION}/tags")
@access(WRITE)
def tag_many():
    chosen, form = selection_in(request.form), TagForm()
    if not form.validate_on_submit():
        return _page(chosen, form), 422
    gesture, count = actions.tag_many(chosen, form.new_tag.data)
    return _done(
        chosen,
        gesture,
        ngettext(
            "«\u00a0%(tag)s\u00a0» ajoutée à %(num)d contact.",
            "«\u00a0%(tag)s\u00a0» ajoutée à %(num)d contacts.",
            count,
            tag=form.new_tag.data,
        )
        if count
        else _("Tous ont déjà «\u00a0%(tag)s\u00a0».", tag=form.new_tag.data),
    )


@bp.post(f"{SELECTION}/tags/removal")
@access(WRITE)
def untag_many():
    chosen = selection_in(request.form)
    tag = queries.tag_called(request.form.get("old_tag", ""))
    if tag is None:
        return _page(chosen, None, _("Choisissez l’étiquette à retirer.")), 422
    gesture, count = actions.untag_many(chosen, tag)
    return _done(
        chosen,
        gesture,
        ngettext(
            "«\u00a0%(tag)s\u00a0» retirée à %(num)d contact.",
            "«\u00a0%(tag)s\u00a0» retirée à %(num)d contacts.",
            count,
            tag=tag.name,
        ),
    )


@bp.post(f"{SELECTION}/deletion")
@access(WRITE)
def delete_many():
    chosen = selection_in(request.form)
    gesture, count = actions.delete_many(chosen)
    return _done(chosen, gesture, ngettext("%(num)d contact supprimé.", "%(num)d contacts supprimés.", count))


def selection_in(values):
    """Read of an address or of a form."""
    ticked = tuple(dict.fromkeys(one[:12] for one in values.getlist("contact")))[: queries.MOST_TICKED]
    return queries.Selection(filters_in(values), ticked, values.get("all") == "y")


def _page(chosen, form=None, wrong=""):
    first = queries.first_of(chosen)
    return render_template(
        "contacts/selection.html",
        selection=chosen,
        first=first,
        total=first[0].total if first else 0,
        tags=queries.tags_of(chosen) if first else [],
        known=book.tag_names() if first else [],
        form=form or TagForm(formdata=None),
        wrong=wrong,
    )


def _done(chosen, gesture, text):
    say(text, undo=url_for(".undo", gesture_id=gesture.public_id) if gesture else "")
    return see_other(url_for(".index", **chosen.filters.asked))
