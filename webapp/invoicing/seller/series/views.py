from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from webapp.core import clock
from webapp.core.access import access
from webapp.core.i18n import spoken
from webapp.core.web import invalid, say, see_other, wants_part
from webapp.invoicing import words
from webapp.invoicing.models import SeriesKind
from webapp.invoicing.seller import queries
from webapp.invoicing.seller.series import actions
from webapp.invoicing.seller.series.forms import SeriesForm, form_of
from webapp.invoicing.seller.views import BASE, READ, WRITE, bp

LIST = f"{BASE}/series"
ONE = f"{LIST}/<kind>"


@bp.get(LIST)
@access(READ)
def series():
    found = queries.numbers(clock.today())
    if not found:
        raise NotFound
    return render_template("invoicing/seller/series/index.html", numbers=found, words=words)


@bp.get(ONE)
@access(WRITE)
def edit_series(kind):
    numbers = queries.numbers_of(_kind(kind), clock.today())
    return render_template("invoicing/seller/series/edit.html", **_shown(numbers, form_of(numbers.series)))


@bp.get(f"{ONE}/preview")
@access(WRITE)
def preview_series(kind):
    """The next number, as one types; without scripts a button of the form asks for it."""
    _kind(kind)
    if not wants_part():
        return redirect(url_for(".edit_series", kind=kind), 302)
    form = SeriesForm(MultiDict(request.args))
    shown = form.next_number(clock.today()) if form.has_shape else ""
    return render_template("invoicing/seller/series/_next.html", next=shown)


@bp.post(ONE)
@access(WRITE)
def update_series(kind):
    numbers = queries.numbers_of(_kind(kind), clock.today())
    form = SeriesForm()
    if not form.validate_on_submit() or "show" in request.form:
        return invalid("invoicing/seller/series/edit.html", **_shown(numbers, form))
    try:
        actions.set_series(numbers.kind, form.setting(), clock.today())
    except actions.Met as refusal:
        form.prefix.errors = [spoken(refusal.sentence)]
        return invalid("invoicing/seller/series/edit.html", **_shown(numbers, form))
    say(_("Numéros enregistrés."))
    return see_other(url_for(".series"))


def _kind(text) -> SeriesKind:
    try:
        return SeriesKind(text)
    except ValueError:
        raise NotFound from None


def _shown(numbers, form):
    shown = form.next_number(clock.today()) if form.has_shape else ""
    return {"numbers": numbers, "form": form, "next": shown, "words": words}
