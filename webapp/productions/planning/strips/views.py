from flask import abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.core.access import access
from webapp.core.i18n import spoken
from webapp.core.web import ask_first, invalid, is_confirmed, say, see_other
from webapp.domain.refusals import Refused
from webapp.productions.planning import labels, queries, words
from webapp.productions.planning.actions import refuse_locked
from webapp.productions.planning.board import board_of
from webapp.productions.planning.models import StripKind
from webapp.productions.planning.strips import actions
from webapp.productions.planning.strips.forms import POOL, LineForm, SpotForm, StripForm
from webapp.productions.planning.views import BASE, DAY, WRITE, _is_live, bp
from webapp.productions.queries import production_or_404

STRIP = f"{BASE}/strips/<strip_id>"
SPOT = f"{BASE}/sequences/<sequence_id>/spot"
STEPS = {"up": -1, "down": 1}


@bp.get(SPOT)
@access(WRITE)
def placing(production, sequence_id):
    """A sequence of the pool, to put on a day."""
    found = production_or_404(production)
    sequence = queries.sequence_or_404(found.id, sequence_id)
    form = _spot_form(found, SpotForm())
    return render_template(
        "productions/planning/strips/place.html",
        production=found,
        sequence=sequence,
        form=form,
        labels=labels,
    )


@bp.post(SPOT)
@access(WRITE)
def place_sequence(production, sequence_id):
    found = production_or_404(production)
    sequence = queries.sequence_or_404(found.id, sequence_id)
    form = _spot_form(found, SpotForm())
    page = {"production": found, "sequence": sequence, "form": form, "labels": labels}
    if not form.validate_on_submit():
        return invalid("productions/planning/strips/place.html", **page)
    try:
        day = queries.day_or_404(found.id, form.day.data)
        actions.place_sequences(found, day, [sequence], first=form.where.data == "first")
    except Refused as refusal:
        form.day.errors = [spoken(refusal.sentence)]
        return invalid("productions/planning/strips/place.html", **page)
    say(_("Séquence %(number)s placée.", number=sequence.number))
    return see_other(url_for(".day", production=production, day_id=day.public_id))


@bp.get(f"{DAY}/lines")
@access(WRITE)
def filling(production, day_id):
    """What may be put on a day: sequences of the pool, or a line that is none."""
    found = production_or_404(production)
    return _fill_page(found, board_of(found.id), day_id, LineForm())


@bp.post(f"{DAY}/sequences")
@access(WRITE)
def fill_day(production, day_id):
    found = production_or_404(production)
    day = queries.day_or_404(found.id, day_id)
    laid = board_of(found.id)
    chosen = set(request.form.getlist("sequence"))
    known = {sequence.public_id: sequence for sequence in laid.script}
    if chosen - known.keys():
        abort(404)
    try:
        if not chosen:
            return _fill_page(
                found, laid, day_id, LineForm(formdata=None), _("Cochez au moins une séquence.")
            )
        placed = actions.place_sequences(found, day, [one for key, one in known.items() if key in chosen])
    except Refused as refusal:
        return _fill_page(found, laid, day_id, LineForm(formdata=None), spoken(refusal.sentence))
    say(ngettext("%(num)d séquence placée.", "%(num)d séquences placées.", len(placed)))
    return see_other(url_for(".day", production=production, day_id=day_id))


@bp.post(f"{DAY}/lines")
@access(WRITE)
def add_line(production, day_id):
    found = production_or_404(production)
    day = queries.day_or_404(found.id, day_id)
    form = LineForm()
    if not form.validate_on_submit():
        return _fill_page(found, board_of(found.id), day_id, form, status=422)
    try:
        actions.add_line(found, day, StripKind(form.kind.data), form.minute.data, form.text.data)
    except Refused as refusal:
        form.text.errors = [spoken(refusal.sentence)]
        return _fill_page(found, board_of(found.id), day_id, form, status=422)
    say(_("Ligne ajoutée."))
    return see_other(url_for(".day", production=production, day_id=day_id))


