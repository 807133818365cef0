"""Rendre le dossier: one page that says where the handover stands, and its steps."""

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from webapp.core import archives, clock
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.files import as_attachment
from webapp.core.i18n import spoken
from webapp.core.web import invalid, say, see_other
from webapp.domain.permissions import Permission
from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence, sentence
from webapp.productions.handover import actions, queries
from webapp.productions.handover.forms import EraseForm, ScheduleForm, StartForm
from webapp.productions.handover.parts import ERASERS, OPEN, PARTS
from webapp.productions.queries import production_or_404

bp = Blueprint("handover", __name__)
AT = "/w/<workspace>/productions/<production>/handover"


@bp.get(f"{AT}/")
@access(Permission.PRODUCTIONS_WRITE)
def show(production):
    found, handover = queries.loaded_or_404(production)
    return render_template("productions/handover/show.html", **_page(found, handover))


@bp.post(f"{AT}/")
@access(Permission.PRODUCTIONS_WRITE)
def start(production):
    found, handover = queries.loaded_or_404(production)
    form = StartForm()
    if handover is None and not form.validate_on_submit():
        return invalid("productions/handover/show.html", **_page(found, handover, start=form))
    actions.start(found, form.parts.data or [], form.handed_to.data, by_name=current.signature)
    say(_("Le ZIP se prépare."))
    return see_other(url_for(".show", production=production))


@bp.get(f"{AT}/zip")
@access(Permission.PRODUCTIONS_WRITE)
def zip_file(production):
    found, handover = queries.loaded_or_404(production)
    if handover is None or not handover.zip_key:
        raise NotFound
    name = archives.safe(
        f"{_('%(title)s, dossier du %(day)s', title=found.title, day=handover.started_at.date().isoformat())}.zip"
    )
    return as_attachment(handover.zip_key, name, "application/zip", handover.zip_size or 0)


@bp.post(f"{AT}/schedule")
@access(Permission.PRODUCTIONS_WRITE)
def schedule(production):
    found, handover = _under_way(production)
    form = ScheduleForm()
    if not form.validate_on_submit():
        return invalid("productions/handover/show.html", **_page(found, handover, schedule=form))
    actions.schedule(handover, form.erase_on.data, form.erasers.data or [], by_name=current.signature)
    say(_("Dossier remis. L’effacement est prévu."))
    return see_other(url_for(".show", production=production))


@bp.post(f"{AT}/cancellation")
@access(Permission.PRODUCTIONS_WRITE)
def cancel(production):
    _found, handover = _under_way(production)
    actions.cancel_erasure(handover)
    say(_("Effacement annulé. Le ZIP reste là."))
    return see_other(url_for(".show", production=production))


@bp.get(f"{AT}/erasure")
@access(Permission.PRODUCTIONS_WRITE)
def ask_erasure(production):
    found, handover = _under_way(production)
    return render_template("productions/handover/erasure.html", **_erasing(found, handover, EraseForm()))


@bp.post(f"{AT}/erasure")
@access(Permission.PRODUCTIONS_WRITE)
def erase(production):
    found, handover = _under_way(production)
    form = EraseForm()
    form.title = found.title
    if not form.validate_on_submit():
        return invalid("productions/handover/erasure.html", **_erasing(found, handover, form))
    try:
        actions.erase_now(handover, form.erasers.data or [], by_name=current.signature)
    except Refused as refusal:
        form.typed.errors = [spoken(refusal.sentence)]
        return invalid("productions/handover/erasure.html", **_erasing(found, handover, form))
    say(_("L’effacement commence."))
    return see_other(url_for(".show", production=production))


@bp.post(f"{AT}/end")
@access(Permission.PRODUCTIONS_WRITE)
def finish(production):
    """Handed over, nothing erased."""
    found, handover = _under_way(production)
    if handover.is_erasing:
        raise Refused(sentence("Un effacement est prévu. Annulez-le d’abord."))
    actions.finish(found, handover, by_name=current.signature)
    say(_("Dossier remis, rien n’est effacé."))
    return see_other(url_for(".show", production=production))


@bp.post(f"{AT}/deletion")
@access(Permission.PRODUCTIONS_WRITE)
def drop(production):
    """The ZIP is thrown away, to make another one."""
    _found, handover = _under_way(production)
    if handover.is_erasing:
        raise Refused(sentence("Un effacement est prévu. Annulez-le d’abord."))
    actions.drop(handover)
    say(_("ZIP jeté. Rien n’a été remis ni effacé."))
    return see_other(url_for(".show", production=production))


@bp.get(f"{AT}/traces/<trace_id>")
@access(Permission.PRODUCTIONS_READ)
def attestation(production, trace_id):
    found = production_or_404(production)
    return render_template(
        "productions/handover/attestation.html",
        production=found,
        trace=queries.trace_or_404(found.id, trace_id),
        erasers=ERASERS,
    )


def _under_way(production):
    found, handover = queries.loaded_or_404(production)
    if handover is None:
        raise NotFound
    return found, handover


def _page(production, handover, **forms):
    counts = queries.counts_of(production.id)
    chosen = [part.key for part in PARTS if part.is_chosen and counts[f"part {part.key}"]]
    erase_on = (handover and handover.erase_on) or clock.today() + actions.TIME_TO_CHECK
    failure = handover.failure if handover else None
    return {
        "production": production,
        "handover": handover,
        "failure": Sentence(failure["text"], failure["values"]) if failure else None,
        "traces": queries.traces_of(production.id),
        "counts": counts,
        "parts": PARTS,
        "has_something": any(counts[f"part {part.key}"] for part in PARTS),
        "erasers": ERASERS,
        "open": [
            (loose, loose.name(counts[f"open {loose.key}"])) for loose in OPEN if counts[f"open {loose.key}"]
        ],
        "start": forms.get("start") or StartForm(data={"parts": chosen}),
        "schedule": forms.get("schedule") or ScheduleForm(data={"erase_on": erase_on, "erasers": []}),
        "today": clock.today(),
        "kept_days": actions.ZIP_KEPT.days,
    }


def _erasing(production, handover, form):
    counts = queries.counts_of(production.id)
    return {
        "production": production,
        "handover": handover,
        "form": form,
        "counts": counts,
        "erasers": ERASERS,
    }
