"""Pages of tags."""

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from webapp.core.access import access
from webapp.core.i18n import spoken
from webapp.core.web import invalid, say, see_other
from webapp.domain.network.touch import USUAL
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.network.forms import RHYTHMS
from webapp.network.tags import actions, queries
from webapp.network.tags.forms import TagForm

bp = Blueprint("tags", __name__)

BASE = "/w/<workspace>/network/tags"
TAG = f"{BASE}/<tag>"
READ, WRITE = Permission.CONTACTS_READ, Permission.CONTACTS_WRITE


@bp.get(f"{BASE}/")
@access(READ)
def index():
    return render_template("network/tags/index.html", tags=queries.tags_listed())


@bp.get(TAG)
@access(WRITE)
def edit(tag):
    tag = queries.tag_or_404(tag)
    form = TagForm(obj=tag, data={"days": tag.cadence_days})
    return render_template("network/tags/edit.html", tag=tag, form=form, usual=USUAL)


@bp.post(TAG)
@access(WRITE)
def update(tag):
    tag, form = queries.tag_or_404(tag), TagForm()
    if form.validate_on_submit():
        try:
            actions.rename_tag(tag, form.name.data)
        except Refused as refusal:
            form.name.errors = [spoken(refusal.sentence)]
        else:
            actions.keep_rhythm(tag, form.days.data)
            say(_("Étiquette enregistrée."))
            return see_other(url_for(".index"))
    return invalid("network/tags/edit.html", tag=tag, form=form, usual=USUAL)


@bp.post(f"{TAG}/rhythm")
@access(WRITE)
def keep_rhythm(tag):
    """One tap; a tag is never « jamais »: it says nothing instead."""
    tag = queries.tag_or_404(tag)
    actions.keep_rhythm(tag, RHYTHMS.get(request.form.get("rhythm", "")) or None)
    say(_("Rythme enregistré."))
    return see_other(url_for(".index"))


@bp.post(f"{TAG}/deletion")
@access(WRITE)
def delete(tag):
    tag = queries.tag_or_404(tag)
    removed = actions.remove_tag(tag)
    say(
        _("L’étiquette «\u00a0%(name)s\u00a0» n’est plus sur aucune fiche.", name=removed.name),
        undo=url_for(".restore", removed=removed.public_id),
    )
    return see_other(url_for(".index"))


@bp.post(f"{BASE}/removed/<removed>/restoration")
@access(WRITE)
def restore(removed):
    actions.restore_tag(queries.removed_or_404(removed))
    say(_("Étiquette rétablie."))
    return see_other(url_for(".index"))