@bp.get(f"{STRIP}/edit")
@access(WRITE)
def edit_strip(production, strip_id):
    found = production_or_404(production)
    row = queries.strip_or_404(found.id, strip_id)
    form = StripForm(obj=row.Strip)
    return _strip_page(found, row, form, SpotForm(formdata=None, data={"day": row.Day.public_id}))


@bp.post(STRIP)
@access(WRITE)
def update_strip(production, strip_id):
    found = production_or_404(production)
    row = queries.strip_or_404(found.id, strip_id)
    form = StripForm()
    if not form.validate_on_submit():
        spot = SpotForm(formdata=None, data={"day": row.Day.public_id})
        return _strip_page(found, row, form, spot, status=422)
    actions.update_strip(row.Strip, form.minute.data, form.text.data)
    say(_("Ligne enregistrée."))
    return see_other(url_for(".day", production=production, day_id=row.Day.public_id))


@bp.post(f"{STRIP}/spot")
@access(WRITE)
def move_strip(production, strip_id):
    """To another day, or back to the pool."""
    found = production_or_404(production)
    row = queries.strip_or_404(found.id, strip_id)
    form = _spot_form(found, SpotForm(), pool=bool(row.Sequence))
    kept = StripForm(formdata=None, obj=row.Strip)
    if not form.validate_on_submit():
        return _strip_page(found, row, kept, form, status=422)
    try:
        if form.day.data == POOL:
            actions.take_off(found, row.Strip, row.Day)
            say(_("Séquence %(number)s à placer.", number=row.Sequence.number))
            return see_other(url_for(".day", production=production, day_id=row.Day.public_id))
        to = queries.day_or_404(found.id, form.day.data)
        actions.move_strip(found, row.Strip, row.Day, to, first=form.where.data == "first")
    except Refused as refusal:
        form.day.errors = [spoken(refusal.sentence)]
        return _strip_page(found, row, kept, form, status=422)
    say(_("Déplacé."))
    return see_other(url_for(".day", production=production, day_id=to.public_id))


@bp.post(f"{STRIP}/order")
@access(WRITE)
def shift_strip(production, strip_id):
    found = production_or_404(production)
    row = queries.strip_or_404(found.id, strip_id)
    step = STEPS.get(request.form.get("direction", ""))
    if step is None:
        abort(400)
    actions.shift_strip(found, row.Strip, row.Day, step)
    return see_other(url_for(".day", production=production, day_id=row.Day.public_id))


@bp.post(f"{STRIP}/removal")
@access(WRITE)
def remove_strip(production, strip_id):
    found = production_or_404(production)
    row = queries.strip_or_404(found.id, strip_id)
    back = url_for(".day", production=production, day_id=row.Day.public_id)
    refuse_locked(row.Day)
    if row.Sequence is None and not is_confirmed():
        return ask_first(
            _("Supprimer cette ligne\u00a0?"),
            words.line_text(row.Strip),
            verb=_("Supprimer cette ligne"),
            back=back,
        )
    actions.take_off(found, row.Strip, row.Day)
    say(
        _("Séquence %(number)s à placer.", number=row.Sequence.number)
        if row.Sequence
        else _("Ligne supprimée.")
    )
    return see_other(back)


def _spot_form(production, form, pool=False):
    return form.over(queries.days_of(production.id), live=_is_live(production), pool=pool)


def _strip_page(production, row, form, spot, status=200):
    page = {"production": production, "row": row, "form": form, "labels": labels, "words": words}
    page["spot"] = _spot_form(production, spot, pool=bool(row.Sequence))
    return render_template("productions/planning/strips/edit.html", **page), status


def _fill_page(production, laid, day_id, form, error="", status=None):
    card = next((card for card in laid.cards if card.day.public_id == day_id), None)
    if card is None:
        abort(404)
    page = {"production": production, "board": laid, "card": card, "form": form, "error": error}
    status = status or (422 if error else 200)
    live = _is_live(production)
    return (
        render_template(
            "productions/planning/strips/fill.html", **page, labels=labels, words=words, live=live
        ),
        status,
    )
