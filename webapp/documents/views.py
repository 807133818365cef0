"""The tray « À classer », filed papers and their files."""

from flask import Blueprint, current_app, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.core.access import access
from webapp.core.current import current
from webapp.core.files import as_attachment
from webapp.core.i18n import spoken
from webapp.core.web import invalid, page_asked, render_page, say, see_other, wants_part
from webapp.documents import actions, labels, queries
from webapp.documents.forms import FilingForm, UploadForm
from webapp.documents.inbound.queries import mailbox
from webapp.documents.models import DocumentKind
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused

bp = Blueprint("documents", __name__)


@bp.get("/w/<workspace>/documents/")
@access(Permission.DOCUMENTS_READ)
def tray():
    return _tray(UploadForm())


@bp.get("/w/<workspace>/documents/new")
@access(Permission.DOCUMENTS_WRITE)
def new():
    return render_template("documents/new.html", form=UploadForm(), limit=_limit())


@bp.post("/w/<workspace>/documents/")
@access(Permission.DOCUMENTS_WRITE)
def create():
    form = UploadForm()
    form.validate_on_submit()
    uploads = form.uploads()
    if not uploads:
        form.files.errors = [_("Choisissez une photo ou un PDF.")]
        return invalid("documents/new.html", form=form, limit=_limit())
    try:
        added = actions.add_documents(uploads, by=current.person.id)
    except Refused as refusal:
        form.files.errors = [spoken(refusal.sentence)]
        return invalid("documents/new.html", form=form, limit=_limit())
    say(ngettext("%(num)d papier à classer.", "%(num)d papiers à classer.", len(added)))
    return see_other(url_for(".tray") if len(added) > 1 else url_for(".show", public_id=added[0].public_id))


@bp.get("/w/<workspace>/documents/<public_id>")
@access(Permission.DOCUMENTS_READ)
def show(public_id):
    document = queries.document_or_404(public_id)
    return render_template("documents/show.html", document=document, form=_form_of(document), labels=labels)


@bp.get("/w/<workspace>/documents/<public_id>/file")
@access(Permission.DOCUMENTS_READ)
def file(public_id):
    """An attachment; `?view=1` shows a photo in its page."""
    document = queries.document_or_404(public_id)
    inline = request.args.get("view") == "1" and document.media_type in labels.SHOWABLE
    return as_attachment(
        document.file_key, document.file_name, document.media_type, document.size, inline=inline
    )


@bp.post("/w/<workspace>/documents/<public_id>/filing")
@access(Permission.DOCUMENTS_WRITE)
def filing(public_id):
    document = queries.document_or_404(public_id)
    form = FilingForm()
    if not form.validate_on_submit():
        return invalid("documents/show.html", document=document, form=form, labels=labels)
    was_waiting = not document.is_filed
    actions.file_document(document, **form.filing())
    say(_("Papier classé.") if was_waiting else _("Papier enregistré."))
    return see_other(url_for(".tray") if was_waiting else url_for(".show", public_id=public_id))


@bp.get("/w/<workspace>/documents/<public_id>/deletion")
@access(Permission.DOCUMENTS_WRITE)
def ask_deletion(public_id):
    return render_template("documents/deletion.html", document=queries.document_or_404(public_id))


@bp.post("/w/<workspace>/documents/<public_id>/deletion")
@access(Permission.DOCUMENTS_WRITE)
def delete(public_id):
    document = queries.document_or_404(public_id)
    actions.delete_document(document)
    say(
        _("«\u00a0%(title)s\u00a0» jeté.", title=document.title),
        undo=url_for(".restore", public_id=public_id),
    )
    return see_other(url_for(".tray"))


@bp.post("/w/<workspace>/documents/<public_id>/restoration")
@access(Permission.DOCUMENTS_WRITE)
def restore(public_id):
    actions.restore_document(queries.document_or_404(public_id, deleted=True))
    say(_("Papier rétabli."))
    return see_other(url_for(".tray"))


def _tray(form):
    words, kind = request.args.get("q", "").strip()[:200], _kind()
    page_number = page_asked()
    filed = queries.filed(words, kind, page_number)
    return render_page(
        "documents/tray.html",
        "documents/_filed.html",
        form=form,
        limit=_limit(),
        waiting=[] if wants_part() else queries.unfiled(),
        domain=current_app.config["SETTINGS"].inbound_domain,
        mailbox=None if wants_part() or not current_app.config["SETTINGS"].inbound_domain else mailbox(),
        filed=filed,
        words=words,
        kind=kind,
        page_number=page_number,
        per_page=queries.PAGE,
        labels=labels,
    )


def _form_of(document):
    values = {
        "kind": document.kind if document.is_filed else "",
        "title": document.title,
        "dated_on": document.dated_on,
        "owner": "mine" if document.is_mine else "production",
    }
    return FilingForm(data=values)


def _kind() -> DocumentKind | None:
    try:
        return DocumentKind(request.args.get("kind", ""))
    except ValueError:
        return None


def _limit() -> int:
    """Megabytes a file may weigh."""
    return current_app.config["UPLOAD_BYTES"] >> 20
