from functools import partial
from math import ceil

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.core import clock
from webapp.core.access import access
from webapp.core.errors import fault
from webapp.core.i18n import spoken
from webapp.core.sheets import as_csv
from webapp.core.web import XLSX, download, invalid, say, see_other
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.engagements import exports
from webapp.engagements.imports import actions, files, layouts, queries, sheets
from webapp.engagements.imports.forms import ConfirmForm, UploadForm, columns_chosen
from webapp.engagements.imports.queries import Standing, import_or_404
from webapp.engagements.listing import Filters
from webapp.engagements.views import bp
from webapp.engagements.words import amount_of
from webapp.productions import limits

BASE = "/w/<workspace>/engagements"
PAGE = 50


@bp.get(f"{BASE}/import")
@access(Permission.ENGAGEMENTS_WRITE)
def import_new():
    return render_template("engagements/import_new.html", form=UploadForm(), columns=layouts.COLUMNS)


@bp.post(f"{BASE}/import")
@access(Permission.ENGAGEMENTS_WRITE)
def import_create():
    form = UploadForm()
    if not form.validate_on_submit():
        return invalid("engagements/import_new.html", form=form, columns=layouts.COLUMNS)
    try:
        sheet = sheets.read(form.file.data.stream, form.file.data.filename)
    except Refused as refusal:
        form.file.errors = [spoken(refusal.sentence)]
        response = invalid("engagements/import_new.html", form=form, columns=layouts.COLUMNS)
        response.status_code = 413 if isinstance(refusal, sheets.TooHeavy) else 422
        return response
    kept = actions.keep_import(sheet)
    step = ".import_columns" if layouts.missing(kept.columns) else ".import_preview"
    return see_other(url_for(step, public_id=kept.public_id))


@bp.get(f"{BASE}/import/<public_id>/columns")
@access(Permission.ENGAGEMENTS_WRITE)
def import_columns(public_id):
    kept = import_or_404(public_id)
    if kept.confirmed_at:
        return see_other(url_for(".import_preview", public_id=public_id))
    lacking = layouts.missing(kept.columns)
    return render_template("engagements/import_columns.html", **_columns(kept, kept.columns, lacking))


@bp.post(f"{BASE}/import/<public_id>/columns")
@access(Permission.ENGAGEMENTS_WRITE)
def import_choose(public_id):
    kept = import_or_404(public_id, to_change=True)
    if kept.confirmed_at:
        return fault(409, _("Cet import est terminé\u00a0: ses colonnes ne changent plus."))
    chosen = columns_chosen(request.form, len(kept.headers))
    try:
        actions.choose_columns(kept, chosen)
    except Refused as refusal:
        page = _columns(kept, chosen, [], refusal.sentence)
        return invalid("engagements/import_columns.html", **page)
    return see_other(url_for(".import_preview", public_id=public_id))


@bp.get(f"{BASE}/import/<public_id>")
@access(Permission.ENGAGEMENTS_WRITE)
def import_preview(public_id):
    kept = import_or_404(public_id)
    if kept.confirmed_at:
        return render_template("engagements/import_done.html", kept=kept, amount_of=amount_of)
    if layouts.missing(kept.columns):
        return see_other(url_for(".import_columns", public_id=public_id))
    return render_template(
        "engagements/import_preview.html", **_preview(kept), form=ConfirmForm(), refused=""
    )


@bp.post(f"{BASE}/import/<public_id>/confirmation")
@access(Permission.ENGAGEMENTS_WRITE)
def import_confirm(public_id):
    kept, form = import_or_404(public_id, to_change=True), ConfirmForm()
    here = url_for(".import_preview", public_id=public_id)
    if kept.confirmed_at:
        return see_other(here)
    try:
        report = actions.confirm_import(kept, repeated=bool(form.repeated.data))
    except Refused as refusal:
        return invalid(
            "engagements/import_preview.html", **_preview(kept), form=form, refused=spoken(refusal.sentence)
        )
    said = ngettext("%(num)d engagement ajouté.", "%(num)d engagements ajoutés.", report.added)
    say(said, undo=url_for(".import_undo", public_id=public_id))
    return see_other(here)


@bp.post(f"{BASE}/import/<public_id>/undo")
@access(Permission.ENGAGEMENTS_WRITE)
def import_undo(public_id):
    taken = actions.undo_import(import_or_404(public_id, to_change=True))
    say(
        ngettext(
            "Import annulé\u00a0: %(num)d engagement retiré.",
            "Import annulé\u00a0: %(num)d engagements retirés.",
            taken,
        )
    )
    return see_other(url_for(".index"))


@bp.get(f"{BASE}/import/<public_id>/rejects")
@access(Permission.ENGAGEMENTS_WRITE)
def import_rejects(public_id):
    kept = import_or_404(public_id)
    wrong = [each.line for each in queries.lines_of(kept) if each.standing == Standing.WRONG]
    rows = [[*kept.headers, _("Raison")]]
    for line in wrong:
        cells = [*line.cells, *[""] * len(kept.headers)][: len(kept.headers)]
        rows.append([*cells, spoken(line.reason)])
    return download(as_csv(rows), "raccord-lignes-a-corriger.csv")


@bp.get(f"{BASE}/import/model")
@access(Permission.ENGAGEMENTS_WRITE)
def import_model():
    return download(files.model(), "raccord-modele-engagements.csv")


@bp.get(f"{BASE}/export")
@access(Permission.ENGAGEMENTS_READ)
def export():
    """The list as it is filtered, in the format asked."""
    kind = request.args.get("format", "csv")
    if kind not in ("csv", "xlsx"):
        abort(404)
    today = clock.today()
    rows = exports.exported(Filters.asked(request.args), today)
    name = f"engagements-{today.isoformat()}"
    if kind == "xlsx":
        return download(exports.xlsx_of(rows), f"{name}.xlsx", XLSX)
    return download(exports.csv_of(rows), f"{name}.csv")


def _columns(kept, chosen, lacking, refused=None):
    """The page of columns: each header, a value under it, and what it holds."""
    samples = [
        next((str(row[n + 1]) for row in kept.rows if len(row) > n + 1 and row[n + 1]), "")
        for n in range(len(kept.headers))
    ]
    said = refused or (layouts.missing_sentence(lacking) if lacking else None)
    return {
        "kept": kept,
        "columns": list(zip(kept.headers, samples, chosen, strict=True)),
        "choices": layouts.COLUMNS,
        "refused": spoken(said) if said else "",
    }


def _preview(kept):
    looked = queries.lines_of(kept)
    counts = {standing: sum(each.standing == standing for each in looked) for standing in Standing}
    show = request.args.get("show", "") if request.args.get("show") in list(Standing) else ""
    of_kind = [each for each in looked if each.standing == show] if show else looked
    pages = max(1, ceil(len(of_kind) / PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    shown = of_kind[(page - 1) * PAGE : page * PAGE]
    here = partial(url_for, ".import_preview", public_id=kept.public_id)
    return {
        "kept": kept,
        "rows": shown,
        "counts": counts,
        "total": len(looked),
        "sums": queries.totals(looked),
        "remarks": queries.remarks(shown, looked),
        "show": show,
        "page": page,
        "pages": pages,
        "here": here,
        "to_page": lambda number: here(show=show or None, page=number),
        "amount_of": amount_of,
        "is_libre": limits.is_libre(),
    }
