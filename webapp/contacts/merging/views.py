"""Pages where two cards are compared, made one, and two again."""

from collections import Counter

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from webapp.contacts.merging import actions, fields, queries, words
from webapp.contacts.queries import contact_or_404
from webapp.core.access import access
from webapp.core.current import current
from webapp.core.web import page_asked, render_page, say, see_other
from webapp.domain.duplicates import Reason, why
from webapp.domain.permissions import Permission

bp = Blueprint("merging", __name__)

READ, WRITE = Permission.CONTACTS_READ, Permission.CONTACTS_WRITE
DUPLICATES = "/w/<workspace>/contacts/duplicates"
MERGES = "/w/<workspace>/contacts/merges"
FROM_LIST = "list"


@bp.get(DUPLICATES)
@access(READ)
def index():
    every, reason, page = queries.alike(), _reason(), page_asked()
    shown = [one for one in every if reason in (None, one.pair.reason)]
    start = (page - 1) * queries.PAGE
    return render_template(
        "contacts/merging/index.html",
        pairs=shown[start : start + queries.PAGE],
        counts=Counter(one.pair.reason for one in every),
        reason=reason,
        reasons=words.REASONS,
        found=len(shown),
        page_number=page,
        per_page=queries.PAGE,
    )


@bp.get(f"{DUPLICATES}/compare")
@access(WRITE)
def compare():
    """`a` is the card that would be kept, `b` the other."""
    kept, gone, names = queries.two_with_names(*_two())
    actions.refuse_what_cannot(kept, gone)
    cards = queries.cards_of(kept, gone)
    held = queries.held_together(kept, gone, cards)
    return render_template(
        "contacts/merging/compare.html",
        kept=kept,
        gone=gone,
        names=names,
        compared=fields.compared(kept, gone),
        fields=fields,
        reasons=[words.REASONS[one] for one in why(*cards)],
        together=words.told(held),
        are_clients=held.get("clients.contact_id", 0) > 1,
        origin=_origin(),
    )


@bp.post(f"{DUPLICATES}/apart")
@access(WRITE)
def keep_apart():
    one, other = _two()
    actions.keep_apart(one, other)
    say(_("C’est noté\u00a0: ce ne sont pas les mêmes."), undo=url_for(".bring_together", a=one, b=other))
    return see_other(url_for(".index"))


@bp.post(f"{DUPLICATES}/together")
@access(WRITE)
def bring_together():
    actions.bring_together(*_two())
    say(_("La paire est de nouveau dans la liste si elle se ressemble."))
    return see_other(url_for(".index"))


@bp.get(f"{DUPLICATES}/with/<contact>")
@access(WRITE)
def choose(contact):
    asked = request.args.get("q", "").strip()[:200]
    one = contact_or_404(contact)
    found, has_more = queries.could_be(one, asked)
    return render_page(
        "contacts/merging/choose.html",
        "contacts/merging/_others.html",
        contact=one,
        others=found,
        has_more=has_more,
        words=asked,
    )


@bp.post(MERGES)
@access(WRITE)
def create():
    kept, gone = _two()
    picks = {field.key: request.form.get(field.key, "") for field in (*fields.FIELDS, fields.NOTES)}
    done = actions.merge(kept, gone, picks, current.signature)
    say(_("Les deux fiches n’en font plus qu’une."), undo=url_for(".undo", merge_id=done.public_id))
    return see_other(url_for(".index") if _origin() else url_for("contacts.show", public_id=kept))


@bp.get(MERGES)
@access(READ)
def recent():
    page = page_asked()
    merges = queries.merges(page)
    return render_template(
        "contacts/merging/recent.html",
        merges=merges,
        found=merges[0].found if merges else 0,
        page_number=page,
        per_page=queries.PAGE,
    )


@bp.get(f"{MERGES}/<merge_id>")
@access(READ)
def show(merge_id):
    done, kept, gone = queries.merge_or_404(merge_id)
    return render_template(
        "contacts/merging/show.html",
        merge=done,
        kept=kept,
        gone=gone,
        labels=[fields.LABELS[key] for key in done.fields if key in fields.LABELS],
        moved=words.told(words.moved(done.moves)),
        copied=words.told(words.copied(done.copies)),
        left=words.left_told(done.left),
    )


@bp.post(f"{MERGES}/<merge_id>/undoing")
@access(WRITE)
def undo(merge_id):
    done = actions.undo(merge_id, current.signature)
    left = words.left_told(done.left)
    if left:
        say(_("Fusion annulée, sauf ce qui a changé depuis\u00a0: %(left)s.", left=left), "warn")
    else:
        say(_("Fusion annulée\u00a0: les deux fiches sont de retour."))
    return see_other(url_for(".show", merge_id=merge_id))


def _two() -> tuple[str, str]:
    return request.values.get("a", ""), request.values.get("b", "")


def _origin() -> str:
    return FROM_LIST if request.values.get("from") == FROM_LIST else ""


def _reason() -> Reason | None:
    try:
        return Reason(request.args.get("reason", ""))
    except ValueError:
        return None
