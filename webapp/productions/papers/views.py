"""The tab Documents of a production."""

from io import SEEK_END

from flask import Blueprint, current_app, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.core import archives, clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.files import as_attachment, handed_over
from webapp.core.i18n import spoken
from webapp.core.web import invalid, page_asked, render_page, say, see_other
from webapp.documents.actions import delete_document, restore_document
from webapp.documents.queries import document_or_404, unfiled
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence
from webapp.productions.papers import actions, kinds, labels, queries, zips
from webapp.productions.papers.forms import ACCEPT, DropForm, PaperForm, SortForm, TrayForm, VersionForm
from webapp.productions.papers.models import PaperKind
from webapp.productions.papers.queries import Standing
from webapp.productions.queries import production_or_404

bp = Blueprint("papers", __name__)
AT = "/w/<workspace>/productions/<production>/papers"
DROP_BYTES = 60 << 20  # of one form; each file keeps to its own limit


@bp.url_value_preprocessor
def _allow_more(endpoint, _values):
    if endpoint == "papers.create":
        request.max_content_length = DROP_BYTES + 64 * 1024


@bp.get(f"{AT}/")
@access(Permission.PRODUCTIONS_READ)
def index(production):
    return _index(production_or_404(production))


@bp.get(f"{AT}/new")
@access(Permission.PRODUCTIONS_WRITE)
def new(production):
    return render_template(
        "productions/papers/new.html", **_dropping(production_or_404(production), DropForm())
    )


@bp.post(f"{AT}/")
@access(Permission.PRODUCTIONS_WRITE)
def create(production):
    found, form = production_or_404(production), DropForm()
    form.validate_on_submit()
    uploads = form.uploads()
    if not uploads:
        form.files.errors = [_("Choisissez des fichiers, ou un ZIP.")]
        return invalid("productions/papers/new.html", **_dropping(found, form))
    try:
        drop = actions.drop_files(found, uploads, by=current.person.id)
    except actions.NoneKept as refusal:
        form.files.errors = [spoken(said) for said in refusal.refusals]
        return invalid("productions/papers/new.html", **_dropping(found, form))
    return see_other(url_for(".drop", production=production, drop_id=drop.public_id))


@bp.get(f"{AT}/drops/<drop_id>")
@access(Permission.PRODUCTIONS_WRITE)
def drop(production, drop_id):
    found = production_or_404(production)
    dropped = queries.drop_or_404(found.id, drop_id)
    rows = queries.dropped(dropped.id)
    lines = [
        {"paper": paper.public_id, "title": document.title, "kind": paper.kind} for paper, document in rows
    ]
    return render_template(
        "productions/papers/drop.html", **_sorting(found, dropped, rows, SortForm(data={"papers": lines}))
    )


@bp.post(f"{AT}/drops/<drop_id>")
@access(Permission.PRODUCTIONS_WRITE)
def sort(production, drop_id):
    found = production_or_404(production)
    dropped = queries.drop_or_404(found.id, drop_id)
    rows, form = queries.dropped(dropped.id), SortForm()
    if not form.validate_on_submit():
        return invalid("productions/papers/drop.html", **_sorting(found, dropped, rows, form))
    there = {paper.public_id: (paper, document) for paper, document in rows}
    for line in form.lines:
        if line.paper.data in there:
            actions.sort_paper(*there[line.paper.data], PaperKind(line.kind.data), line.title.data)
    say(_("Documents rangés."))
    return see_other(url_for(".index", production=production))


@bp.get(f"{AT}/tray")
@access(Permission.PRODUCTIONS_WRITE)
def tray(production):
    return render_template(
        "productions/papers/tray.html", **_choosing(production_or_404(production), TrayForm())
    )


@bp.post(f"{AT}/tray")
@access(Permission.PRODUCTIONS_WRITE)
def take(production):
    found, form = production_or_404(production), TrayForm()
    if not form.validate_on_submit():
        return invalid("productions/papers/tray.html", **_choosing(found, form))
    try:
        taken = actions.file_from_tray(found, form.picked(request.form))
    except Refused as refusal:
        form.chosen.errors = [spoken(refusal.sentence)]
        return invalid("productions/papers/tray.html", **_choosing(found, form))
    say(ngettext("%(num)d document rangé.", "%(num)d documents rangés.", len(taken)))
    return see_other(url_for(".index", production=production))


