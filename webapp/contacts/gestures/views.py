from flask import request, url_for
from flask_babel import gettext as _

from webapp.contacts.gestures import actions, queries
from webapp.contacts.models import GestureKind
from webapp.contacts.views import BASE, WRITE, bp
from webapp.core.access import access
from webapp.core.web import say, see_other

TAKEN_BACK = {
    GestureKind.DELETION: lambda: _("Contacts rétablis."),
    GestureKind.TAGGING: lambda: _("Étiquette retirée à ceux qui venaient de la recevoir."),
    GestureKind.UNTAGGING: lambda: _("Étiquette remise."),
    GestureKind.ROLE: lambda: _("Ligne remise dans le parcours."),
    GestureKind.LIST: lambda: _("Liste remise."),
}


@bp.post(f"{BASE}/gestures/<gesture_id>/undoing")
@access(WRITE)
def undo(gesture_id):
    gesture = queries.gesture_or_404(gesture_id)
    kind = GestureKind(gesture.kind)
    actions.undo(gesture)
    say(TAKEN_BACK[kind]())
    to = request.args.get("to")
    return see_other(url_for(".show", public_id=to) if to else url_for(".index"))
