from datetime import date

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _

from webapp.core.access import access
from webapp.core.formats import long_day
from webapp.core.i18n import spoken
from webapp.core.web import ask_first, asks_a_line, is_confirmed, say, see_other
from webapp.domain.planning.services import LENGTHS
from webapp.domain.refusals import Refused
from webapp.places.queries import places_for_choice
from webapp.productions.planning import actions, board, queries, words
from webapp.productions.planning.forms import DayForm, DaysForm, MoveForm, SwapForm, swap_choices
from webapp.productions.planning.models import DayKind
from webapp.productions.planning.views import BASE, DAY, READ, WRITE, _is_live, _shown, bp
from webapp.productions.queries import production_or_404


@bp.get(f"{BASE}/days/new")
@access(WRITE)
def new_day(production):
    found = production_or_404(production)
    live = _is_live(found)
    form = DayForm(data={"kind": DayKind.SHOW if live else DayKind.SHOOT, "on": _asked_day()}).of(found.kind)
    form.lines_for(found.kind)
    return _day_page(found, form)


@bp.post(f"{BASE}/days/")
@access(WRITE)
def create_day(production):
    found = production_or_404(production)
    form = DayForm().of(found.kind)
    if asks_a_line(form) or not form.validate_on_submit():
        return _day_page(found, form, status=422)
    try:
        (day,) = actions.add_days(found, [form.on.data], form.said(), widen=form.widen.data)
    except Refused as refusal:
        return _day_page(found, _refused(form, form.on, refusal), status=422)
    say(_("Journée ajoutée."))
    return see_other(url_for(".day", production=production, day_id=day.public_id))


@bp.get(f"{BASE}/days/several")
@access(WRITE)
def new_days(production):
    found = production_or_404(production)
    kind = DayKind.SHOW if _is_live(found) else DayKind.SHOOT
    return _days_page(found, DaysForm(data={"kind": kind, "saturdays": True, "sundays": True}).of(found.kind))


@bp.post(f"{BASE}/days/several")
@access(WRITE)
def create_days(production):
    found = production_or_404(production)
    form = DaysForm().of(found.kind)
    if not form.validate_on_submit():
        return _days_page(found, form, status=422)
    try:
        days = actions.add_days(found, form.dates(), form.terms(), widen=form.widen.data)
    except Refused as refusal:
        return _days_page(found, _refused(form, form.start_on, refusal), status=422)
    say(_("%(count)s journées ajoutées.", count=len(days)) if len(days) > 1 else _("Journée ajoutée."))
    return see_other(url_for(".index", production=production))


@bp.get(DAY)
@access(READ)
def day(production, day_id):
    found, _last, minutes = queries.with_last_plan(production)
    laid = board.board_of(found.id)
    place = next((n for n, card in enumerate(laid.cards) if card.day.public_id == day_id), None)
    if place is None:
        abort(404)
    return render_template(
        "productions/planning/days/show.html",
        **_shown(found, laid),
        card=laid.cards[place],
        before=laid.cards[place - 1] if place else None,
        after=laid.cards[place + 1] if place + 1 < len(laid.cards) else None,
        length=minutes or LENGTHS[-1],
    )


@bp.get(f"{DAY}/edit")
@access(WRITE)
def edit_day(production, day_id):
    found = production_or_404(production)
    day = queries.day_or_404(found.id, day_id)
    lines = [words.service_values(one) for one in queries.services_of_day(day)] if _is_live(found) else []
    form = DayForm(data={**words.day_values(day), "services": lines}).of(found.kind, day)
    form.lines_for(found.kind)
    places = places_for_choice()
    form.place.data = next((place.name for place in places if place.id == day.place_id), None)
    return _day_page(found, form, day, places=places)


@bp.post(DAY)
@access(WRITE)
def update_day(production, day_id):
    found = production_or_404(production)
    day = queries.day_or_404(found.id, day_id)
    form = DayForm().of(found.kind, day)
    if asks_a_line(form) or not form.validate_on_submit():
        return _day_page(found, form, day, status=422)
    try:
        actions.update_day(found, day, form.on.data, form.said(), widen=form.widen.data)
    except Refused as refusal:
        return _day_page(found, _refused(form, form.on, refusal), day, status=422)
    say(_("Journée enregistrée."))
    return see_other(url_for(".day", production=production, day_id=day_id))