@bp.get("/w/<workspace>/productions/filing")
@access(Permission.PRODUCTIONS_WRITE)
def choose_production():
    """Into which production a paper of the tray goes."""
    return render_template(
        "productions/papers/choice.html",
        document=document_or_404(request.args.get("document", "")),
        productions=queries.productions_to_file_in(),
    )


@bp.get(f"{AT}/zip")
@access(Permission.PRODUCTIONS_READ)
def zip_file(production):
    found = production_or_404(production)
    spool = zips.spooled(found.id, confidential=_is_trusted())
    size = spool.seek(0, SEEK_END)
    spool.seek(0)
    name = archives.safe(f"{found.title}, {clock.today().isoformat()}.zip")
    response = handed_over(zips.pieces_of(spool), name, "application/zip", size)
    response.call_on_close(spool.close)  # for one who asks for the head alone, or leaves
    return response


@bp.get(f"{AT}/<document_id>")
@access(Permission.PRODUCTIONS_READ)
def show(production, document_id):
    found, paper, document, is_replaced = _loaded(production, document_id)
    return render_template(
        "productions/papers/show.html",
        **_showing(found, paper, document, is_replaced, _form_of(paper, document)),
    )


@bp.post(f"{AT}/<document_id>")
@access(Permission.PRODUCTIONS_WRITE)
def update(production, document_id):
    found, paper, document, is_replaced = _loaded(production, document_id)
    form = PaperForm()
    if not form.validate_on_submit():
        return invalid("productions/papers/show.html", **_showing(found, paper, document, is_replaced, form))
    actions.update_paper(paper, document, form.particulars())
    say(_("Document enregistré."))
    return see_other(url_for(".show", production=production, document_id=document_id))


@bp.get(f"{AT}/<document_id>/file")
@access(Permission.PRODUCTIONS_READ)
def file(production, document_id):
    """An attachment; `?view=1` shows a PDF or a photo."""
    _found, _paper, document, _is_replaced = _loaded(production, document_id)
    inline = request.args.get("view") == "1" and document.media_type in labels.SHOWN_INLINE
    return as_attachment(
        document.file_key, document.file_name, document.media_type, document.size, inline=inline
    )


@bp.get(f"{AT}/<document_id>/version")
@access(Permission.PRODUCTIONS_WRITE)
def new_version(production, document_id):
    found, paper, document, _is_replaced = _loaded(production, document_id)
    values = _values_of(paper, document) | {"version": _next(paper.version), "dated_on": None}
    return render_template(
        "productions/papers/version.html",
        **_versioning(found, paper, document, VersionForm(data=values)),
    )


@bp.post(f"{AT}/<document_id>/version")
@access(Permission.PRODUCTIONS_WRITE)
def add_version(production, document_id):
    found, paper, document, _is_replaced = _loaded(production, document_id)
    form = VersionForm()
    if not form.validate_on_submit():
        return invalid("productions/papers/version.html", **_versioning(found, paper, document, form))
    try:
        newer = actions.add_version(paper, found, form.file.data, form.particulars(), by=current.person.id)
    except Refused as refusal:
        form.file.errors = [spoken(refusal.sentence)]
        return invalid("productions/papers/version.html", **_versioning(found, paper, document, form))
    say(_("Nouvelle version en vigueur. L’ancienne est gardée."))
    return see_other(url_for(".show", production=production, document_id=newer.public_id))


@bp.post(f"{AT}/<document_id>/archive")
@access(Permission.PRODUCTIONS_WRITE)
def archive(production, document_id):
    _found, paper, document, _is_replaced = _loaded(production, document_id)
    actions.archive_paper(paper)
    say(
        _("«\u00a0%(title)s\u00a0» archivé.", title=document.title),
        undo=url_for(".unarchive", production=production, document_id=document_id),
    )
    return see_other(url_for(".index", production=production))


@bp.post(f"{AT}/<document_id>/return")
@access(Permission.PRODUCTIONS_WRITE)
def unarchive(production, document_id):
    _found, paper, _document, _is_replaced = _loaded(production, document_id)
    actions.unarchive_paper(paper)
    say(_("Document sorti des archives."))
    return see_other(url_for(".show", production=production, document_id=document_id))


