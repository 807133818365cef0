"""Address books brought in: sent, read by the worker, checked by a person, added, taken back."""

from math import ceil

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound, RequestEntityTooLarge

from webapp.contacts.imports import actions, queries, rejects, words
from webapp.contacts.imports.drafts import Card
from webapp.contacts.imports.forms import CardForm, FileForm, PasteForm, positions, takes, ticked
from webapp.contacts.imports.models import UNDONE_WITHIN, Choice, Kind, Stage, Standing
from webapp.contacts.imports.reading import MOST_BYTES, MOST_CARDS, TOO_HEAVY
from webapp.contacts.models import Kind as ContactKind
from webapp.contacts.queries import contact_by_id, names_like
from webapp.core.access import access
from webapp.core.errors import fault
from webapp.core.i18n import spoken
from webapp.core.web import (
    ask_first,
    download,
    invalid,
    is_confirmed,
    leave_for,
    page_asked,
    render_page,
    say,
    see_other,
    wants_part,
)
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused

bp = Blueprint("cards", __name__)
BASE = "/w/<workspace>/contacts/imports"
WRITE = Permission.CONTACTS_WRITE


@bp.url_value_preprocessor
def _allow_more(endpoint, _values):
    if endpoint == "cards.create":
        request.max_content_length = MOST_BYTES + 64 * 1024


@bp.errorhandler(RequestEntityTooLarge)
def _too_heavy(_error):
    """Said without reading it."""
    return fault(422, spoken(TOO_HEAVY))


@bp.get(BASE)
@access(WRITE)
def index():
    return render_template("contacts/imports/index.html", **_page())


@bp.post(f"{BASE}/file")
@access(WRITE)
def create():
    form = FileForm()
    if not form.validate_on_submit():
        return invalid("contacts/imports/index.html", **_page(file_form=form))
    try:
        kept = actions.start(form.file.data.stream.read(MOST_BYTES + 1), form.file.data.filename or "")
    except Refused as refusal:
        form.file.errors = [spoken(refusal.sentence)]
        return invalid("contacts/imports/index.html", **_page(file_form=form))
    return see_other(url_for(".show", import_id=kept.public_id))


@bp.post(f"{BASE}/signature")
@access(WRITE)
def paste():
    form = PasteForm()
    if not form.validate_on_submit():
        return invalid("contacts/imports/index.html", **_page(paste_form=form))
    try:
        kept = actions.start_signature(form.pasted.data or "")
    except Refused as refusal:
        form.pasted.errors = [spoken(refusal.sentence)]
        return invalid("contacts/imports/index.html", **_page(paste_form=form))
    return see_other(url_for(".card", import_id=kept.public_id))


@bp.get(f"{BASE}/<import_id>")
@access(WRITE)
def show(import_id):
    kept = queries.import_or_404(import_id)
    if kept.is_at_work:
        return render_page(
            "contacts/imports/progress.html", "contacts/imports/_progress.html", **_progress(kept)
        )
    if wants_part():  # the page that waited: another layout comes
        return leave_for(url_for(".show", import_id=import_id))
    if kept.stage == Stage.READY and kept.kind == Kind.SIGNATURE:
        return redirect(url_for(".card", import_id=import_id))
    if kept.stage == Stage.READY:
        return render_template("contacts/imports/preview.html", **_preview(kept))
    return render_template("contacts/imports/done.html", **_done(kept))


@bp.get(f"{BASE}/<import_id>/card")
@access(WRITE)
def card(import_id):
    kept = _signature_or_404(import_id)
    (row,) = queries.every_card(kept.id)
    return render_template("contacts/imports/card.html", **_card(kept, CardForm.of(Card.of(row.card))))


@bp.post(f"{BASE}/<import_id>/card")
@access(WRITE)
def add_card(import_id):
    kept = _signature_or_404(import_id, to_change=True)
    form = CardForm()
    if not form.validate_on_submit():
        return invalid("contacts/imports/card.html", **_card(kept, form))
    row = actions.write_card(kept, form.card())
    said, there = request.form.get("choice", ""), contact_by_id(row.contact_id)
    if there is not None and said not in (Choice.ADD, Choice.FILL):
        return invalid("contacts/imports/card.html", **_card(kept, form, row, there))
    actions.apply_card(kept, row, Choice(said) if there is not None else Choice.ADD)
    contact = queries.contact_of(kept.id)
    say(
        _("Contact complété.") if said == Choice.FILL else _("Contact ajouté."),
        undo=url_for(".undo", import_id=import_id),
    )
    return see_other(url_for("contacts.show", public_id=contact.public_id))


@bp.post(f"{BASE}/<import_id>/choices")
@access(WRITE)
def choose(import_id):
    """The ticks of the page; `go` says where next."""
    kept = queries.import_or_404(import_id, to_change=True)
    _take_choices(kept)
    if wants_part():
        return render_template("contacts/imports/_bar.html", **_counted(kept))
    return see_other(
        url_for(".show", import_id=import_id, show=_shown(), page=request.form.get("go", 1, type=int))
    )


