from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.core.access import access
from webapp.core.i18n import spoken
from webapp.core.web import ask_first, download, invalid, is_confirmed, say, see_other
from webapp.domain.refusals import Refused
from webapp.places.queries import places_for_choice
from webapp.productions.labels import in_file_name
from webapp.productions.planning import exports, labels, queries
from webapp.productions.planning.board import board_of
from webapp.productions.planning.script import actions
from webapp.productions.planning.script.forms import PasteForm, SequenceForm
from webapp.productions.planning.script.pasted import read_lines
from webapp.productions.planning.script.presence import presences
from webapp.productions.planning.views import BASE, READ, WRITE, _shown, bp
from webapp.productions.queries import production_or_404

SEQUENCES = f"{BASE}/sequences"
ONE = f"{SEQUENCES}/<sequence_id>"
PAGE = 60


@bp.get(f"{SEQUENCES}/")
@access(READ)
def sequences(production):
    found = production_or_404(production)
    laid = board_of(found.id)
    pages = -(-len(laid.script) // PAGE) or 1
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    return render_template(
        "productions/planning/script/index.html",
        **_shown(found, laid),
        shown=laid.script[(page - 1) * PAGE : page * PAGE],
        page_number=page,
        pages=pages,
    )


@bp.get(f"{SEQUENCES}/new")
@access(WRITE)
def new_sequence(production):
    return _page(production_or_404(production), SequenceForm())


@bp.post(f"{SEQUENCES}/")
@access(WRITE)
def create_sequence(production):
    found = production_or_404(production)
    form = SequenceForm()
    if not form.validate_on_submit():
        return _page(found, form, status=422)
    try:
        sequence = actions.add_sequence(found, form.terms())
    except Refused as refusal:
        form.number.errors = [spoken(refusal.sentence)]
        return _page(found, form, status=422)
    say(_("Séquence %(number)s ajoutée.", number=sequence.number))
    if "another" in request.form:
        return see_other(url_for(".new_sequence", production=production))
    return see_other(url_for(".sequences", production=production))


@bp.get(f"{ONE}/edit")
@access(WRITE)
def edit_sequence(production, sequence_id):
    found = production_or_404(production)
    sequence = queries.sequence_or_404(found.id, sequence_id)
    places = places_for_choice()
    place = next((place.name for place in places if place.id == sequence.place_id), None)
    needs = {f"need_{need}": text for need, text in sequence.needs.items()}
    return _page(found, SequenceForm(obj=sequence, data={"place": place, **needs}), sequence, places=places)


@bp.post(ONE)
@access(WRITE)
def update_sequence(production, sequence_id):
    found = production_or_404(production)
    sequence = queries.sequence_or_404(found.id, sequence_id)
    form = SequenceForm()
    if not form.validate_on_submit():
        return _page(found, form, sequence, status=422)
    try:
        actions.update_sequence(found, sequence, form.terms())
    except Refused as refusal:
        form.number.errors = [spoken(refusal.sentence)]
        return _page(found, form, sequence, status=422)
    say(_("Séquence %(number)s enregistrée.", number=sequence.number))
    return see_other(url_for(".sequences", production=production))


@bp.post(f"{ONE}/deletion")
@access(WRITE)
def delete_sequence(production, sequence_id):
    found = production_or_404(production)
    sequence = queries.sequence_or_404(found.id, sequence_id)
    if not is_confirmed():
        return ask_first(
            _("Supprimer la séquence %(number)s\u00a0?", number=sequence.number),
            _("Elle quitte aussi les journées où elle est placée. Les versions publiées ne changent pas."),
            verb=_("Supprimer cette séquence"),
            back=url_for(".edit_sequence", production=production, sequence_id=sequence_id),
        )
    actions.delete_sequence(found, sequence)
    say(_("Séquence %(number)s supprimée.", number=sequence.number))
    return see_other(url_for(".sequences", production=production))


@bp.get(f"{SEQUENCES}/paste")
@access(WRITE)
def paste(production):
    return render_template(
        "productions/planning/script/paste.html",
        production=production_or_404(production),
        form=PasteForm(),
        read=None,
        labels=labels,
    )


@bp.post(f"{SEQUENCES}/paste")
@access(WRITE)
def paste_sequences(production):
    """“Vérifier” shows what was read and stores nothing; so does a line that cannot be read."""
    found = production_or_404(production)
    form = PasteForm()
    read = None
    try:
        read = read_lines(form.lines.data or "") if form.validate_on_submit() else None
        if read and "check" not in request.form and not any(line.error for line in read):
            added, updated = actions.paste_sequences(
                found, [line.terms for line in read if line.terms], update=form.update.data
            )
            say(_pasted(added, updated))
            return see_other(url_for(".sequences", production=production))
        if read == []:
            form.lines.errors = [_("Collez au moins une ligne.")]
    except Refused as refusal:
        form.lines.errors = [spoken(refusal.sentence)]
    return invalid(
        "productions/planning/script/paste.html", production=found, form=form, read=read, labels=labels
    )


@bp.get(f"{BASE}/presence")
@access(READ)
def presence(production):
    found = production_or_404(production)
    laid = board_of(found.id)
    return render_template(
        "productions/planning/script/presence.html", **_shown(found, laid), presences=presences(laid)
    )


@bp.get(f"{BASE}/sequences.csv")
@access(READ)
def export_sequences(production):
    found = production_or_404(production)
    content = exports.sequences_csv(board_of(found.id))
    return download(content, f"sequences-{in_file_name(found.title)}.csv")


def _pasted(added, updated):
    said = [
        ngettext("%(num)d séquence ajoutée", "%(num)d séquences ajoutées", added) if added else "",
        ngettext("%(num)d mise à jour", "%(num)d mises à jour", updated) if updated else "",
    ]
    return ", ".join(word for word in said if word) + "."


def _page(production, form, sequence=None, status=200, places=None):
    names = [place.name for place in (places if places is not None else places_for_choice())]
    return (
        render_template(
            "productions/planning/script/form.html",
            production=production,
            form=form,
            sequence=sequence,
            places=names,
            labels=labels,
        ),
        status,
    )