@bp.post(f"{AT}/<document_id>/deletion")
@access(Permission.PRODUCTIONS_WRITE)
def delete(production, document_id):
    _found, _paper, document, _is_replaced = _loaded(production, document_id)
    delete_document(document)
    say(
        _("«\u00a0%(title)s\u00a0» supprimé.", title=document.title),
        undo=url_for(".restore", production=production, document_id=document_id),
    )
    return see_other(url_for(".index", production=production))


@bp.post(f"{AT}/<document_id>/restoration")
@access(Permission.PRODUCTIONS_WRITE)
def restore(production, document_id):
    found = production_or_404(production)
    _paper, document, _is_replaced = queries.paper_or_404(
        found.id, document_id, deleted=True, confidential=True
    )
    restore_document(document)
    say(_("Document rétabli."))
    return see_other(url_for(".show", production=production, document_id=document_id))


def _index(production):
    words, kind, standing = request.args.get("q", "").strip()[:200], _kind(), _standing()
    page_number = page_asked()
    trusted = _is_trusted()
    papers = queries.papers_found(production.id, standing, words, kind, page_number, confidential=trusted)
    counts = queries.counts_of(production.id, confidential=trusted)
    return render_page(
        "productions/papers/index.html",
        "productions/papers/_found.html",
        **_dropping(production, DropForm()),
        papers=papers,
        counts=counts,
        standing=standing,
        words=words,
        kind=kind,
        page_number=page_number,
        per_page=queries.PAGE,
        today=clock.today(),
        soon_on=clock.today() + queries.SOON,
        labels=labels,
    )


def _loaded(production, document_id):
    found = production_or_404(production)
    return found, *queries.paper_or_404(found.id, document_id, confidential=_is_trusted())


def _is_trusted() -> bool:
    """Who may change the documents opens the confidential ones."""
    return current.may(Permission.PRODUCTIONS_WRITE)


def _dropping(production, form):
    return {
        "production": production,
        "form": form,
        "limit": _limit(),
        "most": DROP_BYTES >> 20,
        "accept": ACCEPT,
    }


def _sorting(production, dropped, rows, form):
    refused = [Sentence(said["text"], said["values"]) for said in dropped.refused]
    return {
        "production": production,
        "drop": dropped,
        "rows": rows,
        "refused": refused,
        "form": form,
        "labels": labels,
    }


def _choosing(production, form):
    asked = request.args.get("document", "")
    waiting = unfiled()
    picked = request.form.getlist("chosen") or [asked]
    return {
        "production": production,
        "form": form,
        "waiting": [
            (row, request.form.get(f"kind-{row.public_id}") or kinds.guessed(row.file_name))
            for row in waiting
        ],
        "picked": picked,
        "labels": labels,
    }


def _showing(production, paper, document, is_replaced, form):
    return {
        "production": production,
        "paper": paper,
        "document": document,
        "is_replaced": is_replaced,
        "form": form,
        "today": clock.today(),
        "soon_on": clock.today() + queries.SOON,
        "labels": labels,
    }


def _versioning(production, paper, document, form):
    return {
        "production": production,
        "paper": paper,
        "document": document,
        "form": form,
        "limit": _limit(),
        "accept": ACCEPT.replace(",.zip", ""),
    }


def _values_of(paper, document):
    return {
        "title": document.title,
        "kind": paper.kind,
        "version": paper.version,
        "issuer": paper.issuer,
        "dated_on": paper.dated_on,
        "valid_until_on": paper.valid_until_on,
        "is_confidential": paper.is_confidential,
    }


def _form_of(paper, document):
    return PaperForm(data=_values_of(paper, document))


def _next(version) -> str | None:
    """The number after, when the version is one."""
    return str(int(version) + 1) if version and version.isascii() and version.isdigit() else None


def _kind() -> PaperKind | None:
    try:
        return PaperKind(request.args.get("kind", ""))
    except ValueError:
        return None


def _standing() -> Standing:
    try:
        return Standing(request.args.get("standing", ""))
    except ValueError:
        return Standing.CURRENT


def _limit() -> int:
    """Megabytes a file may weigh."""
    return current_app.config["UPLOAD_BYTES"] >> 20