@bp.post(f"{BASE}/<import_id>/acceptance")
@access(WRITE)
def accept(import_id):
    kept, show = queries.import_or_404(import_id, to_change=True), _shown()
    if show in ("new", "complete"):
        actions.accept_all(kept, show)
    return see_other(url_for(".show", import_id=import_id, show=show))


@bp.post(f"{BASE}/<import_id>/application")
@access(WRITE)
def apply(import_id):
    kept = queries.import_or_404(import_id, to_change=True)
    here = url_for(".show", import_id=import_id)
    if kept.stage != Stage.READY:
        return see_other(here)
    _take_choices(kept)
    try:
        actions.apply(kept, request.form.get("tag", ""))
    except Refused as refusal:
        return invalid("contacts/imports/preview.html", **_preview(kept, spoken(refusal.sentence)))
    return see_other(here)


@bp.post(f"{BASE}/<import_id>/undo")
@access(WRITE)
def undo(import_id):
    kept = queries.import_or_404(import_id, to_change=True)
    here = url_for(".show", import_id=import_id)
    if kept.kind == Kind.SIGNATURE:
        actions.undo_card(kept)
        return see_other(here)
    if not is_confirmed():
        return ask_first(
            _("Annuler cet import\u00a0?"),
            _(
                "Ce qu’il a ajouté part, ce qu’il a complété redevient comme avant. Ce que vous avez changé depuis reste."
            ),
            verb=_("Oui, annuler l’import"),
            back=here,
        )
    actions.undo(kept)
    return see_other(here)


@bp.post(f"{BASE}/<import_id>/resumption")
@access(WRITE)
def resume(import_id):
    actions.set_off_again(queries.import_or_404(import_id, to_change=True))
    return see_other(url_for(".show", import_id=import_id))


@bp.post(f"{BASE}/<import_id>/deletion")
@access(WRITE)
def drop(import_id):
    """Nothing was added: nothing is lost but the reading."""
    actions.drop(queries.import_or_404(import_id, to_change=True))
    say(_("Import abandonné. Rien n’a été ajouté."))
    return see_other(url_for(".index"))


@bp.get(f"{BASE}/<import_id>/rejects")
@access(WRITE)
def rejected(import_id):
    kept = queries.import_or_404(import_id)
    rows = queries.cards_standing(kept.id, [Standing.REJECTED])
    return download(*rejects.file_of(kept, rows, _("Raison")))


def _signature_or_404(import_id, *, to_change=False):
    kept = queries.import_or_404(import_id, to_change=to_change)
    if kept.kind != Kind.SIGNATURE or kept.stage != Stage.READY:
        raise NotFound
    return kept


def _take_choices(kept):
    sent = request.form
    actions.choose(kept, positions(sent, "shown"), ticked(sent), takes(sent))


def _shown():
    said = request.values.get("show", "")
    return said if said in queries.SHOWN else ""


def _page(file_form=None, paste_form=None):
    return {
        "file_form": file_form or FileForm(formdata=None),
        "paste_form": paste_form or PasteForm(formdata=None),
        "imports": queries.recent_imports(),
        "limit": MOST_BYTES >> 20,
        "most": MOST_CARDS,
    }


def _progress(kept):
    return {"kept": kept, "doing": words.AT_WORK[kept.stage], "is_stuck": actions.is_stuck(kept)}


def _counted(kept):
    found = queries.counts_of(kept.id)
    counts = {
        show: sum(found[each]["all"] for each in standings) for show, standings in queries.SHOWN.items()
    }
    return {
        "kept": kept,
        "counts": counts,
        "wanted": sum(of[Choice.ADD] + of[Choice.FILL] for of in found.values()),
    }


def _preview(kept, refused=""):
    counted = _counted(kept)
    counts = counted["counts"]
    show = _shown() or next((each for each in ("complete", "new", "known") if counts[each]), "rejected")
    pages = max(1, ceil(counts[show] / queries.PAGE))
    page = min(page_asked(), pages)
    return counted | {
        "show": show,
        "rows": queries.cards_shown(kept.id, show, page),
        "page": page,
        "pages": pages,
        "refused": refused,
        "words": words,
        "tag": request.form.get("tag", kept.tag),
    }


def _done(kept):
    return {
        "kept": kept,
        "failure": words.failure(kept),
        "held": words.held(kept.held),
        "days": UNDONE_WITHIN.days,
    }


def _card(kept, form, row=None, there=None):
    return {
        "kept": kept,
        "form": form,
        "companies": names_like("", ContactKind.COMPANY),
        "there": there,
        "why": words.why(row, there.name) if row is not None and there is not None else "",
        "is_sure": row is not None and row.standing != Standing.CLOSE,
        "added": words.adds(row) if row is not None and there is not None else "",
    }