@bp.get(f"{DAY}/move")
@access(WRITE)
def moving(production, day_id):
    found = production_or_404(production)
    day = queries.day_or_404(found.id, day_id)
    return _move_page(found, day, MoveForm(data={"on": day.on}), SwapForm(formdata=None))


@bp.post(f"{DAY}/move")
@access(WRITE)
def move_day(production, day_id):
    found = production_or_404(production)
    day = queries.day_or_404(found.id, day_id)
    form = MoveForm()
    if not form.validate_on_submit():
        return _move_page(found, day, form, SwapForm(formdata=None), status=422)
    try:
        actions.move_day(found, day, form.on.data, widen=form.widen.data)
    except Refused as refusal:
        return _move_page(found, day, _refused(form, form.on, refusal), SwapForm(formdata=None), status=422)
    say(_("Journée déplacée au %(day)s.", day=long_day(day.on)))
    return see_other(url_for(".day", production=production, day_id=day_id))


@bp.post(f"{DAY}/swap")
@access(WRITE)
def swap_day(production, day_id):
    found = production_or_404(production)
    day = queries.day_or_404(found.id, day_id)
    form = SwapForm()
    form.other.choices = swap_choices(queries.days_of(found.id), day)
    if not form.validate_on_submit():
        return _move_page(found, day, MoveForm(formdata=None, data={"on": day.on}), form, status=422)
    other = queries.day_or_404(found.id, form.other.data)
    try:
        actions.swap_days(found, day, other)
    except Refused as refusal:
        form.other.errors = [spoken(refusal.sentence)]
        return _move_page(found, day, MoveForm(formdata=None, data={"on": day.on}), form, status=422)
    say(
        _("Le %(one)s et le %(other)s sont échangés.", one=long_day(other.on), other=long_day(day.on)),
        undo=url_for(".swap_back", production=production, day_id=day_id, other_id=other.public_id),
    )
    return see_other(url_for(".index", production=production))


@bp.post(f"{DAY}/swap/<other_id>")
@access(WRITE)
def swap_back(production, day_id, other_id):
    found = production_or_404(production)
    one, other = (queries.day_or_404(found.id, key) for key in (day_id, other_id))
    actions.swap_days(found, one, other)
    say(_("Les deux journées ont repris leur date."))
    return see_other(url_for(".index", production=production))


@bp.post(f"{DAY}/lock")
@access(WRITE)
def lock_day(production, day_id):
    found = production_or_404(production)
    day = queries.day_or_404(found.id, day_id)
    actions.lock_day(day, is_locked=request.form.get("locked") == "y")
    say(_("Journée verrouillée.") if day.is_locked else _("Journée déverrouillée."))
    return see_other(url_for(".day", production=production, day_id=day_id))


@bp.post(f"{DAY}/deletion")
@access(WRITE)
def delete_day(production, day_id):
    found = production_or_404(production)
    day = queries.day_or_404(found.id, day_id)
    actions.refuse_locked(day)
    if not is_confirmed():
        return ask_first(
            _("Supprimer la journée du %(day)s\u00a0?", day=long_day(day.on)),
            _(
                "Ses séquences retournent «\u00a0À placer\u00a0», sa feuille de route part avec elle."
                " Les versions publiées ne changent pas."
            ),
            verb=_("Supprimer cette journée"),
            back=url_for(".day", production=production, day_id=day_id),
        )
    actions.delete_day(found, day)
    say(_("Journée supprimée."))
    return see_other(url_for(".index", production=production))


def _day_page(production, form, day=None, status=200, places=None):
    page = {"production": production, "form": form, "day": day, "live": _is_live(production)}
    places = [place.name for place in (places if places is not None else places_for_choice())]
    return render_template("productions/planning/days/form.html", **page, places=places), status


def _days_page(production, form, status=200):
    places = [place.name for place in places_for_choice()]
    page = {"production": production, "form": form, "places": places}
    return render_template("productions/planning/days/several.html", **page), status


def _move_page(production, day, form, swap, status=200):
    swap.other.choices = swap_choices(queries.days_of(production.id), day)
    page = {"production": production, "day": day, "form": form, "swap": swap}
    return render_template("productions/planning/days/move.html", **page), status


def _refused(form, field, refusal):
    """The sentence on the field, and the box that widens when dates are outside."""
    form.asks_to_widen = isinstance(refusal, actions.OutsidePhases)
    field.errors = [spoken(refusal.sentence)]
    return form


def _asked_day():
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return None
